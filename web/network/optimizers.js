// Optimizers: how far, and which way, each weight goes after a batch.
import { fail, read } from "./options.js"
import { zeros } from "./tensor.js"

/** @import { Options } from "./options.js" */
/** @import { Weight } from "./layer.js" */
/** @import { Numbers } from "./tensor.js" */

/** What optimizers have in common: the limit to how long a gradient may be. */
class Optimizer {
  /** @type {Options} Each option of the optimizer, and its default. */
  static options = {}

  /**
   * @param {Options} given
   * @throws {NetworkError} for options that are wrong
   */
  constructor(given = {}) {
    /** @type {Options} They may be changed between steps: the learning rate by a schedule. */
    this.options = read(given, new.target.options)
    /** How many steps have been made. */
    this.steps = 0
    /** @type {Map<Weight, Numbers[]>} What is kept of each weight from step to step. */
    this.kept = new Map()
    const { clipnorm, global_clipnorm } = this.options
    if (clipnorm && global_clipnorm) fail("can have clipnorm or global_clipnorm, not both")
  }

  /**
   * What is kept of a weight: so many arrays, which are 0 at first.
   * @param {Weight} weight
   * @param {number} count
   */
  keep(weight, count) {
    const found = this.kept.get(weight)
    if (found) return found
    const made = Array.from({ length: count }, () => zeros(weight.value.length))
    this.kept.set(weight, made)
    return made
  }

  /**
   * One step along the gradients, which the layers have left in the weights.
   * @param {Weight[]} weights
   */
  step(weights) {
    const learned = weights.filter((weight) => weight.trainable)
    this.steps++
    this.clip(learned)
    for (const weight of learned) this.update(weight)
  }

  /**
   * Shortens gradients that are longer than allowed: each by itself, or all by the same factor.
   * @param {Weight[]} weights
   */
  clip(weights) {
    const { clipnorm, global_clipnorm } = this.options
    if (clipnorm) for (const { gradient } of weights) shorten([gradient], clipnorm)
    const all = weights.map((weight) => weight.gradient)
    if (global_clipnorm) shorten(all, global_clipnorm)
  }

  /** @param {Weight} weight */
  update(weight) {}
}

/**
 * Shortens arrays, taken as one long one, to a length of at most `limit`.
 * @param {Numbers[]} arrays
 * @param {number} limit
 */
function shorten(arrays, limit) {
  let squares = 0
  for (const array of arrays) for (let i = 0; i < array.length; i++) squares += array[i] ** 2
  const factor = limit / Math.sqrt(squares)
  if (!(factor < 1)) return
  for (const array of arrays) for (let i = 0; i < array.length; i++) array[i] *= factor
}

const CLIP = { clipnorm: null, global_clipnorm: null }

/**
 * Stochastic gradient descent. With momentum, the speed of each weight lasts and the gradient
 * changes it; with nesterov, the weight goes where it will have rolled to.
 */
export class SGD extends Optimizer {
  static options = { learning_rate: 0.01, momentum: 0, nesterov: false, ...CLIP }

  /** @type {Optimizer["update"]} */
  update(weight) {
    const { learning_rate: rate, momentum, nesterov } = this.options
    const { value, gradient } = weight
    if (!momentum) {
      for (let i = 0; i < value.length; i++) value[i] -= rate * gradient[i]
      return
    }
    const [speed] = this.keep(weight, 1)
    for (let i = 0; i < value.length; i++) {
      const push = -rate * gradient[i]
      speed[i] = momentum * speed[i] + push
      value[i] += nesterov ? momentum * speed[i] + push : speed[i]
    }
  }
}

/**
 * Adam (Kingma and Ba, 2014): steps of about the learning rate, whatever the gradient's size. It
 * keeps a moving mean of each gradient and of its square; both start at 0, which is made up for.
 */
export class Adam extends Optimizer {
  static options = { learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, ...CLIP }

  /** @type {Optimizer["update"]} */
  update(weight) {
    const { learning_rate, beta_1, beta_2, epsilon } = this.options
    const { value, gradient } = weight
    const [mean, square] = this.keep(weight, 2)
    const early = Math.sqrt(1 - beta_2 ** this.steps) / (1 - beta_1 ** this.steps)
    const rate = learning_rate * early
    for (let i = 0; i < value.length; i++) {
      mean[i] += (1 - beta_1) * (gradient[i] - mean[i])
      square[i] += (1 - beta_2) * (gradient[i] * gradient[i] - square[i])
      value[i] -= (rate * mean[i]) / (Math.sqrt(square[i]) + epsilon)
    }
  }
}

/** By Keras's class names. */
export const OPTIMIZERS = { SGD, Adam }
