// Whether a network fits other examples, and what would make it fit.
import { shapeInWords } from "../../../studio/amounts.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Project, Settings, Source } from "../../../studio/project.js" */
/** @import { Studio } from "../studio.js" */
/** @typedef {Project["layers"]} Layers */

const NEEDY = /Conv|Pooling|Spatial|RNN|LSTM|GRU|Embedding/

/** What goes into a network, and what comes out. @type {(source: Source) => string} */
export const ends = ({ shape, classes }) =>
  `${shapeInWords(shape)} in, ${classes.length ? `${classes.length} classes` : "a number"} out`

/** From so many examples on some are kept apart, and learned from in batches. */
const ENOUGH = 20

/**
 * Settings of an example that has all there is to learn, such as five shapes, made fit for others:
 * some are kept to watch progress by, and numbers in units of the reader's are scaled.
 * @param {Settings} settings
 * @param {Dataset} dataset
 */
function suited(settings, { y, picture }) {
  const isMany = y.length >= ENOUGH
  const { validation, batch_size, scale } = settings
  return {
    ...settings,
    validation: isMany ? validation || 0.2 : validation,
    batch_size: isMany ? Math.max(batch_size, 16) : batch_size,
    scale: scale || !picture,
  }
}

/** What has changed in the settings. @param {Settings} before @param {Settings} after */
function changes(before, after) {
  const said = [
    ...(after.validation !== before.validation ? ["a fifth is kept apart to watch by"] : []),
    ...(after.batch_size !== before.batch_size ? [`${after.batch_size} make a batch`] : []),
    ...(after.scale !== before.scale ? ["inputs are scaled"] : []),
  ]
  return said.length ? ` In training, ${said.join(", ")}.` : ""
}

/**
 * The project with a new source. Its layers stay, if they can; else the least is changed that makes
 * them fit.
 * @param {Studio} studio
 * @param {Source} source
 * @param {Dataset} dataset
 * @returns {{ project: Project, says: string, fits: boolean }} what that means, in a sentence
 */
export function fitted(studio, source, dataset) {
  const { project } = studio
  const before = project.source
  const fits =
    String(source.shape) === String(before.shape) && source.classes.length === before.classes.length
  if (fits) return { project: { ...project, source }, says: "", fits }
  const { layers } = project
  const plain = layers.filter(({ type }) => !NEEDY.test(type))
  const left = layers.filter(({ type }) => NEEDY.test(type)).map(({ type }) => type)
  const flat = { type: "Flatten" }
  const [need, are] = left.length > 1 ? ["need", "are"] : ["needs", "is"]
  /** @type {[Layers, string][]} */
  const ways = [
    [layers, "Its layers stay."],
    [[flat, ...layers], "A Flatten layer goes first; the others stay."],
    [plain, `${left.join(", ")} ${need} other examples and ${are} left out; the others stay.`],
    [[flat, ...plain], `A Flatten layer goes first; ${left.join(", ")} ${are} left out.`],
  ]
  const [found, how] = ways.find(
    ([each]) => !studio.problemOf({ ...project, source, layers: each }),
  ) ?? [
    layers,
    `Its layers stay, but cannot be joined yet. ${studio.problemOf({ ...project, source })}`,
  ]
  const needs = `The network has ${ends(before)}; these examples need ${ends(source)}.`
  const settings = suited(project.settings, dataset)
  const trained = changes(project.settings, settings)
  const says = `${needs} ${how}${trained} What it has learned is forgotten.`
  return { project: { ...project, source, layers: found, settings }, says, fits }
}
