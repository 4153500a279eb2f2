// A table of the reader's own: a file, or text that is pasted, shown before it is used.
import { checkSize, decode } from "../../../studio/data/text.js"
import { isForReaders } from "../../../studio/error.js"
import { button, make } from "../../parts/make.js"
import { counted } from "./draft.js"
import { filesPlace } from "./files.js"
import { FirstRows } from "./rows.js"
import { readerOf } from "./table_reader.js"
import { SEPARATORS, TableSettings } from "./table_settings.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Choices } from "../../../studio/data/columns.js" */
/** @import { Outline } from "../../../studio/data/reading.js" */
/** @import { Draft, Room } from "./draft.js" */
/** @import { TableReader } from "./table_reader.js" */
/** @import { Form } from "./table_settings.js" */
/** @typedef {Dataset & { warnings: string[] }} Made what comes of columns */

const FORMATS = `One example a line: its numbers, with commas, semicolons, tabs or spaces between
  them. The answer stands in a column too, as a name or a number, or in the last ones as 0 0 1.
  The table never leaves your browser.`
const TYPES = ".csv,.tsv,.txt,.data,text/*"
const STEPS = 4 // so often, at most, it is said how much has been read
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
    /** @type {Outline | undefined} */
    this.table = undefined
    /** @type {TableReader | undefined} Who has read it. */
    this.reader = undefined
    /** @type {TableReader | undefined} Who reads another text. */
    this.coming = undefined
    /** How often columns were chosen: of several answers, the last one counts. */
    this.asked = 0
    /** @type {Draft | string} */
    this.draft = "Choose a file with a table, or paste one."
    this.note = make("p", { class: "note" })
    this.halt = button("stop reading", () => this.stop())
    this.halt.hidden = true
    this.field = make("textarea", { rows: 5, spellcheck: "false", wrap: "off" })
    this.field.addEventListener("paste", () => setTimeout(() => this.paste()))
    this.rows = new FirstRows((column, isInput) => this.choose(column, isInput))
    this.settings = new TableSettings({
      form: (form) => this.begin(this.name, this.text, form, this.choices),
      answer: (answer) => this.answerIn(answer),
      choices: (changed) => this.use({ ...this.choices, ...changed }),
    })
    const read = button("read this text", () => this.paste())
    this.element = make(
      "div",
      { class: "setting" },
      make("p", {}, FORMATS),
      filesPlace("A file", { accept: TYPES }, ([file]) => this.open(file)),
      make("label", { class: "pasted" }, "or text, pasted or typed", this.field),
      make("div", { class: "choices" }, read),
      this.note,
      make("div", { class: "choices" }, this.halt),
      this.settings.element,
      this.rows.element,
    )
    this.share = 0
    if (text) this.begin(name, text, this.form, choices)
  }

  /** @param {File} file */
  async open(file) {
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
   * Read a text, or the same in another form. Until that is done, what was there stays.
   * @param {string} name
   * @param {string} text
   * @param {Form} [form]
   * @param {Choices} [choices] where the reader has chosen before
   */
  async begin(name, text, form = {}, choices = {}) {
    const { studio } = this.room
    this.coming?.end()
    const reader = readerOf(text, studio.trainer?.program ?? "", (share) => this.tell(share))
    this.coming = reader
    if (reader.isApart) this.tell(0)
    /** @type {[Outline, Choices, Made | unknown] | unknown} */
    let found
    try {
      const read = await reader.read({ text, form, choices })
      const made = await reader.use(read.choices).catch((error) => error)
      found = [read.outline, read.choices, made]
    } catch (error) {
      found = error
    }
    if (this.coming !== reader) return reader.end()
    this.halt.hidden = true
    this.coming = undefined
    this.reader?.end()
    ;[this.name, this.text, this.reader, this.choices] = [name, text, reader, choices]
    if (this.field.value !== text) this.field.value = text.length > EDITED ? "" : text
    if (Array.isArray(found)) return this.take(found[0], found[1], found[2])
    this.table = undefined
    this.rows.element.hidden = true
    this.settings.show(form)
    this.fail(found)
  }

  /** Say how much of a large table has been read. @param {number} share */
  tell(share) {
    const text = `Reading a large table: ${Math.round(100 * share)} %`
    const isHeard = !share || Math.floor(STEPS * share) > Math.floor(STEPS * this.share)
    this.share = share
    this.note.textContent = text
    this.note.classList.remove("wrong")
    this.halt.hidden = false
    if (isHeard) this.room.studio.say(text)
  }

  /** Let what was there be what it was. */
  stop() {
    this.coming?.end()
    this.coming = undefined
    this.halt.hidden = true
    this.note.textContent = `Stopped: ${this.name || "what was here before"} is as it was.`
    this.room.studio.say(this.note.textContent)
    this.field.focus()
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

  /** @param {number | "one-hot"} answer */
  async answerIn(answer) {
    const { table, choices, reader } = this
    if (!table || !reader) return
    const before = [...(choices.inputs ?? []), ...this.answers]
    const { inputs, task } = await reader.guess(answer)
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
    const width = table.code || length - 1 - Math.max(...(choices.inputs ?? []))
    return Array.from({ length: Math.max(0, width) }, (_, place) => length - width + place)
  }

  /** Make examples of other columns. @param {Choices} choices */
  async use(choices) {
    const { table, reader } = this
    if (!table || !reader) return
    this.choices = choices
    this.show(table, choices)
    const asked = ++this.asked
    const made = await reader.use(choices).catch((error) => error)
    if (asked === this.asked && reader === this.reader) this.take(table, choices, made)
  }

  /**
   * A table and the columns that were chosen.
   * @param {Outline} table
   * @param {Choices} choices
   */
  show(table, choices) {
    this.settings.show(table, table, choices)
    this.rows.show(table, choices.inputs ?? [], this.answers)
  }

  /**
   * Take over what has been read; if no examples can be made of it, the table stays to be seen.
   * @param {Outline} table
   * @param {Choices} choices
   * @param {Made | unknown} made or why that cannot be
   */
  take(table, choices, made) {
    const { name, text } = this
    const { separator, header } = table
    ;[this.table, this.choices, this.form] = [table, choices, { separator, header }]
    this.show(table, choices)
    this.room.keep({ table: { name, text, separator, header, ...choices } })
    if (made instanceof Error) return this.fail(made)
    const { warnings, ...rest } = /** @type {Made} */ (made)
    const dataset = { ...rest, name: name || "your table" }
    const { shape, classes } = dataset
    this.draft = {
      dataset,
      source: { kind: "table", shape, classes },
      warnings,
      isSeen: !rest.picture,
    }
    const between = SEPARATORS.find(([sign]) => sign === separator)?.[1] ?? separator
    const size = `${counted(table.count, "line")} of ${counted(table.names.length, "column")}`
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
