// Normalization: numbers get the mean 0 and the variance 1 within their group, then a learned
// scale (gamma) and shift (beta) for each channel. The two layers differ in what a group is.
import { Layer } from "./layer.js"
import { Tensor } from "./tensor.js"

/** @import { Weight } from "./layer.js" */
/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Shape } from "./tensor.js" */

/** What both layers have in common. Inputs of any shape keep it; the last axis is the channels. */
class Normalization extends Layer {
  /** @type {Options} */
  static options = {
    epsilon: 1e-3,
    center: true,
    scale: true,
    gamma_initializer: "ones",
    beta_initializer: "zeros",
  }

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input)
    const { scale, center, gamma_initializer, beta_initializer } = this.options
    this.wide = input[input.length - 1]
    this.gamma = scale ? this.addWeight("gamma", [this.wide], gamma_initializer, random) : null
    this.beta = center ? this.addWeight("beta", [this.wide], beta_initializer, random) : null
    /** How many numbers a group has in the last forward pass. */
    this.members = 0
    /** Those numbers, with the mean 0 and the variance 1. */
    this.normal = this.x
    /** One by the standard deviation of each group. */
    this.scales = new Float64Array(0)
  }

  /** The group of the number at this place. @param {number} at @returns {number} */
  group(at) {
    return at
  }

  /**
   * The mean and the variance of each group.
   * @param {Tensor} x
   * @param {number} groups how many there are
   */
  moments({ data }, groups) {
    const [mean, variance] = [new Float64Array(groups), new Float64Array(groups)]
    this.members = data.length / groups
    for (let at = 0; at < data.length; at++) mean[this.group(at)] += data[at] / this.members
    for (let at = 0; at < data.length; at++) {
      const away = data[at] - mean[this.group(at)]
      variance[this.group(at)] += (away * away) / this.members
    }
    return { mean, variance }
  }

  /**
   * @param {Tensor} x
   * @param {ArrayLike<number>} mean of each group
   * @param {ArrayLike<number>} variance of each group
   */
  normalize(x, mean, variance) {
    const { wide, gamma, beta } = this
    const scales = Float64Array.from(variance, (one) => 1 / Math.sqrt(one + this.options.epsilon))
    const [normal, y] = [new Tensor(x.shape), new Tensor(x.shape)]
    for (let at = 0; at < x.data.length; at++) {
      const [group, channel] = [this.group(at), at % wide]
      normal.data[at] = (x.data[at] - mean[group]) * scales[group]
      y.data[at] = normal.data[at] * (gamma?.value[channel] ?? 1) + (beta?.value[channel] ?? 0)
    }
    this.scales = scales
    this.normal = normal
    return y
  }

  /**
   * Each number has moved the mean and the variance of its group, so both take their part off.
   * @type {Layer["backward"]}
   */
  backward(dy) {
    const { wide, gamma, beta, normal, scales, members } = this
    const [mean, along] = [new Float64Array(scales.length), new Float64Array(scales.length)]
    const dx = new Tensor(dy.shape)
    for (let at = 0; at < dy.data.length; at++) {
      const [group, channel, d, n] = [this.group(at), at % wide, dy.data[at], normal.data[at]]
      if (gamma) gamma.gradient[channel] += d * n
      if (beta) beta.gradient[channel] += d
      dx.data[at] = d * (gamma?.value[channel] ?? 1)
      mean[group] += dx.data[at] / members
      along[group] += (dx.data[at] * n) / members
    }
    for (let at = 0; at < dy.data.length; at++) {
      const group = this.group(at)
      dx.data[at] = scales[group] * (dx.data[at] - mean[group] - normal.data[at] * along[group])
    }
    return dx
  }
}

/**
 * A group is one channel, over all examples of the batch. Apart from training, the means and
 * variances of training are used, which have been averaged as they came.
 */
export class BatchNormalization extends Normalization {
  /** @type {Options} */
  static options = {
    momentum: 0.99,
    ...Normalization.options,
    moving_mean_initializer: "zeros",
    moving_variance_initializer: "ones",
  }

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input, random)
    /** @type {(name: string) => Weight} */
    const moving = (name) =>
      this.addWeight(name, [this.wide], this.options[`${name}_initializer`], random, false)
    this.mean = moving("moving_mean")
    this.variance = moving("moving_variance")
  }

  /** @param {number} at */
  group(at) {
    return at % this.wide
  }

  /** @type {Layer["forward"]} */
  forward(x, training) {
    if (!training) return this.normalize(x, this.mean.value, this.variance.value)
    const { momentum } = this.options
    const { mean, variance } = this.moments(x, this.wide)
    for (let c = 0; c < this.wide; c++) {
      this.mean.value[c] += (1 - momentum) * (mean[c] - this.mean.value[c])
      this.variance.value[c] += (1 - momentum) * (variance[c] - this.variance.value[c])
    }
    return this.normalize(x, mean, variance)
  }
}

/** A group is all channels of one example, at one place: the batch plays no part. */
export class LayerNormalization extends Normalization {
  /** @param {number} at */
  group(at) {
    return Math.floor(at / this.wide)
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    const { mean, variance } = this.moments(x, x.data.length / this.wide)
    return this.normalize(x, mean, variance)
  }
}
