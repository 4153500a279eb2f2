// Which layer may follow which, and what comes out of it.
import { fail } from "./mistakes.js"
import { told } from "./text.js"

/** @import { Layer } from "./format.js" */
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
