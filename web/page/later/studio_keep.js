// The room from which the reader's work is taken along: as a file, a link, a picture, and for
// Keras.
import { Keeping } from "../studio/keep/room.js"

/** @import { Studio } from "../studio/studio.js" */

/**
 * @param {Studio} studio
 * @returns {Promise<HTMLElement[]>} what the room shows
 */
export async function start(studio) {
  return new Keeping(studio).elements
}
