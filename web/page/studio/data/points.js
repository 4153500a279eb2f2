// Points that the reader sets in a plane, of two to four kinds.
import { button, make, shape } from "../../parts/make.js"
import { circles, crosses, diamonds, squares, triangles } from "../../parts/marks.js"
import { choice } from "./choice.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Point } from "../../parts/plane.js" */
/** @import { Draft, Room } from "./draft.js" */
/** @typedef {{ x: number, y: number, kind: number }} Spot */

/** What the kinds are called; each has a mark of its own. */
export const KINDS = ["circle", "square", "triangle", "diamond"]
const MARKS = [circles, squares, triangles, diamonds]
// As far as the points of the course's sets go, and a bit more.
const [WIDE, HIGH] = [1.2, 0.9]
const STEP = 0.05
/** @type {Record<string, Point>} */
const STEPS = {
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
}

/** @type {(value: number, limit: number) => number} */
const onPlane = (value, limit) => Math.round(100 * Math.min(limit, Math.max(-limit, value))) / 100

/** Points of up to four kinds, each with its mark. */
export class Scatter {
  /** @param {[wide: number, high: number]} [size] from the middle to the sides, and to the top */
  constructor([wide, high] = [WIDE, HIGH]) {
    this.size = [wide, high]
    const about = { viewBox: `${-wide} ${-high} ${2 * wide} ${2 * high}`, class: "plane scatter" }
    this.element = /** @type {SVGSVGElement} */ (shape("svg", about))
    const axes = `M${-wide} 0H${wide}M0 ${-high}V${high}`
    this.paths = KINDS.map((kind) => shape("path", { class: kind }))
    this.element.append(shape("path", { class: "axes", d: axes }), ...this.paths)
    this.element.setAttribute("role", "img")
  }

  /** @param {Spot[]} spots */
  show(spots) {
    const half = 0.028 * this.size[0]
    this.paths.forEach((path, kind) => {
      const those = spots.filter((spot) => spot.kind === kind)
      /** @type {Point[]} */
      const points = those.map(({ x, y }) => [x, y])
      path.setAttribute("d", MARKS[kind](points, half))
    })
  }
}

/** @param {Spot[]} spots @returns {Dataset} */
export function datasetOf(spots) {
  const used = KINDS.map((_, kind) => kind).filter((kind) => spots.some((s) => s.kind === kind))
  return {
    name: "your points",
    shape: [2],
    x: Float32Array.from(spots.flatMap(({ x, y }) => [x, y])),
    y: Float32Array.from(spots, ({ kind }) => used.indexOf(kind)),
    classes: used.map((kind) => KINDS[kind]),
    inputs: ["x", "y"],
  }
}

/** The plane, what is set in it, and what it is set with. */
export class Points {
  /** @param {Room} room */
  constructor(room) {
    this.room = room
    /** @type {Spot[]} In the order in which they were set. */
    this.spots = room.studio.ownData.points ?? []
    /** @type {Spot[][]} What can be undone. */
    this.past = []
    /** @type {Point} Where the keyboard's cross is. */
    this.cross = [0, 0]
    this.kinds = choice("Set points of the kind", KINDS, () => {})
    this.scatter = new Scatter()
    this.mark = shape("path", { class: "here" })
    this.where = make("p", { class: "quiet" })
    const buttons = [button("undo", () => this.undo()), button("clear", () => this.clear())]
    this.element = make(
      "div",
      { class: "setting" },
      make("p", {}, "Click, or tap, where a point should be: two to four kinds, a few of each."),
      this.kinds.element,
      this.plane(),
      this.where,
      make("div", { class: "choices", role: "group", "aria-label": "Points" }, ...buttons),
    )
    this.show()
  }

  plane() {
    const { element } = this.scatter
    const name = "Plane: arrow keys move the cross, the space bar sets a point"
    element.setAttribute("role", "application")
    element.setAttribute("aria-label", name)
    element.setAttribute("tabindex", "0")
    element.append(this.mark)
    element.addEventListener("click", ({ clientX, clientY }) => {
      const { left, top, width } = element.getBoundingClientRect()
      const scale = (2 * WIDE) / width
      this.move([(clientX - left) * scale - WIDE, HIGH - (clientY - top) * scale])
      this.set()
    })
    element.addEventListener("keydown", (event) => {
      const step = STEPS[event.key]
      if (event.altKey || event.ctrlKey || event.metaKey) return
      if (!step && event.key !== " ") return
      event.preventDefault()
      if (!step) return this.set()
      this.move([this.cross[0] + step[0], this.cross[1] + step[1]])
      this.room.studio.say(`At ${this.cross.join(", ")}.`)
    })
    return element
  }

  /** @param {Point} to */
  move([x, y]) {
    this.cross = [onPlane(x, WIDE), onPlane(y, HIGH)]
    this.mark.setAttribute("d", crosses([this.cross], 0.05))
  }

  set() {
    const [[x, y], kind] = [this.cross, this.kinds.value]
    this.put([...this.spots, { x, y, kind }])
    const count = this.spots.filter((spot) => spot.kind === kind).length
    this.room.studio.say(`A ${KINDS[kind]} at ${x}, ${y}: ${count} of its kind.`)
  }

  /** @param {Spot[]} spots */
  put(spots) {
    this.past.push(this.spots)
    this.take(spots)
  }

  /** @param {Spot[]} spots */
  take(spots) {
    this.spots = spots
    this.room.keep({ points: spots })
    this.show()
    this.room.changed()
  }

  undo() {
    const before = this.past.pop()
    if (!before) return this.room.studio.say("There is nothing to undo.")
    this.take(before)
    this.room.studio.say(`Undone: ${this.spots.length} points.`)
  }

  clear() {
    if (this.spots.length) this.put([])
    this.room.studio.say("The plane is empty; undo brings the points back.")
  }

  show() {
    this.scatter.show(this.spots)
    this.move(this.cross)
    const counts = KINDS.map((name, kind) => [
      this.spots.filter((s) => s.kind === kind).length,
      name,
    ])
    const set = counts.filter(([count]) => count).map(([count, name]) => `${name} ${count}`)
    this.where.textContent = set.length ? `Set so far: ${set.join(", ")}.` : "No point is set yet."
  }

  /** @returns {Draft | string} */
  get draft() {
    const dataset = datasetOf(this.spots)
    const { classes, shape, y } = dataset
    const few = classes.filter((_, kind) => y.filter((one) => one === kind).length < 3)
    if (classes.length < 2) return "Set points of two kinds, at least three of each."
    if (few.length) return `At least three points of each kind: still few of ${few.join(", ")}.`
    return { dataset, source: { kind: "points", shape, classes }, isSeen: true }
  }
}
