// A few large pixels, or other squares to be chosen, by mouse, finger or keyboard.
import { make } from "./make.js"

/** @type {Record<string, [down: number, right: number]>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }

/**
 * The place of a square to which an arrow key leads from another one; undefined for other keys, and
 * at the edge.
 * @param {KeyboardEvent} event whose default is prevented, if it is such a key
 * @param {number} place counted row by row
 * @param {number} side of the square
 */
export function neighbor(event, place, side) {
  const step = STEPS[event.key]
  if (!step) return undefined
  event.preventDefault()
  const [row, column] = [Math.floor(place / side) + step[0], (place % side) + step[1]]
  const isThere = Math.min(row, column) >= 0 && Math.max(row, column) < side
  return isThere ? row * side + column : undefined
}

/**
 * A square of toggle buttons, one for each pixel. Tab reaches one of them, arrow keys the others;
 * a finger or the mouse draws on along its way.
 */
export class Pad {
  /**
   * @param {number} side how many pixels are in a row, and how many rows there are
   * @param {string} name what it is called, for those who do not see it
   * @param {() => void} changed is called when the reader has drawn
   * @param {string[]} [words] what stands on the pixels, if anything
   */
  constructor(side, name, changed, words = []) {
    this.side = side
    this.words = words
    this.changed = changed
    /** @type {boolean | undefined} What the pointer draws: ink, paper, or nothing now. */
    this.drawn = undefined
    this.pixels = Array.from({ length: side * side }, (_, place) => this.pixel(place))
    this.element = make("div", { class: "pad", role: "group", "aria-label": name }, ...this.pixels)
    this.element.style.setProperty("--side", String(side))
    this.element.classList.toggle("words", words.length > 0)
    this.pixels[0].tabIndex = 0
    this.listen()
  }

  /** @param {number} place */
  pixel(place) {
    const [row, column] = [Math.floor(place / this.side) + 1, (place % this.side) + 1]
    const word = this.words[place] ?? ""
    const made = make("button", { type: "button", tabindex: -1 }, word)
    if (!word) made.ariaLabel = `row ${row}, column ${column}`
    return made
  }

  listen() {
    const { element } = this
    element.addEventListener("keydown", (event) => this.go(event))
    element.addEventListener("pointerdown", (event) => {
      const place = this.pixels.indexOf(/** @type {HTMLButtonElement} */ (event.target))
      if (place < 0 || event.button) return
      element.setPointerCapture(event.pointerId) // the pointer may leave the pad and come back
      this.drawn = !this.isInk(place)
      this.draw(place)
    })
    element.addEventListener("pointermove", ({ clientX, clientY }) => {
      const over = this.drawn === undefined ? null : document.elementFromPoint(clientX, clientY)
      const place = this.pixels.indexOf(/** @type {HTMLButtonElement} */ (over))
      if (place >= 0 && this.isInk(place) !== this.drawn) this.draw(place)
    })
    for (const end of ["pointerup", "pointercancel"]) {
      element.addEventListener(end, () => (this.drawn = undefined))
    }
    // What presses a button without a pointer: keys, and readers of the screen.
    element.addEventListener("click", ({ target, detail }) => {
      const place = this.pixels.indexOf(/** @type {HTMLButtonElement} */ (target))
      if (place < 0 || detail) return
      this.drawn = !this.isInk(place)
      this.draw(place)
      this.drawn = undefined
    })
  }

  /** Move the focus. @param {KeyboardEvent} event */
  go(event) {
    const place = this.pixels.indexOf(/** @type {HTMLButtonElement} */ (event.target))
    const next = place < 0 ? undefined : neighbor(event, place, this.side)
    if (next !== undefined) this.reach(next).focus()
  }

  /** Let Tab reach this pixel, and no other. @param {number} place */
  reach(place) {
    for (const pixel of this.pixels) pixel.tabIndex = -1
    this.pixels[place].tabIndex = 0
    return this.pixels[place]
  }

  /** @param {number} place */
  draw(place) {
    this.reach(place)
    this.ink(place, this.drawn === true)
    this.changed()
  }

  /** @param {number} place @param {boolean} isInk */
  ink(place, isInk) {
    this.pixels[place].setAttribute("aria-pressed", String(isInk))
  }

  /** @param {number} place */
  isInk(place) {
    return this.pixels[place].getAttribute("aria-pressed") === "true"
  }

  /** The picture, row by row: 1 for ink, 0 for paper. */
  get picture() {
    return this.pixels.map((_, place) => Number(this.isInk(place)))
  }

  set picture(numbers) {
    numbers.forEach((number, place) => this.ink(place, number === 1))
  }
}
