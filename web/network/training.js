// Training: forward, loss, backward, one step of the optimizer; and again.
import { LOSSES } from "./losses.js"
import { fail, lookUp, named, told } from "./options.js"
import { OPTIMIZERS } from "./optimizers.js"

/** @import { Options } from "./options.js" */
/** @import { Sequential } from "./sequential.js" */
/** @import { Tensor } from "./tensor.js" */
/**
 * How to train, by Keras's names; the optimizer's options stand beside its type.
 * @typedef {object} Choices
 * @property {string} loss such as "mse"
 * @property {{ type: string } & Options} [optimizer] such as { type: "Adam", learning_rate: 0.01 }
 */

/** A network with what it needs to learn. */
export class Training {
  /**
   * @param {Sequential} network
   * @param {Choices} choices
   * @throws {NetworkError} for names and options that are unknown, and a loss that cannot follow
   * the last layer
   */
  constructor(network, { loss, optimizer: { type, ...options } = { type: "SGD" } }) {
    const Loss = lookUp(LOSSES, loss, `the loss ${told(loss)}`)
    const Kind = lookUp(OPTIMIZERS, type, `the type ${told(type)} of an optimizer`)
    const { layers } = network
    this.network = network
    /** @type {any} The last layer; Dense, Conv2D and Activation know their sums. */
    this.last = layers[layers.length - 1]
    const end = this.last.activation?.options.activation ?? "none"
    if (Loss.start && end !== Loss.start) {
      fail(`the loss ${loss} must follow the activation ${Loss.start}, not ${end}`)
    }
    /** Whether the loss starts at the last sums, and not at the answers. */
    this.isFromSums = Loss.start !== ""
    this.loss = new Loss()
    this.optimizer = named(`the optimizer ${type}`, () => new Kind(options))
    /** The way back ends at the first layer that learns. */
    this.first = layers.findIndex((layer) => layer.weights.length > 0)
  }

  /**
   * Works out the gradient of each weight, and leaves it there.
   * @param {Tensor} x of the shape (examples, ...input)
   * @param {Tensor} y what the answers should be, of the shape (examples, ...output)
   * @returns {number} the loss
   */
  gradients(x, y) {
    const { network, last, loss, isFromSums, first } = this
    for (const { gradient } of network.weights) gradient.fill(0)
    const answers = network.predict(x, true)
    const value = loss.forward(isFromSums ? last.sums : answers, y)
    if (first < 0) return value
    let d = loss.backward()
    for (let place = network.layers.length - 1; place >= first; place--) {
      const layer = network.layers[place]
      const isWanted = place > first
      const skips = isFromSums && layer === last
      d = skips ? last.backwardSums(d, isWanted) : layer.backward(d, isWanted)
    }
    return value
  }

  /**
   * One step: the loss of a batch, which all weights then go to lower.
   * @param {Tensor} x
   * @param {Tensor} y
   * @returns {number} the loss before the step
   */
  step(x, y) {
    const loss = this.gradients(x, y)
    this.optimizer.step(this.network.weights)
    return loss
  }

  /**
   * One pass over all examples, in batches, in an order that is new each time.
   * @param {Tensor} x
   * @param {Tensor} y
   * @param {number} size of a batch; the last one may be smaller
   * @returns {number} the mean loss, each batch's taken before its step
   */
  epoch(x, y, size = 32) {
    const count = x.shape[0]
    const order = this.network.random.order(count)
    let total = 0
    for (let start = 0; start < count; start += size) {
      const places = order.subarray(start, start + size)
      total += this.step(x.take(places), y.take(places)) * places.length
    }
    return total / count
  }

  /**
   * How good the network is on examples that it does not learn from here.
   * @param {Tensor} x
   * @param {Tensor} y
   * @param {number} size how many examples are looked at at once
   * @returns {{ loss: number, accuracy: number }} accuracy: the share of right answers, see right
   */
  evaluate(x, y, size = 100) {
    const count = x.shape[0]
    let [loss, accuracy] = [0, 0]
    for (let start = 0; start < count; start += size) {
      const length = Math.min(size, count - start)
      const places = Uint32Array.from({ length }, (_, place) => start + place)
      const targets = y.take(places)
      const answers = this.network.predict(x.take(places))
      const value = this.loss.forward(this.isFromSums ? this.last.sums : answers, targets)
      loss += (value * length) / count
      accuracy += (right(answers, targets) * length) / count
    }
    return { loss, accuracy }
  }
}

/**
 * The share of rows whose largest answer stands where the largest target does; with one answer a
 * row, those on the same side of a half.
 * @param {Tensor} answers
 * @param {Tensor} targets
 */
export function right(answers, targets) {
  const { wide } = answers
  const rows = answers.data.length / wide
  /** @type {(tensor: Tensor, row: number) => number} */
  const choice = ({ data }, row) => {
    if (wide === 1) return Number(data[row] > 0.5)
    let best = 0
    for (let i = 1; i < wide; i++) if (data[row * wide + i] > data[row * wide + best]) best = i
    return best
  }
  let hits = 0
  for (let row = 0; row < rows; row++) hits += Number(choice(answers, row) === choice(targets, row))
  return hits / rows
}
