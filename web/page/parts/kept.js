// A network that a listing has trained and kept for the page.
import { Sequential } from "../../network/sequential.js"
import { unpackWeights } from "../../network/weights.js"
import { published } from "./published.js"

/** @import { Kinds } from "../../network/sequential.js" */

/**
 * The network, with its weights, and what else the listing has kept with it.
 * @param {string} lesson
 * @param {string} name of the hidden cell that keeps it
 * @param {Kinds} kinds of layers that it may have
 * @throws {Error} if it cannot be fetched
 */
export async function kept(lesson, name, kinds) {
  const { weights, about, ...description } = await published(`${lesson}/${name}.network.json`)
  const network = new Sequential(description, kinds)
  unpackWeights(network, Uint8Array.from(atob(weights), (sign) => sign.charCodeAt(0)).buffer)
  return { network, about }
}
