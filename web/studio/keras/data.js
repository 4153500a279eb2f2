// Examples as a table that the code reads where they are the reader's own: data.csv.

/** @import { Dataset } from "../dataset.js" */

/** The name that the code expects. */
export const DATA_FILE = "data.csv"

/** A cell; in quotation marks where it needs them (RFC 4180). @param {string} value */
function cell(value) {
  const text = value.toWellFormed() // as text() in python.js has it, and as a file can hold it
  return /^$|^\s|[",\r\n]|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A number of 32 bits, as short as it can be told. @param {number} value */
const digits = (value) => String(Number(value.toPrecision(9)))

/**
 * Examples as text: a line of names, then one line for each example, with commas between its
 * numbers, row by row, and its answer at the end: the name of its class, or a number.
 * @param {Dataset} dataset
 */
export function dataFile({ shape, x, y, classes, inputs, answer }) {
  const size = shape.reduce((all, one) => all * one, 1)
  const places = Array.from({ length: size }, (_, place) => place)
  const names = places.map((place) => inputs?.[place] ?? `input ${place + 1}`)
  const lines = [[...names, classes.length ? "class" : (answer ?? "answer")].map(cell).join(",")]
  for (let row = 0; row < y.length; row++) {
    const numbers = places.map((place) => digits(x[row * size + place]))
    const last = classes.length ? cell(classes[y[row]]) : digits(y[row])
    lines.push(`${numbers.join(",")},${last}`)
  }
  return `${lines.join("\n")}\n`
}
