// A table of the reader's, as code that reads the same rows and columns of it.
import { laid, literal, text } from "./python.js"

/** @import { Source } from "../project.js" */
/**
 * How a table's text became examples: what readTable and readColumns in ../data/ were given, or
 * found by themselves.
 * @typedef {object} ColumnsOf
 * @property {string} [file] its name; data.csv if not given
 * @property {string} separator "," ";" "\t" or " ", which stands for any run of spaces and tabs
 * @property {boolean} header
 * @property {number[]} inputs places of columns, from 0
 * @property {number | "one-hot"} answer
 * @property {"refuse" | "skip" | "mean"} [missing]
 */

/** What says that there is no value, as data/values.js has it. */
const MISSING = 'missing = {"", "?", "na", "n/a", "#n/a", "nan", "null"}'

/** @param {ColumnsOf} table */
function opening({ file = "data.csv", separator, header }) {
  const spaces = `lines = (line.replace("\\t", " ").strip() for line in file)\n    `
  const [lines, between] = separator === " " ? ["lines", spaces] : ["file", ""]
  const delimiter = separator === "\t" ? '"\\t"' : text(separator)
  const start = `    table = csv.reader(`
  const reader = laid(start, [lines, `delimiter=${delimiter}`, "skipinitialspace=True"], ")", 4)
  return `# The table as the studio has read it; it lies beside this program.
with open(${text(file)}, encoding="utf-8-sig", newline="") as file:
${between && `    ${between.trimEnd()}\n`}${reader}
    ${header ? "names, *rows" : "rows"} = [row for row in table if any(row)]`
}

/** Which columns go in; those side by side by the first and the last. @param {number[]} inputs */
function places(inputs) {
  const [first, count] = [inputs[0], inputs.length]
  const isRun = inputs.every((place, i) => place === first + i)
  if (!isRun) return laid("inputs = [", inputs.map(literal), "]")
  return `inputs = range(${first ? `${literal(first)}, ` : ""}${literal(first + count)})`
}

/**
 * The answers, to be used once there are `rows`.
 * @param {Source} source
 * @param {ColumnsOf["answer"]} answer
 */
function answers({ classes }, answer) {
  if (answer === "one-hot") {
    return `y = np.array([row[-${classes.length}:] for row in rows], "float32").argmax(axis=1)`
  }
  return classes.length
    ? `y = np.array([classes.index(row[${literal(answer)}].strip()) for row in rows])`
    : `y = np.array([number(row[${literal(answer)}]) for row in rows], "float32")`
}

/**
 * The rows in which no value is missing.
 * @param {Source} source
 * @param {ColumnsOf["answer"]} answer
 */
function whole({ classes }, answer) {
  const last = answer === "one-hot" ? `row[-${classes.length}:]` : `[row[${literal(answer)}]]`
  return `

def is_whole(row):
    cells = [row[place] for place in inputs] + ${last}
    return not any(cell.strip().lower() in missing for cell in cells)


rows = [row for row in rows if is_whole(row)]`
}

/** @type {(body: string) => string} */
const number = (body) => `

def number(cell):
    return ${body}


`
const PLAIN = 'float(cell.replace(",", "."))'
const OR_NAN = `np.nan if cell.strip().lower() in missing else ${PLAIN}`

/**
 * @param {Source} source
 * @param {ColumnsOf} table
 */
export function tableCode(source, table) {
  const { inputs, answer, missing = "refuse" } = table
  const { shape } = source
  const lines = [opening(table), places(inputs)]
  if (missing !== "refuse") lines.push(MISSING)
  if (missing === "skip") lines.push(whole(source, answer))
  const x = `x = np.array([[number(row[place]) for place in inputs] for row in rows], "float32")`
  lines.push(number(missing === "mean" ? OR_NAN : PLAIN) + x)
  if (missing === "mean") lines.push("x = np.where(np.isnan(x), np.nanmean(x, axis=0), x)")
  if (shape.length > 1) lines.push(`x = x.reshape(${literal([-1, ...shape])})`)
  return [...lines, answers(source, answer)].join("\n")
}
