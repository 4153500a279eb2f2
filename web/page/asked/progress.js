// What a reader has read, guessed and solved: kept in their own browser, and nowhere else.

/**
 * What is kept of a lesson: the sections seen, of how many; what was guessed, and which questions
 * of the quiz were answered rightly and which exercises were solved, by name.
 * @typedef {object} Kept
 * @property {string[]} [seen]
 * @property {number} [sections]
 * @property {Record<string, string>} [guesses]
 * @property {string[]} [quiz]
 * @property {string[]} [solved]
 */

export const ROOT = new URL("../../../", import.meta.url)
const KEY = `progress of ${ROOT.pathname}`
const HERE = location.pathname.slice(ROOT.pathname.length)

/** @type {Record<string, Kept>} What a browser that keeps nothing has until the page is left. */
let meanwhile = {}

/** All that is kept, by lesson. @returns {Record<string, Kept>} */
export function progress() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}")
    return kept && typeof kept === "object" ? { ...kept, ...meanwhile } : meanwhile
  } catch {
    return meanwhile
  }
}

/** What is kept of this page's lesson. @returns {Kept} */
export const here = () => progress()[HERE] ?? {}

/** Keep more of this page's lesson; whether the browser does. @param {Kept} more */
export function keep(more) {
  const all = progress()
  all[HERE] = { ...all[HERE], ...more }
  try {
    localStorage.setItem(KEY, JSON.stringify(all))
    return true
  } catch {
    meanwhile = all
    return false
  }
}

/** @param {unknown} value @returns {value is string} */
const isShort = (value) => typeof value === "string" && value.length < 200
/** @param {unknown} value @returns {string[]} */
const texts = (value) => (Array.isArray(value) ? value.filter(isShort).slice(0, 200) : [])

/**
 * What a file says of a lesson, and what is kept of it already: both count.
 * @param {any} theirs @param {Kept} ours @returns {Kept}
 */
function joined(theirs, ours) {
  /** @param {"seen" | "quiz" | "solved"} part */
  const union = (part) => [...new Set([...(ours[part] ?? []), ...texts(theirs[part])])]
  const given = typeof theirs.guesses === "object" ? (theirs.guesses ?? {}) : {}
  const guesses = Object.entries(given).filter((pair) => pair.every(isShort))
  const sections = ours.sections ?? (Number(theirs.sections) || 0)
  return {
    seen: union("seen"),
    sections,
    guesses: { ...Object.fromEntries(guesses.slice(0, 50)), ...ours.guesses },
    quiz: union("quiz"),
    solved: union("solved"),
  }
}

/**
 * Add what a file has kept, such as one from another browser.
 * @param {string} text of the file, which may be anything
 * @param {string[]} lessons their addresses: what a file says of others is passed over
 * @returns {string} why nothing was added, in words; "" if something was
 */
export function takeIn(text, lessons) {
  const all = progress()
  let count = 0
  try {
    const theirs = JSON.parse(text)
    for (const path of lessons.map((url) => new URL(url).pathname.slice(ROOT.pathname.length))) {
      if (!Object.hasOwn(theirs, path) || !Array.isArray(theirs[path]?.seen)) continue
      all[path] = joined(theirs[path], all[path] ?? {})
      count++
    }
  } catch {
    return "This is no file of progress: nothing was changed."
  }
  if (!count) return "This file says nothing of the lessons here: nothing was changed."
  try {
    localStorage.setItem(KEY, JSON.stringify(all))
    return ""
  } catch {
    return "This browser keeps nothing for this site: the file was not read in."
  }
}

export function forget() {
  meanwhile = {}
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}
