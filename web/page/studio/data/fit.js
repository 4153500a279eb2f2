// Whether a network fits other examples, and what would make it fit.
import { shapeInWords } from "../../../studio/amounts.js"

/** @import { Project, Source } from "../../../studio/project.js" */
/** @import { Studio } from "../studio.js" */
/** @typedef {Project["layers"]} Layers */

const NEEDY = /Conv|Pooling|Spatial|RNN|LSTM|GRU|Embedding/

/** What goes into a network, and what comes out. @type {(source: Source) => string} */
export const ends = ({ shape, classes }) =>
  `${shapeInWords(shape)} in, ${classes.length ? `${classes.length} classes` : "a number"} out`

/**
 * The project with a new source. Its layers stay, if they can; else the least is changed that makes
 * them fit.
 * @param {Studio} studio
 * @param {Source} source
 * @returns {{ project: Project, says: string, fits: boolean }} what that means, in a sentence
 */
export function fitted(studio, source) {
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
  const says = `${needs} ${how} What it has learned is forgotten.`
  return { project: { ...project, source, layers: found }, says, fits }
}
