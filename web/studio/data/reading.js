// A table while it is being read, and then all of it but its rows, which a page has no use for.
import { readColumns } from "./columns.js"
import { codeOf, guess } from "./guess.js"
import { readTable } from "./table.js"

/** @import { Dataset } from "../dataset.js" */
/** @import { Choices } from "./columns.js" */
/** @import { Answer } from "./guess.js" */
/** @import { Table } from "./table.js" */
/**
 * What a page shows of a table.
 * @typedef {object} Outline
 * @property {string[]} names
 * @property {string[][]} rows the first ones
 * @property {number[]} lines where these begin
 * @property {number} count of all rows
 * @property {string} separator
 * @property {boolean} header
 * @property {number} code how many of the last columns are a one-hot code; 0 if none are
 */

const FIRST = 6 // rows

/**
 * A text, how it is divided, and what was chosen before, which stays where it fits.
 * @typedef {object} Wanted
 * @property {string} text
 * @property {{ separator?: string, header?: boolean }} form
 * @property {Choices} choices
 */

/** Reads one table; here, or in a worker. */
export class Reading {
  /** @type {Table | undefined} */
  table

  /**
   * @param {Wanted} wanted
   * @param {(share: number) => void} [heard] how much of the text has been read
   * @returns {{ outline: Outline, choices: Choices }}
   * @throws {StudioError} if the text is no table
   */
  read({ text, form, choices }, heard) {
    const table = readTable(text, form, heard)
    this.table = table
    const { names, rows, lines, separator, header } = table
    const { inputs, answer, ...others } = choices
    const fits =
      inputs?.every((column) => column < names.length) && !(Number(answer) >= names.length)
    const [first, where] = [rows.slice(0, FIRST), lines.slice(0, FIRST)]
    const about = { names, separator, header, count: rows.length, code: codeOf(table).width }
    return {
      outline: { ...about, rows: first, lines: where },
      choices: {
        missing: "refuse",
        ...guess(table),
        ...(fits && { inputs, answer, ...others }),
      },
    }
  }

  /** What the columns are probably meant for, if the answer is this. @param {Answer} answer */
  guess(answer) {
    return guess(this.whole, answer)
  }

  /**
   * @param {Choices} choices
   * @returns {Dataset & { warnings: string[] }}
   * @throws {StudioError} if there is nothing to learn from
   */
  use(choices) {
    return readColumns(this.whole, choices)
  }

  get whole() {
    if (!this.table) throw new Error("no table has been read")
    return this.table
  }
}
