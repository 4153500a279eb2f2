// A project as a link: its JSON deflated, in letters that addresses may have.
import { fail } from "./error.js"
import { readProject } from "./project.js"

/** @import { Project } from "./project.js" */

/** No link is longer, and none unpacks to more bytes: a small one could hide a huge text. */
const MOST = { letters: 60_000, bytes: 500_000 }
const BROKEN = "This link is damaged: it does not hold a whole project. Copy it once more, in full."

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} most bytes that may come out
 */
async function through(bytes, stream, most = Infinity) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
  /** @type {number[]} */
  const all = []
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Uint8Array.from(all)
    for (const byte of value) all.push(byte)
    if (all.length > most) {
      await reader.cancel()
      fail("This link holds more than any project does: it is not opened.")
    }
  }
}

/**
 * What comes after the "#" of an address: the whole project, in base64url.
 * @param {Project} project
 */
export async function toLink(project) {
  const text = new TextEncoder().encode(JSON.stringify(project))
  const packed = await through(text, new CompressionStream("deflate-raw"))
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""))
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}

/**
 * @param {string} text as toLink gives it
 * @returns {Promise<Project>}
 * @throws {StudioError} if it is damaged, or holds no project
 */
export async function fromLink(text) {
  if (text.length > MOST.letters) fail("This link is too long to hold a project: it is not opened.")
  if (!/^[\w-]+$/.test(text)) fail(BROKEN)
  const value = await unpacked(text).catch((error) => {
    if (error.name === "StudioError") throw error
    return fail(BROKEN)
  })
  return readProject(value)
}

/** @param {string} text */
async function unpacked(text) {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"))
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
  const json = await through(bytes, new DecompressionStream("deflate-raw"), MOST.bytes)
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(json))
}
