// How often the network is right: a table of what examples are and what it says, part by part.
import { accuracies, answersOf, choicesOf, confusion, errors } from "../../../studio/measures.js"
import { percent } from "../../parts/bars.js"
import { paint } from "../../parts/ink.js"
import { button, make } from "../../parts/make.js"
import { exampleOf } from "./asking.js"
import { isOpen, meant, openTest, partsOf, TITLES } from "./picking.js"
import { told } from "./words.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Studio } from "../studio.js" */
/** @import { Part } from "./picking.js" */

const [PICTURES, ROWS] = [60, 20] // shown of a cell
const STALE = "The network has changed since: count anew."

/** The table, and the examples of the cell that was pressed. */
export class Table {
  /**
   * @param {Studio} studio
   * @param {Dataset} dataset
   * @param {(place: number) => void} picked one of the examples is to be asked
   */
  constructor(studio, dataset, picked) {
    this.studio = studio
    this.dataset = dataset
    this.picked = picked
    this.verdict = ""
    /** Counts changes of the network: what was asked before one is no longer true. */
    this.turn = 0
    const titles = /** @type {Part[]} */ (Object.keys(TITLES))
    this.buttons = titles.map((part) => {
      const made = button(`count the ${TITLES[part]} part`, () => this.count(part))
      return { part, made }
    })
    const about = { class: "choices", role: "group", "aria-label": "Count right and wrong" }
    this.choices = make("div", about, ...this.buttons.map(({ made }) => made))
    this.shown = make("div", { class: "counted" })
    this.examples = make("div", { class: "cell-examples" })
    this.element = make("div", {}, this.choices, this.shown, this.examples)
    this.show()
  }

  /** Only parts that there are can be counted. */
  show() {
    const parts = partsOf(this.studio)
    for (const { part, made } of this.buttons) made.hidden = !parts?.[part].length
    this.choices.hidden = !parts
    if (!parts) this.shown.replaceChildren(make("p", {}, "Train the network first: then count."))
  }

  /** The weights are others now. */
  stale() {
    this.turn++
    if (!this.shown.querySelector("table, .off")) return this.show()
    this.show()
    if (!this.shown.querySelector(".stale")) {
      this.shown.prepend(make("p", { class: "stale" }, STALE))
    }
  }

  /** @param {Part} part */
  async count(part) {
    const { studio, dataset } = this
    this.examples.replaceChildren()
    for (const each of this.buttons) {
      each.made.setAttribute("aria-pressed", String(each.part === part))
    }
    if (part === "test" && !isOpen(studio)) {
      const opening = openTest(studio, async () => {
        await this.count(part)
        studio.say(`${this.verdict} ${meant(studio.opened.count)}`)
      })
      return this.shown.replaceChildren(...opening)
    }
    const places = partsOf(studio)?.[part]
    const { network, scaling } = studio
    if (!places || !network) return this.show()
    this.shown.replaceChildren(make("p", {}, `Asking ${places.length} examples …`))
    const { turn } = this
    const answers = await answersOf(network, dataset, scaling, places)
    if (turn !== this.turn) return this.shown.replaceChildren(make("p", { class: "stale" }, STALE))
    const isClass = dataset.classes.length > 0
    this.shown.replaceChildren(
      ...(isClass ? this.confused(part, places, answers) : this.off(part, places, answers)),
    )
    studio.say(this.verdict)
  }

  /**
   * How far numbers are off, and the worst.
   * @param {Part} part @param {Uint32Array} places @param {Float32Array} answers
   */
  off(part, places, answers) {
    const off = Array.from(places, (place, at) => Math.abs(answers[at] - this.dataset.y[place]))
    const { mean, largest } = errors(this.dataset, places, answers)
    const worst = off.indexOf(largest)
    const [says, is] = [answers[worst], this.dataset.y[places[worst]]].map(told)
    const many = `the ${places.length} examples of the ${TITLES[part]} part`
    this.verdict = `In ${many} it is off by ${told(mean)} on average.`
    const about = `${this.verdict} At worst by ${told(largest)}: it says ${says} for ${is}.`
    const order = Array.from(off.keys()).sort((one, other) => off[other] - off[one])
    this.rows(
      order.slice(0, ROWS).map((at) => places[at]),
      order.map((at) => answers[at]),
    )
    return [make("p", { class: "off" }, about)]
  }

  /**
   * @param {Part} part @param {Uint32Array} places @param {Float32Array} answers
   */
  confused(part, places, answers) {
    const { classes } = this.dataset
    const cells = confusion(this.dataset, places, choicesOf(answers, classes.length))
    const { each, all } = accuracies(cells)
    const count = places.length
    const right = Math.round(all * count)
    const those = `the ${count} examples of the ${TITLES[part]} part`
    this.verdict = `It is right about ${right} of ${those}: ${percent(all)}.`
    const head = make("tr", {}, make("th", { scope: "col" }, "label"))
    for (const name of [...classes, "right"]) head.append(make("th", { scope: "col" }, name))
    const rows = cells.map((row, label) => this.row(row, label, each[label]))
    const id = "studio-counts"
    const help =
      " A row for what examples are, a column for what it says. Press a number to see them."
    const said = make("p", { id }, make("strong", {}, this.verdict), help)
    const table = make("table", { class: "confusion", "aria-describedby": id })
    table.append(make("thead", {}, head), make("tbody", {}, ...rows))
    roving(table)
    const about = { class: "scrolls", role: "region", tabindex: 0, "aria-label": "Counts" }
    return [said, make("div", about, table)]
  }

  /** @param {number[][]} row @param {number} label @param {number} right the share */
  row(row, label, right) {
    const { classes } = this.dataset
    const all = row.reduce((sum, { length }) => sum + length, 0)
    const cells = row.map((places, answer) => {
      const cell = make("td", { class: answer === label ? "right" : "wrong" })
      if (!places.length) return cell
      cell.style.setProperty("--share", String(places.length / all))
      const open = button(String(places.length), () => {
        for (const each of this.shown.querySelectorAll("button")) each.ariaPressed = null
        open.ariaPressed = "true"
        this.openCell(places, label, answer)
      })
      open.ariaLabel = `${places.length}: ${classes[label]} taken for ${classes[answer]}`
      if (answer === label) open.ariaLabel = `${places.length}: ${classes[label]}, right`
      cell.append(open)
      return cell
    })
    const share = all ? percent(right) : "none"
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, classes[label]),
      ...cells,
      make("td", {}, share),
    )
  }

  /** @param {number[]} places @param {number} label @param {number} answer */
  openCell(places, label, answer) {
    const { classes } = this.dataset
    const said = label === answer ? "and read so" : `but read as ${classes[answer]}`
    const shown = this.dataset.picture ? PICTURES : ROWS
    const some = places.length > shown ? `, ${shown} of them shown` : ""
    const many = places.length === 1 ? "1 example" : `${places.length} examples`
    const title = `${many} labeled ${classes[label]}, ${said}${some}. Press one to ask it.`
    if (this.dataset.picture) this.pictures(places.slice(0, shown))
    else this.rows(places.slice(0, shown))
    this.examples.prepend(make("p", {}, title))
    this.studio.say(title)
  }

  /** @param {number[]} places */
  pictures(places) {
    const [rows, columns] = this.dataset.picture ?? [0, 0]
    const made = places.map((place) => {
      const canvas = make("canvas")
      paint(canvas, exampleOf(this.dataset, place), rows, columns)
      const one = button("", () => this.picked(place))
      one.ariaLabel = `example ${place + 1} of the data`
      one.append(canvas)
      return one
    })
    this.examples.replaceChildren(make("div", { class: "pictures" }, ...made))
  }

  /**
   * @param {number[]} places
   * @param {number[]} [answers] what the network says, if it is a number
   */
  rows(places, answers) {
    const { y, inputs, classes, answer = "label" } = this.dataset
    const first = exampleOf(this.dataset, 0)
    const names = inputs ?? Array.from(first, (_, place) => `input ${place + 1}`)
    const heads = ["", ...names, answer, ...(answers ? ["it says"] : [])]
    const rows = places.map((place, at) => {
      const one = button(`${place + 1}`, () => this.picked(place))
      one.ariaLabel = `ask example ${place + 1} of the data`
      const label = classes.length ? classes[y[place]] : told(y[place])
      const values = [...Array.from(exampleOf(this.dataset, place), told), label]
      if (answers) values.push(told(answers[at]))
      return make("tr", {}, make("td", {}, one), ...values.map((each) => make("td", {}, each)))
    })
    const head = make("tr", {}, ...heads.map((each) => make("th", { scope: "col" }, each)))
    const table = make(
      "table",
      { class: "rows" },
      make("thead", {}, head),
      make("tbody", {}, ...rows),
    )
    const about = { class: "scrolls", role: "region", tabindex: 0, "aria-label": "Examples" }
    this.examples.replaceChildren(make("div", about, table))
  }
}

/**
 * One stop for Tab in a table; arrow keys go to the next button.
 * @param {HTMLTableElement} table
 */
function roving(table) {
  const cells = [...table.rows].map((row) =>
    [...row.cells].map((cell) => cell.querySelector("button")),
  )
  const all = cells.flat().filter((each) => each !== null)
  all.forEach((each, place) => (each.tabIndex = place ? -1 : 0))
  table.addEventListener("keydown", (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
      event.key
    ]
    const here = /** @type {HTMLButtonElement} */ (event.target)
    if (!step || !all.includes(here)) return
    event.preventDefault()
    let row = cells.findIndex((each) => each.includes(here))
    let column = cells[row].indexOf(here)
    do [row, column] = [row + step[0], column + step[1]]
    while (cells[row]?.[column] === null)
    const next = cells[row]?.[column]
    if (!next) return
    for (const each of all) each.tabIndex = each === next ? 0 : -1
    next.focus()
  })
}
