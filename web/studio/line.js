// One example as a line of numbers, as it stands in a file or is typed.
import { fail } from "./error.js"

/** How a line may be cut, the surest first: what stands between numbers, and whether 0,5 is one. */
const CUTS = [
  { between: /\s*[;\t]\s*/, isDecimal: true },
  { between: /\s+/, isDecimal: true },
  { between: /\s*,\s*/, isDecimal: false },
  { between: /[\s,]+/, isDecimal: false },
]
/** @type {(cell: string) => boolean} */
const isNumber = (cell) => cell !== "" && Number.isFinite(Number(cell))

/**
 * The numbers of a line; what it holds beyond the inputs is left out if it can be the answer.
 * @param {string} text
 * @param {number} count of inputs
 * @param {number} answers how many columns an answer has in such a line, 0 for an unknown number
 * @returns {number[]}
 * @throws {StudioError} if it has more or fewer, or something else
 */
export function readLine(text, count, answers = 0) {
  const line = text.trim().replace(/[,;]$/, "")
  if (!line) fail(`Type ${count} numbers, with commas or spaces between them.`)
  const cut = CUTS.map(({ between, isDecimal }) =>
    line.split(between).map((cell) => (isDecimal ? cell.replace(",", ".") : cell)),
  )
  const fits = (/** @type {string[]} */ cells) =>
    (cells.length === count || cells.length === count + answers) && cells.every(isNumber)
  const cells = cut.find(fits) ?? cut.find((each) => each.every(isNumber)) ?? cut[cut.length - 1]
  const wrong = cells.findIndex((cell) => !isNumber(cell))
  if (wrong >= 0) fail(`“${cells[wrong].slice(0, 20)}”, in place ${wrong + 1}, is no number.`)
  if (!fits(cells)) {
    const many = cells.length === 1 ? "1 number" : `${cells.length} numbers`
    fail(`This line has ${many}, but the network takes ${count}.`)
  }
  return cells.slice(0, count).map(Number)
}
