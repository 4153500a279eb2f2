// Numbers in a shape, and the product of matrices that most layers are made of.
import { fail } from "./options.js"

/**
 * What all numbers are kept in.
 * @typedef {Float32Array | Float64Array} Numbers
 * @typedef {number[]} Shape
 */

/** @type {Float32ArrayConstructor | Float64ArrayConstructor} */
let Kind = Float32Array

/**
 * Choose how exact all numbers are from now on: call it before the first network is made.
 * @param {32 | 64} bits of each number; 32, as in Keras, if this is never called. With 64 a
 * gradient can be held against a difference of two losses.
 */
export function setPrecision(bits) {
  Kind = bits === 64 ? Float64Array : Float32Array
}

/** @type {(count: number) => Numbers} So many zeros. */
export const zeros = (count) => new Kind(count)
/** @type {(values: ArrayLike<number>) => Numbers} A copy of a list of numbers. */
export const numbers = (values) => Kind.from(values)
/** @type {(shape: Shape) => number} How many numbers a shape holds. */
export const sizeOf = (shape) => shape.reduce((all, one) => all * one, 1)

/**
 * Numbers in a shape: `data` holds them row by row, as NumPy does. The first axis counts examples.
 */
export class Tensor {
  /**
   * @param {Shape} shape such as [32, 28, 28, 1]: 32 pictures of 28 rows, 28 columns, 1 channel
   * @param {ArrayLike<number>} [data] as many numbers as the shape holds; zeros if not given. An
   * array of the chosen precision is used as it is, any other is copied.
   * @throws {NetworkError} if there are more or fewer numbers
   */
  constructor(shape, data) {
    const size = sizeOf(shape)
    this.shape = shape
    /** @type {Numbers} */
    this.data = data instanceof Kind ? data : data ? numbers(data) : zeros(size)
    if (this.data.length !== size) {
      fail(`${this.data.length} numbers cannot have the shape [${shape}]: it holds ${size}`)
    }
  }

  /** How many numbers one step along the last axis covers: the channels, or the neurons. */
  get wide() {
    return this.shape[this.shape.length - 1]
  }

  /**
   * Some of the examples, copied in the order of `places`.
   * @param {ArrayLike<number>} places of the examples, from 0
   */
  take(places) {
    const size = sizeOf(this.shape.slice(1))
    const taken = new Tensor([places.length, ...this.shape.slice(1)])
    for (let i = 0; i < places.length; i++) {
      const start = places[i] * size
      taken.data.set(this.data.subarray(start, start + size), i * size)
    }
    return taken
  }
}

/** In place of a tensor that is not there yet. */
export const NOTHING = new Tensor([0])

/** The places of a row that count, for as many as the longest row so far has. */
let places = new Int32Array(0)

/**
 * Adds the product A B to C. Row i of A says how much of each row of B goes into row i of C. Zeros
 * say "nothing", and are many: white pixels, silent neurons. Of the others four are taken at a
 * time, so that each number of C is read and written less often.
 * @param {Numbers} a of the shape (rows, inner)
 * @param {Numbers} b of the shape (inner, columns)
 * @param {Numbers} c of the shape (rows, columns)
 * @param {number} rows
 * @param {number} inner
 * @param {number} columns
 */
export function addProduct(a, b, c, rows, inner, columns) {
  if (places.length < inner) places = new Int32Array(inner)
  for (let i = 0; i < rows; i++) {
    const [start, end, row] = [i * columns, (i + 1) * columns, i * inner]
    let count = 0
    for (let k = 0; k < inner; k++) if (a[row + k] !== 0) places[count++] = k
    let n = 0
    for (; n + 3 < count; n += 4) {
      const [k0, k1, k2, k3] = [places[n], places[n + 1], places[n + 2], places[n + 3]]
      const [v0, v1, v2, v3] = [a[row + k0], a[row + k1], a[row + k2], a[row + k3]]
      let [b0, b1, b2, b3] = [k0 * columns, k1 * columns, k2 * columns, k3 * columns]
      for (let j = start; j < end; j++) {
        c[j] += v0 * b[b0++] + v1 * b[b1++] + v2 * b[b2++] + v3 * b[b3++]
      }
    }
    for (; n < count; n++) {
      const value = a[row + places[n]]
      let from = places[n] * columns
      for (let j = start; j < end; j++) c[j] += value * b[from++]
    }
  }
}

/**
 * Rows for columns: Aᵀ. The way back needs it twice, for the gradient of weights (Xᵀ dZ) and for
 * that of inputs (dZ Wᵀ).
 * @param {Numbers} a of the shape (rows, columns)
 * @param {number} rows
 * @param {number} columns
 * @returns {Numbers} of the shape (columns, rows)
 */
export function transposed(a, rows, columns) {
  const turned = zeros(a.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = a[i * columns + j]
  }
  return turned
}

/**
 * Adds each row of a matrix to `sums`: what the gradient of a bias needs.
 * @param {Numbers} matrix
 * @param {Numbers} sums as many as a row has numbers
 */
export function addRows(matrix, sums) {
  const wide = sums.length
  for (let at = 0; at < matrix.length; at += wide) {
    for (let j = 0; j < wide; j++) sums[j] += matrix[at + j]
  }
}

/**
 * Copies `row` over each row of a matrix: where sums start, if there is a bias.
 * @param {Numbers} matrix
 * @param {Numbers} row
 */
export function setRows(matrix, row) {
  for (let at = 0; at < matrix.length; at += row.length) matrix.set(row, at)
}
