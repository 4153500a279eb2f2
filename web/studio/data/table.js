// A text as a table: rows of cells, all still texts.
import { fail } from "../error.js"
import { isMissing, isNumber, quoted, told } from "./values.js"

/**
 * @typedef {object} Table
 * @property {string[]} names of the columns; "column 1" and so on where the text has none
 * @property {string[][]} rows
 * @property {number[]} lines where each row begins in the text, from 1
 * @property {string} separator "," ";" "\t" or " ", which stands for any run of spaces and tabs
 * @property {boolean} header whether the first line of the text had the names
 */

/** Of all rows together: what the memory of a phone holds. */
export const MOST_CELLS = 2_000_000
const TOLD = 5000 // rows
/** So many rows, or characters, tell the separator. */
const SAMPLE = { rows: 50, characters: 1_000_000 }
/** @type {Record<string, string>} */
const NAMES = { ",": "commas", ";": "semicolons", "\t": "tabs", " ": "spaces" }
const SEPARATORS = ["\t", ";", ",", " "]
const [TAB, LINE_FEED, RETURN, SPACE, QUOTE] = ["\t", "\n", "\r", " ", '"'].map((it) =>
  it.charCodeAt(0),
)

/** @type {(line: number) => never} */
const tooMany = (line) =>
  fail(
    `The table has more than ${told(MOST_CELLS)} values: line ${line} is too much. ` +
      `Give fewer lines, or fewer columns.`,
  )

/** Reads row after row. Cells in quotation marks are as in RFC 4180. */
class Reader {
  /**
   * @param {string} text
   * @param {string} separator
   */
  constructor(text, separator) {
    this.text = text
    this.separator = separator.charCodeAt(0)
    this.at = text.startsWith("\ufeff") ? 1 : 0
    this.line = 1
    /** Where the row read last begins. */
    this.start = 1
  }

  /** Whether a character only makes distance. @param {number} code */
  isSpace(code) {
    return code === SPACE || (code === TAB && this.separator !== TAB)
  }

  skipSpaces() {
    while (this.isSpace(this.text.charCodeAt(this.at))) this.at++
  }

  /** Whether a line, or the text, ends here. */
  get ends() {
    const code = this.text.charCodeAt(this.at)
    return code === LINE_FEED || code === RETURN || this.at >= this.text.length
  }

  skipLineBreak() {
    const { text, at } = this
    this.at += text.charCodeAt(at) === RETURN && text.charCodeAt(at + 1) === LINE_FEED ? 2 : 1
    this.line++
  }

  /** The next row, if there is one; blank lines are none. @returns {string[] | undefined} */
  next() {
    this.skipSpaces()
    while (this.ends) {
      if (this.at >= this.text.length) return undefined
      this.skipLineBreak()
      this.skipSpaces()
    }
    this.start = this.line
    const cells = [this.cell()]
    while (!this.ends) {
      if (this.separator !== SPACE) this.at++
      this.skipSpaces()
      if (!this.ends || this.separator !== SPACE) cells.push(this.cell())
      if (cells.length > MOST_CELLS) tooMany(this.start)
    }
    this.skipLineBreak()
    return cells
  }

  cell() {
    const { text, separator } = this
    if (text.charCodeAt(this.at) === QUOTE) return this.quotedCell()
    const from = this.at
    const isSpaces = separator === SPACE
    for (; this.at < text.length; this.at++) {
      const code = text.charCodeAt(this.at)
      if (code === separator || code === LINE_FEED || code === RETURN) break
      if (isSpaces && code === TAB) break
    }
    return text.slice(from, this.at)
  }

  /** A cell in quotation marks, which may have separators and line breaks in it. */
  quotedCell() {
    const [{ text }, opened] = [this, this.line]
    let value = ""
    for (;;) {
      const end = text.indexOf('"', ++this.at)
      if (end < 0)
        fail(`Line ${opened}: the quotation mark at the start of a value is never closed.`)
      const part = text.slice(this.at, end)
      this.line += part.match(/\r\n|\r|\n/g)?.length ?? 0
      value += part
      this.at = end + 1
      if (text.charCodeAt(this.at) !== QUOTE) break
      value += '"'
    }
    const after = this.at
    if (this.separator !== SPACE) this.skipSpaces()
    const code = text.charCodeAt(this.at)
    if (!this.ends && code !== this.separator && !this.isSpace(code)) {
      const rest = quoted(text.slice(after, after + 10).split(/[\r\n]/)[0])
      fail(
        `Line ${this.line}: ${rest} follows a closing quotation mark. Put all of the value ` +
          `between quotation marks, and write those within it twice.`,
      )
    }
    return value
  }
}

/**
 * How well a text reads with a separator: most rows have the same number of columns, more than one,
 * and many cells are numbers.
 * @param {string} text
 * @param {string} separator
 */
function score(text, separator) {
  const reader = new Reader(text.slice(0, SAMPLE.characters), separator)
  /** @type {Map<number, number>} */
  const widths = new Map()
  // Where tabs fit too, spaces only stand beside them; and where nothing stands, two tabs are one.
  let fits = separator === " " && text.includes("\t") ? 0.2 : 1
  let [rows, numbers] = [0, 0]
  try {
    while (rows < SAMPLE.rows) {
      const row = reader.next()
      if (!row) break
      rows++
      numbers += row.filter((cell) => isNumber(cell)).length
      if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    }
  } catch {
    fits *= 0.1 // quotation marks that say otherwise, or are broken, or that the sample cuts
  }
  const most = Math.max(0, ...widths.values())
  return rows && fits * (most / rows) * (0.1 + numbers / rows)
}

/** The separator that fits best; of those that fit alike, the first. @param {string} text */
function separatorOf(text) {
  const scores = SEPARATORS.map((separator) => score(text, separator))
  const best = Math.max(...scores)
  return best > 0 ? SEPARATORS[scores.indexOf(best)] : ","
}

/**
 * Whether a row has names, not values: an example has a number in it.
 * @param {string[]} row
 */
const isHeader = (row) => !row.some(isNumber) && !row.every(isMissing)

/**
 * @param {string[]} row
 * @param {number} width how many columns there are
 * @param {number} line
 * @param {number} first the line that says how many
 * @param {string} separator
 */
function checkWidth(row, width, line, first, separator) {
  if (row.length === width) return
  const values = `${told(row.length)} ${row.length === 1 ? "value" : "values"}`
  const between = NAMES[separator] ?? `the separator ${quoted(separator)}`
  fail(
    `Line ${line} has ${values}, but line ${first} has ${told(width)}: each line needs as many, ` +
      `with ${between} between them. A value with such a sign in it goes between quotation marks.`,
  )
}

/**
 * @param {string} text
 * @param {object} [choices]
 * @param {string} [choices.separator] one character; found by itself if not given
 * @param {boolean} [choices.header] whether the first line has names; found by itself if not given
 * @param {(share: number) => void} [heard] how much of the text has been read, now and then
 * @returns {Table}
 * @throws {StudioError} if it is none; the message names the line
 */
export function readTable(text, choices = {}, heard = () => {}) {
  const separator = choices.separator ?? separatorOf(text)
  if (separator.length !== 1 || /["\r\n]/.test(separator)) {
    fail(`${quoted(separator)} cannot separate columns: a separator is one character.`)
  }
  const reader = new Reader(text, separator)
  const first = reader.next() ?? fail("The table is empty. It needs one example in each line.")
  const [width, top] = [first.length, reader.start]
  const header = choices.header ?? isHeader(first)
  const rows = header ? [] : [first]
  const lines = header ? [] : [top]
  for (let row = reader.next(); row; row = reader.next()) {
    checkWidth(row, width, reader.start, top, separator)
    rows.push(row)
    lines.push(reader.start)
    if (rows.length % TOLD === 0) heard(reader.at / text.length)
    if (rows.length * width > MOST_CELLS) tooMany(reader.start)
  }
  if (!rows.length) fail(`The table has only names of columns, in line ${top}, and no examples.`)
  const names = first.map((name, place) => (header && name.trim()) || `column ${place + 1}`)
  return { names, rows, lines, separator, header }
}
