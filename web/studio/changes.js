// What two projects differ in, in words.

/** @import { Project } from "./project.js" */

/** @type {(name: string) => string} */
const spoken = (name) => name.replaceAll("_", " ")
/** @type {(value: any) => string} */
const told = (value) =>
  value === undefined || value === null ? "none" : value === true ? "on" : value ? `${value}` : "0"

/**
 * The entries that differ, each as "name before → after".
 * @param {Record<string, any>} before
 * @param {Record<string, any>} after
 * @param {string} [where] what stands before each
 */
function differences(before, after, where = "") {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => `${where}${spoken(name)} ${told(before[name])} → ${told(after[name])}`)
}

/** The layers, as their types and sizes in a row. @param {Project} project */
const inShort = ({ layers }) =>
  layers.map(({ type, units, filters }) => units ?? filters ?? type).join("-") || "none"

/**
 * @param {Project} before
 * @param {Project} after
 * @returns {string[]}
 */
export function changes(before, after) {
  const { optimizer: one, ...settings } = before.settings
  const { optimizer: other, ...others } = after.settings
  const [{ type: from }, { type: to }] = [one, other]
  const found = [
    ...(before.source === after.source
      ? []
      : [`data ${before.source.kind} → ${after.source.kind}`]),
    ...(from === to
      ? differences(one, other)
      : [`${from} ${told(one.learning_rate)} → ${to} ${told(other.learning_rate)}`]),
    ...differences(settings, others),
    ...differences(before.head, after.head, "output: "),
  ]
  const isSame = before.layers.length === after.layers.length
  if (!isSame) return [...found, `layers ${inShort(before)} → ${inShort(after)}`]
  const each = before.layers.flatMap((layer, place) =>
    differences(layer, after.layers[place], `layer ${place + 1}: `),
  )
  return each.length > 3 ? [...found, `${each.length} options of layers`] : [...found, ...each]
}
