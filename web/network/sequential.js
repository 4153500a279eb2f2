// A network: layers one after the other, as Keras's Sequential.
import { fail, lookUp, named, told } from "./options.js"
import { Random } from "./random.js"
import { isSame } from "./tensor.js"

/** @import { Layer, Weight } from "./layer.js" */
/** @import { Options } from "./options.js" */
/** @import { Numbers, Shape, Tensor } from "./tensor.js" */
/**
 * A network in JSON. Layers have Keras's class names for types and Keras's names for options:
 * { input_shape: [25], layers: [{ type: "Dense", units: 5, activation: "softmax" }] }
 * @typedef {object} Description
 * @property {Shape} input_shape the shape of one example
 * @property {({ type: string } & Options)[]} layers
 */

/**
 * Kinds of layers by the names of their classes, such as { Dense }; layers.js has all.
 * @typedef {Record<string, new (given: Options, input: Shape, random: Random) => Layer>} Kinds
 */

/** Layers one after the other: what it answers, and its weights. Training is in training.js. */
export class Sequential {
  /**
   * @param {Description} description
   * @param {Kinds} kinds of layers that the description may name
   * @param {{ seed?: number }} [chance] the seed of the first weights, of
   * dropout, and of the order of examples
   * @throws {NetworkError} for layers and options that are unknown, and layers that cannot be
   * joined; the message names the layer by its place, from 0
   */
  constructor(description, kinds, { seed = 0 } = {}) {
    const { input_shape: input, layers } = description ?? {}
    const isShape =
      Array.isArray(input) && input.every((size) => Number.isInteger(size) && size > 0)
    if (!isShape || !input.length) fail("input_shape must be a list of whole numbers from 1")
    if (!Array.isArray(layers) || !layers.length) fail("layers must be a list with a layer in it")
    this.description = description
    this.random = new Random(seed)
    this.input = input
    /** @type {Shape} The shape of the answer to one example. */
    this.output = input
    /** @type {Layer[]} */
    this.layers = []
    /** @type {string[]} What messages call each layer. */
    this.places = []
    for (const [number, described] of layers.entries()) {
      const { type, ...options } = described ?? {}
      const where = `layers[${number}] (${type})`
      const Kind = lookUp(kinds, type, `the type ${told(type)} of layers[${number}]`)
      /** @type {Layer} */
      const layer = named(where, () => new Kind(options, this.output, this.random))
      this.layers.push(layer)
      this.places.push(where)
      this.output = layer.output
    }
    /** @type {Weight[]} In the order of Keras's get_weights(). */
    this.weights = this.layers.flatMap((layer) => layer.weights)
  }

  /** How many numbers the weights hold, and how many of these are learned. */
  countParams() {
    /** @type {(weights: Weight[]) => number} */
    const count = (weights) => weights.reduce((sum, { value }) => sum + value.length, 0)
    return { total: count(this.weights), trainable: count(this.weights.filter((w) => w.trainable)) }
  }

  /** @returns {Numbers[]} Copies of all weights, in the order of Keras's get_weights(). */
  getWeights() {
    return this.weights.map((weight) => weight.value.slice())
  }

  /**
   * @param {ArrayLike<number>[]} arrays as Keras's get_weights() gives them, each row by row
   * @throws {NetworkError} if there are more or fewer arrays, or numbers in one
   */
  setWeights(arrays) {
    if (arrays.length !== this.weights.length) {
      fail(`${arrays.length} arrays of weights were given, but there are ${this.weights.length}`)
    }
    this.weights.forEach(({ name, shape, value }, place) => {
      const count = arrays[place].length
      if (count !== value.length) {
        fail(`weights[${place}] (${name}) has the shape [${shape}], not ${count} numbers`)
      }
    })
    this.weights.forEach(({ value }, place) => value.set(arrays[place]))
  }

  /**
   * The answers of every layer, the last ones being those of the network.
   * @param {Tensor} x of the shape (examples, ...input)
   * @param {boolean} training see Layer.forward
   * @returns {Tensor[]}
   * @throws {NetworkError} if the shape is another
   */
  outputs(x, training = false) {
    if (!isSame(x.shape, [x.shape[0], ...this.input])) {
      fail(`the network takes examples of the shape [${this.input}], not [${x.shape.slice(1)}]`)
    }
    let answers = x
    return this.layers.map((layer, number) => {
      answers = named(this.places[number], () => layer.forward(answers, training))
      return answers
    })
  }

  /**
   * The network's answers.
   * @param {Tensor} x of the shape (examples, ...input)
   * @returns {Tensor} of the shape (examples, ...output)
   */
  predict(x, training = false) {
    return this.outputs(x, training)[this.layers.length - 1]
  }
}
