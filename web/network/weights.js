// Weights as files: numbers of 16 bits (float16), half as long as those that a network works with.
import { fail } from "./options.js"

/** @import { Sequential } from "./sequential.js" */

const single = new Float32Array(1)
const bits = new Uint32Array(single.buffer)

/**
 * The 16 bits of a number: sign, 5 bits of exponent, 10 of fraction. Halfway cases go to the even
 * neighbor, as NumPy's float16 has it; beyond 65 504 is infinity.
 * @param {number} value
 */
export function toHalf(value) {
  single[0] = value
  const sign = (bits[0] >>> 16) & 0x8000
  const size = Math.abs(single[0])
  if (Number.isNaN(size)) return sign | 0x7e00
  if (size >= 65520) return sign | 0x7c00
  if (size < 2 ** -14) return sign | even(size * 2 ** 24) // too small for a leading 1
  const exponent = (bits[0] >>> 23) & 0xff
  const steps = even(size * 2 ** (137 - exponent)) // from 1024 to 2048
  return sign | (((exponent - 112) << 10) + steps - 1024)
}

/** The next whole number; of two that are as near, the even one. @param {number} value */
function even(value) {
  const low = Math.floor(value)
  const rest = value - low
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low
}

/**
 * The number of 16 bits, exactly.
 * @param {number} half
 */
export function fromHalf(half) {
  const [sign, exponent, fraction] = [half >> 15 ? -1 : 1, (half >> 10) & 31, half & 1023]
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return sign * (exponent ? (1024 + fraction) * 2 ** (exponent - 25) : fraction * 2 ** -24)
}

/**
 * All weights of a network as float16, in the order of Keras's get_weights(), each row by row.
 * @param {Sequential} network
 * @returns {ArrayBuffer} two bytes a number, the lower one first
 */
export function packWeights(network) {
  const view = new DataView(new ArrayBuffer(2 * network.countParams().total))
  let at = 0
  for (const { value } of network.weights) {
    for (let i = 0; i < value.length; i++, at += 2) view.setUint16(at, toHalf(value[i]), true)
  }
  return view.buffer
}

/**
 * Puts such weights into a network.
 * @param {Sequential} network
 * @param {ArrayBuffer} buffer
 * @throws {NetworkError} if it is longer or shorter than the network's weights
 */
export function unpackWeights(network, buffer) {
  const count = 2 * network.countParams().total
  if (buffer.byteLength !== count) {
    fail(`the weights have ${count} bytes as float16, but ${buffer.byteLength} were given`)
  }
  const view = new DataView(buffer)
  let at = 0
  for (const { value } of network.weights) {
    for (let i = 0; i < value.length; i++, at += 2) value[i] = fromHalf(view.getUint16(at, true))
  }
}
