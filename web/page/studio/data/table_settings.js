// How a table is read: what divides its columns, which of them say the answer, what is missing.
import { make } from "../../parts/make.js"
import { choice, select } from "./choice.js"

/** @import { Choices } from "../../../studio/data/columns.js" */
/** @import { Outline } from "../../../studio/data/reading.js" */
/** @typedef {{ separator?: string, header?: boolean }} Form */

/** @type {[separator: string, name: string][]} */
export const SEPARATORS = [
  [",", "commas"],
  [";", "semicolons"],
  ["\t", "tabs"],
  [" ", "spaces"],
]
/** @type {[missing: NonNullable<Choices["missing"]>, name: string][]} */
const MISSING = [
  ["refuse", "are told, and the table refused"],
  ["skip", "leave out their line"],
  ["mean", "become the mean of their column"],
]
/** @type {NonNullable<Choices["task"]>[]} */
const TASKS = ["classes", "number"]

/**
 * @typedef {object} Heard
 * @property {(form: Form) => void} form the text is to be read in another way
 * @property {(answer: number | "one-hot") => void} answer
 * @property {(choices: Choices) => void} choices
 */

/** Fields that tell what was chosen in them. */
export class TableSettings {
  /** @param {Heard} heard */
  constructor(heard) {
    this.count = 0
    this.header = make("input", { type: "checkbox" })
    const form = () =>
      heard.form({
        separator: SEPARATORS[this.separator.value]?.[0],
        header: this.header.checked,
      })
    this.header.addEventListener("change", form)
    const [separators, missing] = [SEPARATORS, MISSING].map((all) => all.map(([, name]) => name))
    this.separator = select("Columns are divided by", separators, form)
    this.answer = select("The answer is in", [], (place) =>
      heard.answer(place < this.count ? place : "one-hot"),
    )
    this.task = choice("The answer is", ["a class", "a number"], (place) =>
      heard.choices({ task: TASKS[place] }),
    )
    this.missing = select("Missing values", missing, (place) =>
      heard.choices({ missing: MISSING[place][0] }),
    )
    const header = make("label", {}, this.header, "the first line has names")
    this.columns = make("div", { class: "asked" })
    this.columns.append(this.answer.element, this.task.element, this.missing.element)
    const above = make("div", { class: "asked" }, this.separator.element, header)
    this.element = make("div", {}, above, this.columns)
    this.element.hidden = true
  }

  /**
   * @param {Form} form
   * @param {Outline} [table] none, if the text could not be read so
   * @param {Choices} [choices]
   */
  show({ separator, header }, table, choices = {}) {
    this.element.hidden = false
    this.columns.hidden = !table
    this.separator.value = SEPARATORS.findIndex(([sign]) => sign === separator)
    this.header.checked = header ?? false
    if (!table) return
    this.count = table.names.length
    const names = table.names.map((name, place) =>
      table.header ? `${place + 1}: ${name}` : `column ${place + 1}`,
    )
    this.answer.put([...names, "the last columns, one 1 in each line"])
    const { answer, task, missing } = choices
    this.answer.value = answer === "one-hot" ? this.count : Number(answer)
    this.task.value = TASKS.indexOf(task ?? "classes")
    this.missing.value = MISSING.findIndex(([name]) => name === missing)
    for (const input of this.task.inputs) input.disabled = answer === "one-hot"
  }
}
