// What is drawn of a network. All lengths here and in the layouts are in units of the drawing,
// which is WIDTH of them wide; x grows to the right, y downward.
import { follow, NOTED, RECURRENT } from "./follow.js"
import { at, grouped, most, spoken, wide } from "./text.js"

/** @import { Description, Layer } from "./format.js" */
/** @import { Shape } from "./follow.js" */
/**
 * A layer with all that is said of it. Layouts make new stages of these, which know more.
 * @typedef {object} Said
 * @property {number} number of the layer in the description, from 0
 * @property {Shape} shape of what comes out of it
 * @property {boolean} pale whether a forward pass has not reached it yet
 * @property {number} top the size of the value that is all ink
 * @property {string} head its name, written above it
 * @property {string[]} foot its size, activation and notes, written below it
 * @typedef {Layer & Said} Stage
 *
 * Neurons left out of a drawing: from the first, up to but without the last.
 * @typedef {{ from: number, to: number }} Gap
 *
 * The neurons of a layer, once a layout has chosen how to draw them.
 * @typedef {object} Row
 * @property {number} number of the layer
 * @property {(number | Gap)[]} shown the neurons that are drawn, by index, and gaps between them
 * @property {number} pitch from the center of one neuron to the next
 * @property {number} radius of each circle
 * @property {number} gap how much longer a gap makes the row
 * @property {number} [room] how wide the words in a gap may be; WIDTH if not given
 * @property {number} top
 * @property {number[]} [values]
 * @property {string[]} [labels]
 * @property {number[]} [lit]
 * @property {number} [winner]
 *
 * A row in its place; `down` if it lies from left to right, as time goes down.
 * @typedef {object} Spots
 * @property {boolean} down
 * @property {{ item: number, x: number, y: number }[]} dots the centers of the neurons
 * @property {{ item: Gap, x: number, y: number }[]} gaps the centers of the gaps
 *
 * A layer of neurons that stands beside other things.
 * @typedef {object} Extent
 * @property {number} before how much room it needs to the left of its center
 * @property {number} after how much to the right
 * @property {number} inner how far its neurons reach to the left and right
 * @property {number} reach how far up and down
 *
 * How a layout is to draw: larger layers than `collapse` have gaps, the weight `scale` gets the
 * widest link.
 * @typedef {{ collapse?: number, scale: number }} Options
 *
 * The marks of a drawing, as SVG text, and how far down they reach.
 * @typedef {{ body: string, height: number }} Drawn
 */

/** @type {(values?: any[]) => number} The size of the largest value, but at least 1. */
export const highest = (values = []) => Math.max(1, most(values.flat().map(Math.abs)))

/**
 * How wide the words of a layer are.
 * @type {(words: { head: string, foot: string[] }) => number}
 */
export const widest = ({ head, foot }) =>
  most([wide(head, true), ...foot.map((text) => wide(text))])

/** @type {(layer: Layer) => string} What a layer of NOTED writes under the one before. */
function note({ type, rate = 0, activation = "" }) {
  if (type === "dropout") return `dropout ${at(100 * rate)}\u202f%`
  return type === "norm" ? "batch norm" : spoken(activation)
}

/** @type {(layer: Layer, shape: Shape) => string[]} */
function foot({ width, height, channels = 1, size = 1, activation }, shape) {
  const isStack = shape === "stack"
  const sizes = isStack ? [`${width} × ${height}`, `× ${grouped(channels)}`] : [grouped(size)]
  return activation ? [...sizes, spoken(activation)] : sizes
}

/** @type {(stages: Stage[], number: number) => string} */
function head(stages, number) {
  const { type, name, mode = "max" } = stages[number]
  if (name !== undefined) return name
  if (type === "pool") return `${mode} pool`
  if (type !== "dense") return RECURRENT.includes(type) ? type.toUpperCase() : type
  const isHidden = (/** @type {Stage} */ stage) =>
    stage.type === "dense" && stage.name === undefined
  const hidden = stages.slice(0, -1).filter(isHidden)
  if (number === stages.length - 1) return "output"
  return hidden.length > 1 ? `hidden ${hidden.indexOf(stages[number]) + 1}` : "hidden"
}

/**
 * The layers of a network but for those that are only noted under the one before.
 * @param {Description} description
 * @returns {Stage[]}
 */
export function staged({ layers = [], until = layers.length }) {
  /** @type {Stage[]} */
  const stages = []
  for (const [number, layer] of layers.entries()) {
    const before = stages.at(-1)
    if (before && NOTED.includes(layer.type)) {
      before.foot.push(note(layer))
      continue
    }
    const pale = number > until
    const seen = pale ? { ...layer, values: undefined, winner: undefined, lit: undefined } : layer
    const shape = follow(layer, before, "")
    const top = highest(seen.values)
    stages.push({ ...seen, number, shape, pale, top, head: "", foot: foot(layer, shape) })
  }
  return stages.map((stage, number) => ({ ...stage, head: head(stages, number) }))
}
