// The layout of recurrent networks, unrolled in time.
import { RECURRENT } from "./follow.js"
import { arrow, box, EDGE, HALO, HEAVY, label, labels, reached, START, WIDTH } from "./marks.js"
import { chosen, drawnSmall, links, neurons, place, small } from "./neurons.js"
import { widest } from "./stages.js"
import { clamp, grouped, LINE, most, wide, wrapped } from "./text.js"

/** @import { Point } from "./marks.js" */
/** @import { Layer } from "./format.js" */
/** @import { Drawn, Extent, Options, Row, Spots, Stage } from "./stages.js" */
/**
 * A layer that does the same at each step, its name and the rest of its words in short lines.
 * @typedef {Stage & { names: string[], words: string[] }} Cell
 *
 * Where the cells of a network stand: each step of time a column, each layer above the one before;
 * or, if `down`, each step a row, each layer to the right of the one before.
 * @typedef {object} Grid
 * @property {boolean} down
 * @property {number[]} steps the steps that are shown, from 0
 * @property {number} left where the cells begin
 * @property {number} top
 * @property {number} along from one step to the next
 * @property {number} across from one layer to the next
 * @property {number} depth how many layers there are
 */

/** How wide the words beside a layer may be. */
const BESIDE = 110
/** Half of a cell, along time and from layer to layer. */
const [SIDE, DEEP] = [20, 38]

/**
 * The center of a cell, or a point so much later in time, or further into the network.
 * @param {Grid} grid
 * @param {number} layer
 * @param {number} step its place among those that are shown
 * @returns {Point}
 */
function spot({ down, left, top, along, across, depth }, layer, step, later = 0, further = 0) {
  const [time, deep] = [along * (step + 0.5) + later, across * (layer + 0.5) + further]
  return down ? [left + deep, top + time] : [left + time, top + across * depth - deep]
}

/** @type {(stage: Stage, room: number) => Cell} */
const worded = (stage, room) => {
  const [names, words] = [wrapped([stage.head], room, true), wrapped(stage.foot, room)]
  return { ...stage, names, words }
}

/** @type {(step: number) => string} */
const named = (step) => `step ${grouped(step + 1)}`

/**
 * Which steps are shown, and how far apart the cells stand.
 * @param {Stage[]} cells the layers that do the same at each step
 * @param {number} tail how much room the layers after them need
 * @param {boolean} down
 * @param {number} steps
 * @returns {Grid}
 */
function measured(cells, tail, down, steps) {
  const word = wide(named(steps - 1)) // the longest
  const apart = (wide(named(4)) + word) / 2 + 4
  const words = cells.flatMap((cell) => {
    const { names, words } = worded(cell, BESIDE)
    return names.map((name) => widest({ head: name, foot: words }))
  })
  const left = down ? Math.max(70, EDGE + word + 8) : most(words) + 10
  const room = WIDTH - EDGE - left - tail
  const fit = clamp(down ? 5 : Math.floor(room / Math.max(62, apart)), 2, 6)
  const count = Math.min(fit, steps)
  const shown = Array.from({ length: count }, (_, step) => (step === fit - 1 ? steps - 1 : step))
  const along = down ? 80 : Math.min(110, room / count)
  const across = down ? Math.min(130, room / cells.length) : 104
  return { down, steps: shown, left, top: EDGE, along, across, depth: cells.length }
}

/**
 * A layer at one step, with the arrows that lead to it.
 * @param {Grid} grid
 * @param {Stage} cell
 * @param {number} layer
 * @param {number} column the step's place among those that are shown
 * @param {boolean} isLast whether this is the last step of all
 * @param {string} id
 */
function cellAt(grid, cell, layer, column, isLast, id) {
  const { down, steps } = grid
  const [x, y] = spot(grid, layer, column)
  const radius = cell.size === 1 ? 17 : (cell.size ?? 1) < 3 ? 9 : 5.5
  const values = cell.values?.[steps[column]]
  const winner = isLast ? cell.winner : undefined
  const shape = { shown: chosen(cell, 4, 2), radius, pitch: 2.4 * radius, gap: 16, room: 0 }
  const row = place({ ...cell, ...shape, values, winner, labels: undefined }, x, y, down)
  const [wide, tall] = down ? [2 * DEEP, 2 * SIDE] : [2 * SIDE, 2 * DEEP]
  let piece = box(x, y, wide, tall, layer ? 1 : 4) + neurons(row, `${id}-t${steps[column] + 1}`)
  if (layer) {
    const from = spot(grid, layer - 1, column, 0, DEEP)
    piece += arrow([from, spot(grid, layer, column, 0, -DEEP - 2)])
  }
  if (column && RECURRENT.includes(cell.type)) {
    const from = spot(grid, layer, column - 1, SIDE)
    piece += arrow([from, spot(grid, layer, column, -SIDE - 2)])
  }
  return reached(cell, piece)
}

/**
 * The words of a layer, beside it or above it, and those of the steps at the first one.
 * @param {Grid} grid
 * @param {Cell} cell
 * @param {number} layer
 */
function wordsOf(grid, cell, layer) {
  const { down, steps, along } = grid
  const said = steps.map((step, column) => {
    const [x, y] = spot(grid, layer, column)
    const isSkip = column > 0 && step > steps[column - 1] + 1
    const skip = isSkip ? label(...spot(grid, layer, column, -along / 2), "…", HALO) : ""
    const name = named(step)
    if (layer) return skip
    return skip + (down ? label(EDGE, y, name, START) : label(x, y + DEEP + 16, name))
  })
  const [x, y] = spot(grid, layer, 0)
  const { names, words } = cell
  const start = down ? EDGE + 8 : y - ((names.length + words.length - 1) / 2) * LINE
  const [left, align] = down ? [x, ""] : [EDGE, START]
  said.push(labels(left, start, names, align + HEAVY))
  said.push(labels(left, start + names.length * LINE, words, align))
  return said.join("")
}

/**
 * The layers after the last step, to the right of the cells.
 * @param {Grid} grid
 * @param {(Stage & Row & Extent)[]} tail
 * @param {number} height of the cells
 * @param {string} id
 * @param {number} scale
 */
function ending(grid, tail, height, id, scale) {
  const { down, depth, steps, left, along, across } = grid
  const [lastX, lastY] = spot(grid, depth - 1, steps.length - 1)
  let [under, over, lowest] = ["", "", height]
  let x = left + (down ? across * depth : along * steps.length)
  /** @type {(Stage & Row & Spots) | undefined} */
  let last
  for (const stage of tail) {
    const { reach, head, foot } = stage
    const room = reach + LINE + EDGE + 6
    const free = lowest - reach - 10 - LINE * foot.length
    const y = Math.max(room, down ? Math.min(lastY, free) : lastY)
    x += 26 + stage.before
    over += label(x, y - reach - 10, head, HEAVY) + labels(x, y + reach + 10, foot)
    const placed = place(stage, x, y)
    over += reached(stage, drawnSmall(placed, id))
    /** @type {Point[]} */
    const way = [
      [lastX + (down ? DEEP : SIDE), lastY],
      [x - stage.inner - 3, y],
    ]
    under += last ? links(last, placed, scale) : reached(stage, arrow(way))
    lowest = Math.max(lowest, y + reach + 4 + LINE * foot.length)
    x += stage.after
    last = placed
  }
  return { under, over, height: lowest }
}

/**
 * A recurrent network: its cells at each step, and the layers after the last step.
 * @param {Stage[]} stages
 * @param {string} id
 * @param {Options & { direction?: string, layers?: Layer[] }} options
 * @returns {Drawn}
 */
export function unrolled(stages, id, { direction, collapse, scale, layers = [] }) {
  const down = direction === "down"
  const steps = layers[0].steps ?? 1
  const isEnd = (/** @type {Stage} */ stage, /** @type {number} */ number) =>
    number > 0 && stage.shape !== "sequence"
  const end = stages.findIndex(isEnd) + 1 || stages.length
  const tail = stages.slice(end).map((stage) => small(stage, collapse))
  const needed = tail.reduce((sum, stage) => sum + stage.before + stage.after + 26, 0)
  const first = measured(stages.slice(0, end), needed, down, steps)
  const between = down ? first.across - 4 : BESIDE
  const cells = stages.slice(0, end).map((cell) => worded(cell, between))
  const lines = cells.map(({ names, words }) => names.length - 1 + words.length)
  const above = down ? 26 + LINE * most(lines) : 0
  const grid = { ...first, top: EDGE + above }

  const drawn = cells.flatMap((cell, layer) =>
    grid.steps.map((step, column) => cellAt(grid, cell, layer, column, step === steps - 1, id)),
  )
  const words = cells.map((cell, layer) => wordsOf(grid, cell, layer))
  const { along, across } = grid
  const height = grid.top + (down ? along * grid.steps.length : across * cells.length + 20)
  const { under, over, height: lowest } = ending(grid, tail, height, id, scale)
  return { body: drawn.join("") + under + words.join("") + over, height: lowest }
}
