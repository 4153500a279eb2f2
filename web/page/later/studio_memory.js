// What the studio does by itself, once it stands: it opens a link, offers the work of the last
// visit, keeps that of this one, and brings near what is fetched later.
import { begin } from "../studio/keep/begin.js"

/** @import { Studio } from "../studio/studio.js" */

/**
 * @param {Studio} studio whose first examples are there
 * @returns {Promise<HTMLElement[]>} where the offer to go on will stand
 */
export async function start(studio) {
  return [await begin(studio)]
}
