// Dense layers: every neuron sees every input. And the layer that makes pictures flat for them.
import { Activation } from "./activations.js"
import { Layer } from "./layer.js"
import { REQUIRED } from "./options.js"
import { addProduct, addRows, NOTHING, reused, setProductOfRows, setRows } from "./tensor.js"
import { sizeOf, Tensor, transposed } from "./tensor.js"

/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Shape } from "./tensor.js" */

/**
 * Y = activation(X W + b). Weights: kernel W (inputs, units), bias b (units). Of inputs with more
 * axes, such as the steps of a sequence, the last one is the inputs.
 */
export class Dense extends Layer {
  static options = {
    units: REQUIRED,
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
    const { units, activation, use_bias, kernel_initializer, bias_initializer } = this.options
    this.output = [...input.slice(0, -1), units]
    this.inputs = input[input.length - 1]
    this.kernel = this.addWeight("kernel", [this.inputs, units], kernel_initializer, random)
    this.bias = use_bias ? this.addWeight("bias", [units], bias_initializer, random) : null
    this.activation = new Activation({ activation }, this.output)
    /** X W + b of the last forward pass. */
    this.sums = NOTHING
    /** What the last way back has worked out, to be filled anew by the next one. */
    this.dx = NOTHING
    this.turned = NOTHING.data
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    const { inputs, kernel, bias, options } = this
    this.x = x
    this.sums = new Tensor([x.shape[0], ...this.output])
    if (bias) setRows(this.sums.data, bias.value)
    addProduct(x.data, kernel.value, this.sums.data, x.data.length / inputs, inputs, options.units)
    return this.activation.forward(this.sums, true)
  }

  /** @type {Layer["backward"]} */
  backward(dy, wanted) {
    return this.backwardSums(this.activation.backward(dy), wanted)
  }

  /**
   * The way back from the sums: dW = Xᵀ dZ, db = the sum of the rows of dZ, dX = dZ Wᵀ.
   * @type {Layer["backward"]}
   */
  backwardSums(dz, wanted = true) {
    const { x, inputs, kernel, bias } = this
    const { units } = this.options
    const rows = x.data.length / inputs
    this.turned = transposed(x.data, rows, inputs, this.turned)
    addProduct(this.turned, dz.data, kernel.gradient, inputs, rows, units)
    if (bias) addRows(dz.data, bias.gradient)
    if (!wanted) return NOTHING
    this.dx = reused(this.dx, x.shape)
    setProductOfRows(dz.data, kernel.value, this.dx.data, units)
    return this.dx
  }
}

/** Lays all numbers of an example into one row. */
export class Flatten extends Layer {
  /**
   * @param {Options} given
   * @param {Shape} input
   */
  constructor(given, input) {
    super(given, input)
    this.output = [sizeOf(input)]
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    return new Tensor([x.shape[0], ...this.output], x.data)
  }

  /** @type {Layer["backward"]} */
  backward(dy) {
    return new Tensor([dy.shape[0], ...this.input], dy.data)
  }
}
