// Whole numbers as bytes, the lowest first, as both HDF5 and zip files want them.

/**
 * @typedef {[size: 1 | 2 | 4 | 8, value: number]} Field a whole number, and how many bytes it takes
 */

/** In place of an address: there is nothing. */
export const NOWHERE = -1

/** @type {(text: string) => Uint8Array} */
export const utf8 = (text) => new TextEncoder().encode(text)

/**
 * Fields, one right after the other.
 * @param {Field[]} fields
 */
export function packed(fields) {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)))
  let at = 0
  for (const [size, value] of fields) {
    if (size === 1) view.setUint8(at, value)
    else if (size === 2) view.setUint16(at, value, true)
    else if (size === 4) view.setUint32(at, value, true)
    else view.setBigInt64(at, BigInt(value), true)
    at += size
  }
  return new Uint8Array(view.buffer)
}

/** Bytes that are written piece by piece. */
export class Writer {
  /** @type {Uint8Array[]} */
  pieces = []
  length = 0

  /**
   * @param {Uint8Array[]} pieces
   * @returns {number} where the first of them begins
   */
  add(...pieces) {
    const start = this.length
    for (const piece of pieces) {
      this.pieces.push(piece)
      this.length += piece.length
    }
    return start
  }

  /** All that has been written. */
  bytes() {
    const all = new Uint8Array(this.length)
    let at = 0
    for (const piece of this.pieces) {
      all.set(piece, at)
      at += piece.length
    }
    return all
  }
}
