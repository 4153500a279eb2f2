// What is wrong with a description, if anything: its fields, and its layers against each other.
import { fail, isObject, NETWORK, NEURON } from "./format.js"
import { told } from "./text.js"

/** @import { Description, Layer } from "./format.js" */
/**
 * What comes out of a layer: channels of pixels, a row of neurons, or one at every step.
 * @typedef {"stack" | "vector" | "sequence"} Shape
 * @typedef {Layer & { shape: Shape }} Shaped
 */

export const RECURRENT = ["rnn", "lstm", "gru"]
/** Layers that have no place of their own: they are written under the one before. */
export const NOTED = ["dropout", "activation", "norm"]

/** @type {Record<Shape, string>} */
const REMEDY = {
  vector: "a flatten",
  sequence: "an input with steps, or a layer with sequences,",
  stack: "a layer with width and height",
}

/**
 * Hold a layer against the one before; returns what comes out of it.
 * @param {Layer} layer
 * @param {Shaped | undefined} before
 * @param {string} path
 * @returns {Shape}
 */
export function follow(layer, before, path) {
  const { type, width, size } = layer
  if (!before) {
    if (type === "input") return width ? "stack" : layer.steps ? "sequence" : "vector"
    const why = "the first layer says what comes in"
    return fail(`${path}.type`, `must be input, not ${told(type)}: ${why}`)
  }
  if (type === "input") fail(`${path}.type`, "cannot be input: only the first layer is")
  if (NOTED.includes(type) || (type === "dense" && before.shape !== "stack")) return before.shape
  const isRecurrent = RECURRENT.includes(type)
  const wanted = type === "dense" ? "vector" : isRecurrent ? "sequence" : "stack"
  if (before.shape !== wanted) {
    const remedy = `put ${REMEDY[wanted]} before it`
    fail(`${path}.type`, `${type} cannot follow ${before.type} here: ${remedy}`)
  }
  if (wanted === "sequence") return layer.sequences ? "sequence" : "vector"
  const { width: w = 1, height: h = 1, channels = 1 } = before
  const all = type === "flatten" ? w * h * channels : channels
  if (!width && size !== all) {
    fail(`${path}.size`, `must be ${all}, because of the layer before, not ${size}`)
  }
  return width ? "stack" : "vector"
}

/**
 * Hold a layer's values, marks, labels and weights against its number of neurons and that before.
 * @param {Shaped} layer
 * @param {Shaped | undefined} before
 * @param {string} path
 * @param {number | undefined} steps of the input
 */
function agree(layer, before, path, steps) {
  const { type, shape, values, size = 0, lit = [], winner = 0, width = 1, height = 1 } = layer
  /** @type {(name: string, list: any[] | undefined, count: number, what: string) => void} */
  const held = (name, list, count, what) => {
    if (!list || list.length === count) return
    fail(`${path}.${name}`, `has ${list.length} items, but there are ${count} ${what}`)
  }
  if (shape === "stack") return held("values", values, width * height, "places in a channel")
  const isTimed = shape === "sequence" || RECURRENT.includes(type)
  if (values?.length && Array.isArray(values[0]) !== isTimed) {
    const kind = isTimed ? "a list of numbers for each step" : "a number for each neuron"
    fail(`${path}.values`, `must hold ${kind}`)
  }
  held("values", values, isTimed ? (steps ?? 0) : size, isTimed ? "steps" : "neurons")
  const rows = isTimed ? values : []
  rows?.forEach((row, place) => held(`values[${place}]`, row, size, "neurons"))
  held("weights", layer.weights, before?.size ?? 0, "neurons in the layer before")
  layer.weights?.forEach((row, place) => held(`weights[${place}]`, row, size, "neurons"))
  held("labels", layer.labels, size, "neurons")
  const below = (/** @type {string} */ name, /** @type {number} */ index) => {
    if (index < size) return
    fail(`${path}.${name}`, `must be below ${size}, the number of neurons, not ${index}`)
  }
  lit.forEach((index, place) => below(`lit[${place}]`, index))
  below("winner", winner)
}

/**
 * Throw a DrawingError if a description cannot be drawn; nothing is ever half-drawn.
 * @param {any} description
 * @returns {asserts description is Description}
 */
export function check(description) {
  const isNeuron = isObject(description) && description.kind === "neuron"
  ;(isNeuron ? NEURON : NETWORK)(description, "")
  const { layers = [], until = 0, inputs } = description
  for (const name of isNeuron ? ["values", "weights", "labels"] : []) {
    const given = description[name]?.length ?? inputs
    if (given !== inputs) fail(name, `has ${given} items, but there are ${inputs} inputs`)
  }
  /** @type {Shaped | undefined} */
  let before
  for (const [number, layer] of layers.entries()) {
    const path = `layers[${number}]`
    const known = { ...layer, shape: follow(layer, before, path) }
    if (NOTED.includes(layer.type)) continue
    agree(known, before, path, layers[0].steps)
    before = known
  }
  if (until && until >= layers.length) {
    fail("until", `must be below ${layers.length}, the number of layers, not ${until}`)
  }
}
