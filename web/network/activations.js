// Activations: what a neuron makes of its sum. Also as layers of their own.
import { Layer } from "./layer.js"
import { fail, REQUIRED } from "./options.js"
import { NOTHING, reused, Tensor } from "./tensor.js"

/** @import { Numbers } from "./tensor.js" */
/**
 * A function of one number, and its slope there, told from the answer y, or else from the number z.
 * @typedef {[f: (z: number) => number, slope: (y: number, z: number) => number]} Bend
 */

/**
 * The share of a bell curve that lies to the left of z (Marsaglia, 2004): gelu needs it.
 * @param {number} z
 */
function bellShare(z) {
  if (!(Math.abs(z) < 8)) return z > 0 ? 1 : 0 // 0 for NaN: 0 × NaN is NaN
  let [sum, term] = [0, z]
  for (let i = 3; sum + term !== sum; i += 2) {
    sum += term
    term *= (z * z) / i
  }
  return 0.5 + sum * bell(z)
}
/** @type {(z: number) => number} The height of the bell curve at z. */
const bell = (z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

/** @type {Record<string, Bend>} All activations but softmax, which needs all sums of a layer. */
export const BENDS = {
  linear: [(z) => z, () => 1],
  relu: [(z) => (z > 0 ? z : 0), (y) => (y > 0 ? 1 : 0)],
  sigmoid: [(z) => 1 / (1 + Math.exp(-z)), (y) => y * (1 - y)],
  tanh: [Math.tanh, (y) => 1 - y * y],
  gelu: [(z) => z * bellShare(z), (_, z) => bellShare(z) + z * bell(z)],
}

/**
 * Turns each row of sums into shares of 1. The largest sum is taken off first: it changes nothing
 * but keeps the powers of e in bounds.
 * @param {Numbers} z
 * @param {Numbers} y where the shares go
 * @param {number} wide how many sums a row has
 */
function softmax(z, y, wide) {
  for (let row = 0; row < z.length; row += wide) {
    let [most, total] = [-Infinity, 0]
    for (let i = row; i < row + wide; i++) most = Math.max(most, z[i])
    for (let i = row; i < row + wide; i++) total += y[i] = Math.exp(z[i] - most)
    for (let i = row; i < row + wide; i++) y[i] /= total
  }
}

/**
 * The gradient of the sums below softmax: raising one share lowers the others.
 * @param {Numbers} dy
 * @param {Numbers} y
 * @param {Numbers} dz where the gradient goes
 * @param {number} wide
 */
function softmaxBackward(dy, y, dz, wide) {
  for (let row = 0; row < y.length; row += wide) {
    let mean = 0
    for (let i = row; i < row + wide; i++) mean += y[i] * dy[i]
    for (let i = row; i < row + wide; i++) dz[i] = y[i] * (dy[i] - mean)
  }
}

/** An activation by its name, as a layer or within one. Inputs of any shape keep it. */
export class Activation extends Layer {
  static options = { activation: REQUIRED }
  /** What the last forward pass gave. */
  y = this.x
  /** What the last way back gave, to be filled anew by the next one. */
  dx = NOTHING

  /** What a loss from sums starts at, see losses.js. */
  get sums() {
    return this.x
  }
  get activation() {
    return this
  }

  /** @type {Layer["forward"]} */
  forward(x) {
    const { activation } = this.options
    this.x = this.y = x
    if (activation === "linear") return x
    this.y = new Tensor(x.shape)
    const [z, y] = [x.data, this.y.data]
    if (activation === "softmax") softmax(z, y, x.wide)
    else {
      const [f] = BENDS[activation]
      for (let i = 0; i < z.length; i++) y[i] = f(z[i])
    }
    return this.y
  }

  /** @type {Layer["backward"]} */
  backward(dy) {
    const { activation } = this.options
    if (activation === "linear") return dy
    this.dx = reused(this.dx, dy.shape)
    const [z, y, d, dx] = [this.x.data, this.y.data, dy.data, this.dx.data]
    if (activation === "softmax") softmaxBackward(d, y, dx, dy.wide)
    else {
      const [, slope] = BENDS[activation]
      for (let i = 0; i < z.length; i++) dx[i] = d[i] * slope(y[i], z[i])
    }
    return this.dx
  }

  /** @type {Layer["backward"]} */
  backwardSums(dz) {
    return dz
  }
}

/** Negative inputs are made small, positive ones stay. Inputs of any shape keep it. */
export class LeakyReLU extends Layer {
  static options = { negative_slope: 0.3 }

  /** @type {Layer["forward"]} */
  forward(x) {
    const { negative_slope: slope } = this.options
    this.x = x
    const y = new Tensor(x.shape)
    for (let i = 0; i < y.data.length; i++) y.data[i] = x.data[i] * (x.data[i] > 0 ? 1 : slope)
    return y
  }

  /** @type {Layer["backward"]} */
  backward(dy) {
    const { negative_slope: slope } = this.options
    const dx = new Tensor(dy.shape)
    const x = this.x.data
    for (let i = 0; i < x.length; i++) dx.data[i] = dy.data[i] * (x[i] > 0 ? 1 : slope)
    return dx
  }
}

/** Negative inputs become 0, or small with a `negative_slope`. */
export class ReLU extends LeakyReLU {
  static options = { negative_slope: 0 }
}

/**
 * A function of one number by its name, for layers that cannot use softmax or gelu.
 * @param {string} name
 * @returns {Bend}
 * @throws {NetworkError} for those two
 */
export function bend(name) {
  if (name === "softmax" || name === "gelu") fail(`cannot use ${name} as its activation`)
  return BENDS[name]
}
