// What stands in one cell of a table: a number, nothing, or a name.
import { fail } from "../error.js"

/** With a decimal point or comma. Separators of thousands are not guessed: 1,234 is near one. */
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?$/i
/** So many letters a class can have, in a project. */
const LONGEST = 200
const DIGIT = /\d/ // most cells of a table have one: this is soon told
const MISSING = new Set(["", "?", "na", "n/a", "#n/a", "nan", "null"])

/** @type {(cell: string) => boolean} Whether it is a number, with a point or a comma. */
export const isNumber = (cell) => NUMBER.test(cell.trim())
/** @type {(cell: string) => boolean} Whether it says that there is no value. */
export const isMissing = (cell) => !DIGIT.test(cell) && MISSING.has(cell.trim().toLowerCase())
/** @type {(text: string) => string} A text in quotation marks, cut where it gets long. */
export const quoted = (text) => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
/** @type {(count: number) => string} */
export const told = (count) => count.toLocaleString("en-US")

/**
 * The first few of many, for a message.
 * @param {(string | number)[]} all
 */
export const some = (all) => all.slice(0, 5).join(", ") + (all.length > 5 ? ", …" : "")

/**
 * Names in order: numbers by their size, other names as Python sorts them.
 * @param {Iterable<string>} names
 */
export function sorted(names) {
  const all = [...new Set(names)]
  const value = (/** @type {string} */ name) => Number(name.replace(",", "."))
  if (all.every(isNumber)) return all.sort((a, b) => value(a) - value(b) || (a < b ? -1 : 1))
  return all.sort((a, b) => (a < b ? -1 : 1))
}

/**
 * The number in a cell.
 * @param {string} cell
 * @param {string} decimal what stands before the decimals: "." or ","
 * @param {() => string} where the cell is, for messages
 * @returns {number}
 * @throws {StudioError} if it is none
 */
export function numberOf(cell, decimal, where) {
  const text = cell.trim()
  const other = decimal === "," ? "." : ","
  if (!NUMBER.test(text)) fail(`${where()}: ${quoted(text)} is not a number. Mend or leave it out.`)
  if (text.includes(other)) {
    const names = { ".": "point", ",": "comma" }
    const [wrong, right] = [names[/** @type {"."} */ (other)], names[/** @type {"."} */ (decimal)]]
    fail(
      `${where()}: ${quoted(text)} has a ${wrong}, and decimals in this table follow a ${right}.`,
    )
  }
  const value = Number(text.replace(",", "."))
  if (!Number.isFinite(Math.fround(value))) fail(`${where()}: ${quoted(text)} is too large.`)
  return value
}

/**
 * Refuses names that cannot be told apart, or shown.
 * @param {string[]} classes
 */
export function checkNames(classes) {
  const twice = classes.find((name, place) => classes.indexOf(name) < place)
  if (twice !== undefined) fail(`Two classes are called ${quoted(twice)}. Give each its own name.`)
  const long = classes.find((name) => name.length > LONGEST)
  if (long)
    fail(`The class ${quoted(long)} has a name of more than ${LONGEST} letters. Shorten it.`)
}

/**
 * What is worth knowing about classes before a network learns them.
 * @param {ArrayLike<number>} y the place of each example's class
 * @param {string[]} classes
 * @returns {string[]} for readers
 */
export function warningsAbout(y, classes) {
  const counts = classes.map(() => 0)
  for (let place = 0; place < y.length; place++) counts[y[place]]++
  /** @type {(count: number, says: string) => string[]} */
  const about = (count, says) => {
    const names = classes.filter((_, place) => counts[place] === count).map(quoted)
    if (!names.length) return []
    return [`${names.length === 1 ? "The class" : "Each of the classes"} ${some(names)} ${says}`]
  }
  return [
    ...about(0, "has no example: nothing can be learned about it."),
    ...about(1, "has a single example: it can be learned from or tested, not both."),
  ]
}
