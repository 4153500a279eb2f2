// Drawings of the reader's own: classes are named, and a few of each are drawn.
import { paint } from "../../parts/ink.js"
import { button, make } from "../../parts/make.js"
import { Sheet, START } from "../../parts/sheet.js"
import { inkOf } from "../../parts/strokes.js"
import { counted } from "./draft.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Sign } from "../../../studio/kept.js" */
/** @import { Source } from "../../../studio/project.js" */
/** @import { Picture, Stroke } from "../../parts/strokes.js" */
/** @import { Draft, Room } from "./draft.js" */

/** @type {Picture} As the images of digits were made. */
const PICTURE = { side: 28, size: 20, pen: 2.5, middle: "mass" }
const WISHED = 8
const FEWEST = 3
const MOST = 10

/**
 * Classes to begin with: those that a network from a link or a file waits for.
 * @param {Source} source
 */
const firstOf = ({ kind, classes }) =>
  (kind === "drawings" ? classes : ["circle", "cross"]).map((name) => ({ name, drawings: [] }))

/** @type {WeakMap<Stroke[], Float32Array>} Ink is worked out once. */
const inks = new WeakMap()
/** @type {(drawing: Stroke[]) => Float32Array} */
function ink(drawing) {
  const made = inks.get(drawing) ?? inkOf(drawing, PICTURE)
  inks.set(drawing, made)
  return made
}

/** @param {Sign[]} signs @returns {Dataset} */
export function datasetOf(signs) {
  const size = PICTURE.side ** 2
  const drawings = signs.flatMap((sign) => sign.drawings)
  const x = new Float32Array(drawings.length * size)
  drawings.forEach((drawing, place) => x.set(ink(drawing), place * size))
  const y = signs.flatMap(({ drawings }, place) => drawings.map(() => place))
  return {
    name: "your drawings",
    shape: [PICTURE.side, PICTURE.side, 1],
    x,
    y: Float32Array.from(y),
    classes: signs.map(({ name }) => name.trim()),
    picture: [PICTURE.side, PICTURE.side],
  }
}

/** A sheet to draw on, and a row for each class. */
export class Drawings {
  /** @param {Room} room */
  constructor(room) {
    this.room = room
    const { drawings, drawn } = room.studio.ownData
    /** @type {Sign[]} */
    this.signs = drawings ?? firstOf(room.studio.project.source)
    /** @type {Sign[][]} What can be undone. */
    this.past = drawn ? [drawn] : []
    /** Which class is drawn now. */
    this.now = 0
    const about = "Sheet: arrow keys move the pen, the space bar puts it down"
    this.sheet = new Sheet(about, () => this.tell())
    this.keep = button("", () => this.add())
    this.keep.classList.add("main")
    this.more = button("add a class", () => this.addClass())
    this.rows = make("div", { class: "signs", role: "group", "aria-label": "Classes" })
    this.wishes = make("p", { class: "quiet" })
    this.element = make(
      "div",
      { class: "drawings" },
      make(
        "div",
        {},
        this.sheet.element,
        make(
          "div",
          { class: "choices", role: "group", "aria-label": "Drawing" },
          this.keep,
          button("undo", () => this.undo()),
          button("clear", () => this.sheet.put([])),
        ),
      ),
      make("div", {}, this.rows, make("div", { class: "choices" }, this.more), this.wishes),
    )
    this.show()
  }

  get names() {
    return this.signs.map(({ name }, place) => name.trim() || `class ${place + 1}`)
  }

  /** @param {Sign[]} signs @param {string} said */
  put(signs, said) {
    this.past.push(this.signs)
    this.take(signs)
    this.room.studio.say(said)
  }

  /** @param {Sign[]} signs */
  take(signs) {
    this.signs = signs
    this.now = Math.min(this.now, signs.length - 1)
    this.room.keep({ drawings: signs })
    this.show()
    this.room.changed()
  }

  /** Keep what is on the sheet; go on to the next class once enough is drawn of this one. */
  add() {
    const { strokes } = this.sheet
    if (!strokes.length) return this.room.studio.say("The sheet is empty: draw on it first.")
    const { now, names } = this
    const signs = this.signs.map((sign, place) =>
      place === now ? { ...sign, drawings: [...sign.drawings, strokes] } : sign,
    )
    const count = signs[now].drawings.length
    this.sheet.pen = [...START]
    this.sheet.put([])
    const next = signs.findIndex(({ drawings }) => drawings.length < WISHED)
    const isNext = count === WISHED && next >= 0
    if (isNext) this.now = next
    const goOn = isNext ? ` Now draw ${names[next]}.` : ""
    this.put(signs, `Kept: ${count} of ${names[now]}.${goOn}`)
  }

  /** @param {number} place of the class @param {number} which of its drawings */
  remove(place, which) {
    const signs = this.signs.map((sign, other) =>
      other === place
        ? { ...sign, drawings: sign.drawings.filter((_, each) => each !== which) }
        : sign,
    )
    this.put(signs, `Drawing ${which + 1} of ${this.names[place]} is removed; undo brings it back.`)
    const row = this.rows.children[place]
    const others = row.querySelectorAll("button.sample")
    const near = /** @type {HTMLElement | null} */ (
      others[Math.min(which, others.length - 1)] ?? row.querySelector("input")
    )
    near?.focus()
  }

  addClass() {
    this.now = this.signs.length
    this.put([...this.signs, { name: "", drawings: [] }], "A class more: what is it called?")
    const field = /** @type {HTMLInputElement | null} */ (
      this.rows.lastElementChild?.querySelector("input[type=text]") ?? null
    )
    field?.focus()
  }

  /** @param {number} place */
  removeClass(place) {
    const name = this.names[place]
    const signs = this.signs.filter((_, other) => other !== place)
    this.put(signs, `The class ${name} is removed; undo brings it back.`)
    this.more.focus()
  }

  /** The last stroke, if the sheet has one; else the last change. */
  undo() {
    const { strokes } = this.sheet
    if (strokes.length) return this.sheet.put(strokes.slice(0, -1))
    const before = this.past.pop()
    if (!before) return this.room.studio.say("There is nothing to undo.")
    this.take(before)
    this.room.studio.say("Undone.")
  }

  /** @param {number} place @param {string} name */
  rename(place, name) {
    this.signs = this.signs.map((sign, other) => (other === place ? { ...sign, name } : sign))
    this.room.keep({ drawings: this.signs })
    this.tell()
    this.room.changed()
  }

  show() {
    this.more.disabled = this.signs.length >= MOST
    this.rows.replaceChildren(...this.signs.map((sign, place) => this.row(sign, place)))
    this.tell()
  }

  /** @param {Sign} sign @param {number} place */
  row({ name, drawings }, place) {
    const radio = make("input", { type: "radio", name: "sign" })
    radio.checked = place === this.now
    radio.addEventListener("change", () => {
      this.now = place
      this.tell()
    })
    const field = make("input", { type: "text", value: name, maxlength: 30, autocomplete: "off" })
    field.ariaLabel = `name of class ${place + 1}`
    field.addEventListener("input", () => this.rename(place, field.value))
    const away = button("remove class", () => this.removeClass(place))
    away.disabled = this.signs.length <= 2
    const pictures = drawings.map((drawing, which) => this.picture(drawing, place, which))
    return make(
      "div",
      { class: "sign" },
      make("div", { class: "choices" }, radio, field, away),
      make("div", { class: "pictures" }, ...pictures),
    )
  }

  /** @param {Stroke[]} drawing @param {number} place @param {number} which */
  picture(drawing, place, which) {
    const canvas = make("canvas")
    paint(canvas, ink(drawing), PICTURE.side, PICTURE.side)
    const made = button("", () => this.remove(place, which))
    made.className = "sample"
    made.append(canvas)
    return made
  }

  /** What is drawn now, and what is still wished. */
  tell() {
    const { names } = this
    this.keep.textContent = `keep as ${names[this.now]}`
    ;[...this.rows.children].forEach((row, place) => {
      const radio = row.querySelector("input")
      if (radio) radio.ariaLabel = `draw ${names[place]}`
      row.querySelectorAll("button.sample").forEach((each, which) => {
        const text = `remove drawing ${which + 1} of ${names[place]}`
        each.setAttribute("aria-label", text)
        each.setAttribute("title", text)
      })
    })
    const wishes = this.signs
      .map(({ drawings }, place) => [WISHED - drawings.length, names[place]])
      .filter(([count]) => Number(count) > 0)
      .map(([count, name]) => `${count} of ${name}`)
    this.wishes.textContent = wishes.length
      ? `Still wished: ${wishes.join(", ")}.`
      : "Enough to begin with; more make the network surer."
  }

  /** @returns {Draft | string} */
  get draft() {
    const given = this.signs.map(({ name }) => name.trim())
    const empty = given.indexOf("")
    if (empty >= 0) return `Class ${empty + 1} has no name yet.`
    const twice = given.find((name, place) => given.indexOf(name) !== place)
    if (twice) return `Two classes are called ${twice}: each needs a name of its own.`
    const few = this.signs.filter(({ drawings }) => drawings.length < FEWEST)
    if (few.length) {
      const wished = few.map(({ name, drawings }) => `${FEWEST - drawings.length} of ${name}`)
      return `Draw ${counted(FEWEST, "sign")} of each class, or more: ${wished.join(", ")} to come.`
    }
    const dataset = datasetOf(this.signs)
    const { classes, shape } = dataset
    return { dataset, source: { kind: "drawings", shape, classes }, isSeen: true }
  }
}
