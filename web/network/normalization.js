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

  /** Whether a group is a channel; if not, it is a row: all channels at one place. */
  get isByChannel() {
    return false
  }

  /**
   * The mean and the variance of each group.
   * @param {Tensor} x
   * @param {number} groups how many there are
   */
  moments({ data }, groups) {
    const [mean, variance] = [new Float64Array(groups), new Float64Array(groups)]
    this.members = data.length / groups
    const { wide, isByChannel } = this
    for (let row = 0, at = 0; at < data.length; row++) {
      for (let channel = 0; channel < wide; channel++, at++) {
        mean[isByChannel ? channel : row] += data[at]
      }
    }
    mean.forEach((sum, group) => (mean[group] = sum / this.members))
    for (let row = 0, at = 0; at < data.length; row++) {
      for (let channel = 0; channel < wide; channel++, at++) {
        const group = isByChannel ? channel : row
        variance[group] += (data[at] - mean[group]) ** 2
      }
    }
    variance.forEach((sum, group) => (variance[group] = sum / this.members))
    return { mean, variance }
  }

  /**
   * @param {Tensor} x
   * @param {ArrayLike<number>} mean of each group
   * @param {ArrayLike<number>} variance of each group
   */
  normalize(x, mean, variance) {
    const { wide, isByChannel } = this
    const [gamma, beta] = [this.gamma?.value, this.beta?.value]
    const scales = Float64Array.from(variance, (one) => 1 / Math.sqrt(one + this.options.epsilon))
    const [normal, y] = [new Tensor(x.shape), new Tensor(x.shape)]
    for (let row = 0, at = 0; at < x.data.length; row++) {
      for (let channel = 0; channel < wide; channel++, at++) {
        const group = isByChannel ? channel : row
        const value = (x.data[at] - mean[group]) * scales[group]
        normal.data[at] = value
        y.data[at] = value * (gamma ? gamma[channel] : 1) + (beta ? beta[channel] : 0)
      }
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
    const { wide, isByChannel, gamma, beta, scales, members } = this
    const normal = this.normal.data
    const [sums, along] = [new Float64Array(scales.length), new Float64Array(scales.length)]
    const dx = new Tensor(dy.shape)
    for (let row = 0, at = 0; at < normal.length; row++) {
      for (let channel = 0; channel < wide; channel++, at++) {
        const group = isByChannel ? channel : row
        const d = dy.data[at]
        if (gamma) gamma.gradient[channel] += d * normal[at]
        if (beta) beta.gradient[channel] += d
        const dNormal = gamma ? d * gamma.value[channel] : d
        dx.data[at] = dNormal
        sums[group] += dNormal
        along[group] += dNormal * normal[at]
      }
    }
    for (let row = 0, at = 0; at < normal.length; row++) {
      for (let channel = 0; channel < wide; channel++, at++) {
        const group = isByChannel ? channel : row
        const part = (sums[group] + normal[at] * along[group]) / members
        dx.data[at] = scales[group] * (dx.data[at] - part)
      }
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

  get isByChannel() {
    return true
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
  /** @type {Layer["forward"]} */
  forward(x) {
    const { mean, variance } = this.moments(x, x.data.length / this.wide)
    return this.normalize(x, mean, variance)
  }
}
