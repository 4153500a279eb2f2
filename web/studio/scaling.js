// Inputs of the mean 0 and the deviation 1: networks learn sooner if none is far larger than the
// others.
import { numbers } from "../network/tensor.js"

/** @import { Numbers, Shape } from "../network/tensor.js" */
/**
 * For each number along the last axis of an example: each input of a table, the channel of a
 * picture, what comes at a step of a sequence. Keras's Normalization has the same.
 * @typedef {{ mean: number[], deviation: number[] }} Scaling
 */

/**
 * What the training part says of the inputs. One that is the same everywhere keeps its size.
 * @param {Numbers} x all examples, row by row
 * @param {Shape} shape of one
 * @param {ArrayLike<number>} rows places of those that count
 * @returns {Scaling}
 */
export function fitScaling(x, shape, rows) {
  const wide = shape[shape.length - 1]
  const size = shape.reduce((all, one) => all * one, 1)
  const count = (rows.length * size) / wide
  const mean = new Array(wide).fill(0)
  const square = new Array(wide).fill(0)
  /** @type {(visit: (value: number, channel: number) => void) => void} */
  const each = (visit) => {
    for (let row = 0; row < rows.length; row++) {
      for (let i = 0; i < size; i++) visit(x[rows[row] * size + i], i % wide)
    }
  }
  each((value, channel) => (mean[channel] += value / count))
  each((value, channel) => (square[channel] += (value - mean[channel]) ** 2 / count))
  const deviation = square.map((one, channel) => {
    const isSame = Math.sqrt(one) <= 1e-6 * Math.abs(mean[channel])
    return isSame ? 1 : Math.sqrt(one)
  })
  return { mean: mean.map(Math.fround), deviation } // to 32 bits, as Keras keeps it
}

/**
 * A scaled copy of one example, or of many.
 * @param {Numbers} x
 * @param {Scaling | undefined} scaling undefined: as they are
 */
export function applyScaling(x, scaling) {
  const scaled = numbers(x)
  if (!scaling) return scaled
  const { mean, deviation } = scaling
  const wide = mean.length
  for (let i = 0; i < x.length; i++) scaled[i] = (x[i] - mean[i % wide]) / deviation[i % wide]
  return scaled
}
