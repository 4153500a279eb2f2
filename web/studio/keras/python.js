// Python as text: values, and calls laid out as Python's formatters lay them out.

/** Columns of a line, as in the course's listings. */
const WIDTH = 88

/**
 * A text of the reader's as a string of Python's. Whatever could end the string, break the line, or
 * show other than it reads (turned letters, letters without width) is written as its number.
 * @param {string} value
 */
export function text(value) {
  const safe = value.toWellFormed().replace(/[\\"]|\p{C}|(?! )\p{Z}/gu, (sign) => {
    if (sign === '"' || sign === "\\") return `\\${sign}`
    const code = sign.codePointAt(0) ?? 0
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`
  })
  return `"${safe}"`
}
/** @type {(code: number, length: number) => string} */
const hex = (code, length) => code.toString(16).padStart(length, "0")

/**
 * A text of the reader's as a line of comment. It must not be one of a program's first two lines,
 * where Python takes "coding: …" for an order.
 * @param {string} value
 */
export function comment(value) {
  const plain = [...value.replace(/\p{C}|\p{Z}/gu, " ")]
  return `# ${plain.slice(0, WIDTH - 2).join("")}`.trimEnd()
}

/**
 * A value of an option. Lists become tuples, as Keras has them.
 * @param {any} value
 * @returns {string}
 */
export function literal(value) {
  if (typeof value === "string") return text(value)
  if (typeof value === "boolean") return value ? "True" : "False"
  if (Array.isArray(value))
    return `(${value.map(literal).join(", ")}${value.length === 1 ? "," : ""})`
  if (typeof value === "number" && Number.isFinite(value)) return String(value)
  throw new TypeError(`Python code cannot have the value ${value}`)
}

/**
 * Items between brackets: in one line if it is not too long, else between two lines, else each in a
 * line.
 * @param {string} open what stands before them, such as "x = f("
 * @param {string[]} items
 * @param {string} close what stands after them
 * @param {number} indent of the line
 */
export function laid(open, items, close, indent = 0) {
  const [margin, inner] = [" ".repeat(indent), " ".repeat(indent + 4)]
  const line = items.join(", ")
  const isOneLine = !line.includes("\n")
  if (isOneLine && fits(`${margin}${open}${line}${close}`)) return `${open}${line}${close}`
  const isShort = isOneLine && items.length > 1 && fits(inner + line)
  const body = isShort ? inner + line : items.map((item) => `${inner}${item},`).join("\n")
  return `${open}\n${body}\n${margin}${close}`
}
/** @type {(line: string) => boolean} */
const fits = (line) => [...line].length <= WIDTH

/**
 * Arguments by name.
 * @param {Record<string, any>} options
 */
export const named = (options) =>
  Object.entries(options).map(([name, value]) => `${name}=${literal(value)}`)
