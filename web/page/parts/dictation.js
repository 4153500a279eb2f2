// Signs that the reader is asked to draw, one after the other, and how many of them are read.
import { button, make } from "./make.js"
import { Sheet } from "./sheet.js"
import { inAddress, toAddress } from "./state.js"
import { read, written } from "./strokes.js"

/** @import { Stroke } from "./strokes.js" */

/**
 * @typedef {object} Reading what networks do with a drawing
 * @property {(strokes: Stroke[]) => string[]} read shows what they make of it, nothing for none;
 *   returns what each of them reads
 * @property {(answers: string[], wish: string) => string} say their answers, in words
 * @property {(right: number[]) => string} judge how many each has read in all, in words
 */

/** A sheet, the buttons for it, and a line that asks, and says what was read. */
export class Dictation {
  /**
   * @param {string} name of the figure, in the address
   * @param {string} kind of the signs: "letter"
   * @param {string[]} wishes
   * @param {Reading} reading
   */
  constructor(name, kind, wishes, reading) {
    this.name = name
    this.wishes = wishes
    this.reading = reading
    this.turn = 0
    /** @type {number[]} How many each network has read so far. */
    this.right = []
    this.sheet = new Sheet("Sheet: arrow keys move the pen, the space bar puts it down", () =>
      this.show(),
    )
    this.next = button(`next ${kind}`, () => this.goOn())
    this.next.classList.add("main")
    this.said = make("p", { role: "status" })
    const buttons = [
      this.next,
      button("undo", () => this.sheet.put(this.sheet.strokes.slice(0, -1))),
      button("clear", () => this.sheet.put([])),
      button("start again", () => this.begin()),
    ]
    const about = { class: "choices", role: "group", "aria-label": "Drawing" }
    this.choices = make("div", about, ...buttons)
  }

  /** Show the drawing that the address holds. */
  open() {
    const asked = inAddress(this.name)
    this.sheet.put((asked && read(asked)) || [])
    if (asked && !read(asked))
      this.said.textContent = "The address holds no drawing: here is an empty sheet."
  }

  begin() {
    ;[this.turn, this.right, this.next.disabled] = [0, [], false]
    this.sheet.put([])
  }

  /** What is asked for now. */
  get wish() {
    return this.wishes[Math.min(this.turn, this.wishes.length - 1)]
  }

  /** The request, in words. */
  get request() {
    return `Please draw ${this.wish} (${this.turn + 1} of ${this.wishes.length}).`
  }

  show() {
    const { strokes } = this.sheet
    toAddress(this.name, written(strokes))
    const answers = this.reading.read(strokes)
    this.said.textContent = strokes.length ? this.reading.say(answers, this.wish) : this.request
  }

  /** Count what was read, and ask for the next. */
  goOn() {
    const { strokes } = this.sheet
    if (!strokes.length) {
      this.said.textContent = `The sheet is empty. ${this.request}`
      return
    }
    this.reading.read(strokes).forEach((answer, network) => {
      this.right[network] = (this.right[network] ?? 0) + Number(answer === this.wish)
    })
    this.turn += 1
    if (this.turn < this.wishes.length) return this.sheet.put([])
    this.next.disabled = true
    this.said.textContent = this.reading.judge(this.right)
  }
}
