// Dropout: in training, some inputs are left out by chance.
import { Layer } from "./layer.js"
import { REQUIRED } from "./options.js"
import { sizeOf, Tensor } from "./tensor.js"
import { mustBePicture } from "./windows.js"

/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Shape } from "./tensor.js" */

/**
 * Leaves out a share `rate` of the inputs; the others grow, so that sums stay what they are on
 * average. It draws from the network's own random numbers.
 */
export class Dropout extends Layer {
  static options = { rate: REQUIRED }

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input)
    this.random = random
    /** What each input was multiplied by: 0, or more than 1. */
    this.mask = this.x
  }

  /** @type {Layer["forward"]} */
  forward(x, training) {
    if (!training) return x
    this.mask = this.draw(x.shape)
    return this.masked(x)
  }

  /** @type {Layer["backward"]} */
  backward(dy) {
    return this.masked(dy)
  }

  /** A factor for each input. @param {Shape} shape */
  draw(shape) {
    const mask = new Tensor(shape)
    for (let i = 0; i < mask.data.length; i++) mask.data[i] = this.factor()
    return mask
  }

  factor() {
    const { rate } = this.options
    return this.random.uniform() < rate ? 0 : 1 / (1 - rate)
  }

  /** @param {Tensor} tensor */
  masked({ shape, data }) {
    const some = new Tensor(shape)
    for (let i = 0; i < data.length; i++) some.data[i] = data[i] * this.mask.data[i]
    return some
  }
}

/** Leaves out whole channels of pictures (height, width, channels). */
export class SpatialDropout2D extends Dropout {
  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input, random)
    mustBePicture(input)
  }

  /** A factor for each channel of each example. @param {Shape} shape */
  draw(shape) {
    const mask = new Tensor(shape)
    const [size, channels] = [sizeOf(this.input), this.input[2]]
    for (let from = 0; from < mask.data.length; from += size) {
      for (let c = 0; c < channels; c++) mask.data[from + c] = this.factor()
      for (let i = channels; i < size; i++) mask.data[from + i] = mask.data[from + i - channels]
    }
    return mask
  }
}
