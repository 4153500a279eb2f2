// A network as SVG, in the layout that suits it.
import { flow } from "./convolution.js"
import { columns, rows } from "./dense.js"
import { color, EDGE, WIDTH } from "./marks.js"
import { unrolled } from "./recurrent.js"
import { staged } from "./stages.js"
import { at, escape, FONT, most } from "./text.js"

/** @import { Description } from "./format.js" */
/** @import { Drawn, Stage } from "./stages.js" */

/**
 * What a network is called, and its drawing in the layout that suits it.
 * @param {Description} description
 * @param {Stage[]} stages
 * @param {string} id
 * @returns {[string, Drawn]}
 */
function laidOut(description, stages, id) {
  const heaviest = most(stages.flatMap((stage) => (stage.weights ?? []).flat()).map(Math.abs))
  const options = { ...description, scale: description.scale ?? (heaviest || 1) }
  const has = (/** @type {string} */ shape) => stages.some((stage) => stage.shape === shape)
  if (has("sequence")) return ["A recurrent network", unrolled(stages, id, options)]
  if (has("stack")) return ["A convolutional network", flow(stages, id, options)]
  const across = description.direction === "down" ? undefined : columns(stages, id, options)
  return ["A dense network", across ?? rows(stages, id, options)]
}

/**
 * The SVG text of what is drawn.
 * @param {Description} description
 * @param {string} name
 * @param {string} said of it, for those who do not see it
 * @param {Drawn} drawn
 */
export function svg({ id = "drawing", ...given }, name, said, { body, height }) {
  const { title = name, description: words = said } = given
  const about = `<desc id="${id}-desc">${escape(words)}</desc>\n`
  const named = title && `<title id="${id}-title">${escape(title)}</title>\n${about}`
  const role = title && `role="img" aria-labelledby="${id}-title ${id}-desc" `
  const font = `font-family:var(--fig-font, sans-serif);font-size:${FONT}px`
  const style = `${font};font-variant-numeric:tabular-nums;text-anchor:middle;fill:${color("ink")}`
  const viewBox = `0 0 ${WIDTH} ${at(height + EDGE)}`
  return `<svg ${role}xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">
${named}<g style="${style}">${body}</g>
</svg>
`
}

/**
 * A network whose description is known to be right; of others it may draw nonsense.
 * @param {Description} description
 * @returns {string}
 * @throws {DrawingError} if a layer cannot follow the one before
 */
export function network(description) {
  const stages = staged(description)
  const said = stages.map((stage) => `${stage.head}: ${stage.foot.join(", ")}.`).join(" ")
  const [name, drawn] = laidOut(description, stages, description.id ?? "drawing")
  return svg(description, name, said, drawn)
}
