// Pooling: windows of a picture become one pixel each.
import { Layer } from "./layer.js"
import { pair, REQUIRED } from "./options.js"
import { NOTHING, sizeOf, Tensor } from "./tensor.js"
import { grid, mustBePicture } from "./windows.js"

/** @import { Options } from "./options.js" */
/** @import { Shape } from "./tensor.js" */
/** @import { Span } from "./windows.js" */

/** What both kinds of pooling have in common. Inputs: (height, width, channels). */
class Pooling extends Layer {
  /** @type {Options} */
  static options = { pool_size: 2, strides: null, padding: "valid" }

  /**
   * @param {Options} given
   * @param {Shape} input
   */
  constructor(given, input) {
    super(given, input)
    const { pool_size, strides, padding } = this.options
    this.windows = grid(input, pair(pool_size), pair(strides ?? pool_size), padding)
    this.output = [this.windows.down.length, this.windows.right.length, input[2]]
  }

  /**
   * Goes through the windows of all examples. Numbers of the output follow each other, so `to`
   * is where those of the channels of this window begin; `from` is where the example begins.
   * @param {number} examples
   * @param {(rows: Span, columns: Span, from: number, to: number) => void} visit
   */
  pool(examples, visit) {
    const size = sizeOf(this.input)
    let to = 0
    for (let from = 0; from < examples * size; from += size) {
      for (const rows of this.windows.down) {
        for (const columns of this.windows.right) {
          visit(rows, columns, from, to)
          to += this.input[2]
        }
      }
    }
  }
}

/** The largest number of each window, for each channel. */
export class MaxPooling2D extends Pooling {
  /** Where the last forward pass found each largest number. */
  found = new Int32Array(0)

  /** @type {Layer["forward"]} */
  forward(x) {
    const [, width, channels] = this.input
    const y = new Tensor([x.shape[0], ...this.output])
    const found = (this.found = new Int32Array(y.data.length))
    this.x = x
    this.pool(x.shape[0], (rows, columns, from, to) => {
      for (let channel = 0; channel < channels; channel++) {
        let [most, where] = [-Infinity, -1]
        for (let row = rows.start; row < rows.end; row++) {
          for (let column = columns.start; column < columns.end; column++) {
            const at = from + (row * width + column) * channels + channel
            if (x.data[at] > most || where < 0) [most, where] = [x.data[at], at]
          }
        }
        y.data[to + channel] = most
        found[to + channel] = where
      }
    })
    return y
  }

  /** The winner gets all of the gradient. @type {Layer["backward"]} */
  backward(dy, wanted = true) {
    if (!wanted) return NOTHING
    const dx = new Tensor(this.x.shape)
    for (let i = 0; i < dy.data.length; i++) dx.data[this.found[i]] += dy.data[i]
    return dx
  }
}

/** The mean of each window, for each channel; what lies beyond the edge does not count. */
export class AveragePooling2D extends Pooling {
  /** @type {Options} */
  static options = { ...Pooling.options, pool_size: REQUIRED }

  /** @type {Layer["forward"]} */
  forward(x) {
    const [, width, channels] = this.input
    const y = new Tensor([x.shape[0], ...this.output])
    this.x = x
    this.pool(x.shape[0], (rows, columns, from, to) => {
      const share = 1 / ((rows.end - rows.start) * (columns.end - columns.start))
      for (let row = rows.start; row < rows.end; row++) {
        for (let column = columns.start; column < columns.end; column++) {
          const at = from + (row * width + column) * channels
          for (let c = 0; c < channels; c++) y.data[to + c] += x.data[at + c] * share
        }
      }
    })
    return y
  }

  /** Each pixel gets its share of the gradient. @type {Layer["backward"]} */
  backward(dy, wanted = true) {
    if (!wanted) return NOTHING
    const [, width, channels] = this.input
    const dx = new Tensor(this.x.shape)
    this.pool(dy.shape[0], (rows, columns, from, to) => {
      const share = 1 / ((rows.end - rows.start) * (columns.end - columns.start))
      for (let row = rows.start; row < rows.end; row++) {
        for (let column = columns.start; column < columns.end; column++) {
          const at = from + (row * width + column) * channels
          for (let c = 0; c < channels; c++) dx.data[at + c] += dy.data[to + c] * share
        }
      }
    })
    return dx
  }
}

/** The mean of each channel over the whole picture: (height, width, channels) to (channels). */
export class GlobalAveragePooling2D extends Layer {
  /**
   * @param {Options} given
   * @param {Shape} input
   */
  constructor(given, input) {
    super(given, input)
    mustBePicture(input)
    this.output = [input[2]]
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    const [size, channels] = [sizeOf(this.input), this.input[2]]
    const y = new Tensor([x.shape[0], channels])
    this.x = x
    for (let i = 0; i < x.data.length; i++) {
      y.data[Math.floor(i / size) * channels + (i % channels)] += (x.data[i] * channels) / size
    }
    return y
  }

  /** @type {Layer["backward"]} */
  backward(dy) {
    const [size, channels] = [sizeOf(this.input), this.input[2]]
    const dx = new Tensor(this.x.shape)
    for (let i = 0; i < dx.data.length; i++) {
      const d = dy.data[Math.floor(i / size) * channels + (i % channels)]
      dx.data[i] = (d * channels) / size
    }
    return dx
  }
}
