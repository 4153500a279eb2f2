// The room in which the network is asked: an example typed, drawn or picked, and how often it is
// right about many.
import { Asking } from "../studio/ask/room.js"

/** @import { Studio } from "../studio/studio.js" */

/**
 * @param {Studio} studio
 * @returns {Promise<HTMLElement[]>} what the room shows
 */
export async function start(studio) {
  return [new Asking(studio).element]
}
