// What the columns of a table may be: inputs, the answer, or neither.
import { isMissing, isNumber } from "./values.js"

/** @import { Table } from "./table.js" */
/** @typedef {"numbers" | "text" | "constant" | "blank"} Kind */
/** @typedef {number | "one-hot"} Answer a column, or the code in the last ones */
/** @typedef {"classes" | "number"} Task */

/** What columns with the answer are often called. */
const ANSWERS = /^(label|class|target|answer|output|y)$/i
/** A whole number in the answer is a class, not an amount, as long as there are so few of them. */
const FEW = 20

/**
 * What is in each column. One with a few texts among numbers is one of numbers: these are mistakes.
 * @param {Table} table
 * @returns {Kind[]}
 */
export function kindsOf({ names, rows }) {
  const seen = names.map(() => ({ values: 0, numbers: 0, first: "", varies: false }))
  for (const row of rows) {
    row.forEach((cell, place) => {
      const column = seen[place]
      const number = isNumber(cell)
      if (!number && isMissing(cell)) return
      if (number) column.numbers++
      if (column.values++ === 0) column.first = cell
      else column.varies ||= cell !== column.first
    })
  }
  return seen.map(({ values, numbers, varies }) => {
    if (!values) return "blank"
    if (2 * numbers < values) return "text"
    return varies ? "numbers" : "constant"
  })
}

/**
 * @type {(row: string[], from: number) => number} The last place before one that is not 0; or -1.
 */
function lastBefore(row, from) {
  let place = from - 1
  while (place >= 0 && row[place].trim() !== "" && Number(row[place]) === 0) place--
  return place
}

/**
 * How many of the last columns are a one-hot code, which has a single 1 in each row, else 0. Where
 * more zeros stand before the code, the shortest is meant.
 * @param {Table} table
 * @returns {{ width: number, broken?: number }} 0, and the first row that does not fit, if none are
 */
export function codeOf({ names, rows }) {
  let [least, most] = [2, names.length - 1]
  for (const [broken, row] of rows.entries()) {
    const one = lastBefore(row, row.length)
    if (Number(row[one]) !== 1) return { width: 0, broken }
    least = Math.max(least, row.length - one)
    most = Math.min(most, row.length - 1 - lastBefore(row, one))
    if (least > most) return { width: 0, broken }
  }
  return { width: least }
}

/** @type {(table: Table, place: number) => number} How many different values a column has. */
const differing = ({ rows }, place) => new Set(rows.map((row) => row[place].trim())).size

/**
 * @param {Table} table
 * @param {Kind[]} kinds
 * @returns {Answer}
 */
function answerOf(table, kinds) {
  if (codeOf(table).width) return "one-hot"
  const { names, rows } = table
  const named = names.findLastIndex((name, place) => ANSWERS.test(name) && kinds[place] !== "blank")
  if (named >= 0) return named
  const last = kinds.findLastIndex((kind) => kind !== "blank")
  const labels = [last, 0].find(
    (place) => kinds[place] === "text" && 2 * differing(table, place) <= rows.length,
  )
  return labels ?? Math.max(0, last)
}

/**
 * @param {Table} table
 * @param {Kind[]} kinds
 * @param {Answer} answer
 * @returns {Task}
 */
function taskOf(table, kinds, answer) {
  if (answer === "one-hot" || kinds[answer] === "text") return "classes"
  const isWhole = table.rows.every(
    (row) => isMissing(row[answer]) || /^\+?\d+$/.test(row[answer].trim()),
  )
  const count = differing(table, answer)
  return isWhole && count <= FEW && 2 * count <= table.rows.length ? "classes" : "number"
}

/**
 * @type {(count: number) => number} The side of a square of so many pixels, at least four; or 0.
 */
export const sideOf = (count) => {
  const side = Math.sqrt(count)
  return Number.isInteger(side) && side >= 4 ? side : 0
}

/**
 * Whether columns can be the pixels of square pictures. Some of these may be paper in all.
 * @param {Table} table
 * @param {number[]} places
 */
const arePixels = ({ rows }, places) =>
  sideOf(places.length) > 0 &&
  rows.every((row) => places.every((place) => Number(row[place]) >= 0 && Number(row[place]) < 256))

/**
 * What a table is probably meant for.
 * @param {Table} table
 * @param {Answer} [chosen] the answer, if it is known
 * @returns {{ inputs: number[], answer: Answer, task: Task }}
 */
export function guess(table, chosen) {
  const kinds = kindsOf(table)
  const answer = chosen ?? answerOf(table, kinds)
  const width = answer === "one-hot" ? codeOf(table).width : 0
  const inputs = [...kinds.keys()].filter(
    (place) =>
      place !== answer &&
      place < kinds.length - width &&
      (kinds[place] === "numbers" || kinds[place] === "constant"),
  )
  const varied = inputs.filter((place) => kinds[place] === "numbers")
  return {
    inputs: arePixels(table, inputs) ? inputs : varied,
    answer,
    task: taskOf(table, kinds, answer),
  }
}
