// The text of a file: which encoding it has, and whether it is a text at all.
import { fail } from "../error.js"

/** So many bytes are too many for the memory of a page. */
export const MOST_BYTES = 100_000_000

/** @type {[start: number[], what: string][]} How files begin that are often taken for a table. */
const OTHERS = [
  [
    [0x50, 0x4b, 3, 4],
    "a spreadsheet or a zip file. Open it, save the table as CSV, and give that",
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], "a spreadsheet. Open it, save the table as CSV, and give that"],
  [[0x1f, 0x8b], "a compressed file. Unpack it first"],
  [[0x25, 0x50, 0x44, 0x46], "a PDF. Copy its table into a spreadsheet, and save that as CSV"],
  [[0x89, 0x50, 0x4e, 0x47], "a picture. Give it where pictures go"],
  [[0xff, 0xd8, 0xff], "a picture. Give it where pictures go"],
]

/**
 * The characters 128 to 159 of windows-1252, which node takes for others; a space where none is.
 */
const HIGH = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ"

/** What no text has: control characters, but for tabs, line breaks and page breaks. */
const CONTROL = /[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]/

/**
 * Refuses a file that is too large: call this before it is read.
 * @param {number} bytes
 */
export function checkSize(bytes) {
  if (bytes < MOST_BYTES) return
  fail(
    `The file has ${Math.round(bytes / 1e6)} MB, and a page can read less than ` +
      `${MOST_BYTES / 1e6} MB. Give a part of its lines.`,
  )
}

/** @type {(bytes: Uint8Array, start: number[]) => boolean} */
const begins = (bytes, start) => start.every((value, place) => bytes[place] === value)

/**
 * The name of the encoding, as the bytes at the start tell it.
 * @param {Uint8Array} bytes
 */
function marked(bytes) {
  if (begins(bytes, [0xff, 0xfe])) return "utf-16le"
  return begins(bytes, [0xfe, 0xff]) ? "utf-16be" : "utf-8"
}

/**
 * The bytes as text, without the mark of its encoding: UTF-8, UTF-16 if it is marked so, else
 * windows-1252, which programs in the west wrote before.
 * @param {Uint8Array} bytes
 * @returns {string}
 * @throws {StudioError} if the file is too large, empty, or no text
 */
export function decode(bytes) {
  checkSize(bytes.length)
  const other = OTHERS.find(([start]) => begins(bytes, start))
  if (other) fail(`This is no table but ${other[1]}.`)
  const encoding = marked(bytes)
  let text = ""
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    if (encoding !== "utf-8") fail("The file says it is UTF-16, and is not. Save it as UTF-8.")
    text = new TextDecoder("windows-1252").decode(bytes).replace(/[\x80-\x9f]/g, (sign) => {
      const known = HIGH[sign.charCodeAt(0) - 128]
      return known === " " ? sign : known
    })
  }
  const place = text.search(CONTROL)
  if (place >= 0) {
    const line = text.slice(0, place).split(/\r\n|\r|\n/).length
    const code = text.charCodeAt(place)
    fail(`This is no text: line ${line} has a character of code ${code}. Save the table as UTF-8.`)
  }
  if (!text.trim()) fail("The file is empty. A table has one example in each line.")
  return text
}
