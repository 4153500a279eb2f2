// What a project's network and its loss are, for those who need not read projects of others.

/** @import { Description } from "../network/sequential.js" */
/** @import { Project } from "./project.js" */

/** Of projects in links and files; others are refused. */
export const VERSION = 1

/**
 * The whole network, with the last layer, which the source decides: a share for each class, or a
 * number.
 * @param {Project} project
 * @returns {Description}
 */
export function describe({ source, layers, head }) {
  const { length } = source.classes
  const [units, activation] = length ? [length, "softmax"] : [1, "linear"]
  const last = { ...head, type: "Dense", units, activation }
  return { input_shape: source.shape, layers: [...layers, last] }
}

/** @param {Project} project */
export const lossOf = ({ source }) => (source.classes.length ? "categorical_crossentropy" : "mse")
