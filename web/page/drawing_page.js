// The live drawing of docs/reference/drawing.md, the only page that loads this and web/drawing/.
import { draw } from "../drawing/drawing.js"

/** @import { Description, Layer } from "../drawing/format.js" */

/** @type {(name: string) => HTMLElement} */
const find = (name) => {
  const found = document.getElementById(`drawing-${name}`)
  if (!found) throw new Error(`The page has no drawing-${name}.`)
  return found
}
const example = /** @type {HTMLSelectElement} */ (find("example"))
const text = /** @type {HTMLTextAreaElement} */ (find("text"))
const [error, live] = [find("error"), find("live")]

/** @type {(type: string, side: number, channels: number, more?: Partial<Layer>) => Layer} */
const stack = (type, side, channels, more) => ({
  type,
  width: side,
  height: side,
  channels,
  ...more,
})
/** @type {(sides: number[], channels: number, kernel: number, rate: number) => Layer[]} */
const block = (sides, channels, kernel, rate) => [
  stack("conv", sides[0], channels, { kernel: [kernel, kernel] }),
  { type: "activation", activation: "leaky_relu" },
  stack("pool", sides[1], channels, { kernel: [2, 2], stride: [2, 2] }),
  { type: "dropout", rate },
]
/** @type {Record<string, Description>} */
const examples = {
  "A small network at work": {
    layers: [
      { type: "input", size: 3, values: [1, 0, -0.5], labels: ["x₁", "x₂", "x₃"] },
      {
        type: "dense",
        size: 4,
        activation: "relu",
        values: [0.2, 0, 0.9, 0.4],
        weights: [
          [0.6, -0.8, 0.3, 0.1],
          [0.9, 0.2, -0.4, -1],
          [0.8, 0.5, -1.2, -0.6],
        ],
      },
      {
        type: "dense",
        size: 2,
        activation: "softmax",
        values: [0.71, 0.29],
        labels: ["yes", "no"],
        winner: 0,
        weights: [
          [0.4, -0.5],
          [-0.3, 0.7],
          [1.1, -0.2],
          [0.2, 0.6],
        ],
      },
    ],
  },
  "One neuron": {
    kind: "neuron",
    inputs: 3,
    labels: ["x₁", "x₂", "x₃"],
    values: [0.5, -1, 2],
    weights: [0.8, 0.3, -0.5],
    bias: 0.1,
    sum: -0.8,
    activation: "sigmoid",
    output: 0.31,
  },
  "A wide network": {
    layers: [2500, 1880, 1262, 645, 26].map((size, place) =>
      place
        ? { type: "dense", size, activation: place < 4 ? "relu" : "softmax" }
        : { type: "input", size },
    ),
  },
  "A convolutional network": {
    layers: [
      stack("input", 50, 1),
      ...block([50, 25], 32, 12, 0.25),
      ...block([25, 13], 64, 6, 0.25),
      ...block([13, 7], 128, 3, 0.4),
      { type: "flatten", size: 6272 },
      { type: "dense", size: 128, activation: "leaky_relu" },
      {
        type: "dense",
        size: 26,
        activation: "softmax",
        labels: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"],
        winner: 1,
      },
    ],
  },
  "A recurrent network": {
    layers: [
      { type: "input", size: 3, steps: 8 },
      { type: "lstm", size: 32, sequences: true },
      { type: "gru", size: 16 },
      { type: "dense", size: 2, activation: "softmax", labels: ["up", "down"] },
    ],
  },
  "Through time, downward": {
    direction: "down",
    layers: [
      { type: "input", size: 1, steps: 3, values: [[2], [4], [6]] },
      { type: "rnn", size: 4 },
      { type: "dense", size: 1 },
    ],
  },
}

let svg = ""
/** @type {number | undefined} The layer that the forward pass shows; undefined for all. */
let reached
/** @type {(value: any) => string} */
const written = (value) => JSON.stringify(value).replace(/([,:])(?=["\d[{-])/g, "$1 ")
/** @type {(description: Description) => string} Each layer on a line of its own. */
const lines = ({ layers, ...rest }) => {
  const each = `[\n  ${layers?.map(written).join(",\n  ")}\n]}`
  return layers ? written({ ...rest, layers: [] }).replace("[]}", each) : written(rest)
}

/** Draw what is written; what cannot be drawn is said, and nothing is shown. */
function show() {
  try {
    const description = JSON.parse(text.value)
    const count = description.layers?.length
    svg = draw(
      reached === undefined || !count ? description : { ...description, until: reached % count },
    )
    error.textContent = ""
  } catch (problem) {
    svg = ""
    error.textContent = problem instanceof Error ? problem.message : String(problem)
  }
  live.innerHTML = svg
  text.setAttribute("aria-invalid", String(error.textContent !== ""))
}

/** @param {number} [next] the layer that the forward pass shows now */
function advance(next) {
  reached = next
  show()
}

example.append(...Object.keys(examples).map((name) => new Option(name, name)))
example.addEventListener("change", () => {
  text.value = lines(examples[example.value])
  advance(undefined)
})
text.addEventListener("input", () => advance(undefined))
find("next").addEventListener("click", () => advance(reached === undefined ? 0 : reached + 1))
find("all").addEventListener("click", () => advance(undefined))
find("save").addEventListener("click", () => {
  if (!svg) return
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }))
  link.download = "network.svg"
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
})
example.dispatchEvent(new Event("change"))
