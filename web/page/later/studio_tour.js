// A guided tour of the studio: six tasks, each with a check.
import { Tour } from "../studio/tour/room.js"

/** @import { Studio } from "../studio/studio.js" */

/**
 * @param {Studio} studio
 * @returns {Promise<HTMLElement[]>} what the room shows
 */
export async function start(studio) {
  return new Tour(studio).elements
}
