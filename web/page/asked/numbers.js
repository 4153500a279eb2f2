// How a guess is read, and how far off it was said to be. Nothing here touches the document.

/**
 * The right number: its value, the text that the page has for it, a unit, and the most it can be.
 * @typedef {{ value: number, said: string, unit?: string, most?: number }} Right
 */

const GROUPED = /^-?[1-9]\d{0,2}([,\s']\d{3})+(\.\d+)?$/
const PLAIN = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const COMMA = /^-?\d*,\d+$/
const FRACTION = /^(-?\d+)\s*\/\s*(\d+)$/
const POWER = /^10\s*(?:\^|\*\*)\s*(-?\d+)$/

/** The number that a text is, however it is grouped; NaN if it is none. @param {string} text */
function number(text) {
  if (GROUPED.test(text)) return Number(text.replace(/[,\s']/g, ""))
  if (PLAIN.test(text)) return Number(text)
  if (COMMA.test(text)) return Number(text.replace(",", "."))
  const power = POWER.exec(text)
  if (power) return 10 ** Number(power[1])
  const fraction = FRACTION.exec(text)
  return fraction ? Number(fraction[1]) / Number(fraction[2]) : NaN
}

/**
 * What was typed, as a number in the terms of the right one, or a word on what is wrong with it.
 * A share may be typed as 64, 64%, 0.64 or 2/3.
 * @param {string} typed @param {Right} right @returns {number | string}
 */
export function read(typed, { said, most = Infinity }) {
  const isShare = said.endsWith("%")
  const example = isShare ? "40%" : "25 or 1,000"
  if (!typed.trim()) return `Write a number first, such as ${example}.`
  const text = typed.trim().replace(/[−–]/g, "-")
  const isPercent = /(%|per ?cent)\.?$/i.test(text)
  const bare = text.replace(/(?<=[\d.])\s*(%|[a-z][a-z ]*\.?)$/i, "")
  const found = number(bare)
  if (!Number.isFinite(found))
    return `“${typed.trim()}” is no number here. Write one such as ${example}.`
  if (!isShare && isPercent) return "This asks for a number, not for a percentage."
  if (!isShare && found >= 0 && found > most) return `It can be ${spoken(most)} at most.`
  if (!isShare && most < Infinity && found < 0) return `It lies between 0 and ${spoken(most)}.`
  if (!isShare) return found
  const asShare = !isPercent && (FRACTION.test(bare) || (found > 0 && found < 1))
  const share = asShare ? found : found / 100
  return share < 0 || share > 1 ? "It lies between 0% and 100%." : share
}

/** A number as one writes it. @param {number} value @param {number} [digits] decimals at most */
function spoken(value, digits = 6) {
  const isTiny = value && Math.abs(value) < 10 ** -digits
  if (isTiny) return value.toExponential(2).replace(/\.?0*e/, "e")
  return value.toLocaleString("en-US", { maximumFractionDigits: digits })
}

/** How many decimals a number has. @param {string} text */
const decimals = (text) => /\.(\d+)/.exec(text)?.[1].length ?? 0

/** What became of a guess, in words. @param {number} guess @param {Right} right */
export function told(guess, { value, said, unit = "" }) {
  const [scale, sign] = said.endsWith("%") ? [100, "%"] : [1, ""]
  const own = spoken(guess * scale)
  const start = `You said ${own}${sign}${unit && !sign ? ` ${unit}` : ""}.`
  if (/e/.test(said)) return `${start} It was ${said}${factor(guess / value)}.`
  const digits = Math.max(decimals(said), decimals(own))
  const shown = Number((value * scale).toFixed(decimals(said)))
  const off = spoken(Number(Math.abs(guess * scale - shown).toFixed(digits)), digits)
  if (off === "0") return `${start} Exactly.`
  const points = sign && (off === "1" ? " point" : " points")
  return `${start} It was ${said}: ${off}${points} off.`
}

/** How far off something is that one measures by its order of magnitude. @param {number} ratio */
function factor(ratio) {
  if (!(ratio > 0)) return ""
  const times = Math.max(ratio, 1 / ratio)
  if (times < 1.5) return ", just about"
  /** @type {Intl.NumberFormatOptions} */
  const long = { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 2 }
  const words = times < 1e15 ? times.toLocaleString("en-US", long) : times.toExponential(0)
  return `: a factor of ${words.replace("e+", "e")} off`
}
