// The room where the network is trained.
import { trainingRoom } from "../studio/training_room.js"

/** @import { Studio } from "../studio/studio.js" */

/** @param {Studio} studio @returns {Promise<HTMLElement[]>} what the room shows */
export async function start(studio) {
  return trainingRoom(studio)
}
