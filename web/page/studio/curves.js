// Loss and accuracy of runs, as curves that grow while they train.
import { axisTo, mostOf, thinned } from "../../studio/axes.js"
import { make, shape } from "../parts/make.js"
import { Plot } from "../parts/plot.js"

/** @import { Run } from "./studio.js" */

/** @type {[wide: number, high: number]} */
const SIZE = [340, 180]
const APART = 13 // between two words at the end of lines
/** @type {(share: number) => string} */
const percent = (share) => `${Math.round(100 * share)}%`

/**
 * What is drawn of a run: its training, and validation if there is any.
 * @typedef {[kind: "training" | "validation", values: number[]][]} Lines
 * @typedef {"loss" | "accuracy"} What
 */

/** @param {Run} run @param {What} what @returns {Lines} */
function curvesOf({ reports }, what) {
  /** @type {(name: What | `val_${What}`) => number[]} */
  const values = (name) => reports.map((report) => report[name] ?? NaN)
  /** @type {Lines} */
  const both = [
    ["training", values(what)],
    ["validation", values(`val_${what}`)],
  ]
  return both.filter(([, values]) => values.some(Number.isFinite))
}

/** One of the two charts. */
class Chart {
  /** @param {What} what @param {string} name */
  constructor(what, name) {
    this.what = what
    this.plot = new Plot(name, SIZE, axisTo(1), axisTo(1))
    this.lines = shape("g", {})
    this.plot.element.append(this.lines)
    this.plot.element.setAttribute("aria-hidden", "true") // the words are in the table
  }

  /** @param {Run[]} runs the newest last */
  show(runs) {
    const { plot, what, lines } = this
    const all = runs.map((run) => curvesOf(run, what))
    const epochs = Math.max(2, ...runs.map(({ reports }) => reports.length))
    const isShare = what === "accuracy"
    const y = isShare
      ? axisTo(1, percent)
      : axisTo(mostOf(all.flatMap((curves) => curves.map(([, values]) => values))))
    plot.scale({ ...axisTo(epochs), from: 1, ticks: ticksTo(epochs), to: epochs }, y)
    lines.replaceChildren()
    all.forEach((curves, number) => {
      const isNewest = number === runs.length - 1
      for (const [kind, values] of curves) this.line(values, isNewest ? kind : `${kind} before`)
    })
    this.label(all.at(-1) ?? [])
  }

  /** @param {number[]} values @param {string} kind */
  line(values, kind) {
    const points = thinned(values).map(([place, value]) => this.plot.place(place + 1, value))
    const text = points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(" ")
    this.lines.append(shape("polyline", { class: kind, points: text }))
  }

  /**
   * Name the newest lines where they end, one above the other where they are close.
   * @param {Lines} curves
   */
  label(curves) {
    const ends = curves.map(([kind, values]) => {
      const last = values.findLastIndex(Number.isFinite)
      const [x, y] = this.plot.place(last + 1, values[last])
      return { kind, x, y }
    })
    const [one, other] = ends
    if (other && Math.abs(one.y - other.y) < APART) {
      const [upper, lower] = one.y < other.y ? [one, other] : [other, one]
      const middle = (one.y + other.y) / 2
      ;[upper.y, lower.y] = [middle - APART / 2, middle + APART / 2]
    }
    for (const { kind, x, y } of ends) {
      const words = { x: x + 6, y: y + 4, class: kind }
      this.lines.append(shape("text", words, kind === "training" ? "train" : "valid."))
    }
  }
}

/** @param {number} epochs @returns {[number, string][]} */
const ticksTo = (epochs) => [
  [1, "1"],
  [epochs, `epoch ${epochs}`],
]

/** Both charts. */
export class Curves {
  constructor() {
    this.loss = new Chart("loss", "loss")
    this.accuracy = new Chart("accuracy", "right answers")
    const both = [this.loss.plot.element, this.accuracy.plot.element]
    this.element = make("div", { class: "plots" }, ...both)
  }

  /** @param {Run[]} runs to be seen, the newest last */
  show(runs) {
    this.loss.show(runs)
    this.accuracy.show(runs)
    const hasShares = runs.some(({ reports }) =>
      reports.some((each) => each.accuracy !== undefined),
    )
    this.accuracy.plot.element.toggleAttribute("hidden", runs.length > 0 && !hasShares)
  }
}
