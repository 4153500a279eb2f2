// What a network would be: shapes, parameters, memory and work, without making it.
import { LAYERS } from "../network/layers.js"
import { sizeOf } from "../network/tensor.js"
import { bytesInWords, shapeInWords } from "./amounts.js"
import { isForReaders } from "./error.js"

/** @import { Layer } from "../network/layer.js" */
/** @import { Options } from "../network/options.js" */
/** @import { Description } from "../network/sequential.js" */
/** @import { Shape } from "../network/tensor.js" */
/**
 * @typedef {object} LayerOutline
 * @property {string} type
 * @property {Shape} [output] of one example; none at a layer with a problem, and after it
 * @property {number} params
 * @property {number} work multiplications for one example, on the way forward
 * @property {string} [problem] why the layer cannot stand here, and what would help
 *
 * @typedef {object} Outline
 * @property {LayerOutline[]} layers
 * @property {number} params
 * @property {number} bytes that training needs, for examples one at a time
 * @property {number} work
 */

/** What a page can have: beyond it browsers end the page, and the reader's work with it. */
export const MOST_BYTES = 2 ** 31

const PICTURES = [
  "Conv2D",
  "MaxPooling2D",
  "AveragePooling2D",
  "GlobalAveragePooling2D",
  "SpatialDropout2D",
]
const SEQUENCES = ["SimpleRNN", "LSTM", "GRU"]

/**
 * Why a layer cannot take what it gets: the kind of its inputs is wrong.
 * @param {string} type
 * @param {Shape} input
 * @param {{ type: string }[]} before the layers before it
 */
function misfit(type, input, before) {
  const gets = `here it gets ${shapeInWords(input)}`
  if (PICTURES.includes(type) && input.length !== 3) {
    const flat = before.find(({ type }) => ["Flatten", "GlobalAveragePooling2D"].includes(type))
    const cure = flat
      ? `Put it before ${flat.type}.`
      : "Your examples are no pictures: take Dense layers, or choose pictures as data."
    return `A ${type} layer needs pictures of height, width and channels; ${gets}. ${cure}`
  }
  if (SEQUENCES.includes(type) && input.length !== 2) {
    const recurrent = before.findLast(({ type }) => SEQUENCES.includes(type))
    const cure = recurrent
      ? `Let the ${recurrent.type} layer before it answer at every step (return_sequences).`
      : "Your examples are no sequences: take other layers, or choose sequences as data."
    const article = type === "LSTM" ? "An" : "A"
    return `${article} ${type} layer needs sequences, step by step; ${gets}. ${cure}`
  }
  if (type === "Embedding" && before.length) {
    return "An Embedding layer needs whole numbers, such as those of words: it can only be first."
  }
}

/** What a mistake in a layer means for a beginner. @param {string} type @param {string} said */
function inWords(type, said) {
  const [, window, input] = /^has a window of \[(.+)\], larger .+ \[(.+)\]$/.exec(said) ?? []
  if (!window) return `This ${type} layer ${said}.`
  /** @type {(list: string) => string} */
  const size = (list) => list.split(",").slice(0, 2).join(" × ")
  const cure = 'Make the window smaller, set its padding to "same", or take a pooling layer away.'
  return `A window of ${size(window)} is larger than its input of ${size(input)}. ${cure}`
}

/** How many numbers the weights of a layer hold. @param {Layer} layer */
const paramsOf = ({ weights }) => weights.reduce((sum, { shape }) => sum + sizeOf(shape), 0)

/**
 * Multiplications for one example: each table of weights is gone through at every place of the
 * output, or at every step; and each number of the output costs something too.
 * @param {string} type
 * @param {Layer} layer
 */
function workOf(type, { input, output, weights }) {
  const places = SEQUENCES.includes(type) ? input[0] : sizeOf(output) / output[output.length - 1]
  const tables = weights.filter(({ name }) => name.endsWith("kernel"))
  const each = tables.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
  return places * each + sizeOf(output)
}

/** What the training of a layer keeps. @param {string} type @param {Layer} layer */
function bytesOf(type, layer) {
  const kernel = layer.weights[0]?.shape
  const views = type === "Conv2D" ? 3 * (sizeOf(layer.output) / layer.output[2]) : 0
  const seen = views ? sizeOf(kernel) / kernel[3] : 0
  const states = 4 // value, gradient, and two of Adam
  return 4 * (states * paramsOf(layer) + views * seen + 4 * sizeOf(layer.output))
}

/**
 * One layer, planned; or what is wrong with it.
 * @param {{ type: string } & Options} described
 * @param {Shape} input
 * @param {{ type: string }[]} before
 * @returns {Layer | string}
 */
function plan({ type, ...options }, input, before) {
  const problem = misfit(type, input, before)
  if (problem) return problem
  if (!Object.hasOwn(LAYERS, type)) return `There is no layer of the type ${type}.`
  try {
    return new LAYERS[type](options, input, /** @type {any} */ (null)) // null: no numbers are made
  } catch (error) {
    if (!isForReaders(error)) throw error
    return inWords(type, /** @type {Error} */ (error).message)
  }
}

/** Why the last layer cannot be the last. @param {Shape} output */
function unfinished(output) {
  if (output.length === 1) return
  const cure =
    output.length === 3
      ? "Put Flatten, or GlobalAveragePooling2D, before it."
      : "Turn return_sequences off in the recurrent layer before it, or put Flatten before it."
  const places = sizeOf(output) / output[output.length - 1]
  return `The last layer must give one answer for an example; here it gives ${places}. ${cure}`
}

/**
 * The network layer by layer. It never throws for what readers do: after a layer with a problem,
 * the others are listed without shapes.
 * @param {Description} description
 * @returns {Outline}
 */
export function outline({ input_shape, layers: described }) {
  /** @type {Outline} */
  const all = { layers: [], params: 0, bytes: 0, work: 0 }
  /** @type {Shape | undefined} */
  let input = input_shape
  for (const [place, { type, ...options }] of described.entries()) {
    /** @type {LayerOutline} */
    const one = { type, params: 0, work: 0 }
    all.layers.push(one)
    if (!input) continue
    const layer = plan({ type, ...options }, input, described.slice(0, place))
    input = undefined
    if (typeof layer === "string") {
      one.problem = layer
      continue
    }
    one.params = paramsOf(layer)
    one.work = workOf(type, layer)
    const bytes = bytesOf(type, layer)
    all.params += one.params
    all.work += one.work
    all.bytes += bytes
    if (place === described.length - 1) one.problem = unfinished(layer.output)
    if (all.bytes > MOST_BYTES) {
      const limit = `the whole network may have ${bytesInWords(MOST_BYTES)}`
      const needs = `it needs ${bytesInWords(bytes)}, and ${limit}. Make it smaller.`
      one.problem = `This ${type} layer is too large for memory: ${needs}`
    }
    if (!one.problem) one.output = input = layer.output
  }
  return all
}

/** The first problem, with its layer's place; "" if there is none. @param {Outline} outline */
export function firstProblem({ layers }) {
  const place = layers.findIndex(({ problem }) => problem)
  return place < 0 ? "" : `Layer ${place + 1}: ${layers[place].problem}`
}

/** Multiplications in a second, before any were measured. */
export const SPEED = 5e8

/**
 * About how long one pass over so many examples takes: the way back costs twice the way there.
 * @param {Outline} outline
 * @param {number} examples
 * @param {number} speed multiplications in a second, see Report
 */
export const secondsPerEpoch = ({ work }, examples, speed = SPEED) => (3 * work * examples) / speed

export { bytesInWords, shapeInWords }
