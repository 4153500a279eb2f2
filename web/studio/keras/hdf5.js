// HDF5 files, with what weights need: groups, and arrays of 32-bit floats.
// Source: "HDF5 File Format Specification Version 3.0", The HDF Group; see its sections.
import { NOWHERE, packed, utf8, Writer } from "./bytes.js"

/** @import { Field } from "./bytes.js" */
/** @import { Shape } from "../../network/tensor.js" */
/**
 * Numbers row by row, and groups that hold them by name. Names must be plain ASCII.
 * @typedef {{ shape: Shape, numbers: Float32Array }} Table
 * @typedef {{ [name: string]: Group | Table }} Group
 * @typedef {[kind: number, body: Uint8Array]} Message what is to be known of an object
 */

// "\x89HDF\r\n\x1a\n"
const SIGNATURE = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a)
const SUPERBLOCK = 96

/** @param {Group | Table} entry @returns {entry is Table} */
const isTable = (entry) => entry.numbers instanceof Float32Array

/**
 * A file. What is inside a group comes before it, so that it can say where; the superblock, which
 * stands at the start, is made last.
 * @param {Group} root
 */
export function hdf5(root) {
  const out = new Writer()
  out.add(new Uint8Array(SUPERBLOCK))
  const start = addGroup(out, root)
  out.pieces[0] = superblock(start, out.length)
  return out.bytes()
}

/**
 * II.A, version 0: it names the root group, and how long the file is.
 * @param {number} root where the root group's header is
 * @param {number} length of the file
 */
function superblock(root, length) {
  /**
   * @type {Field[]} Versions, all 0; offsets and lengths have 8 bytes; two sizes for older groups.
   */
  const about = [
    [4, 0],
    [1, 0],
    [1, 8],
    [1, 8],
    [1, 0],
    [2, 4],
    [2, 16],
    [4, 0],
  ]
  /** @type {Field[]} The file begins at 0; no list of free space; its end; no driver. */
  const places = [
    [8, 0],
    [8, NOWHERE],
    [8, length],
    [8, NOWHERE],
  ]
  /** @type {Field[]} The root group's entry (III.C): no name, and nothing else is kept here. */
  const entry = [
    [8, 0],
    [8, root],
    [4, 0],
    [4, 0],
    [8, 0],
    [8, 0],
  ]
  const out = new Writer()
  out.add(SIGNATURE, packed([...about, ...places, ...entry]))
  return out.bytes()
}

/**
 * IV.A.1.a, version 1: an object is a header with messages, each of a multiple of 8 bytes.
 * @param {Writer} out
 * @param {Message[]} messages
 * @returns {number} where it is
 */
function addObject(out, messages) {
  const body = new Writer()
  for (const [kind, bytes] of messages) {
    const gap = new Uint8Array(-bytes.length & 7)
    body.add(
      packed([
        [2, kind],
        [2, bytes.length + gap.length],
        [4, 0],
      ]),
      bytes,
      gap,
    )
  }
  const head = packed([
    [2, 1],
    [2, messages.length],
    [4, 1],
    [4, body.length],
    [4, 0],
  ])
  return out.add(head, body.bytes())
}

/**
 * A group with its links in its header (IV.A.2.c, g and k), which needs no tree to find them.
 * @param {Writer} out
 * @param {Group} group
 * @returns {number} where its header is
 */
function addGroup(out, group) {
  const places = Object.entries(group).map(([name, entry]) => {
    return /** @type {const} */ ([
      name,
      isTable(entry) ? addTable(out, entry) : addGroup(out, entry),
    ])
  })
  /** @type {Message[]} */
  const links = places.map(([name, place]) => {
    const label = utf8(name)
    const link = new Writer()
    link.add(
      packed([
        [1, 1],
        [1, 0],
        [1, label.length],
      ]),
      label,
      packed([[8, place]]),
    )
    return [0x06, link.bytes()]
  })
  /** @type {Message} Version 0; no order is kept, no heap, no tree. */
  const info = [
    0x02,
    packed([
      [2, 0],
      [8, NOWHERE],
      [8, NOWHERE],
    ]),
  ]
  return addObject(out, [info, [0x0a, packed([[2, 0]])], ...links])
}

/** @type {Field[]} IV.A.2.d: numbers of 4 bytes, the lowest first, as IEEE 754 has them: */
const FLOATS = [
  [1, 0x11],
  [1, 0x20],
  [1, 31],
  [1, 0],
  [4, 4],
]
/**
 * @type {Field[]} All 32 bits: 8 of exponent from the 23rd, 23 of fraction from the 0th; bias 127.
 */
const BITS = [
  [2, 0],
  [2, 32],
  [1, 23],
  [1, 8],
  [1, 0],
  [1, 23],
  [4, 127],
]

/**
 * An array, with its numbers in one run (IV.A.2.b, d, f and i).
 * @param {Writer} out
 * @param {Table} table
 * @returns {number} where its header is
 */
function addTable(out, { shape, numbers }) {
  const { buffer, byteOffset, byteLength } = numbers
  const start = out.add(new Uint8Array(buffer, byteOffset, byteLength))
  out.add(new Uint8Array(-out.length & 7))
  /** @type {Field[]} */
  const sizes = shape.map((size) => [8, size])
  return addObject(out, [
    [0x01, packed([[1, 1], [1, shape.length], [2, 0], [4, 0], ...sizes])],
    [0x03, packed([...FLOATS, ...BITS])],
    [
      0x05,
      packed([
        [1, 2],
        [1, 2],
        [1, 2],
        [1, 0],
      ]),
    ], // nothing fills what is not written
    [
      0x08,
      packed([
        [1, 3],
        [1, 1],
        [8, start],
        [8, byteLength],
      ]),
    ],
  ])
}
