// What a reader keeps, in the browser or in a file, is checked before it is used: it may have been
// damaged, or tampered with.
import { network } from "../network/layers.js"
import { sizeOf } from "../network/tensor.js"
import { fail, isForReaders } from "./error.js"
import { firstProblem, MOST_BYTES, outline } from "./outline.js"
import { describe } from "./project.js"

/** @import { Dataset } from "./dataset.js" */
/** @import { Project, Source } from "./project.js" */
/** @import { Scaling } from "./scaling.js" */
/** @import { Stroke } from "../page/parts/strokes.js" */
/** @typedef {{ name: string, drawings: Stroke[][] }} Sign a class, and what was drawn of it */

/** @type {Source["kind"][]} Data that the course cannot make or fetch again. */
const OWN = ["points", "drawings", "images", "table"]
/** @param {Source} source */
export const isOwn = ({ kind }) => OWN.includes(kind)

/** @type {(value: any) => boolean} */
const isName = (value) => typeof value === "string" && value.length <= 1000
/** @type {(value: any) => boolean} */
const areNumbers = (value) => value instanceof Float32Array && value.every(Number.isFinite)

/**
 * Data of the reader's own.
 * @param {any} data
 * @param {Source} source what the project says of them
 * @returns {Dataset}
 * @throws {StudioError} if they do not fit to it, or are damaged
 */
export function checkData(data, source) {
  const { name, shape, classes, x, y } = data ?? fail("The examples are lost.")
  if (!isName(name)) fail("The examples have no name.")
  const isSame = [
    [shape, source.shape],
    [classes, source.classes],
  ].every(([one, other]) => JSON.stringify(one) === JSON.stringify(other))
  if (!isSame) fail("The examples do not fit to the project.")
  if (!areNumbers(x) || !areNumbers(y)) fail("The examples hold what is no number.")
  const [size, many] = [sizeOf(source.shape), source.classes.length]
  if (x.length !== y.length * size) {
    fail(`${y.length} examples need ${y.length * size} numbers, but there are ${x.length}.`)
  }
  const wrong = many ? y.findIndex((/** @type {number} */ one) => !(one in source.classes)) : -1
  if (wrong >= 0) fail(`Example ${wrong + 1} has a class that there is not.`)
  return { name, shape: source.shape, classes: source.classes, x, y, ...checkNames(data, size) }
}

/** @param {any} data @param {number} size of an example @returns {Partial<Dataset>} */
function checkNames({ answer, inputs, picture }, size) {
  const areNames = Array.isArray(inputs) && inputs.length === size && inputs.every(isName)
  if (inputs !== undefined && !areNames) fail("The names of the inputs are damaged.")
  const isPicture =
    Array.isArray(picture) && picture.length === 2 && picture.every((one) => one > 0)
  if (picture !== undefined && !(isPicture && picture[0] * picture[1] === size)) {
    fail("The size of the pictures does not fit to their numbers.")
  }
  return {
    ...(isName(answer) && { answer }),
    ...(inputs && { inputs }),
    ...(picture && { picture }),
  }
}

const SHEET = 52 // places across and down that a pen can be at
const [MOST_SIGNS, MOST_POINTS] = [10, 500_000]

/**
 * Drawings of the reader's own, as strokes.
 * @param {any} signs
 * @returns {Sign[]}
 * @throws {StudioError} if they are damaged, or too many
 */
export function checkDrawings(signs) {
  const isList = (/** @type {any} */ list) => Array.isArray(list) && list.length > 0
  const isPlace = (/** @type {any} */ one) => Number.isInteger(one) && one >= 0 && one < SHEET
  let points = 0
  /** @type {(point: any) => Stroke[number]} */
  const pointOf = (point) => {
    if (!isList(point) || point.length !== 2 || !point.every(isPlace)) {
      fail("A stroke of the drawings leaves the sheet, or is none.")
    }
    if (++points > MOST_POINTS) fail("The drawings have more strokes than a page can show.")
    return [point[0], point[1]]
  }
  /** @type {(stroke: any) => Stroke} */
  const strokeOf = (stroke) =>
    isList(stroke) ? stroke.map(pointOf) : fail("A stroke of the drawings is empty, or is none.")
  if (!isList(signs) || signs.length > MOST_SIGNS) fail("The classes of the drawings are damaged.")
  return signs.map((/** @type {any} */ sign) => {
    if (!isName(sign?.name)) fail("A class of the drawings has no name.")
    const areDrawings = Array.isArray(sign.drawings) && sign.drawings.every(isList)
    if (!areDrawings) fail("The drawings are damaged.")
    return {
      name: sign.name,
      drawings: sign.drawings.map((/** @type {any} */ drawing) => drawing.map(strokeOf)),
    }
  })
}

/**
 * Weights, in the order of Keras's get_weights().
 * @param {any} weights
 * @param {Project} project
 * @returns {Float32Array[]}
 * @throws {StudioError} if they are not those of its network
 */
export function checkWeights(weights, project) {
  const description = describe(project)
  const plan = outline(description)
  const problem = firstProblem(plan)
  if (problem) fail(`There are weights for a network that cannot be made. ${problem}`)
  if (plan.bytes > MOST_BYTES) fail("The network is too large for a page.")
  if (!Array.isArray(weights) || !weights.every((each) => each instanceof Float32Array)) {
    fail("The weights are damaged.")
  }
  try {
    network(description).setWeights(weights)
  } catch (error) {
    if (!isForReaders(error)) throw error
    fail(`The weights do not fit to the network: ${/** @type {Error} */ (error).message}.`)
  }
  return weights
}

/**
 * What the inputs of a network with weights went through.
 * @param {any} scaling
 * @param {Source} source
 * @returns {Scaling | undefined}
 */
export function checkScaling(scaling, { shape }) {
  if (scaling === undefined || scaling === null) return undefined
  const { mean, deviation } = scaling
  const wide = shape[shape.length - 1]
  const isList = (/** @type {any} */ list) =>
    Array.isArray(list) && list.length === wide && list.every(Number.isFinite)
  if (!isList(mean) || !isList(deviation) || deviation.includes(0)) {
    fail("The scaling of the inputs is damaged.")
  }
  return { mean: [...mean], deviation: [...deviation] }
}
