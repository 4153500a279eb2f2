// What is wrong with a description, if anything: its fields, and its layers against each other.
import { follow, NOTED, RECURRENT } from "./follow.js"
import { isObject, NETWORK, NEURON } from "./format.js"
import { fail } from "./mistakes.js"

/** @import { Shaped } from "./follow.js" */
/** @import { Description } from "./format.js" */

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
