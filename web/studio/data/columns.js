// The columns of a table as examples: numbers that go in, and the answer to each.
import { fail } from "../error.js"
import { codeOf, guess, kindsOf, sideOf } from "./guess.js"
import {
  checkNames,
  isMissing,
  isNumber,
  numberOf,
  quoted,
  some,
  sorted,
  told,
  warningsAbout,
} from "./values.js"

/** @import { Dataset } from "../dataset.js" */
/** @import { Answer, Task } from "./guess.js" */
/** @import { Table } from "./table.js" */
/**
 * @typedef {object} Choices all that is not given is guessed
 * @property {string} [name] of the data set
 * @property {number[]} [inputs] places of columns, from 0
 * @property {Answer} [answer]
 * @property {Task} [task] whether the answer is one of several classes, or a number
 * @property {"refuse" | "skip" | "mean"} [missing] what becomes of a row in which a value is
 * missing: it is refused (if not given), left out, or gets the mean of the column's other values
 */

const MOST_CLASSES = 1000

/** @type {(table: Table, place: number) => string} */
const columnOf = ({ names, header }, place) => {
  const number = `column ${place + 1}`
  return header && names[place] !== number ? `${number} (${names[place]})` : number
}
/** @type {(table: Table, row: number, place: number) => string} */
const whereOf = (table, row, place) => `Line ${table.lines[row]}, ${columnOf(table, place)}`

/**
 * Where the answer stands: one column, or those of the code.
 * @param {Table} table
 * @param {Answer} answer
 * @param {number[]} inputs
 */
function answerPlaces(table, answer, inputs) {
  if (answer !== "one-hot") return [answer]
  const code = codeOf(table)
  const width = code.width || table.names.length - 1 - Math.max(...inputs)
  if (width < 2) {
    fail(
      `Line ${table.lines[code.broken ?? 0]}: its last columns are no one-hot code that fits the ` +
        `lines before. It has a single 1, else 0, and as many columns in each line.`,
    )
  }
  return Array.from({ length: width }, (_, place) => table.names.length - width + place)
}

/**
 * @param {Table} table
 * @param {number[]} inputs
 * @param {number[]} answers
 */
function checkPlaces(table, inputs, answers) {
  if (!inputs.length) {
    fail("There is no column to learn from: at least one column of numbers that differ must go in.")
  }
  const unknown = [...inputs, ...answers].find((place) => !(place in table.names))
  if (unknown !== undefined) fail(`There is no column ${unknown + 1}.`)
  const twice = inputs.find((place, at) => answers.includes(place) || inputs.indexOf(place) < at)
  if (twice !== undefined)
    fail(`Chosen twice: ${columnOf(table, twice)}. It is either an input or the answer.`)
}

/**
 * Refuses what no network can learn from.
 * @param {Table} table
 * @param {number[]} inputs
 */
function checkKinds(table, inputs) {
  const kinds = kindsOf(table)
  for (const place of inputs) {
    const column = columnOf(table, place)
    if (kinds[place] === "blank") fail(`All of ${column} is missing. Leave it out.`)
    if (kinds[place] !== "text") continue
    const cells = table.rows.map((row) => row[place].trim())
    const text = cells.find((cell) => !isMissing(cell) && !isNumber(cell)) ?? ""
    fail(`In ${column} is text, such as ${quoted(text)}: inputs are numbers. Leave it out.`)
  }
}

/**
 * The rows to learn from: those in which a value is missing are refused or left out, if so chosen.
 * @param {Table} table
 * @param {number[]} inputs
 * @param {number[]} answers
 * @param {Choices["missing"]} missing
 */
function rowsOf(table, inputs, answers, missing = "refuse") {
  const must = missing === "mean" ? answers : [...inputs, ...answers]
  const places = [...table.rows.keys()]
  /** @type {(row: number) => number | undefined} */
  const lacking = (row) => must.find((place) => isMissing(table.rows[row][place]))
  if (missing === "skip") return places.filter((row) => lacking(row) === undefined)
  for (const row of places) {
    const place = lacking(row)
    if (place === undefined) continue
    const cell = table.rows[row][place].trim()
    const cure = missing === "mean" ? "An answer cannot be a mean: fill" : "Fill"
    fail(
      `${whereOf(table, row, place)}: the value is missing${cell && ` (${quoted(cell)})`}. ` +
        `${cure} it in, or leave out such lines${missing === "mean" ? "" : ", or take means"}.`,
    )
  }
  return places
}

/**
 * What stands before decimals. Where commas are between the columns it is a point, else what is
 * found first.
 * @param {Table} table
 * @param {number[]} columns
 */
function decimalOf({ rows, separator }, columns) {
  if (separator === ",") return "."
  for (const row of rows) {
    for (const place of columns) {
      if (isNumber(row[place]) && /[.,]/.test(row[place]))
        return row[place].includes(",") ? "," : "."
    }
  }
  return "."
}

/**
 * The numbers of all inputs, row by row; for one that is missing the mean of its column.
 * @param {Table} table
 * @param {number[]} rows
 * @param {number[]} inputs
 * @param {string} decimal
 */
function inputsOf(table, rows, inputs, decimal) {
  const width = inputs.length
  const x = new Float32Array(rows.length * width)
  const [sums, counts] = [inputs.map(() => 0), inputs.map(() => 0)]
  rows.forEach((row, at) => {
    inputs.forEach((place, column) => {
      const cell = table.rows[row][place]
      if (isMissing(cell)) return (x[at * width + column] = NaN)
      const value = numberOf(cell, decimal, () => whereOf(table, row, place))
      x[at * width + column] = value
      sums[column] += value
      counts[column]++
    })
  })
  return x.map((value, at) => (Number.isNaN(value) ? sums[at % width] / counts[at % width] : value))
}

/**
 * Refuses a column that is the same in all rows: nothing can be told from it. But paper around
 * pictures may be.
 * @param {Table} table
 * @param {Float32Array} x
 * @param {number[]} inputs
 */
function checkVaried(table, x, inputs) {
  if (sideOf(inputs.length) && x.every((value) => value >= 0 && value < 256)) return
  inputs.forEach((place, column) => {
    for (let at = column; at < x.length; at += inputs.length) if (x[at] !== x[column]) return
    const all = `All of ${columnOf(table, place)} is ${x[column]}`
    fail(`${all}: nothing can be told from it. Leave it out.`)
  })
}

/**
 * The place of the 1 in each row's code.
 * @param {Table} table
 * @param {number[]} rows
 * @param {number[]} places
 */
function codesOf(table, rows, places) {
  const y = Float32Array.from(rows, (row) => {
    const code = places.map((place) => Number(table.rows[row][place]))
    const one = code.indexOf(1)
    if (one >= 0 && code.every((value, at) => value === (at === one ? 1 : 0))) return one
    const cells = quoted(places.map((place) => table.rows[row][place]).join(" "))
    return fail(
      `Line ${table.lines[row]}: the last ${places.length} columns have ${cells}, and ` +
        `a one-hot code has a single 1, else 0.`,
    )
  })
  return { y, classes: places.map((place, at) => (table.header ? table.names[place] : String(at))) }
}

/**
 * The class of each row, by its name.
 * @param {Table} table
 * @param {number[]} rows
 * @param {number} place
 */
function classesOf(table, rows, place) {
  const labels = rows.map((row) => table.rows[row][place].trim())
  const classes = sorted(labels)
  const column = columnOf(table, place)
  if (classes.length < 2)
    fail(`All of ${column} is ${quoted(classes[0])}: there are no two classes.`)
  if (classes.length > MOST_CLASSES) {
    const [all, most] = [told(classes.length), told(MOST_CLASSES)]
    fail(
      `In ${column} are ${all} different values: more than ${most} classes are not learned here.`,
    )
  }
  const places = new Map(classes.map((name, at) => [name, at]))
  return { y: Float32Array.from(labels, (label) => places.get(label) ?? 0), classes }
}

/**
 * @param {Table} table
 * @param {number[]} rows
 * @param {number} place
 * @param {string} decimal
 */
function numbersOf(table, rows, place, decimal) {
  const y = Float32Array.from(rows, (row) =>
    numberOf(table.rows[row][place], decimal, () => whereOf(table, row, place)),
  )
  if (y.every((value) => value === y[0])) {
    fail(`All of ${columnOf(table, place)} is ${y[0]}: there is nothing to predict.`)
  }
  /** @type {string[]} */
  const classes = []
  return { y, classes, answer: table.names[place] }
}

/**
 * @param {Table} table
 * @param {Choices} [choices]
 * @returns {Dataset & { warnings: string[] }} and what is odd, though no mistake
 * @throws {StudioError} if there is nothing to learn from; the message names line and column
 */
export function readColumns(table, choices = {}) {
  const guessed = guess(table, choices.answer)
  const { inputs, answer, task } = { ...guessed, ...withoutUndefined(choices) }
  const answers = answerPlaces(table, answer, inputs)
  checkPlaces(table, inputs, answers)
  if (answer === "one-hot" && task === "number") fail("A one-hot code tells classes, not a number.")
  checkKinds(table, inputs)
  const rows = rowsOf(table, inputs, answers, choices.missing)
  if (rows.length < 2) fail("There are no two lines left to learn from: give more examples.")
  const decimal = decimalOf(table, task === "number" ? [...inputs, ...answers] : inputs)
  const x = inputsOf(table, rows, inputs, decimal)
  checkVaried(table, x, inputs)
  const found =
    answer === "one-hot"
      ? codesOf(table, rows, answers)
      : task === "classes"
        ? classesOf(table, rows, answer)
        : numbersOf(table, rows, answer, decimal)
  checkNames(found.classes)
  const warnings = warningsAbout(found.y, found.classes)
  const kept = new Set(rows)
  const skipped = table.lines.filter((_, row) => !kept.has(row))
  if (skipped.length) {
    const share = `${told(skipped.length)} of ${told(table.lines.length)} lines`
    warnings.unshift(`Left out, as a value is missing: ${share} (${some(skipped)}).`)
  }
  const names = inputs.map((place) => table.names[place])
  const side = x.every((value) => value >= 0 && value <= 1) ? sideOf(inputs.length) : 0
  const shape = [inputs.length]
  const dataset = { name: choices.name ?? "table", shape, x, ...found, inputs: names, warnings }
  return side ? { ...dataset, picture: [side, side] } : dataset
}

/** @type {(choices: Choices) => Choices} What is not given does not take the place of a guess. */
function withoutUndefined(choices) {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined))
}

export { guess, kindsOf }
