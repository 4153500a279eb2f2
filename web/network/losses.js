// Losses: how wrong answers are, as one number, and its gradient. The two cross-entropies start
// at the sums below softmax or sigmoid, as Keras does: no logarithm of a 0 can occur there.
import { fail } from "./options.js"
import { isSame, NOTHING, reused, Tensor } from "./tensor.js"

/** What losses have in common. Each is a mean over all rows of a batch. */
class Loss {
  /**
   * The activation whose sums the loss starts at; if "", it starts at the network's answers.
   * @type {string}
   */
  static start = ""
  /** What the last forward pass was given. */
  sums = NOTHING
  targets = NOTHING
  /** What the last way back gave, to be filled anew by the next one. */
  d = NOTHING

  /**
   * The loss of a batch.
   * @param {Tensor} sums or answers, see `start`
   * @param {Tensor} targets what the answers should be; of the same shape
   * @returns {number}
   * @throws {NetworkError} if the shapes differ
   */
  forward(sums, targets) {
    if (!isSame(sums.shape, targets.shape)) {
      fail(`the targets have the shape [${targets.shape}], the answers [${sums.shape}]`)
    }
    this.sums = sums
    this.targets = targets
    let total = 0
    for (let row = 0; row < sums.data.length; row += sums.wide) total += this.row(row, sums.wide)
    return (total * sums.wide) / sums.data.length
  }

  /**
   * The loss of one row.
   * @param {number} row where it begins
   * @param {number} wide how many sums it has
   * @returns {number}
   */
  row(row, wide) {
    return 0
  }

  /** Where the gradient goes; of the shape of the sums. */
  room() {
    this.d = reused(this.d, this.sums.shape)
    return this.d
  }

  /** The gradient of the last loss by its sums, or answers; of their shape. */
  backward() {
    return this.sums
  }
}

/** The mean square of what the answers are off by. */
export class MeanSquaredError extends Loss {
  /** @type {Loss["row"]} */
  row(row, wide) {
    let total = 0
    for (let i = row; i < row + wide; i++) total += (this.sums.data[i] - this.targets.data[i]) ** 2
    return total / wide
  }

  backward() {
    const { sums, targets } = this
    const d = this.room()
    const count = sums.data.length
    for (let i = 0; i < count; i++) d.data[i] = (2 * (sums.data[i] - targets.data[i])) / count
    return d
  }
}

/**
 * Minus the logarithm of the share that softmax gives to the right class. The logarithm of the
 * total of all powers of e (log-sum-exp) is taken with the largest sum set apart. The targets of a
 * row are shares too: they must add up to 1.
 */
export class CategoricalCrossentropy extends Loss {
  static start = "softmax"

  /** @param {number} row @param {number} wide */
  logTotal(row, wide) {
    const z = this.sums.data
    let [most, total] = [-Infinity, 0]
    for (let i = row; i < row + wide; i++) most = Math.max(most, z[i])
    for (let i = row; i < row + wide; i++) total += Math.exp(z[i] - most)
    return most + Math.log(total)
  }

  /** @type {Loss["row"]} */
  row(row, wide) {
    const log = this.logTotal(row, wide)
    let loss = 0
    for (let i = row; i < row + wide; i++) loss += this.targets.data[i] * (log - this.sums.data[i])
    return loss
  }

  /** The shares minus the targets. */
  backward() {
    const { sums, targets } = this
    const d = this.room()
    const [wide, rows] = [sums.wide, sums.data.length / sums.wide]
    for (let row = 0; row < sums.data.length; row += wide) {
      const log = this.logTotal(row, wide)
      for (let i = row; i < row + wide; i++) {
        d.data[i] = (Math.exp(sums.data[i] - log) - targets.data[i]) / rows
      }
    }
    return d
  }
}

/**
 * Minus the logarithm of the share that sigmoid gives to the truth, yes (1) or no (0); the mean of
 * all answers.
 */
export class BinaryCrossentropy extends Loss {
  static start = "sigmoid"

  /** @type {Loss["row"]} */
  row(row, wide) {
    let loss = 0
    for (let i = row; i < row + wide; i++) {
      const z = this.sums.data[i]
      loss += Math.max(z, 0) - z * this.targets.data[i] + Math.log1p(Math.exp(-Math.abs(z)))
    }
    return loss / wide
  }

  /** The shares minus the targets. */
  backward() {
    const { sums, targets } = this
    const d = this.room()
    const count = sums.data.length
    for (let i = 0; i < count; i++) {
      d.data[i] = (1 / (1 + Math.exp(-sums.data[i])) - targets.data[i]) / count
    }
    return d
  }
}

/** By the names that Keras's compile knows. */
export const LOSSES = {
  mse: MeanSquaredError,
  mean_squared_error: MeanSquaredError,
  categorical_crossentropy: CategoricalCrossentropy,
  binary_crossentropy: BinaryCrossentropy,
}

/**
 * Targets for a network with a neuron for each class: a 1 at the right one, else 0.
 * @param {ArrayLike<number>} labels the right classes, from 0
 * @param {number} classes how many there are
 * @returns {Tensor} of the shape (labels, classes)
 */
export function oneHot(labels, classes) {
  const targets = new Tensor([labels.length, classes])
  for (let i = 0; i < labels.length; i++) targets.data[i * classes + labels[i]] = 1
  return targets
}
