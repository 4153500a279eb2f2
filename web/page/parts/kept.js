// A network that a listing has trained and kept for the page.
import { Sequential } from "../../network/sequential.js"
import { unpackWeights } from "../../network/weights.js"

/** @import { Kinds } from "../../network/sequential.js" */

/**
 * The network, with its weights, and what else the listing has kept with it.
 * @param {string} lesson
 * @param {string} name of the hidden cell that keeps it
 * @param {Kinds} kinds of layers that it may have
 * @throws {Error} if it cannot be fetched
 */
export async function kept(lesson, name, kinds) {
  const address = `../../../generated/${lesson}/${name}.network.json`
  const answer = await fetch(new URL(address, import.meta.url))
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`)
  const { weights, about, ...description } = await answer.json()
  const network = new Sequential(description, kinds)
  unpackWeights(network, Uint8Array.from(atob(weights), (sign) => sign.charCodeAt(0)).buffer)
  return { network, about }
}
