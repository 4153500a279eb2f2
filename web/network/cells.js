// What the three recurrent layers do at one step: h is the state, f and g are activations.
import { bend } from "./activations.js"
import { Recurrent } from "./recurrent.js"
import { addRows, numbers, setRows, zeros } from "./tensor.js"

/** @import { Options } from "./options.js" */
/** @import { Random } from "./random.js" */
/** @import { Shape } from "./tensor.js" */

/** h = f(x W + h U + b), with the h of the step before on the right. */
export class SimpleRNN extends Recurrent {
  f = bend(this.options.activation)

  /** @type {Recurrent["step"]} */
  step(sums, before) {
    const [f] = this.f
    const h = this.addState(before.h, sums)
    for (let i = 0; i < h.length; i++) h[i] = f(h[i])
    return { ...before, h }
  }

  /** @type {Recurrent["stepBack"]} */
  stepBack({ h }, before, d) {
    const [, slope] = this.f
    const sums = zeros(h.length)
    for (let i = 0; i < h.length; i++) sums[i] = d.h[i] * slope(h[i], 0)
    return { sums, h: this.backState(before.h, sums), more: d.more }
  }
}

/**
 * Long short-term memory. Three gates, numbers from 0 to 1, say what goes into the cell (i), what
 * stays in it (f), and what comes out (o); the candidate (n) is what could go in.
 * cell = f × cell + i × n, h = o × tanh(cell). Order of weights: i, f, n, o.
 */
export class LSTM extends Recurrent {
  static options = { ...Recurrent.options, recurrent_activation: "sigmoid", unit_forget_bias: true }
  f = bend(this.options.activation)
  g = bend(this.options.recurrent_activation)

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input, random, 4)
    const { units, unit_forget_bias } = this.options
    if (unit_forget_bias) this.bias?.value.fill(1, units, 2 * units) // at first, keep what is there
  }

  /** @type {Recurrent["step"]} */
  step(sums, before) {
    const { units } = this.options
    const [[f], [g]] = [this.f, this.g]
    const gates = this.addState(before.h, sums)
    const [h, cell] = [zeros(before.h.length), zeros(before.h.length)]
    for (let at = 0; at < h.length; at++) {
      const i = 4 * (at - (at % units)) + (at % units)
      const [forget, candidate, out] = [i + units, i + 2 * units, i + 3 * units]
      gates[i] = g(gates[i])
      gates[forget] = g(gates[forget])
      gates[candidate] = f(gates[candidate])
      gates[out] = g(gates[out])
      cell[at] = gates[forget] * before.more[at] + gates[i] * gates[candidate]
      h[at] = gates[out] * f(cell[at])
    }
    return { h, more: cell, gates }
  }

  /** @type {Recurrent["stepBack"]} */
  stepBack({ more: cell, gates }, before, d) {
    const { units } = this.options
    const [[f, slopeF], [, slopeG]] = [this.f, this.g]
    const [sums, more] = [zeros(gates.length), zeros(cell.length)]
    for (let at = 0; at < cell.length; at++) {
      const i = 4 * (at - (at % units)) + (at % units)
      const [forget, candidate, out] = [i + units, i + 2 * units, i + 3 * units]
      const seen = f(cell[at])
      const dCell = d.more[at] + d.h[at] * gates[out] * slopeF(seen, cell[at])
      sums[i] = dCell * gates[candidate] * slopeG(gates[i], 0)
      sums[forget] = dCell * before.more[at] * slopeG(gates[forget], 0)
      sums[candidate] = dCell * gates[i] * slopeF(gates[candidate], 0)
      sums[out] = d.h[at] * seen * slopeG(gates[out], 0)
      more[at] = dCell * gates[forget]
    }
    return { sums, h: this.backState(before.h, sums), more }
  }
}

/**
 * Gated recurrent unit. Two gates say how much of the old state stays (z) and how much of it the
 * candidate (n) sees (r), after the product with U, as in Keras: n = f(x W + b + r × (h U + b')),
 * h = z × h + (1 - z) × n. Order of weights: z, r, n; the bias has a row b and a row b'.
 */
export class GRU extends Recurrent {
  static options = { ...Recurrent.options, recurrent_activation: "sigmoid", reset_after: true }
  f = bend(this.options.activation)
  g = bend(this.options.recurrent_activation)

  /**
   * @param {Options} given
   * @param {Shape} input
   * @param {Random} random
   */
  constructor(given, input, random) {
    super(given, input, random, 3, 2)
  }

  /** @type {Recurrent["step"]} */
  step(sums, before) {
    const { bias, wide } = this
    const { units } = this.options
    const [[f], [g]] = [this.f, this.g]
    const inner = zeros((before.h.length / units) * wide)
    if (bias) setRows(inner, bias.value.subarray(wide))
    this.addState(before.h, inner)
    const h = zeros(before.h.length)
    for (let at = 0; at < h.length; at++) {
      const z = 3 * (at - (at % units)) + (at % units)
      const [r, n] = [z + units, z + 2 * units]
      sums[z] = g(sums[z] + inner[z])
      sums[r] = g(sums[r] + inner[r])
      sums[n] = f(sums[n] + sums[r] * inner[n])
      h[at] = sums[z] * before.h[at] + (1 - sums[z]) * sums[n]
    }
    return { h, more: inner, gates: sums }
  }

  /** @type {Recurrent["stepBack"]} */
  stepBack({ more: inner, gates }, before, d) {
    const { bias, wide } = this
    const { units } = this.options
    const [[, slopeF], [, slopeG]] = [this.f, this.g]
    const sums = zeros(gates.length)
    const stays = zeros(before.h.length)
    for (let at = 0; at < stays.length; at++) {
      const z = 3 * (at - (at % units)) + (at % units)
      const [r, n] = [z + units, z + 2 * units]
      sums[z] = d.h[at] * (before.h[at] - gates[n]) * slopeG(gates[z], 0)
      sums[n] = d.h[at] * (1 - gates[z]) * slopeF(gates[n], 0)
      sums[r] = sums[n] * inner[n] * slopeG(gates[r], 0)
      stays[at] = d.h[at] * gates[z]
    }
    const dInner = numbers(sums)
    for (let at = 0; at < stays.length; at++) {
      const n = 3 * (at - (at % units)) + (at % units) + 2 * units
      dInner[n] *= gates[n - units] // the candidate saw its part through the reset gate
    }
    if (bias) addRows(dInner, bias.gradient.subarray(wide))
    const h = this.backState(before.h, dInner)
    for (let at = 0; at < h.length; at++) h[at] += stays[at]
    return { sums, h, more: d.more }
  }
}
