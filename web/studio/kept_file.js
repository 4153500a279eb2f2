// The reader's work as a file: the project, data of their own, and what the network has learned.
import { fail } from "./error.js"
import { checkData, checkDrawings, checkScaling, checkWeights, isOwn } from "./kept.js"
import { readProject } from "./project.js"

/** @import { Numbers } from "../network/tensor.js" */
/** @import { Dataset } from "./dataset.js" */
/** @import { Sign } from "./kept.js" */
/** @import { Project } from "./project.js" */
/** @import { Scaling } from "./scaling.js" */
/**
 * @typedef {object} Kept
 * @property {Project} project
 * @property {Dataset} [dataset] if the data are the reader's own
 * @property {Sign[]} [drawings] their strokes, if the data were drawn
 * @property {Numbers[]} [weights] in the order of Keras's get_weights()
 * @property {Scaling} [scaling] of the inputs of the network that has these weights
 * @property {number} opened how often the test part was opened
 */

const FORMAT = "deep-learning-studio"
const CHUNK = 2 ** 15
const OTHER = "This is no file of the studio"
const SAME = "Nothing has changed here."

/** Numbers of 32 bits as text. @param {Numbers} numbers */
function packed(numbers) {
  const bytes = new Uint8Array(Float32Array.from(numbers).buffer)
  let text = ""
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  }
  return btoa(text)
}

/** Such text as numbers. @param {any} text @param {string} what */
function unpacked(text, what) {
  const isText = typeof text === "string" && text.length % 4 === 0
  if (!isText || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) fail(`${what} are damaged. ${SAME}`)
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
  if (bytes.length % 4) fail(`${what} end within a number: the file is damaged. ${SAME}`)
  return new Float32Array(bytes.buffer)
}

/** The text of a file. @param {Kept} kept */
export function toFile({ project, dataset, drawings, weights, scaling, opened }) {
  const data = dataset && { ...dataset, x: packed(dataset.x), y: packed(dataset.y) }
  const learned = weights && { weights: weights.map(packed), scaling }
  return JSON.stringify({ format: FORMAT, project, opened, data, drawings, learned })
}

/**
 * What a file holds.
 * @param {string} text
 * @returns {Kept}
 * @throws {StudioError} if it is no such file, or has been tampered with
 */
export function fromFile(text) {
  const file = parsed(text)
  if (file?.format !== FORMAT) fail(`${OTHER}: it does not say that it is one. ${SAME}`)
  try {
    return read(file)
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error)
    if (name !== "StudioError" || message.endsWith(SAME)) throw error
    return fail(`This file cannot be used. ${message} ${SAME}`)
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text)
  } catch {
    return fail(`${OTHER}: it cannot be read as JSON. Was it cut off or edited? ${SAME}`)
  }
}

/** @param {any} file @returns {Kept} */
function read({ project: given, opened, data, drawings, learned }) {
  const project = readProject(given)
  /** @type {Kept} */
  const kept = { project, opened: Number.isInteger(opened) && opened > 0 ? opened : 0 }
  if (isOwn(project.source)) {
    const [x, y] = [data?.x, data?.y].map((text) => unpacked(text, "The examples"))
    kept.dataset = checkData({ ...data, x, y }, project.source)
  }
  const isDrawn = project.source.kind === "drawings" && drawings !== undefined
  if (isDrawn) kept.drawings = checkDrawings(drawings)
  if (!learned) return kept
  if (!Array.isArray(learned.weights)) fail("The weights are damaged.")
  const weights = learned.weights.map((/** @type {any} */ text) => unpacked(text, "The weights"))
  const scaling = checkScaling(learned.scaling, project.source)
  return { ...kept, weights: checkWeights(weights, project), scaling }
}
