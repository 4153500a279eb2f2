// What all layers have in common.
import { INITIALIZERS } from "./initializers.js"
import { read } from "./options.js"
import { NOTHING, sizeOf, zeros } from "./tensor.js"

/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Numbers, Shape, Tensor } from "./tensor.js" */
/**
 * Numbers that a layer learns, or keeps.
 * @typedef {object} Weight
 * @property {string} name
 * @property {Shape} shape
 * @property {Numbers} value row by row
 * @property {Numbers} gradient how much the loss grows with each value; backward adds to it
 * @property {boolean} trainable whether an optimizer changes it
 */

/**
 * A layer: `forward` makes outputs of inputs, `backward` gradients of gradients. Both take and
 * give one tensor for many examples; `dy` stands for the gradient of the loss by the outputs, `dx`
 * for that by the inputs.
 */
export class Layer {
  /** @type {Options} Each option of the layer, and its default. */
  static options = {}

  /**
   * @param {Options} given
   * @param {Shape} input the shape of one example
   * @throws {NetworkError} for options that are wrong, or an input that the layer cannot take
   */
  constructor(given, input) {
    /** @type {Options} */
    this.options = read(given, new.target.options)
    this.input = input
    /** The shape of the answer to one example. */
    this.output = input
    /** @type {Weight[]} In the order of Keras's get_weights(). */
    this.weights = []
    /** What the last forward pass was given. */
    this.x = NOTHING
  }

  /**
   * A new weight, filled as its initializer says.
   * @param {string} name
   * @param {Shape} shape
   * @param {string} initializer
   * @param {Random | null} random without it the weight is planned only: it has no numbers
   */
  addWeight(name, shape, initializer, random, trainable = true) {
    const size = random ? sizeOf(shape) : 0
    /** @type {Weight} */
    const weight = { name, shape, value: zeros(size), gradient: zeros(size), trainable }
    if (random) INITIALIZERS[initializer](weight.value, shape, random)
    this.weights.push(weight)
    return weight
  }

  /**
   * The outputs for a batch of inputs. What backward will need is kept.
   * @param {Tensor} x of the shape (examples, ...input)
   * @param {boolean} training whether this is a step of training: dropout and batch normalization
   * work in another way then
   * @returns {Tensor} of the shape (examples, ...output)
   */
  forward(x, training) {
    return x
  }

  /**
   * The way back: adds to the gradient of each weight, and returns that of the inputs. It belongs
   * to the last forward pass, which must have been one of training.
   * @param {Tensor} dy the gradient of the outputs, of their shape
   * @param {boolean} wanted whether the gradient of the inputs is needed; if not, NOTHING is given
   * @returns {Tensor} the gradient of the inputs, of their shape
   */
  backward(dy, wanted = true) {
    return dy
  }
}
