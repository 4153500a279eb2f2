// Recurrent layers: the same weights at every step of a sequence, and a state that goes on.
import { Layer } from "./layer.js"
import { fail, REQUIRED } from "./options.js"
import { addProduct, addRows, NOTHING, numbers, setRows } from "./tensor.js"
import { Tensor, transposed, zeros } from "./tensor.js"

/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Numbers, Shape } from "./tensor.js" */
/**
 * What one step leaves behind, each of the shape (examples, so many times units).
 * @typedef {object} Memory
 * @property {Numbers} h the state, which is the layer's answer at this step
 * @property {Numbers} more LSTM: the cell's state; GRU: the sums of the state before
 * @property {Numbers} gates the gates and the candidate, after their activations
 *
 * The gradients of one step: of its sums, and of what the step before left.
 * @typedef {{ sums: Numbers, h: Numbers, more: Numbers }} Slopes
 */

/**
 * What the three layers have in common: the walk along the sequence, and back. Inputs (steps,
 * inputs), outputs (units), or (steps, units) with `return_sequences`. Weights: kernel (inputs,
 * gates × units), recurrent_kernel (units, gates × units), bias.
 */
export class Recurrent extends Layer {
  /** @type {Options} */
  static options = {
    units: REQUIRED,
    activation: "tanh",
    use_bias: true,
    kernel_initializer: "glorot_uniform",
    recurrent_initializer: "orthogonal",
    bias_initializer: "zeros",
    return_sequences: false,
  }

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   * @param {number} gates how many sums each unit has
   * @param {number} biases how many biases each sum has
   */
  constructor(given, input, random, gates = 1, biases = 1) {
    super(given, input)
    if (input.length !== 2) fail(`needs sequences (steps, inputs), not [${input}]`)
    const { units, use_bias, return_sequences, ...more } = this.options
    const [steps, inputs] = input
    const wide = gates * units
    this.output = return_sequences ? [steps, units] : [units]
    this.kernel = this.addWeight("kernel", [inputs, wide], more.kernel_initializer, random)
    const shape = [units, wide]
    this.recurrent = this.addWeight("recurrent_kernel", shape, more.recurrent_initializer, random)
    const flat = biases === 1 ? [wide] : [biases, wide]
    this.bias = use_bias ? this.addWeight("bias", flat, more.bias_initializer, random) : null
    this.wide = wide
    /** @type {Memory[]} What each step of the last forward pass left; the first is before all. */
    this.memories = []
  }

  /**
   * One step of the sequence: see the layers below.
   * @param {Numbers} sums X W + b of this step
   * @param {Memory} before
   * @returns {Memory}
   */
  step(sums, before) {
    return { ...before, h: sums }
  }

  /**
   * The way back through one step.
   * @param {Memory} after what it left
   * @param {Memory} before
   * @param {Slopes} d the gradients of what it left
   * @returns {Slopes}
   */
  stepBack(after, before, d) {
    return d
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    const { kernel, bias, wide } = this
    const { units, return_sequences } = this.options
    const [examples, steps, inputs] = x.shape
    this.x = x
    const none = zeros(examples * units)
    this.memories = [{ h: none, more: none, gates: none }]
    const y = new Tensor([examples, ...this.output])
    for (let t = 0; t < steps; t++) {
      const sums = zeros(examples * wide)
      if (bias) setRows(sums, bias.value.subarray(0, wide))
      addProduct(stepOf(x, t), kernel.value, sums, examples, inputs, wide)
      this.memories.push(this.step(sums, this.memories[t]))
      if (return_sequences) setStep(y, t, this.memories[t + 1].h)
    }
    if (!return_sequences) y.data.set(this.memories[steps].h)
    return y
  }

  /** @type {Layer["backward"]} */
  backward(dy, wanted = true) {
    const { x, kernel, bias, wide, memories } = this
    const { units, return_sequences } = this.options
    const [examples, steps, inputs] = x.shape
    const none = zeros(examples * units)
    const dx = wanted ? new Tensor(x.shape) : NOTHING
    const weights = transposed(kernel.value, inputs, wide)
    /** @type {Slopes} */
    let d = { sums: none, more: none, h: return_sequences ? none : numbers(dy.data) }
    for (let t = steps - 1; t >= 0; t--) {
      if (return_sequences) d.h = plus(d.h, stepOf(dy, t))
      d = this.stepBack(memories[t + 1], memories[t], d)
      const seen = transposed(stepOf(x, t), examples, inputs)
      addProduct(seen, d.sums, kernel.gradient, inputs, examples, wide)
      if (bias) addRows(d.sums, bias.gradient.subarray(0, wide))
      if (!wanted) continue
      const down = zeros(examples * inputs)
      addProduct(d.sums, weights, down, examples, wide, inputs)
      setStep(dx, t, down)
    }
    return dx
  }

  /**
   * Adds to `sums` what the state before has to say: H U.
   * @param {Numbers} h
   * @param {Numbers} sums
   */
  addState(h, sums) {
    const { units } = this.options
    addProduct(h, this.recurrent.value, sums, h.length / units, units, this.wide)
    return sums
  }

  /**
   * The way back from there: adds to the gradient of U, and returns that of the state before.
   * @param {Numbers} h
   * @param {Numbers} d the gradient of the sums
   */
  backState(h, d) {
    const { recurrent, wide } = this
    const { units } = this.options
    const [dh, examples] = [zeros(h.length), h.length / units]
    addProduct(transposed(h, examples, units), d, recurrent.gradient, units, examples, wide)
    addProduct(d, transposed(recurrent.value, units, wide), dh, examples, wide, units)
    return dh
  }
}

/**
 * One step of sequences (examples, steps, numbers), as (examples, numbers).
 * @param {Tensor} sequences
 * @param {number} t
 */
function stepOf({ shape: [examples, steps, wide], data }, t) {
  const step = zeros(examples * wide)
  for (let i = 0; i < examples; i++) {
    const start = (i * steps + t) * wide
    step.set(data.subarray(start, start + wide), i * wide)
  }
  return step
}

/**
 * Writes one step of sequences.
 * @param {Tensor} sequences
 * @param {number} t
 * @param {Numbers} step
 */
function setStep({ shape: [examples, steps, wide], data }, t, step) {
  for (let i = 0; i < examples; i++) {
    data.set(step.subarray(i * wide, (i + 1) * wide), (i * steps + t) * wide)
  }
}

/**
 * @param {Numbers} a
 * @param {Numbers} b
 */
function plus(a, b) {
  const sum = numbers(a)
  for (let i = 0; i < b.length; i++) sum[i] += b[i]
  return sum
}
