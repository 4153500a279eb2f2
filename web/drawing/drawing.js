// One drawing of neural networks: a pure function from a plain description (JSON) to SVG text:
//     import { draw } from "./drawing.js"
//     const layers = [{ type: "input", size: 3 }, { type: "dense", size: 2 }]
//     element.innerHTML = draw({ layers })
// No dependencies, no document, and only arithmetic that gives the same in every engine: the build
// and the browser run these files as they stand. drawing.schema.json says what a description may
// hold, and `check` what is wrong with one.
import { check } from "./check.js"
import { DrawingError } from "./mistakes.js"
import { network, svg } from "./networks.js"
import { neuron } from "./one_neuron.js"
import { grouped } from "./text.js"

/** @import { Description } from "./format.js" */

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
  if (kind !== "neuron") return network(description)
  return svg(description, "One neuron", `${grouped(inputs)} inputs.`, neuron(description, id))
}

export { check, DrawingError }
