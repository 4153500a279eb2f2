// Embedding: each whole number, such as that of a word, has a row of learned numbers of its own.
import { Layer } from "./layer.js"
import { fail, REQUIRED } from "./options.js"
import { NOTHING, Tensor } from "./tensor.js"

/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Shape } from "./tensor.js" */

/**
 * Inputs (…), whole numbers from 0 and below input_dim; outputs (…, output_dim). Weight:
 * embeddings (input_dim, output_dim). Whole numbers have no gradient, so none goes back. With Adam,
 * Keras on TensorFlow squares the gradient of each occurrence in a batch by itself; here, as with
 * all other weights, that of their sum.
 */
export class Embedding extends Layer {
  static options = {
    input_dim: REQUIRED,
    output_dim: REQUIRED,
    embeddings_initializer: "random_uniform",
  }

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input)
    const { input_dim, output_dim, embeddings_initializer } = this.options
    const shape = [input_dim, output_dim]
    this.output = [...input, output_dim]
    this.embeddings = this.addWeight("embeddings", shape, embeddings_initializer, random)
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    const { input_dim, output_dim } = this.options
    const rows = this.embeddings.value
    const y = new Tensor([...x.shape, output_dim])
    this.x = x
    x.data.forEach((/** @type {number} */ row, /** @type {number} */ i) => {
      if (!(Number.isInteger(row) && row >= 0 && row < input_dim)) {
        fail(`knows whole numbers from 0 to ${input_dim - 1}, not ${row}`)
      }
      y.data.set(rows.subarray(row * output_dim, (row + 1) * output_dim), i * output_dim)
    })
    return y
  }

  /** @type {Layer["backward"]} */
  backward(dy) {
    const { output_dim } = this.options
    const { gradient } = this.embeddings
    for (let i = 0; i < dy.data.length; i++) {
      const row = this.x.data[Math.floor(i / output_dim)]
      gradient[row * output_dim + (i % output_dim)] += dy.data[i]
    }
    return NOTHING
  }
}
