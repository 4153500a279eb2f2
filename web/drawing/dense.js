// The layouts of dense networks: columns of neurons, or rows where columns would be too narrow.
import { bold, EDGE, HALO, HEAVY, label, labels, START, WIDTH } from "./marks.js"
import { besides, chosen, counts, extent, gapsOf, links, named, neurons } from "./neurons.js"
import { place, units } from "./neurons.js"
import { widest } from "./stages.js"
import { clamp, LINE, most, wide, wrapped } from "./text.js"

/** @import { Drawn, Gap, Options, Row, Stage } from "./stages.js" */

/**
 * Size of circles and distances of a layer; what is written above or beside neurons needs room.
 * @template {Stage & { shown: (number | Gap)[] }} T
 * @param {T} stage
 * @param {number} base the least pitch
 * @param {number} tall how long the longest layer is
 * @param {boolean} isBetween whether it is neither the first nor the last
 * @returns {T & Row}
 */
function sized(stage, base, tall, isBetween) {
  const apart = isBetween ? 44 : stage.shown.length < 8 ? 41 : LINE
  const pitch = clamp(Math.max(base, (0.62 * tall) / units(stage)), stage.labels ? apart : 0, 60)
  const free = stage.labels && isBetween ? (pitch - LINE - 4) / 2 : 99
  const radius = Math.min(23, 0.42 * pitch, free)
  return { ...stage, pitch, radius, gap: Math.max(30, 1.2 * pitch) }
}

/** @type {(stage: Stage) => number} How wide the longest word above or below a layer is. */
const longest = ({ head, foot }) => {
  const below = foot.flatMap((text) => text.split(" "))
  return most(head.split(" ").map((word) => widest({ head: word, foot: below })))
}

/**
 * All layers as columns, none taller than need be.
 * @param {Stage[]} stages
 * @param {number} collapse
 */
function standing(stages, collapse) {
  const some = stages.map((stage) => ({ ...stage, shown: chosen(stage, collapse) }))
  const base = clamp(300 / most(some.map(units)), 11.5, 60)
  const all = (/** @type {number} */ tall) =>
    some.map((stage, number) => sized(stage, base, tall, number > 0 && number < stages.length - 1))
  return all(most(all(300).map(extent)))
}

/**
 * A dense network as columns from left to right; undefined where its labels would not fit.
 * @param {Stage[]} stages
 * @param {string} id
 * @param {Options} options
 * @returns {Drawn | undefined}
 */
export function columns(stages, id, { collapse = 30, scale }) {
  const end = stages.length - 1
  const isBetween = (/** @type {number} */ number) => number > 0 && number < end
  const rows = standing(stages, collapse)
  const tall = most(rows.map(extent))
  const aside = (/** @type {Row} */ row) => (besides(row) ? besides(row) + 9 : 5) + row.radius
  const [left, right] = [rows[0], rows[end]].map(
    (row) => EDGE + Math.max(aside(row), longest(row) / 2, counts(row) / 2),
  )
  const slot = (WIDTH - left - right) / end
  const across = rows.map((row, number) => {
    const names = isBetween(number) ? (row.labels ?? []) : []
    return most([longest(row), ...names.map((name) => wide(name))])
  })
  const needed = across.slice(1).map((width, number) => (width + across[number]) / 2 + 4)
  if (most(needed) > slot) return undefined

  const columns = rows.map((row, number) => {
    const outer = number === 0 ? 2 * left : number === end ? 2 * right : slot
    const room = Math.min(slot, outer) - 4
    const free = Math.max(room, longest(row))
    return { ...row, room, over: wrapped([row.head], free, true), under: wrapped(row.foot, free) }
  })
  const isNamed = columns.some(({ labels }, number) => isBetween(number) && labels)
  const reach = most(columns.map((column) => column.radius)) + (isNamed ? LINE : 5)
  const top = EDGE + LINE * most(columns.map((column) => column.over.length))
  const [middle, foot] = [top + 6 + reach + tall / 2, top + 22 + 2 * reach + tall]
  const placed = columns.map((column, number) => place(column, left + number * slot, middle))

  let [under, over, height] = ["", "", 0]
  placed.forEach((column, number) => {
    const x = left + number * slot
    if (number) under += links(placed[number - 1], column, scale)
    over += neurons(column, id)
    for (const dot of column.dots) {
      const above = () => label(x, dot.y - column.radius - 9, column.labels?.[dot.item] ?? "", HALO)
      over += isBetween(number) ? above() : named(column, dot, number === 0)
    }
    over += labels(x, top - LINE * column.over.length + 7, column.over, HEAVY)
    over += labels(x, foot, column.under)
    height = Math.max(height, foot + LINE * column.under.length - 6)
  })
  return { body: under + over, height }
}

/**
 * A layer as a row, its circles as large as fit into `side`.
 * @param {Stage} stage
 * @param {number} side how wide the rows are
 * @param {number} collapse
 */
function lying(stage, side, collapse) {
  const shown = chosen(stage, collapse)
  const [gaps, gap] = [gapsOf({ shown }).length, counts({ shown }) + 8]
  const pitch = Math.min(50, (side - 16 - gaps * gap) / (shown.length - gaps))
  return { ...stage, shown, pitch, gap, radius: Math.min(21, 0.42 * pitch) }
}

/**
 * A dense network as rows from top to bottom, its words to the right: room for any number of
 * layers.
 * @param {Stage[]} stages
 * @param {string} id
 * @param {Options} options
 * @returns {Drawn}
 */
export function rows(stages, id, { collapse = 30, scale }) {
  const side = WIDTH - 128
  let [under, over, y] = ["", "", EDGE]
  let last
  for (const [number, stage] of stages.entries()) {
    const isLast = number === stages.length - 1
    const lain = lying(stage, side, collapse)
    const heads = wrapped([stage.head], WIDTH - side - EDGE, true)
    const lines = [...heads, ...wrapped([stage.foot.join(", ")], WIDTH - side - EDGE)]
    const half = Math.max(lain.radius + 5, (LINE * lines.length) / 2)
    const names = stage.labels ?? []
    const extra = stage.labels ? LINE + 4 : 0
    y += half + (isLast ? 0 : extra)
    const row = place(lain, side / 2, y, true)
    if (last) under += links(last, row, scale)
    const height = y + (isLast ? row.radius + 15 : -row.radius - 13)
    const isRoomy = most(names.map((name) => wide(name))) < row.pitch - 2
    for (const { item, x } of row.dots) {
      const [text, isWinner] = [names[item] ?? "", item === row.winner]
      const half = wide(text, isWinner) / 2
      const middle = clamp(x, EDGE + half, side - half)
      if (isWinner || isRoomy) over += label(middle, height, text, bold(isWinner) + HALO)
    }
    const start = y - ((lines.length - 1) / 2) * LINE
    over += neurons(row, id) + labels(side, start, heads, START + HEAVY)
    over += labels(side, start + LINE * heads.length, lines.slice(heads.length), START)
    y += half + (isLast ? extra : 16)
    last = row
  }
  return { body: under + over, height: y }
}
