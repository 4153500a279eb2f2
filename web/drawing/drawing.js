// One drawing of neural networks: a pure function from a plain description (JSON) to SVG text:
//     import { draw } from "./drawing.js"
//     const layers = [{ type: "input", size: 3 }, { type: "dense", size: 2 }]
//     element.innerHTML = draw({ layers })
// No dependencies, no document, and only arithmetic that gives the same in every engine: the build
// and the browser run these files as they stand. drawing.schema.json says what a description may
// hold, and `check` what is wrong with one.
import { check } from "./check.js"
import { flow } from "./convolution.js"
import { columns, rows } from "./dense.js"
import { DrawingError } from "./format.js"
import { color, EDGE, WIDTH } from "./marks.js"
import { neuron } from "./one_neuron.js"
import { unrolled } from "./recurrent.js"
import { staged } from "./stages.js"
import { at, escape, FONT, grouped, most } from "./text.js"

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
 * The SVG text of a network or of one neuron. Each neuron is a circle with the id
 * ID-LAYER-NEURON, unrolled in time ID-tSTEP-LAYER-NEURON. An empty title leaves the drawing
 * unnamed, for pages that name it themselves.
 * @param {Description} description
 * @returns {string}
 * @throws {DrawingError} if the description is not right; the message names the field
 */
export function draw(description) {
  check(description)
  const { kind, id = "drawing", inputs = 0 } = description
  const isNeuron = kind === "neuron"
  const stages = isNeuron ? [] : staged(description)
  const said = isNeuron
    ? `${grouped(inputs)} inputs.`
    : stages.map((stage) => `${stage.head}: ${stage.foot.join(", ")}.`).join(" ")
  const [name, { body, height }] = isNeuron
    ? ["One neuron", neuron(description, id)]
    : laidOut(description, stages, id)
  const { title = name, description: words = said } = description
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

export { check, DrawingError }
