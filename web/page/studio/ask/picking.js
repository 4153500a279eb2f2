// An example picked from the data: the next, the one before, any; and the test part, once opened.
import { button, make } from "../../parts/make.js"

/** @import { Studio } from "../studio.js" */
/** @typedef {"train" | "validation" | "test"} Part */

/** @type {Record<Part, string>} */
export const TITLES = { train: "training", validation: "validation", test: "test" }
const BEFORE = `The test part is for the end: open it once, when you have chosen everything. What
  you choose after having seen it, you choose by it, and it no longer tells how the network does on
  examples that are new.`

/** How the data are split now; undefined if no run has split them. @param {Studio} studio */
export function partsOf({ run, datasets, dataset }) {
  const isOfThese = run && dataset && datasets.get(run.project.source) === dataset
  return isOfThese ? run.parts : undefined
}

/** Whether the test part has been opened for the network that is there. @param {Studio} studio */
export const isOpen = ({ opened, run }) => Boolean(run && opened.run === run.id)

/** What an opening means, in words. @param {number} count of openings */
export const meant = (count) =>
  count === 1
    ? `The test part is open. What it says now is an honest estimate, as long as nothing is chosen
        by it.`
    : `The test part is open for the ${ordinal(count)} time. If you have changed anything because of
        what it said before, it has become a second validation part, and flatters the network.`

/** @param {number} count */
function ordinal(count) {
  const isTeen = count % 100 > 10 && count % 100 < 14
  return `${count}${(!isTeen && ["th", "st", "nd", "rd"][count % 10]) || "th"}`
}

/** Buttons that go through the examples of a part. */
export class Picking {
  /**
   * @param {Studio} studio
   * @param {(place: number) => void} picked
   */
  constructor(studio, picked) {
    this.studio = studio
    this.picked = picked
    /** @type {Part} */
    this.part = "train"
    /** Where in the part the reader is. */
    this.at = -1
    this.from = make("div", { class: "choices", role: "group", "aria-label": "Part of the data" })
    this.where = make("p", { class: "where" })
    this.opening = make("div", { class: "opening-test" })
    this.going = make(
      "div",
      { class: "choices", role: "group", "aria-label": "Examples" },
      button("previous", () => this.go(this.at - 1)),
      button("next", () => this.go(this.at + 1)),
      button("random", () => this.go(Math.floor(Math.random() * this.places.length))),
    )
    this.element = make(
      "div",
      { class: "picking" },
      this.from,
      this.going,
      this.where,
      this.opening,
    )
    this.show()
  }

  /** @type {ArrayLike<number>} The places of the part's examples in the data set. */
  get places() {
    const parts = partsOf(this.studio)
    if (parts) return parts[this.part]
    return Array.from(this.studio.dataset?.y ?? [], (_, place) => place)
  }

  /** @param {number} at goes round */
  go(at) {
    const { places } = this
    if (!places.length) return this.studio.say("This part has no examples.")
    this.at = (at + places.length) % places.length
    this.picked(places[this.at])
    this.tell()
  }

  tell() {
    const { places, at } = this
    const name = partsOf(this.studio) ? `the ${TITLES[this.part]} part` : "the data"
    const all = `${places.length} ${places.length === 1 ? "example" : "examples"}`
    this.where.textContent =
      at < 0 ? `${all} in ${name}.` : `Example ${at + 1} of the ${all} in ${name}.`
  }

  /** @param {Part} part */
  choose(part) {
    this.part = part
    this.at = -1
    this.show()
    const isClosed = part === "test" && !isOpen(this.studio)
    if (!isClosed && this.places.length) this.go(0)
  }

  /** Buttons for the parts that there are. */
  show() {
    const { studio } = this
    const parts = partsOf(studio)
    const names = /** @type {Part[]} */ (Object.keys(TITLES)).filter((part) => parts?.[part].length)
    if (!names.includes(this.part)) this.part = "train"
    const hadFocus = this.from.contains(document.activeElement)
    const buttons = names.map((part) => {
      const made = button(TITLES[part], () => this.choose(part))
      made.setAttribute("aria-pressed", String(part === this.part))
      return made
    })
    this.from.replaceChildren(...buttons)
    if (hadFocus) buttons[names.indexOf(this.part)]?.focus()
    const isClosed = this.part === "test" && !isOpen(studio)
    this.going.hidden = this.where.hidden = isClosed
    this.opening.hidden = !isClosed
    this.opening.replaceChildren(...(isClosed ? openTest(studio, () => this.opened()) : []))
    this.tell()
  }

  opened() {
    const said = meant(this.studio.opened.count)
    this.choose("test")
    this.going.querySelector("button")?.focus()
    this.studio.say(said)
  }
}

/**
 * The button that opens the test part, with what to know before.
 * @param {Studio} studio
 * @param {() => void} opened
 */
export function openTest(studio, opened) {
  const { count } = studio.opened
  const times = count === 1 ? "once" : `${count} times`
  const so = count ? ` You have opened it ${times} so far, for networks trained before.` : ""
  const open = button("open the test part", () => {
    studio.opened = { count: count + 1, run: studio.run?.id ?? 0 }
    studio.changed("project")
    opened()
  })
  return [make("p", {}, BEFORE + so), make("div", { class: "choices" }, open)]
}
