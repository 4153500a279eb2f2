// A kernel of the lesson on convolution slides over what the reader draws.
import { Conv2D } from "../../network/convolution.js"
import { Sequential } from "../../network/sequential.js"
import { Tensor } from "../../network/tensor.js"
import { button, make } from "../parts/make.js"
import { Pad } from "../parts/pad.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "convolution"
const [SIDE, KERNEL] = [9, 4]
const MAP = SIDE - KERNEL + 1
const INK = 10
const LEAST = 1e-6
const TASK = `Take the kernel for vertical edges. Draw ${INK} pixels or more in which it finds
  nothing: a map of zeros.`
const EIGHTH = 1 / 8 // so that answers lie between -1 and 1, as in the lesson
const ROWS = [0, 1, 2, 3]
const VERTICAL = ROWS.flatMap(() => [-1, -1, 1, 1])
const HORIZONTAL = ROWS.flatMap((row) => ROWS.map(() => (row < 2 ? -1 : 1)))
// A small E; that of the lesson has 25 by 25 pixels.
const LETTER = [
  ".........",
  "..######.",
  "..##.....",
  "..##.....",
  "..#####..",
  "..##.....",
  "..##.....",
  "..######.",
  ".........",
]
const FIRST = [...LETTER.join("")].map((sign) => Number(sign === "#"))

/**
 * The picture in an address; undefined if it is none.
 * @param {string} text
 */
const read = (text) => (/^[01]{81}$/.test(text) ? [...text].map(Number) : undefined)

/** Sixteen numbers that the reader can change. @param {() => void} changed */
function kernelOf(changed) {
  const inputs = VERTICAL.map((value, place) => {
    const where = `kernel, row ${Math.floor(place / KERNEL) + 1}, column ${(place % KERNEL) + 1}`
    const input = make("input", { type: "number", min: -1, max: 1, step: 0.5, value })
    input.ariaLabel = where
    input.addEventListener("input", changed)
    return input
  })
  return { inputs, element: make("div", { class: "kernel" }, ...inputs) }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const layer = { type: "Conv2D", filters: 1, kernel_size: KERNEL, use_bias: false }
  const network = new Sequential({ input_shape: [SIDE, SIDE, 1], layers: [layer] }, { Conv2D })
  const said = make("p", { role: "status" })
  const pad = new Pad(SIDE, "Your picture: arrow keys move, the space bar draws", show)
  const kernel = kernelOf(show)
  const cells = Array.from({ length: MAP * MAP }, () => make("i"))
  const map = make("div", { class: "map", role: "img" }, ...cells)

  function show() {
    const { picture } = pad
    // What is no number yet, such as a lone minus sign, counts as 0.
    const weights = kernel.inputs.map((input) => input.valueAsNumber || 0)
    network.setWeights([weights.map((weight) => weight * EIGHTH)])
    const answers = [...network.predict(new Tensor([1, SIDE, SIDE, 1], picture)).data]
    cells.forEach((cell, place) => {
      cell.style.setProperty("--size", String(Math.min(1, Math.abs(answers[place]))))
      cell.className = answers[place] < 0 ? "negative" : ""
    })
    const [low, high] = [Math.min(...answers), Math.max(...answers)]
    map.ariaLabel = `Map of ${MAP} by ${MAP}, from ${low.toFixed(2)} to ${high.toFixed(2)}`
    said.textContent = verdict(answers, weights, picture)
    toAddress(NAME, picture.join("") === FIRST.join("") ? null : picture.join(""))
  }

  /** @param {number[]} weights */
  function take(weights) {
    kernel.inputs.forEach((input, place) => (input.value = String(weights[place])))
    show()
  }

  /** @param {number[]} picture */
  function put(picture) {
    pad.picture = picture
    show()
  }

  const buttons = [
    button("vertical edges", () => take(VERTICAL)),
    button("horizontal edges", () => take(HORIZONTAL)),
    button("the letter E", () => put(FIRST)),
    button("empty", () => put(FIRST.map(() => 0))),
  ]
  const asked = inAddress(NAME)
  put((asked && read(asked)) || FIRST)
  if (asked && !read(asked))
    said.textContent = "The address holds no picture: here is the letter E."
  return [
    make("div", { class: "sliding" }, pad.element, kernel.element, map),
    make("div", { class: "choices", role: "group", "aria-label": "Examples" }, ...buttons),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}

/**
 * What the kernel finds, and whether that solves the task.
 * @param {number[]} answers
 * @param {number[]} weights
 * @param {number[]} picture
 */
function verdict(answers, weights, picture) {
  const ink = picture.reduce((sum, pixel) => sum + pixel, 0)
  const most = answers.reduce((best, one) => (Math.abs(one) > Math.abs(best) ? one : best), 0)
  const place = answers.indexOf(most)
  const where = `row ${Math.floor(place / MAP) + 1}, column ${(place % MAP) + 1}`
  const isEmpty = Math.abs(most) < LEAST
  const text = isEmpty ? "The map is all zeros." : `Strongest: ${most.toFixed(2)}, at ${where}.`
  if (weights.join() !== VERTICAL.join()) return text
  if (isEmpty && ink >= INK)
    return `Solved! ${text} There is ink, ${ink} pixels, but no vertical edge.`
  return isEmpty ? `${text} Not yet: it takes ${INK} pixels of ink.` : `${text} Not yet.`
}
