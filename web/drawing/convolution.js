// The layout of convolutional networks: stacks of channels in lines from left to right.
import { arrow, color, EDGE, HEAVY, label, labels, line, reached, ring, WIDTH } from "./marks.js"
import { drawnSmall, links, place, small } from "./neurons.js"
import { widest } from "./stages.js"
import { at, clamp, LINE, most, wide, wrapped } from "./text.js"

/** @import { Drawn, Extent, Options, Row, Spots, Stage } from "./stages.js" */
/**
 * A stage that knows how much room it needs: a stack of channels, or a layer of neurons as a row.
 * @typedef {object} Room
 * @property {string[]} lead what is written before it: kernel and stride
 * @property {number} ahead how much room the link to it needs
 * @property {number} back how far the sheets of a stack lie behind the first, to the right and up
 * @property {number} wide of a channel; 0 for neurons, as `tall`
 * @property {number} tall
 * @property {Row} [row] how neurons are drawn
 * @typedef {Stage & Extent & Room} Sized
 *
 * Stages that stand side by side, and how much room they need.
 * @typedef {{ stages: Sized[], used: number }} Line
 *
 * A stage in its place; `right` and `left` are where links end.
 * @typedef {object} Spot
 * @property {number} x the left edge of the front channel
 * @property {number} y the top edge of the front channel
 * @property {number} left
 * @property {number} right
 * @property {number} level of the middle of its line, from the top
 * @property {number} lineTop where its line begins
 * @property {(Row & Spots) | undefined} placed its neurons
 * @typedef {Sized & Spot} Placed
 */

/** How far one channel of a stack lies behind the next. */
const SHEET = 5
/** @type {(channels: number) => number} How many sheets stand for them: never many. */
const sheets = (channels) =>
  [5, 33, 65, 129, 257].filter((limit) => channels >= limit).length + Math.min(channels, 4)

/** @type {(stage: Stage) => number} */
const longest = ({ width = 0, height = 0 }) => Math.max(width, height)

/** @type {(stage: Stage) => string[]} */
function lead({ kernel, stride = [1, 1] }) {
  const size = kernel ? [`${kernel[1]} × ${kernel[0]}`] : []
  const [down, right] = stride
  const step = down === right ? down : `${right} × ${down}`
  return most(stride) > 1 ? [...size, `stride ${step}`] : size
}

/**
 * How much room a stage needs, and what is written before it.
 * @param {Stage} stage
 * @param {number} biggest side of all channels, in pixels
 * @param {number} [collapse]
 * @returns {Sized}
 */
function sized(stage, biggest, collapse) {
  const said = { ...stage, foot: wrapped(stage.foot, 104), lead: lead(stage) }
  const ahead = stage.number && Math.max(most(said.lead.map((text) => wide(text))) + 10, 44)
  if (stage.shape === "vector") {
    const row = small(said, collapse)
    return { ...row, lead: said.lead, ahead, back: 0, wide: 0, tall: 0, row }
  }
  const { width = 1, height = 1, channels = 1 } = stage
  const each = (84 * Math.sqrt(longest(stage) / biggest)) / longest(stage)
  const [across, tall] = [Math.max(8, width * each), Math.max(8, height * each)]
  const back = (sheets(channels) - 1) * SHEET
  const room = Math.max(across + back, widest(said)) / 2
  const [inner, reach] = [(across + back) / 2, (tall + back) / 2]
  return { ...said, ahead, back, wide: across, tall, before: room, after: room, inner, reach }
}

/**
 * The lines that stages stand on: after a pool, and before the flat tail, a new one may begin.
 * @param {Sized[]} stages
 */
function lined(stages) {
  const space = (/** @type {Sized} */ stage) => stage.ahead + stage.before + stage.after
  const isLong = stages.reduce((sum, stage) => sum + space(stage), 0) > WIDTH - 20
  /** @type {Line[]} */
  const lines = [{ stages: [], used: 0 }]
  stages.forEach((stage, number) => {
    const [before, last] = [stages[number - 1], lines[lines.length - 1]]
    const isBlockEnd = before?.type === "pool" && before !== last.stages[0]
    const isBreak = (isBlockEnd || stage.shape === "vector") && before?.shape === "stack"
    const isFull = before && last.used + space(stage) > WIDTH - 20
    const line = (isLong && isBreak) || isFull ? { stages: [], used: 0 } : last
    if (line !== last) lines.push(line)
    line.stages.push(stage)
    line.used += space(stage)
  })
  return lines
}

/**
 * A channel as pixels: horizontal bars of ink in four strengths.
 * @param {Placed} stage
 * @param {number[]} values
 */
function pixels({ x, y, wide: w, tall: h, width = 1, height = 1, top }, values) {
  const runs = ["", "", "", "", ""]
  const level = (/** @type {number} */ place) => Math.ceil(clamp(values[place] / top, 0, 1) * 4)
  for (let start = 0, end = 1; start < values.length; start = end++) {
    while (end % width && level(end) === level(start)) end++
    const [row, column] = [Math.floor(start / width), start % width]
    const [left, middle] = [x + (column * w) / width, y + ((row + 0.5) * h) / height]
    runs[level(start)] += `M${at(left)} ${at(middle)}h${at(((end - start) * w) / width)}`
  }
  const bars = runs.map((d, strength) => {
    const style = `;stroke-opacity:${strength / 4}`
    return d && strength ? line(d, at(h / height + 0.2), "ink", style) : ""
  })
  return bars.join("")
}

/**
 * A stack of channels in perspective, the front one at (x, y).
 * @param {Placed} stage
 */
function stack(stage) {
  const { x, y, wide: w, tall: h, channels = 1, values } = stage
  const sheet = (/** @type {unknown} */ _, /** @type {number} */ back) => {
    const corner = `M${at(x + back * SHEET)} ${at(y - back * SHEET)}`
    return `<path d="${corner}h${at(w)}v${at(h)}h${at(-w)}z"/>`
  }
  const drawn = Array.from({ length: sheets(channels) }, sheet)
    .reverse()
    .join("")
  const style = `fill:${color("paper")};stroke:${color(4)};stroke-width:1`
  return `<g style="${style}">${drawn}</g>${values ? pixels(stage, values) : ""}`
}

/**
 * The kernel on the channel that it reads, to scale, and rays to the one place that it fills.
 * @param {Placed} from
 * @param {Placed} to
 * @param {[number, number]} kernel
 */
function rays(from, to, kernel) {
  const { x, y, wide: w, tall: h, width = 1, height = 1 } = from
  const high = h * Math.min(1, kernel[0] / height)
  const broad = w * Math.min(1, kernel[1] / width)
  const [right, top] = [x + Math.min(w, w * 0.6 + broad / 2), y + (h - high) / 2]
  const [goalX, goalY] = [to.x + to.wide * 0.3, to.y + to.tall / 2]
  const corner = `M${at(right)} ${at(top)}`
  const patch = `${corner}h${at(-broad)}v${at(high)}h${at(broad)}z`
  const lines = `${corner}L${at(goalX)} ${at(goalY)}L${at(right)} ${at(top + high)}`
  const fill = `;fill:${color(1)};fill-opacity:.25`
  return line(patch, 1, 1, fill) + line(lines, 0.8, 1) + ring(goalX, goalY, 2, 1, color(1))
}

/**
 * What ties a stage to the one before: rays of a kernel, links or an arrow.
 * @param {Placed} from
 * @param {Placed} to
 * @param {number} end where the line of `from` ends
 * @param {number} scale
 */
function connection(from, to, end, scale) {
  const [start, goal] = [from.right + 3, to.left - 3]
  if (to.level !== from.level) {
    const [turn, gutter] = [end + 10, to.lineTop - 4]
    return arrow([
      [start, from.level],
      [turn, from.level],
      [turn, gutter],
      [EDGE, gutter],
      [EDGE, to.level],
      [goal, to.level],
    ])
  }
  if (from.placed && to.placed) return links(from.placed, to.placed, scale)
  if (to.kernel && to.wide) return rays(from, to, to.kernel)
  return arrow([
    [start, to.level],
    [goal, to.level],
  ])
}

/**
 * A stage in its place, its center at (middle, level).
 * @param {Sized} stage
 * @param {number} middle
 * @param {number} level
 * @param {number} lineTop
 * @returns {Placed}
 */
function put(stage, middle, level, lineTop) {
  const [left, right] = [middle - stage.inner, middle + stage.inner]
  const y = level + (stage.back - stage.tall) / 2
  const placed = stage.row && place(stage.row, middle, level)
  return { ...stage, x: left, y, left, right, level, lineTop, placed }
}

/**
 * A convolutional network in lines from left to right.
 * @param {Stage[]} stages
 * @param {string} id
 * @param {Options} options
 * @returns {Drawn}
 */
export function flow(stages, id, { collapse, scale }) {
  const biggest = most(stages.map(longest))
  const lines = lined(stages.map((stage) => sized(stage, biggest, collapse)))
  let [under, over, top, end] = ["", "", EDGE, 0]
  /** @type {Placed | undefined} */
  let last
  for (const [number, { stages, used }] of lines.entries()) {
    const reach = most(stages.map((stage) => stage.reach))
    const spare = Math.min(30, (WIDTH - 20 - used) / Math.max(1, stages.length - (number ? 0 : 1)))
    const level = top + LINE + 6 + reach
    let x = EDGE
    for (const sized of stages) {
      const gap = sized.ahead && sized.ahead + spare
      const [start, middle] = [x + gap / 2 + 2, x + gap + sized.before]
      const stage = put(sized, middle, level, top)
      const joined = last ? connection(last, stage, end, scale) : ""
      const { placed, back, foot } = stage
      if (placed) under += joined
      over += reached(stage, placed ? drawnSmall(placed, id) : stack(stage) + joined)
      const ray = last?.level === level && stage.wide ? level + (last.back + back) / 4 : level
      over += stage.lead.map((text, row) => label(start, ray + (row ? 20 : -18), text)).join("")
      over += label(middle, top + 9, stage.head, HEAVY)
      over += labels(middle, level + reach + 16, foot)
      x = middle + stage.after
      last = stage
    }
    end = x
    top = level + reach + 20 + LINE * most(stages.map((stage) => stage.foot.length))
  }
  return { body: under + over, height: top - 10 }
}
