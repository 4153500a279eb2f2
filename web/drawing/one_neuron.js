// The drawing of one neuron.
import { arrow, box, EDGE, HALO, label, labels } from "./marks.js"
import { besides, chosen, counts, extent, links, named, neurons, place } from "./neurons.js"
import { highest } from "./stages.js"
import { brief, clamp, most, spoken, wide, wrapped } from "./text.js"

/** @import { Drawn } from "./dense.js" */
/** @import { Description } from "./format.js" */

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
 * One neuron: what comes in, times weights, added up with the bias, through the activation.
 * @param {Description} description
 * @param {string} id
 * @returns {Drawn}
 */
export function neuron(description, id) {
  const { inputs = 1, values, weights, bias, activation = "activation" } = description
  const row = {
    number: 0,
    shown: chosen({ size: inputs }, 8, 3),
    pitch: inputs > 5 ? 50 : 60,
    radius: 23,
    gap: 40,
    top: highest(values),
    values,
    labels: description.labels,
  }
  const left = EDGE + 24 + Math.max(besides(row) + 8, counts(row) / 2 - 23)
  const middle = EDGE + 25 + Math.max(extent(row) / 2, 66)
  const [sumX, activationX, outputX] = [258, 346, 432]
  const incoming = place(row, left, middle)
  const table = weights?.map((weight) => [weight])
  const goal = { dots: [{ item: 0, x: sumX, y: middle }], gaps: [], weights: table }
  const scale = description.scale ?? (most((weights ?? []).map(Math.abs)) || 1)

  let body = links(incoming, goal, scale) + neurons(incoming, id)
  for (const dot of incoming.dots) {
    const [x, y] = [dot.x + (sumX - dot.x) * 0.38, dot.y + (middle - dot.y) * 0.38]
    body += named(row, dot, true)
    if (weights) body += label(x, y, `× ${brief(weights[dot.item])}`, HALO)
  }
  /** @type {(from: [number, number], to: [number, number]) => void} */
  const point = (from, to) => (body += arrow([from, to]))
  if (bias !== undefined) {
    point([sumX, middle + 58], [sumX, middle + 27])
    body += label(sumX, middle + 68, `bias ${brief(bias)}`)
  }
  const words = spoken(activation)
  const across = clamp(most(words.split(" ").map((word) => wide(word))) + 6, 72, 100)
  const lines = wrapped([words], across - 6)
  body += box(activationX, middle, across, 44, "ink")
  body += labels(activationX, middle - (lines.length - 1) * 9, lines)
  point([sumX + 25, middle], [activationX - across / 2 - 2, middle])
  point([activationX + across / 2, middle], [outputX - 26, middle])
  const { sum, output } = description
  body += result({ number: 1, x: sumX, y: middle, value: sum, name: "sum", sign: "Σ" }, id)
  body += result({ number: 2, x: outputX, y: middle, value: output, name: "output", sign: "" }, id)
  return { body, height: 2 * middle - EDGE }
}
