// Zip files whose entries are stored as they are, not compressed: all that a .keras file needs.
// Source: "APPNOTE.TXT - .ZIP File Format Specification", PKWARE, sections 4.3.7 to 4.3.16.
import { packed, utf8, Writer } from "./bytes.js"

/** @import { Field } from "./bytes.js" */

/** What the checksum's lowest byte does to the rest of it, for each of its 256 values. */
const TURNS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let turned = byte
  for (let bit = 0; bit < 8; bit++) turned = turned & 1 ? (turned >>> 1) ^ 0xedb88320 : turned >>> 1
  return turned
})

/**
 * The checksum CRC-32 of bytes, as zip, gzip and PNG files have it.
 * @param {Uint8Array} bytes
 */
export function crc32(bytes) {
  let sum = 0xffffffff
  for (let i = 0; i < bytes.length; i++) sum = (sum >>> 8) ^ TURNS[(sum ^ bytes[i]) & 255]
  return ~sum >>> 0
}

/**
 * Midnight of January 1, 1980, the first that zip files can tell: the same files, the same bytes.
 */
const DATE = 0x21

/**
 * A zip file.
 * @param {Record<string, Uint8Array>} files by their names, which must be plain ASCII
 */
export function zip(files) {
  const [out, directory] = [new Writer(), new Writer()]
  for (const [name, bytes] of Object.entries(files)) {
    const [label, { length }] = [utf8(name), bytes]
    /**
     * @type {Field[]} Needs version 2.0; flags; stored; time and date; checksum, sizes; no extras.
     */
    const about = [
      [2, 20],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, DATE],
    ]
    about.push([4, crc32(bytes)], [4, length], [4, length], [2, label.length], [2, 0])
    const start = out.add(packed([[4, 0x04034b50], ...about]), label, bytes)
    /** @type {Field[]} No comment; on disk 0; no attributes. */
    const more = [
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, start],
    ]
    directory.add(packed([[4, 0x02014b50], [2, 20], ...about, ...more]), label)
  }
  const count = Object.keys(files).length
  const start = out.add(directory.bytes())
  const sizes = packed([
    [2, count],
    [2, count],
    [4, directory.length],
    [4, start],
    [2, 0],
  ])
  out.add(
    packed([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
    ]),
    sizes,
  )
  return out.bytes()
}
