// A project: all that a reader has chosen, in JSON. Weights and own data are kept beside it.
import { LAYERS } from "../network/layers.js"
import { read, told } from "../network/options.js"
import { OPTIMIZERS } from "../network/optimizers.js"
import { sizeOf } from "../network/tensor.js"
import { describe, lossOf, VERSION } from "./description.js"
import { fail, isForReaders } from "./error.js"

/** @import { Options } from "../network/options.js" */
/** @import { Shape } from "../network/tensor.js" */
/**
 * @typedef {"shapes" | "scratch" | "digits" | "letters" | "moons" | "spiral" | "numbers"} Made
 * @typedef {"points" | "drawings" | "images" | "table"} Own
 *
 * Where the examples come from. Data of the reader's own are not in it, but their shape is.
 * @typedef {object} Source
 * @property {Made | Own} kind
 * @property {number} [count] of the digits: 2000 or 10000; of the shapes: 5 or 7
 * @property {boolean} [shuffled] labels dealt out anew, on purpose
 * @property {Shape} shape of one example
 * @property {string[]} classes names of the outputs; none if the answer is a number
 *
 * How to train; names and defaults are those of Keras.
 * @typedef {object} Settings
 * @property {{ type: string } & Options} optimizer
 * @property {"constant" | "cosine" | "exponential"} schedule of the learning rate, over all epochs
 * @property {number} epochs
 * @property {number} batch_size
 * @property {number} patience epochs without a lower validation loss until training stops; 0: never
 * @property {number} seed
 * @property {boolean} scale inputs: each to mean 0 and deviation 1, by the training part
 * @property {number} validation share of the examples
 * @property {number} test share of the examples
 *
 * @typedef {object} Project
 * @property {1} version
 * @property {string} title
 * @property {Source} source
 * @property {({ type: string } & Options)[]} layers all but the last
 * @property {Options} head options of the last layer, a Dense one, besides units and activation
 * @property {Settings} settings
 */

/** @typedef {{ shape?: Shape, classes?: number[], counts?: number[] }} Certain */
/** @type {Record<Source["kind"], Certain>} What is the same in all sources of a kind. */
const KINDS = {
  shapes: { shape: [25], classes: [5, 7], counts: [5, 7] },
  scratch: { shape: [4], classes: [0] },
  digits: { shape: [28, 28, 1], classes: [10], counts: [2000, 10000] },
  letters: { shape: [50, 50, 1], classes: [26] },
  moons: { shape: [2], classes: [2] },
  spiral: { shape: [2], classes: [2] },
  numbers: { shape: [4, 1], classes: [0] },
  points: { shape: [2] },
  drawings: {},
  images: {},
  table: {},
}
const SCHEDULES = ["constant", "cosine", "exponential"]
/** No more numbers than these in an example, names of classes, letters in a name, layers. */
const MOST = { numbers: 2 ** 20, classes: 1000, letters: 200, layers: 200 }

/** @type {(value: any, low: number, high: number) => boolean} */
const isWhole = (value, low, high) => Number.isInteger(value) && value >= low && value <= high
/** @type {(value: any) => boolean} */
const isText = (value) => typeof value === "string" && value.length <= MOST.letters

/**
 * The entries of an object that has no others; a tampered file may hold anything.
 * @param {any} value
 * @param {string} what it is, for the message
 * @param {string[]} known names; a "?" after one says that it may be missing
 * @returns {any}
 */
function entries(value, what, known) {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value)
  if (!isObject) fail(`${what} must be an object with the entries ${known.join(", ")}.`)
  const names = known.map((name) => name.replace("?", ""))
  for (const name of Object.keys(value)) {
    if (!names.includes(name)) fail(`${what} has an entry ${told(name)} that is not known here.`)
  }
  for (const name of known) {
    const isThere = Object.hasOwn(value, name.replace("?", ""))
    if (!isThere && !name.endsWith("?")) fail(`${what} lacks the entry "${name}".`)
  }
  return value
}

/** @param {any} value @returns {Source} */
function readSource(value) {
  const source = entries(value, "The source", ["kind", "count?", "shuffled?", "shape", "classes"])
  const { kind, count, shuffled, shape, classes } = source
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) {
    fail(`The source has the kind ${told(kind)}; known are ${Object.keys(KINDS).join(", ")}.`)
  }
  const certain = KINDS[/** @type {Source["kind"]} */ (kind)]
  const isShape = Array.isArray(shape) && isWhole(shape.length, 1, 3)
  if (!isShape || ![...shape].every((size) => isWhole(size, 1, MOST.numbers))) {
    fail("The shape of an example must be one to three whole numbers from 1.")
  }
  if (sizeOf(shape) > MOST.numbers) fail(`An example has more than ${MOST.numbers} numbers.`)
  if (certain.shape && String(shape) !== String(certain.shape)) {
    fail(`Examples of the kind ${kind} have the shape [${certain.shape}], not [${shape}].`)
  }
  checkClasses(classes, certain.classes)
  if (certain.counts ? !certain.counts.includes(count) : count !== undefined) {
    fail(`The source has the count ${told(count)}; ${kind} can have: ${certain.counts ?? "none"}.`)
  }
  if (kind === "shapes" && classes.length !== count) fail("Each shape is a class of its own.")
  if (shuffled !== undefined && typeof shuffled !== "boolean")
    fail("shuffled must be true or false.")
  const more = { ...(count && { count }), ...(shuffled && { shuffled }) }
  return { kind, ...more, shape: [...shape], classes: [...classes] }
}

/** @param {any} classes @param {number[]} [counts] how many there can be */
function checkClasses(classes, counts) {
  if (!Array.isArray(classes) || classes.length > MOST.classes || ![...classes].every(isText)) {
    fail(`The classes must be a list of at most ${MOST.classes} names, each of a few words.`)
  }
  if (classes.length === 1) fail("A single class leaves nothing to learn: it takes two or more.")
  if (new Set(classes).size < classes.length) fail("Two classes have the same name.")
  if (counts && !counts.includes(classes.length)) {
    fail(`The source has ${classes.length} classes, where there must be ${counts.join(" or ")}.`)
  }
}

/**
 * Options of a layer or an optimizer: those that are given, checked.
 * @param {any} given
 * @param {Options} known
 * @param {string} what
 * @returns {any}
 */
function readOptions(given, known, what) {
  entries(
    given,
    what,
    ["type", ...Object.keys(known)].map((name) => `${name}?`),
  )
  const options = Object.entries(given).filter(([, value]) => value !== null && value !== undefined)
  for (const [name, value] of options) {
    const isPlain = ["string", "boolean"].includes(typeof value) || Number.isFinite(value)
    const isList = Array.isArray(value) && [...value].every(Number.isFinite) // spread: holes too
    if (!isPlain && !isList) fail(`${what}: ${name} cannot be ${told(value)}.`)
  }
  try {
    read(given, known)
  } catch (error) {
    if (!isForReaders(error)) throw error
    fail(`${what} ${/** @type {Error} */ (error).message}.`)
  }
  return Object.fromEntries(options.map(([name, value]) => [name, structuredClone(value)]))
}

/** @param {any} layer @param {number} place */
function readLayer(layer, place) {
  const type = layer?.type
  if (typeof type !== "string" || !Object.hasOwn(LAYERS, type)) {
    fail(
      `Layer ${place + 1} has the type ${told(type)}; known are ${Object.keys(LAYERS).join(", ")}.`,
    )
  }
  return readOptions(
    layer,
    /** @type {any} */ (LAYERS[type]).options,
    `Layer ${place + 1} (${type})`,
  )
}

/** @param {any} value @returns {Settings} */
function readSettings(value) {
  const names = ["optimizer", "schedule", "epochs", "batch_size", "patience", "seed", "scale"]
  const settings = entries(value, "The settings", [...names, "validation", "test"])
  const { optimizer, schedule, epochs, batch_size, patience, seed, scale } = settings
  const { validation, test } = settings
  const type = optimizer?.type
  if (typeof type !== "string" || !Object.hasOwn(OPTIMIZERS, type)) {
    fail(
      `The optimizer has the type ${told(type)}; known are ${Object.keys(OPTIMIZERS).join(", ")}.`,
    )
  }
  const Kind = OPTIMIZERS[/** @type {"SGD" | "Adam"} */ (type)]
  const chosen = readOptions(optimizer, Kind.options, `The optimizer ${type}`)
  if (chosen.clipnorm && chosen.global_clipnorm) fail("Use clipnorm or global_clipnorm, not both.")
  if (!SCHEDULES.includes(schedule)) fail(`The schedule must be one of ${SCHEDULES.join(", ")}.`)
  if (!isWhole(epochs, 1, 1e6)) fail("Epochs must be a whole number from 1 to a million.")
  if (!isWhole(batch_size, 1, 1e6))
    fail("The batch size must be a whole number from 1 to a million.")
  if (!isWhole(patience, 0, 1e6))
    fail("Patience must be a whole number from 0, for never, to a million.")
  if (!isWhole(seed, 0, 2 ** 31 - 1)) fail("The seed must be a whole number from 0 to 2147483647.")
  if (typeof scale !== "boolean") fail("scale must be true or false.")
  const areShares = [validation, test].every((share) => Number.isFinite(share) && share >= 0)
  if (!areShares || validation + test > 0.9) {
    fail(
      "Validation and test are shares from 0, and together at most 0.9: training needs the rest.",
    )
  }
  const sizes = { epochs, batch_size, patience, seed, scale, validation, test }
  return { optimizer: { ...chosen, type }, schedule, ...sizes }
}

/**
 * A project from a file or a link, checked and copied. Whether its layers can be joined is not
 * asked here: a network that is half built can be kept too. outline.js says it.
 * @param {any} value
 * @returns {Project}
 * @throws {StudioError} for whatever is not a project
 */
export function readProject(value) {
  const names = ["version", "title", "source", "layers", "head", "settings"]
  const { version, title, source, layers, head, settings } = entries(value, "A project", names)
  if (version !== VERSION) fail(`This project has the version ${told(version)}, not ${VERSION}.`)
  if (!isText(title)) fail(`The title must be a text of at most ${MOST.letters} letters.`)
  if (!Array.isArray(layers) || layers.length > MOST.layers) {
    fail(`The layers must be a list of at most ${MOST.layers}.`)
  }
  const { units, activation, ...rest } = /** @type {any} */ (LAYERS.Dense).options
  return {
    version: VERSION,
    title,
    source: readSource(source),
    layers: [...layers].map(readLayer),
    head: readOptions(
      entries(
        head,
        "The head",
        Object.keys(rest).map((name) => `${name}?`),
      ),
      rest,
      "The head",
    ),
    settings: readSettings(settings),
  }
}

export { describe, lossOf, VERSION }
