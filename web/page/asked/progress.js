// What a reader has read, guessed and solved: kept in their own browser, and nowhere else.

/**
 * What is kept of a lesson: the sections seen, of how many; what was guessed, and which questions
 * of the quiz were answered rightly, by name.
 * @typedef {object} Kept
 * @property {string[]} [seen]
 * @property {number} [sections]
 * @property {Record<string, string>} [guesses]
 * @property {string[]} [quiz]
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

export function forget() {
  meanwhile = {}
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Nothing was kept.
  }
}
