// A number that the reader writes down as it is worked out, such as -0.6 * (1 - 0.4).

/**
 * What a calculation of numbers, + - * / and parentheses comes to; undefined if it is none.
 * @param {string} text
 * @returns {number | undefined}
 */
export function calculated(text) {
  const plain = text.replaceAll(/[·×]/g, "*").replaceAll("−", "-").replaceAll(",", ".")
  const signs = plain.match(/\d+\.?\d*|\.\d+|\S/g) ?? []
  let place = 0
  const isNext = (/** @type {string} */ wanted) => wanted.includes(signs[place] ?? " ")

  /** @returns {number} */
  function sum() {
    let value = product()
    while (isNext("+-")) value += signs[place++] === "+" ? product() : -product()
    return value
  }
  function product() {
    let value = factor()
    while (isNext("*/")) value = signs[place++] === "*" ? value * factor() : value / factor()
    return value
  }
  /** @returns {number} NaN for what is no number */
  function factor() {
    const sign = signs[place++] ?? ""
    if (sign === "-") return -factor()
    if (sign !== "(") return /\d/.test(sign) ? Number(sign) : NaN
    const value = sum()
    return signs[place++] === ")" ? value : NaN
  }

  if (text.length > 200) return undefined
  const value = sum()
  return place === signs.length && Number.isFinite(value) ? value : undefined
}
