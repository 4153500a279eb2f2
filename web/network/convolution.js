// Convolution: one small dense layer looks through a window at every place of a picture.
import { Activation } from "./activations.js"
import { Layer } from "./layer.js"
import { pair, REQUIRED } from "./options.js"
import { addProduct, addRows, NOTHING, setRows } from "./tensor.js"
import { sizeOf, Tensor, transposed, zeros } from "./tensor.js"
import { grid } from "./windows.js"

/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Numbers, Shape } from "./tensor.js" */

/**
 * Inputs (height, width, channels). Weights: kernel (rows, columns, channels, filters), bias
 * (filters). What each window sees is laid out as a row, so that the rest is a dense layer.
 */
export class Conv2D extends Layer {
  static options = {
    filters: REQUIRED,
    kernel_size: REQUIRED,
    strides: 1,
    padding: "valid",
    activation: "linear",
    use_bias: true,
    kernel_initializer: "glorot_uniform",
    bias_initializer: "zeros",
  }

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input)
    const { filters, strides, padding, activation, use_bias, ...more } = this.options
    const size = pair(more.kernel_size)
    this.windows = grid(input, size, pair(strides), padding)
    this.output = [this.windows.down.length, this.windows.right.length, filters]
    const shape = [...size, input[2], filters]
    this.kernel = this.addWeight("kernel", shape, more.kernel_initializer, random)
    this.bias = use_bias ? this.addWeight("bias", [filters], more.bias_initializer, random) : null
    this.activation = new Activation({ activation }, this.output)
    this.sums = NOTHING
    /** How many places the window has, how many numbers it sees, and what it sees at each place. */
    this.places = this.output[0] * this.output[1]
    this.seen = size[0] * size[1] * input[2]
    this.view = zeros(random ? this.places * this.seen : 0)
  }

  /**
   * Goes through all that the windows see, run by run of neighboring numbers: from `pixel` of the
   * picture, to `spot` of the view. The view stays 0 where a window looks beyond the edge.
   * @param {(pixel: number, spot: number, length: number) => void} visit
   */
  look(visit) {
    const [, width, channels] = this.input
    const across = pair(this.options.kernel_size)[1] * channels
    let place = 0
    for (const rows of this.windows.down) {
      for (const columns of this.windows.right) {
        const length = (columns.end - columns.start) * channels
        let spot = place++ * this.seen + rows.skipped * across + columns.skipped * channels
        for (let row = rows.start; row < rows.end; row++, spot += across) {
          visit((row * width + columns.start) * channels, spot, length)
        }
      }
    }
  }

  /**
   * The part of a batch that belongs to one example.
   * @param {Tensor} tensor
   * @param {number} example
   */
  part({ shape, data }, example) {
    const size = sizeOf(shape.slice(1))
    return data.subarray(example * size, (example + 1) * size)
  }

  /** @param {Numbers} picture what `view` is to show */
  lookAt(picture) {
    const { view } = this
    this.look((pixel, spot, length) => {
      for (let i = 0; i < length; i++) view[spot + i] = picture[pixel + i]
    })
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    const { view, kernel, bias, places, seen, options } = this
    this.x = x
    this.sums = new Tensor([x.shape[0], ...this.output])
    if (bias) setRows(this.sums.data, bias.value)
    for (let example = 0; example < x.shape[0]; example++) {
      this.lookAt(this.part(x, example))
      addProduct(view, kernel.value, this.part(this.sums, example), places, seen, options.filters)
    }
    return this.activation.forward(this.sums, true)
  }

  /** @type {Layer["backward"]} */
  backward(dy, wanted) {
    return this.backwardSums(this.activation.backward(dy), wanted)
  }

  /**
   * The way back from the sums, as in a dense layer; a pixel that several windows have seen gets
   * a gradient from each.
   * @type {Layer["backward"]}
   */
  backwardSums(dz, wanted = true) {
    const { x, view, kernel, bias, places, seen, options } = this
    if (bias) addRows(dz.data, bias.gradient)
    const dx = wanted ? new Tensor(x.shape) : NOTHING
    const weights = transposed(kernel.value, seen, options.filters)
    const back = zeros(wanted ? view.length : 0) // the gradient of the view
    for (let example = 0; example < x.shape[0]; example++) {
      const up = this.part(dz, example)
      this.lookAt(this.part(x, example))
      const turned = transposed(view, places, seen)
      addProduct(turned, up, kernel.gradient, seen, places, options.filters)
      if (!wanted) continue
      const down = this.part(dx, example)
      addProduct(up, weights, back.fill(0), places, options.filters, seen)
      this.look((pixel, spot, length) => {
        for (let i = 0; i < length; i++) down[pixel + i] += back[spot + i]
      })
    }
    return dx
  }
}
