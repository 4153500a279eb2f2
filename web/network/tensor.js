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
/** @type {(one: Shape, other: Shape) => boolean} */
export const isSame = (one, other) =>
  one.length === other.length && one.every((size, axis) => size === other[axis])

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
    const start = i * columns
    const end = start + columns
    const row = i * inner
    let count = 0
    for (let k = 0; k < inner; k++) if (a[row + k] !== 0) places[count++] = k
    let n = 0
    for (; n + 3 < count; n += 4) {
      const v0 = a[row + places[n]]
      const v1 = a[row + places[n + 1]]
      const v2 = a[row + places[n + 2]]
      const v3 = a[row + places[n + 3]]
      let b0 = places[n] * columns
      let b1 = places[n + 1] * columns
      let b2 = places[n + 2] * columns
      let b3 = places[n + 3] * columns
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
 * Sets C to A Bᵀ: each number of C is a row of A times a row of B. The gradient of inputs needs it
 * (dZ Wᵀ).
 * @param {Numbers} a of the shape (rows, inner)
 * @param {Numbers} b of the shape (columns, inner)
 * @param {Numbers} c of the shape (rows, columns)
 * @param {number} inner
 */
export function setProductOfRows(a, b, c, inner) {
  let at = 0
  for (let row = 0; row < a.length; row += inner) {
    for (let from = 0; from < b.length; from += inner) {
      let sum = 0
      for (let k = 0; k < inner; k++) sum += a[row + k] * b[from + k]
      c[at++] = sum
    }
  }
}

/**
 * Rows for columns: Aᵀ. The gradient of weights needs it (Xᵀ dZ).
 * @param {Numbers} a of the shape (rows, columns)
 * @param {number} rows
 * @param {number} columns
 * @param {Numbers} [last] an array that is free now, and taken if it fits
 * @returns {Numbers} of the shape (columns, rows); A itself if that has one row or one column
 */
export function transposed(a, rows, columns, last) {
  if (rows === 1 || columns === 1) return a
  const turned = last?.length === a.length && last !== a ? last : zeros(a.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = a[i * columns + j]
  }
  return turned
}

/**
 * A tensor to fill, of any numbers: the last one again, if it fits. Arrays that are made anew for
 * each step cost more time than small steps themselves.
 * @param {Tensor} last
 * @param {Shape} shape
 */
export const reused = (last, shape) =>
  last.data.length === sizeOf(shape) ? last : new Tensor(shape)

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
