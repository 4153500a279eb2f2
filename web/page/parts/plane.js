// A plane with two kinds of points, and what divides them: a line to be turned and moved, by mouse
// or finger, or any border. Who listens can offer the same by keyboard.
import { shape } from "./make.js"
import { at, circles, crosses, squares } from "./marks.js"

/** @typedef {[x: number, y: number]} Point */
/** @typedef {[w1: number, w2: number, b: number]} Line all points whose weighted sum with b is 0 */

const [WIDE, HIGH] = [2.9, 2.1] // from the middle to the sides, and to top and bottom
const KNOB = 1.1 // from the middle of the line to where it is held to be turned
const [SEEN, HELD] = [0.11, 0.28] // half of how large its knobs are, for the eye and for a finger
const FAR = 20
const GRID = 0.1
const OF_LINE = ["line", "shift", "knobs", "turn"] // two are seen, two are held
const [CIRCLE, SQUARE, CROSS] = [0.075, 0.065, 0.1] // half of how large they are

/** @type {(value: number, limit: number) => number} */
const within = (value, limit) => Math.min(limit, Math.max(-limit, value))
/** @type {(from: Point, way: Point, length: number) => Point} */
const along = (from, way, length) => [from[0] + length * way[0], from[1] + length * way[1]]
/** @type {(one: Point, other: Point) => number} */
const product = (one, other) => one[0] * other[0] + one[1] * other[1]

/** Points, a region in which circles are expected, and the border of that. */
export class Plane {
  /** @param {(line: Line) => void} moved hears where the line was dragged; w1 and w2 of length 1 */
  constructor(moved) {
    this.moved = moved
    /** @type {Point} Of the line: about this place it is turned. */
    this.middle = [0, 0]
    /** @type {Point} Of length 1, at right angles to the line, to the side of the circles. */
    this.way = [1, 0]
    /** @type {{ turns: boolean, from: Point, middle: Point } | undefined} How the line is held. */
    this.grip = undefined
    /** @type {Record<string, SVGElement>} */
    this.paths = {}
    this.element = /** @type {SVGSVGElement} */ (
      shape("svg", { viewBox: `${-WIDE} ${-HIGH} ${2 * WIDE} ${2 * HIGH}`, class: "plane" })
    )
    this.element.setAttribute("role", "img")
    for (const name of ["region", "squares", "circles", "wrong", "border", ...OF_LINE])
      this.element.append((this.paths[name] = shape("path", { class: name })))
    this.listen()
  }

  listen() {
    const { element, paths } = this
    element.addEventListener("pointerdown", (event) => {
      const turns = event.target === paths.turn
      if (event.button || !(turns || event.target === paths.shift)) return
      element.setPointerCapture(event.pointerId)
      this.grip = { turns, from: this.place(event), middle: this.middle }
    })
    // A finger on the line does not scroll the page, one beside it does.
    element.addEventListener(
      "touchstart",
      (event) =>
        (event.target === paths.turn || event.target === paths.shift) && event.preventDefault(),
      { passive: false },
    )
    element.addEventListener("pointermove", (event) => this.drag(this.place(event)))
    for (const end of ["pointerup", "pointercancel"])
      element.addEventListener(end, () => (this.grip = undefined))
  }

  /** Where a pointer is. @param {PointerEvent} event @returns {Point} */
  place({ clientX, clientY }) {
    const { left, top, width } = this.element.getBoundingClientRect()
    const scale = (2 * WIDE) / width
    return [(clientX - left) * scale - WIDE, HIGH - (clientY - top) * scale]
  }

  /** @param {Point} to */
  drag(to) {
    if (!this.grip) return
    const { turns, from, middle } = this.grip
    if (turns) {
      const [x, y] = along(to, middle, -1)
      const size = Math.hypot(x, y) || 1
      const side = Math.sign(product(this.way, [-y, x])) || 1 // it does not turn over
      this.middle = middle
      this.way = [(-y * side) / size, (x * side) / size]
    } else {
      const [x, y] = [0, 1].map((axis) => middle[axis] + to[axis] - from[axis])
      this.middle = [within(x, WIDE - 0.2), within(y, HIGH - 0.2)]
    }
    this.moved([...this.way, -product(this.way, this.middle)])
  }

  /**
   * @param {Point[]} points
   * @param {number[]} kinds for each point 1 for a circle, 0 for a square
   * @param {boolean[]} isRight whether it lies where it is expected
   */
  mark(points, kinds, isRight) {
    const { paths } = this
    /** @type {(isMeant: (place: number) => boolean) => Point[]} */
    const those = (isMeant) => points.filter((_, place) => isMeant(place))
    const round = those((place) => kinds[place] > 0)
    const square = those((place) => !kinds[place])
    const wrong = those((place) => !isRight[place])
    paths.circles.setAttribute("d", circles(round, CIRCLE))
    paths.squares.setAttribute("d", squares(square, SQUARE))
    paths.wrong.setAttribute("d", crosses(wrong, CROSS))
  }

  /** A line, with its knobs. @param {Line} line */
  divide([w1, w2, b]) {
    const size = Math.hypot(w1, w2)
    const { paths } = this
    paths.border.setAttribute("d", "")
    if (!size) {
      for (const name of OF_LINE) paths[name].setAttribute("d", "")
      paths.region.setAttribute("d", b > 0 ? `M-9-9h18v18h-18z` : "")
      return
    }
    this.way = [w1 / size, w2 / size]
    /** @type {(point: Point) => Point} The nearest point of the line. */
    const nearest = (point) => along(point, this.way, -(product([w1, w2], point) + b) / size)
    this.middle = nearest(this.middle)
    const isSeen = Math.abs(this.middle[0]) < WIDE && Math.abs(this.middle[1]) < HIGH
    if (!isSeen) this.middle = nearest([0, 0])
    /** @type {Point} */
    const straight = [-this.way[1], this.way[0]]
    const ends = [-FAR, FAR].map((length) => along(this.middle, straight, length))
    const knobs = [-KNOB, KNOB].map((length) => along(this.middle, straight, length))
    const corners = [...ends, ...ends.reverse().map((end) => along(end, this.way, FAR))]
    paths.region.setAttribute("d", `M${corners.map(at).join("L")}z`)
    for (const name of ["line", "shift"])
      paths[name].setAttribute("d", `M${ends.map(at).join("L")}`)
    paths.knobs.setAttribute("d", circles(knobs, SEEN))
    paths.turn.setAttribute("d", circles(knobs, HELD))
  }

  /**
   * Any border: where answers go over one half. The line stays, and is no more than a memory.
   * @param {(points: Point[]) => ArrayLike<number>} answer from 0 for squares to 1 for circles
   * @returns {boolean} whether the border is closed: no circle is expected at the sides
   */
  surround(answer) {
    const columns = Math.round((2 * WIDE) / GRID) + 1
    const rows = Math.round((2 * HIGH) / GRID) + 1
    /** @type {(column: number, row: number) => Point} */
    const spot = (column, row) => [column * GRID - WIDE, row * GRID - HIGH]
    const spots = Array.from({ length: columns * rows }, (_, i) =>
      spot(i % columns, Math.floor(i / columns)),
    )
    const above = Array.from(answer(spots), (one) => one - 0.5)
    let [region, border] = ["", ""]
    for (let row = 0; row < rows - 1; row++) {
      for (let column = 0; column < columns - 1; column++) {
        const first = row * columns + column
        const places = [first, first + 1, first + 1 + columns, first + columns]
        const { inside, crossed } = cut(
          places.map((place) => spots[place]),
          places.map((place) => above[place]),
        )
        if (inside.length) region += `M${inside.map(at).join("L")}z`
        for (let i = 0; i < crossed.length; i += 2)
          border += `M${at(crossed[i])}L${at(crossed[i + 1])}`
      }
    }
    this.paths.region.setAttribute("d", region)
    this.paths.border.setAttribute("d", border)
    const isSide = spots.map(([x, y]) => Math.abs(x) > WIDE - 0.01 || Math.abs(y) > HIGH - 0.01)
    return !above.some((value, i) => value > 0 && isSide[i])
  }
}

/**
 * The part of a cell in which values are above 0, and where its sides are crossed.
 * @param {Point[]} corners
 * @param {number[]} values at these
 */
function cut(corners, values) {
  /** @type {Point[][]} */
  const [inside, crossed] = [[], []]
  corners.forEach((corner, i) => {
    const [next, value, other] = [corners[(i + 1) % 4], values[i], values[(i + 1) % 4]]
    if (value > 0) inside.push(corner)
    if (value > 0 === other > 0) return
    const share = value / (value - other)
    /** @type {Point} */
    const here = [
      corner[0] + share * (next[0] - corner[0]),
      corner[1] + share * (next[1] - corner[1]),
    ]
    inside.push(here)
    crossed.push(here)
  })
  return { inside, crossed }
}
