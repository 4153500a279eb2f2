// A table of the reader's own: a file, or text that is pasted, shown before it is used.
import { readColumns } from "../../../studio/data/columns.js"
import { codeOf, guess } from "../../../studio/data/guess.js"
import { readTable } from "../../../studio/data/table.js"
import { checkSize, decode } from "../../../studio/data/text.js"
import { isForReaders } from "../../../studio/error.js"
import { button, make } from "../../parts/make.js"
import { counted } from "./draft.js"
import { filesPlace } from "./files.js"
import { FirstRows } from "./rows.js"
import { SEPARATORS, TableSettings } from "./table_settings.js"

/** @import { Choices } from "../../../studio/data/columns.js" */
/** @import { Table } from "../../../studio/data/table.js" */
/** @import { Draft, Room } from "./draft.js" */
/** @import { Form } from "./table_settings.js" */

const FORMATS = `One example a line: its numbers, with commas, semicolons, tabs or spaces between
  them. The answer stands in a column too, as a name or a number, or in the last ones as 0 0 1.
  The table never leaves your browser.`
const TYPES = ".csv,.tsv,.txt,.data,text/*"
const LONG = 1_000_000 // signs that take their time to be read
const EDITED = 200_000 // signs of a file that the field shows, so that they can be mended there

/** The text, what is set about it, and the first rows. */
export class OwnTable {
  /** @param {Room} room */
  constructor(room) {
    this.room = room
    const { name = "", text = "", separator, header, ...choices } = room.studio.ownData.table ?? {}
    this.name = name
    this.text = text
    /** @type {Form} */
    this.form = { separator, header }
    /** @type {Choices} */
    this.choices = {}
    /** @type {Table | undefined} */
    this.table = undefined
    /** @type {Draft | string} */
    this.draft = "Choose a file with a table, or paste one."
    this.note = make("p", { class: "note" })
    this.field = make("textarea", { rows: 5, spellcheck: "false", wrap: "off" })
    this.field.addEventListener("paste", () => setTimeout(() => this.paste()))
    this.rows = new FirstRows((column, isInput) => this.choose(column, isInput))
    this.settings = new TableSettings({
      form: (form) => this.read(form),
      answer: (answer) => this.answerIn(answer),
      choices: (changed) => this.use({ ...this.choices, ...changed }),
    })
    const read = button("read this text", () => this.paste())
    this.element = make(
      "div",
      { class: "setting" },
      make("p", {}, FORMATS),
      filesPlace("A file", { accept: TYPES }, ([file]) => this.take(file)),
      make("label", { class: "pasted" }, "or text, pasted or typed", this.field),
      make("div", { class: "choices" }, read),
      this.note,
      this.settings.element,
      this.rows.element,
    )
    if (text) this.begin(name, text, this.form, choices)
  }

  /** @param {File} file */
  async take(file) {
    try {
      checkSize(file.size)
      const text = decode(new Uint8Array(await file.arrayBuffer()))
      this.begin(file.name, text)
    } catch (error) {
      this.refuse(`${file.name}: ${why(error)}`)
    }
  }

  paste() {
    const text = this.field.value
    if (!text.trim()) return this.refuse("There is no text yet: paste a table, or type one.")
    this.begin(text === this.text ? this.name : "", text)
  }

  /**
   * A text that was not there before.
   * @param {string} name
   * @param {string} text
   * @param {Form} [form]
   * @param {Choices} [choices] where the reader has chosen before
   */
  async begin(name, text, form = {}, choices = {}) {
    ;[this.name, this.text, this.choices] = [name, text, choices]
    if (this.field.value !== text) this.field.value = text.length > EDITED ? "" : text
    if (text.length > LONG) {
      this.note.textContent = "Reading a large table …"
      this.room.studio.say(this.note.textContent)
      await new Promise((go) => setTimeout(go, 100)) // the page shows it first
      if (this.text !== text) return
    }
    this.read(form)
  }

  /** What was there stays, and what is wrong is said. @param {string} text */
  refuse(text) {
    this.note.textContent = text
    this.note.classList.add("wrong")
    this.room.studio.say(text)
  }

  /** There are no examples, for a reason. @param {unknown} error */
  fail(error) {
    this.draft = "There are no examples to use yet."
    this.refuse(why(error))
    this.room.changed()
  }

  /** Read the text as a table, and choose columns as it seems best. @param {Form} form */
  read(form) {
    this.form = form
    try {
      this.table = readTable(this.text, form)
    } catch (error) {
      this.table = undefined
      this.rows.element.hidden = true
      this.settings.show(form)
      return this.fail(error)
    }
    const { length } = this.table.names
    const { inputs, answer, ...others } = this.choices
    const isSame = inputs?.every((column) => column < length) && !(Number(answer) >= length)
    const guessed = guess(this.table)
    this.use({ missing: "refuse", ...guessed, ...(isSame && { inputs, answer, ...others }) })
  }

  /** @param {number | "one-hot"} answer */
  answerIn(answer) {
    const { table, choices } = this
    if (!table) return
    const { inputs, task } = guess(table, answer)
    const before = [...(choices.inputs ?? []), ...this.answers]
    this.use({ ...choices, answer, task, inputs: inputs.filter((each) => before.includes(each)) })
  }

  /** @param {number} column @param {boolean} isInput */
  choose(column, isInput) {
    const others = (this.choices.inputs ?? []).filter((each) => each !== column)
    const inputs = isInput ? [...others, column].sort((one, other) => one - other) : others
    this.use({ ...this.choices, inputs })
  }

  /** Places of the columns that say the answer. */
  get answers() {
    const { table, choices } = this
    if (!table || choices.answer === undefined) return []
    if (choices.answer !== "one-hot") return [choices.answer]
    const { length } = table.names
    const width = codeOf(table).width || length - 1 - Math.max(...(choices.inputs ?? []))
    return Array.from({ length: Math.max(0, width) }, (_, place) => length - width + place)
  }

  /**
   * Make examples of columns; if that cannot be, the table stays to be seen.
   * @param {Choices} choices
   */
  use(choices) {
    const { table, name, text } = this
    if (!table) return
    this.choices = choices
    const { separator, header } = table
    this.settings.show(table, table, choices)
    this.rows.show(table, choices.inputs ?? [], this.answers)
    this.room.keep({ table: { name, text, separator, header, ...choices } })
    try {
      const { warnings, ...made } = readColumns(table, choices)
      const dataset = { ...made, name: name || "your table" }
      const { shape, classes } = dataset
      this.draft = {
        dataset,
        source: { kind: "table", shape, classes },
        warnings,
        isSeen: !made.picture,
      }
    } catch (error) {
      return this.fail(error)
    }
    const between = SEPARATORS.find(([sign]) => sign === separator)?.[1] ?? separator
    const size = `${counted(table.rows.length, "line")} of ${counted(table.names.length, "column")}`
    this.note.textContent = `${name || "Your text"} is read: ${size}, with ${between} between them.`
    this.note.classList.remove("wrong")
    this.room.studio.say(this.note.textContent)
    this.room.changed()
  }
}

/** @param {unknown} error */
function why(error) {
  if (isForReaders(error)) return /** @type {Error} */ (error).message
  console.error(error)
  return "This could not be read. Is it a text file, and is it still there?"
}
