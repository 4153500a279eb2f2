// A sheet of paper with a pen, for mouse, finger and keyboard.
import { PLACES } from "./strokes.js"

/** @import { Point, Stroke } from "./strokes.js" */

const SVG = "http://www.w3.org/2000/svg"
const STEP = 3
/** @type {Point} Where the keyboard's pen begins. */
export const START = [PLACES / 2, 8]
/** @type {Record<string, Point>} */
const STEPS = {
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
}
/** @type {(value: number) => number} */
const onSheet = (value) => Math.min(PLACES - 1, Math.max(0, Math.round(value)))

/**
 * A square sheet. The pointer draws where it is pressed; arrow keys move a pen, which the space bar
 * puts down and lifts.
 */
export class Sheet {
  /**
   * @param {string} name what it is called, for those who do not see it
   * @param {() => void} changed is called when a stroke has ended
   */
  constructor(name, changed) {
    this.changed = changed
    /** @type {Stroke[]} */
    this.strokes = []
    /** @type {Stroke | undefined} The stroke that is being drawn. */
    this.stroke = undefined
    /** @type {Point} Where the keyboard's pen is. */
    this.pen = [...START]
    this.element = document.createElementNS(SVG, "svg")
    const about = { viewBox: `-2 -2 ${PLACES + 3} ${PLACES + 3}`, tabindex: 0, role: "application" }
    for (const [key, value] of Object.entries({ ...about, class: "sheet", "aria-label": name })) {
      this.element.setAttribute(key, String(value))
    }
    this.listen()
    this.show()
  }

  listen() {
    const { element } = this
    element.addEventListener("pointerdown", (event) => {
      if (event.button) return
      element.setPointerCapture(event.pointerId)
      this.stroke = [this.at(event)]
      this.strokes.push(this.stroke)
      this.show()
    })
    element.addEventListener("pointermove", (event) => this.stroke && this.go(this.at(event)))
    for (const end of ["pointerup", "pointercancel"])
      element.addEventListener(end, () => this.lift())
    element.addEventListener("keydown", (event) => this.press(event))
    element.addEventListener("blur", () => this.lift())
  }

  /** Where on the sheet a pointer is. @param {PointerEvent} event @returns {Point} */
  at({ clientX, clientY }) {
    const { left, top, width } = this.element.getBoundingClientRect()
    const scale = (PLACES + 3) / width
    return [onSheet((clientX - left) * scale - 2), onSheet((clientY - top) * scale - 2)]
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = STEPS[event.key]
    if (!step && event.key !== " ") return
    event.preventDefault()
    if (step) {
      this.pen = [onSheet(this.pen[0] + step[0]), onSheet(this.pen[1] + step[1])]
      if (this.stroke) this.go(this.pen)
    } else if (this.stroke) this.lift()
    else this.strokes.push((this.stroke = [[...this.pen]]))
    this.show()
  }

  /** Draw on to a place. @param {Point} to */
  go(to) {
    const last = this.stroke?.[this.stroke.length - 1]
    if (last && Math.hypot(to[0] - last[0], to[1] - last[1]) >= 1) this.stroke?.push([...to])
    this.show()
  }

  lift() {
    if (!this.stroke) return
    this.stroke = undefined
    this.show()
    this.changed()
  }

  /** @param {Stroke[]} strokes */
  put(strokes) {
    this.strokes = strokes
    this.stroke = undefined
    this.show()
    this.changed()
  }

  show() {
    const lines = this.strokes.map((stroke) => {
      const line = document.createElementNS(SVG, "polyline")
      const [first] = stroke
      line.setAttribute("points", [first, ...stroke].map((point) => point.join(" ")).join(" "))
      return line
    })
    const pen = document.createElementNS(SVG, "circle")
    pen.setAttribute("class", this.stroke ? "pen down" : "pen")
    for (const [key, value] of Object.entries({ cx: this.pen[0], cy: this.pen[1], r: 2 })) {
      pen.setAttribute(key, String(value))
    }
    this.element.replaceChildren(...lines, pen)
  }
}
