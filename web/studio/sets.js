// The course's own sets of pictures, which are fetched when they are chosen.
import { fail } from "./error.js"
import { samples, shuffled } from "./samples.js"

/** @import { Dataset } from "./dataset.js" */
/** @import { Source } from "./project.js" */
/**
 * @typedef {object} SetFile
 * @property {string} file in the site's folder studio/, made by weave/page/sets.py
 * @property {number} bytes of the file
 * @property {number} count of the examples
 */

/** @type {Record<string, SetFile>} By kind and count. */
export const SETS = {
  "digits-2000": { file: "digits-2000.bin", bytes: 189674, count: 2000 },
  "digits-10000": { file: "digits-10000.bin", bytes: 950742, count: 10000 },
  letters: { file: "letters.bin", bytes: 177918, count: 858 },
}

const DIGITS = { name: "Digits", side: 28, classes: [..."0123456789"] }
const LETTERS = { name: "Letters", side: 50, classes: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"] }

/**
 * The file that a source needs; undefined if it needs none.
 * @param {{ kind: Source["kind"], count?: number }} source
 * @returns {SetFile | undefined}
 */
export const setOf = ({ kind, count }) =>
  SETS[count && kind === "digits" ? `digits-${count}` : kind]

/**
 * Reads a file of weave/page/sets.py: labels of a byte, then pixels of four bits.
 * @param {ArrayBuffer} buffer
 * @param {"digits" | "letters"} kind
 * @returns {Promise<Dataset>}
 * @throws {StudioError} if the file is damaged
 */
export async function decodeSet(buffer, kind) {
  const { name, side, classes } = kind === "digits" ? DIGITS : LETTERS
  const stream = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("deflate"))
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer().catch(damaged))
  const count = bytes.length / (1 + (side * side) / 2)
  if (!Number.isInteger(count)) damaged()
  const x = new Float32Array(count * side * side)
  for (let i = count, at = 0; i < bytes.length; i++) {
    x[at++] = (bytes[i] >> 4) / 15
    x[at++] = (bytes[i] & 15) / 15
  }
  const y = Float32Array.from(bytes.subarray(0, count))
  const fonts = Uint32Array.from(y, (_, place) => Math.floor(place / classes.length))
  const groups = kind === "letters" ? fonts : undefined
  return { name, shape: [side, side, 1], x, y, classes, groups, picture: [side, side] }
}

const damaged = () => fail("The file of the examples is damaged. Load the page again.")

/**
 * The examples of a source that is not the reader's own.
 * @param {Source} source
 * @param {(file: string) => Promise<ArrayBuffer>} load what the site has in its folder studio/
 * @returns {Promise<Dataset | undefined>} undefined for the reader's own
 */
export async function examplesOf(source, load) {
  const set = setOf(source)
  if (!set) return samples(source)
  const kind = source.kind === "digits" ? "digits" : "letters"
  const dataset = await decodeSet(await load(set.file), kind)
  return source.shuffled ? shuffled(dataset) : dataset
}
