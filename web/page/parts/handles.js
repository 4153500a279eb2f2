// Handles of a curve in a chart: the pointer draws over them, and arrow keys move one.
import { shape } from "./shape.js"

/** @import { Plot } from "./plot.js" */

/** @type {Record<string, number>} How many values further a key goes. */
const STEPS = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
  PageUp: 5,
  PageDown: -5,
  Home: -Infinity,
  End: Infinity,
}

/** A handle for each of some places along a chart; its values are a few, in rising order. */
export class Handles {
  /**
   * @param {Plot} plot
   * @param {{ places: number[], values: number[], name: (place: number) => string }} about
   * @param {() => void} changed
   */
  constructor(plot, { places, values, name }, changed) {
    this.plot = plot
    this.places = places
    this.values = values
    this.changed = changed
    /** For each handle, which of the values it has. */
    this.levels = places.map(() => 0)
    this.knobs = places.map((place) => this.knob(name(place)))
    plot.element.append(...this.knobs)
    this.listen()
  }

  /** @param {string} name */
  knob(name) {
    const ends = { "aria-valuemin": this.values[0], "aria-valuemax": this.values.at(-1) ?? 0 }
    const role = { role: "slider", tabindex: 0, "aria-orientation": "vertical", "aria-label": name }
    const made = shape("circle", { class: "knob", r: 7, ...role, ...ends })
    return /** @type {SVGCircleElement} */ (made)
  }

  listen() {
    const { element } = this.plot
    let isDrawing = false
    element.addEventListener("pointerdown", (event) => {
      if (event.button) return
      event.preventDefault() // else it would take the focus from the handle
      element.setPointerCapture(event.pointerId)
      isDrawing = true
      this.draw(event)
    })
    element.addEventListener("pointermove", (event) => isDrawing && this.draw(event))
    for (const end of ["pointerup", "pointercancel"])
      element.addEventListener(end, () => (isDrawing = false))
    this.knobs.forEach((knob, place) =>
      knob.addEventListener("keydown", (event) => {
        const steps = STEPS[event.key]
        if (!steps || event.altKey || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        this.move(place, this.levels[place] + steps)
      }),
    )
  }

  /** Bring the handle that is nearest to a pointer to its height. @param {PointerEvent} event */
  draw(event) {
    const [x, y] = this.plot.pointed(event)
    const place = nearest(this.places, (one) => Math.abs(one - x))
    this.knobs[place].focus({ preventScroll: true })
    this.move(place, this.levelNear(y))
  }

  /** Which value is nearest to one, as the chart is drawn. @param {number} value */
  levelNear(value) {
    const height = (/** @type {number} */ one) => this.plot.place(0, one)[1]
    return nearest(this.values, (one) => Math.abs(height(one) - height(value)))
  }

  /** @param {number} place @param {number} level */
  move(place, level) {
    const kept = Math.min(this.values.length - 1, Math.max(0, level))
    if (kept === this.levels[place]) return
    this.put(this.levels.with(place, kept))
    this.changed()
  }

  /** @param {number[]} levels */
  put(levels) {
    this.levels = levels
    this.knobs.forEach((knob, place) => {
      const value = this.values[levels[place]]
      const [x, y] = this.plot.place(this.places[place], value)
      for (const [key, number] of Object.entries({ cx: x, cy: y, "aria-valuenow": value }))
        knob.setAttribute(key, String(number))
    })
  }
}

/**
 * Which of some numbers is the least away.
 * @param {number[]} numbers
 * @param {(one: number) => number} away
 */
function nearest(numbers, away) {
  const ways = numbers.map(away)
  return ways.indexOf(Math.min(...ways))
}
