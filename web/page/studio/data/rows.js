// The first rows of a table, in a box of their own that scrolls.
import { make } from "../../parts/make.js"
import { counted } from "./draft.js"

/** @import { Outline } from "../../../studio/data/reading.js" */

const COLUMNS = 40

/**
 * A box that scrolls sideways, and can be reached by keyboard.
 * @param {string} name
 * @param {Node[]} inside
 */
export const scrolling = (name, ...inside) =>
  make("div", { class: "scrolling", role: "region", "aria-label": name, tabindex: 0 }, ...inside)

/** Rows as they were read, with a box in each head to say whether the column is an input. */
export class FirstRows {
  /** @param {(column: number, isInput: boolean) => void} chosen */
  constructor(chosen) {
    this.chosen = chosen
    this.table = make("table", { class: "rows" })
    this.element = scrolling("The first rows of your table", this.table)
    this.element.hidden = true
  }

  /**
   * @param {Outline} table
   * @param {number[]} inputs places of the columns that go in
   * @param {number[]} answers of those that say the answer
   */
  show({ names, rows, lines, count }, inputs, answers) {
    const shown = names.slice(0, COLUMNS)
    const heads = shown.map((name, column) =>
      answers.includes(column)
        ? make("th", { scope: "col", class: "answer" }, `${name}: answer`)
        : make("th", { scope: "col" }, this.box(name, column, inputs)),
    )
    const body = rows.map((row, place) => {
      const cells = shown.map((_, column) => {
        const text = row[column].trim()
        return text ? make("td", {}, text) : make("td", { class: "missing" }, "missing")
      })
      return make("tr", {}, make("th", { scope: "row" }, String(lines[place])), ...cells)
    })
    const more = names.length - shown.length
    const beyond = more > 0 ? `; ${counted(more, "column")} more are not shown` : ""
    const all = counted(count, "row")
    const first = `The first ${rows.length} of ${all}${beyond}`
    // The box that the reader has just pressed is made anew: the focus stays on it.
    const boxes = () => [...this.table.querySelectorAll("input")]
    const focused = boxes().find((box) => box === document.activeElement)?.name
    this.table.replaceChildren(
      make("caption", {}, first),
      make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "line"), ...heads)),
      make("tbody", {}, ...body),
    )
    boxes()
      .find(({ name }) => name === focused)
      ?.focus()
    this.element.hidden = false
  }

  /** @param {string} name @param {number} column @param {number[]} inputs */
  box(name, column, inputs) {
    const box = make("input", { type: "checkbox", name: `column-${column}` })
    box.checked = inputs.includes(column)
    box.addEventListener("change", () => this.chosen(column, box.checked))
    return make("label", {}, box, name)
  }
}
