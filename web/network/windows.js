// Where windows stand on a picture, for convolution and pooling.
import { fail } from "./options.js"

/** @import { Shape } from "./tensor.js" */
/**
 * The rows, or columns, of a picture that a window sees: from `start`, up to but without `end`.
 * The first `skipped` of the window lie before the edge of the picture.
 * @typedef {{ start: number, end: number, skipped: number }} Span
 */

/**
 * All places of a window along one axis. With the padding "same" there are as many as steps fit
 * into the picture, and it may look beyond both edges, at the end first; with "valid" never.
 * @param {number} length of the picture
 * @param {number} size of the window
 * @param {number} stride from one place to the next
 * @param {"same" | "valid"} padding
 * @returns {Span[]}
 */
function spans(length, size, stride, padding) {
  const isSame = padding === "same"
  const count = isSame ? Math.ceil(length / stride) : Math.floor((length - size) / stride) + 1
  const beyond = isSame ? Math.max((count - 1) * stride + size - length, 0) : 0
  return Array.from({ length: Math.max(count, 0) }, (_, place) => {
    const first = place * stride - Math.floor(beyond / 2)
    const start = Math.max(first, 0)
    return { start, end: Math.min(first + size, length), skipped: start - first }
  })
}

/**
 * All places of a window on pictures.
 * @param {Shape} input height, width and channels
 * @param {[number, number]} size of the window: down, to the right
 * @param {[number, number]} strides
 * @param {"same" | "valid"} padding
 * @throws {NetworkError} if the input is no picture, or smaller than the window
 */
export function grid(input, size, strides, padding) {
  mustBePicture(input)
  const down = spans(input[0], size[0], strides[0], padding)
  const right = spans(input[1], size[1], strides[1], padding)
  if (!down.length || !right.length) {
    fail(`has a window of [${size}], larger than its input of the shape [${input}]`)
  }
  return { down, right }
}

/**
 * @param {Shape} input
 * @throws {NetworkError} if it is not height, width and channels
 */
export function mustBePicture(input) {
  if (input.length !== 3) fail(`needs pictures (height, width, channels), not [${input}]`)
}
