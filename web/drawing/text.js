// Numbers and words: how they are written, and how wide they are.

/** How high letters are. */
export const FONT = 14.5
/** From one line of a label to the next. */
export const LINE = 18

/** @type {(value: any) => string} */
export const told = (value) => String(JSON.stringify(value)).replace(/^(.{40}).+/s, "$1…")
/** @type {(text: string) => string} */
export const escape = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;")
/** @type {(number: number) => string} */
export const at = (number) => String(Math.round(number * 10) / 10)
/** @type {(name: string) => string} */
export const spoken = (name) => name.replace(/_/g, " ")
/** @type {(count: number) => string} */
export const grouped = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f")
/** @type {(value: number, low: number, high: number) => number} */
export const clamp = (value, low, high) => Math.max(low, Math.min(high, value))
/** @type {(numbers: number[]) => number} */
export const most = (numbers) => numbers.reduce((a, b) => Math.max(a, b), 0)

/**
 * A number as a person would write it into a small circle.
 * @param {number} value
 */
export function brief(value) {
  const size = Math.abs(value)
  const isWhole = Number.isInteger(value) || size >= 100
  const text = isWhole ? grouped(Math.round(size)) : size.toFixed(size >= 10 ? 1 : 2)
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text
}

/**
 * How wide letters are, in shares of FONT: those of DejaVu Sans, the widest of the fonts that a
 * browser without the reader's own falls back to. Bold ones are wider.
 * @type {[RegExp, number][]}
 */
const SHARES = [
  [/[\u202fijl']/, 0.28],
  [/[ .,:;|/If]/, 0.35],
  [/[rt()[\]!-]/, 0.41],
  [/[cszJL?_*"]/, 0.56],
  [/[aekovxy]/, 0.62],
  [/[wω×+=−<>]/, 0.84],
  [/[mMW%…]/, 1.02],
  [/[\p{Ll}\p{N}]/u, 0.65],
  [/[\p{Lu}&]/u, 0.79],
]
const [WIDEST, BOLDER] = [1.1, 0.085]
/** @type {Map<string, number>} What has been looked up in SHARES. */
const known = new Map()
/** @type {(letter: string) => number} */
const share = (letter) => {
  const found = known.get(letter) ?? SHARES.find(([letters]) => letters.test(letter))?.[1] ?? WIDEST
  known.set(letter, found)
  return found
}
/**
 * At least as wide as the text will be, whatever sans-serif font shows it.
 * @type {(text: string, isBold?: boolean) => number}
 */
export const wide = (text, isBold = false) =>
  [...text].reduce((sum, letter) => sum + (share(letter) + (isBold ? BOLDER : 0)) * FONT, 0)

/**
 * Lines of at most `room`, broken at spaces; words that are longer are broken too.
 * @param {string[]} lines
 * @param {number} room
 */
export function wrapped(lines, room, isBold = false) {
  const fits = (/** @type {string} */ text) => wide(text, isBold) <= room
  /** @type {(word: string) => string[]} */
  const broken = (word) => {
    const pieces = [""]
    for (const letter of word) {
      const longer = pieces[pieces.length - 1] + letter
      if (fits(longer) || longer === letter) pieces[pieces.length - 1] = longer
      else pieces.push(letter)
    }
    return pieces
  }
  /** @type {(parts: string[], word: string) => string[]} */
  const add = (parts, word) => {
    const longer = `${parts.at(-1)} ${word}`.trim()
    return fits(longer) || longer === word ? [...parts.slice(0, -1), longer] : [...parts, word]
  }
  return lines.flatMap((line) => line.split(" ").flatMap(broken).reduce(add, [""]))
}
