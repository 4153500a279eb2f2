// Layers of single neurons, and the links between them.
import {
  bold,
  color,
  END,
  HALO,
  label,
  labels,
  line,
  reached,
  ring,
  START,
  WIDTH,
} from "./marks.js"
import { widest } from "./stages.js"
import { at, brief, clamp, grouped, LINE, most, wide, wrapped } from "./text.js"

/** @import { Extent, Gap, Row, Spots, Stage } from "./stages.js" */

/**
 * The neurons of a layer that are drawn, by index, and gaps for those that are not.
 * @param {{ size?: number, winner?: number, lit?: number[] }} layer
 * @param {number} collapse larger layers have gaps
 * @param {number} ends how many are drawn at either end
 * @returns {(number | Gap)[]}
 */
export function chosen({ size = 1, winner = 0, lit = [] }, collapse, ends = 4) {
  if (size <= collapse) return Array.from({ length: size }, (_, index) => index)
  const edge = Array.from({ length: ends }, (_, index) => index)
  const isFree = (/** @type {number} */ index) => index >= ends && index < size - ends
  const marked = [winner, ...lit.slice(0, 3)].filter(isFree).sort((a, b) => a - b)
  const list = [...edge, ...new Set(marked), ...edge.map((index) => size - ends + index)]
  return list.flatMap((index, place) => {
    const from = place ? list[place - 1] + 1 : 0
    return index > from ? [{ from, to: index }, index] : [index]
  })
}

/** @type {(item: number | Gap) => item is Gap} */
export const isGap = (item) => typeof item === "object"
/** @type {(row: { shown: (number | Gap)[] }) => Gap[]} */
export const gapsOf = ({ shown }) => shown.filter(isGap)
/** @type {(row: { shown: (number | Gap)[] }) => number[]} */
const neuronsOf = ({ shown }) => shown.flatMap((item) => (isGap(item) ? [] : item))
/** @type {(gap: Gap) => string} */
const counted = ({ from, to }) => `… ${grouped(to - from)} …`

/** @type {(row: { shown: (number | Gap)[] }) => number} How many neurons long it is, with gaps. */
export const units = (row) => row.shown.length + 0.6 * gapsOf(row).length
/** @type {(row: Pick<Row, "shown" | "pitch" | "gap">) => number} From first to last center. */
export const extent = ({ shown, pitch, gap }) =>
  shown.map((item) => (isGap(item) ? gap : pitch)).reduce((sum, step) => sum + step, -pitch)
/** @type {(row: { shown: (number | Gap)[] }) => number} How wide the words in its gaps are. */
export const counts = (row) => most(gapsOf(row).map((gap) => wide(counted(gap))))
/** @type {(row: Row) => number} How wide the words beside its neurons are. */
export const besides = (row) =>
  most(
    neuronsOf(row).flatMap((index) =>
      beside(row, index).map((text) => wide(text, index === row.winner)),
    ),
  )

/**
 * Whether all values can stand in their circles; the ring of a winner leaves room for bold ones.
 * @type {(row: Row) => boolean}
 */
const inside = (row) => {
  const { values = [], radius } = row
  return radius >= 9 && neuronsOf(row).every((index) => wide(brief(values[index])) <= 2 * radius)
}

/**
 * What stands beside a neuron: its label, and its value where that does not fit inside.
 * @param {Row} row
 * @param {number} index
 */
function beside(row, index) {
  const { labels: names, values, pitch } = row
  const value = values && pitch >= LINE && !inside(row) ? brief(values[index]) : ""
  const text = names && value ? `${names[index]}: ${value}` : (names?.[index] ?? value)
  return pitch > 2 * LINE ? wrapped([text], 84, index === row.winner) : [text]
}

/**
 * Put a layer's neurons on a line around (x, y): a column, or a row if `down`.
 * @template {Pick<Row, "shown" | "pitch" | "gap">} T
 * @param {T} row
 * @param {number} x
 * @param {number} y
 * @returns {T & Spots}
 */
export function place(row, x, y, down = false) {
  const { shown, pitch, gap } = row
  /** @type {Spots} */
  const spots = { down, dots: [], gaps: [] }
  let end = -extent(row) / 2 - pitch
  for (const item of shown) {
    const on = isGap(item) ? end + (pitch + gap) / 2 : end + pitch
    const spot = down ? { x: x + on, y } : { x, y: y + on }
    if (isGap(item)) spots.gaps.push({ item, ...spot })
    else spots.dots.push({ item, ...spot })
    end += isGap(item) ? gap : pitch
  }
  return { ...row, ...spots }
}

/**
 * What links need to know of a layer at one of their ends.
 * @typedef {object} Linked
 * @property {Spots["dots"]} dots
 * @property {Spots["gaps"]} gaps
 * @property {boolean} [down]
 * @property {number} [gap]
 * @property {number[][]} [weights]
 * @property {boolean} [pale]
 */

/**
 * All links between two layers, in one path that goes to and fro: half as many points.
 * @param {Linked} from
 * @param {Linked} to
 */
function everyLink(from, to) {
  const [starts, ends] = [from, to].map(({ dots }) => dots.map(({ x, y }) => `${at(x)} ${at(y)}`))
  const goal = (/** @type {number} */ place) => ends[(place + ends.length) % ends.length]
  return ends
    .map((_, shift) => {
      const path = starts.map((start, place) => `${start} ${goal(place + shift)}`).join(" ")
      return shift % 2 ? "" : `M${goal(shift - 1)} ${path}`
    })
    .join("")
}

/**
 * The links by weight: its sign a color, its size one of eight widths.
 * @param {Linked} from
 * @param {Linked} to
 * @param {number[][]} weights
 * @param {number} scale the weight that gets the widest link
 */
function weighted(from, to, weights, scale) {
  const crowd = from.dots.length * to.dots.length
  /** @type {Record<string, string>} */
  const paths = {} // by color and strength
  for (const a of from.dots) {
    for (const b of to.dots) {
      const weight = weights[a.item][b.item]
      const strength = clamp(Math.ceil((Math.abs(weight) / scale) * 8), 1, 8)
      const key = `${weight < 0 ? 2 : 1}${strength}`
      paths[key] ??= ""
      paths[key] += `M${at(a.x)} ${at(a.y)}l${at(b.x - a.x)} ${at(b.y - a.y)}`
    }
  }
  const drawn = Object.entries(paths).map(([[name, digit], d]) => {
    const strength = Number(digit)
    const width = (strength * 9 + 8) / (crowd > 150 ? 40 : 20)
    return line(d, width, name, `;stroke-opacity:${(45 + 6 * strength) / 100}`)
  })
  return drawn.join("")
}

/**
 * For each gap of a layer a pale bundle, from it to all of the other layer.
 * @param {Linked} one
 * @param {Linked} other
 */
function bundles({ gaps, gap = 0, down }, { dots }) {
  const [across, along] = down ? [gap / 2, 0] : [0, gap / 2]
  const [first, last] = [dots[0], dots[dots.length - 1]]
  const drawn = gaps.map(({ x, y }) => {
    const side = `M${at(x - across)} ${at(y - along)}L${at(x + across)} ${at(y + along)}`
    const d = `${side} ${at(last.x)} ${at(last.y)} ${at(first.x)} ${at(first.y)}Z`
    return `<path d="${d}" style="fill:${color(4)};fill-opacity:.1"/>`
  })
  return drawn.join("")
}

/**
 * The links between two layers; where neurons are left out, a bundle stands for theirs.
 * @param {Linked} from
 * @param {Linked} to
 * @param {number} scale the weight that gets the widest link
 */
export function links(from, to, scale) {
  const crowd = from.dots.length * to.dots.length
  const pale = crowd > 60 ? ";stroke-opacity:.55" : ""
  const drawn = to.weights
    ? weighted(from, to, to.weights, scale)
    : line(everyLink(from, to), crowd > 200 ? 0.4 : 0.7, 4, pale)
  return reached(to, bundles(from, to) + bundles(to, from) + drawn)
}

/**
 * How a neuron is filled: ink for a positive value, orange for a negative one, blue where it is
 * marked; paler under text.
 * @param {Row} row
 * @param {number} index
 * @param {boolean} isText
 */
function filling({ winner, lit = [], values = [], top }, index, isText) {
  const isMarked = winner === index || lit.includes(index)
  const share = Math.min(1, Math.abs(values[index] ?? (isMarked ? 1 : 0)) / top)
  const opacity = isText ? 0.3 * share : isMarked ? Math.max(share, 0.7) : share
  const marked = `fill:${color(1)};stroke:${color(1)};stroke-width:2.5`
  const style = isMarked ? marked : values[index] < 0 ? `fill:${color(2)}` : ""
  return ` fill-opacity="${Math.round(100 * opacity) / 100}"${style && ` style="${style}"`}`
}

/**
 * The neurons of a layer: paper below, circles filled by value, values inside where they fit,
 * counts in the gaps.
 * @param {Row & Spots} row
 * @param {string} id what the id of each circle starts with
 */
export function neurons(row, id) {
  const { dots, gaps, radius, values, winner, room = WIDTH } = row
  const isText = values !== undefined && inside(row)
  const paper = dots.map((dot) => `M${at(dot.x)} ${at(dot.y)}h0`).join("")
  let [circles, texts] = ["", ""]
  for (const { item, x, y } of dots) {
    const spot = `id="${id}-${row.number}-${item}" cx="${at(x)}" cy="${at(y)}" r="${at(radius)}"`
    circles += `<circle ${spot}${filling(row, item, isText)}/>`
    if (item === winner) circles += ring(x, y, radius + 4, 1.5)
    if (isText) texts += label(x, y, brief(values[item]), bold(item === winner))
  }
  for (const { item, x, y } of gaps) {
    const forms = [counted(item), grouped(item.to - item.from)]
    texts += label(x, y, forms.find((text) => wide(text) < room) ?? "…", HALO)
  }
  const below = line(paper, at(2 * radius), "paper", ";stroke-linecap:round")
  const style = `fill:${color("ink")};stroke:${color("ink")};stroke-width:1`
  return `${below}<g style="${style}">${circles}</g>${texts}`
}

/**
 * The lines beside a neuron, to its right (or left).
 * @param {Row} row
 * @param {Spots["dots"][0]} dot
 */
export function named(row, { item, x, y }, left = false) {
  const lines = beside(row, item)
  const isWinner = item === row.winner
  const off = row.radius + (isWinner ? 9 : 7)
  const start = y - ((lines.length - 1) / 2) * LINE
  return labels(left ? x - off : x + off, start, lines, (left ? END : START) + bold(isWinner))
}

/**
 * Measure a layer of neurons that stands beside other things.
 * @param {Stage} stage
 * @returns {Stage & Row & Extent}
 */
export function small(stage, collapse = 12) {
  const isFew = (stage.size ?? 1) < 4
  const pitch = isFew ? 42 : stage.labels ? LINE : 15
  const row = { ...stage, shown: chosen(stage, collapse), pitch, radius: isFew ? 17 : 6, gap: 34 }
  const before = Math.max(widest(row), counts(row), 22) / 2
  const after = Math.max(before, besides(row) + row.radius + 10)
  const inner = Math.max(counts(row) / 2, row.radius + 5)
  return { ...row, before, after, inner, reach: extent(row) / 2 + row.radius + 5 }
}

/** @type {(row: Row & Spots, id: string) => string} A small layer, with its labels. */
export const drawnSmall = (row, id) =>
  neurons(row, id) + row.dots.map((dot) => named(row, dot)).join("")
