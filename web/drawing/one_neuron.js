// The drawing of one neuron.
import { arrow, box, EDGE, HALO, label, labels } from "./marks.js"
import { besides, chosen, counts, extent, links, named, neurons, place } from "./neurons.js"
import { highest } from "./stages.js"
import { brief, clamp, most, spoken, wide, wrapped } from "./text.js"

/** @import { Drawn } from "./stages.js" */
/** @import { Description } from "./format.js" */
/** @import { Point } from "./marks.js" */

/** The centers of what comes after the inputs, from the left. */
const [SUM, ACTIVATION, OUTPUT] = [258, 346, 432]

/**
 * The sum or the output: a circle with its value, else with its sign, and its name above.
 * @param {object} what
 * @param {number} what.number of its layer
 * @param {number} what.x its center
 * @param {number} what.y
 * @param {number} [what.value]
 * @param {string} what.name
 * @param {string} what.sign
 * @param {string} id
 */
function result({ number, x, y, value, name, sign }, id) {
  const values = value === undefined ? undefined : [value]
  const row = { number, shown: [0], radius: 24, pitch: 1, gap: 0, top: highest(values), values }
  const inside = values ? "" : sign
  return neurons(place(row, x, y), id) + label(x, y - 36, name) + label(x, y, inside)
}

/**
 * A weight, beside the link from an input to the sum: above it in the upper half, else below it.
 * Where links are too many to leave room between them, it is on its link.
 * @param {string} text
 * @param {Point} input
 * @param {Point} sum
 * @param {boolean} crowded
 */
function weighed(text, [left, from], [right, to], crowded) {
  const steep = Math.abs(to - from) / (right - left)
  const apart = crowded ? 0 : Math.min(13 + (steep * wide(text)) / 2, 20)
  const y = from + (to - from) * 0.38
  return label(left + (right - left) * 0.38, from > to ? y + apart : y - apart, text, HALO)
}

/**
 * What comes in, and its weights on the links to the sum.
 * @param {Description} description
 * @param {string} id
 * @returns {{ body: string, middle: number }} the marks, and the height that all else stands at
 */
function incoming({ inputs = 1, values, weights, labels, scale }, id) {
  const shown = chosen({ size: inputs }, 8, 3)
  const sizes = { pitch: inputs > 5 ? 50 : 60, radius: 23, gap: 40 }
  const row = { number: 0, shown, ...sizes, top: highest(values), values, labels }
  const left = EDGE + 24 + Math.max(besides(row) + 8, counts(row) / 2 - 23)
  const middle = EDGE + 25 + Math.max(extent(row) / 2, 66)
  const placed = place(row, left, middle)
  const table = weights?.map((weight) => [weight])
  const goal = { dots: [{ item: 0, x: SUM, y: middle }], gaps: [], weights: table }
  const widest = scale ?? (most((weights ?? []).map(Math.abs)) || 1)
  let body = links(placed, goal, widest) + neurons(placed, id)
  for (const dot of placed.dots) {
    body += named(row, dot, true)
    if (!weights) continue
    const text = `× ${brief(weights[dot.item])}`
    body += weighed(text, [dot.x, dot.y], [SUM, middle], inputs > 5)
  }
  return { body, middle }
}

/**
 * One neuron: what comes in, times weights, added up with the bias, through the activation.
 * @param {Description} description
 * @param {string} id
 * @returns {Drawn}
 */
export function neuron(description, id) {
  const { bias, sum, activation = "activation", output } = description
  let { body, middle } = incoming(description, id)
  /** @type {(from: Point, to: Point) => void} */
  const point = (from, to) => (body += arrow([from, to]))
  if (bias !== undefined) {
    point([SUM, middle + 58], [SUM, middle + 27])
    body += label(SUM, middle + 68, `bias ${brief(bias)}`)
  }
  const words = spoken(activation)
  const across = clamp(most(words.split(" ").map((word) => wide(word))) + 6, 72, 100)
  const lines = wrapped([words], across - 6)
  body += box(ACTIVATION, middle, across, 44, "ink")
  body += labels(ACTIVATION, middle - (lines.length - 1) * 9, lines)
  point([SUM + 25, middle], [ACTIVATION - across / 2 - 2, middle])
  point([ACTIVATION + across / 2, middle], [OUTPUT - 26, middle])
  body += result({ number: 1, x: SUM, y: middle, value: sum, name: "sum", sign: "Σ" }, id)
  body += result({ number: 2, x: OUTPUT, y: middle, value: output, name: "output", sign: "" }, id)
  return { body, height: 2 * middle - EDGE }
}
