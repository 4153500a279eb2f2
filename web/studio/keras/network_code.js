// A network, and how it learns, as code for Keras.
import { LAYERS } from "../../network/layers.js"
import { OPTIMIZERS } from "../../network/optimizers.js"
import { laid, literal, named } from "./python.js"

/** @import { Options } from "../../network/options.js" */
/** @import { Description } from "../../network/sequential.js" */
/** @import { Settings } from "../project.js" */

/** @type {Record<string, string[]>} Options that are given without their names. */
const PLAIN = {
  Activation: ["activation"],
  AveragePooling2D: ["pool_size"],
  Conv2D: ["filters", "kernel_size"],
  Dense: ["units"],
  Dropout: ["rate"],
  GRU: ["units"],
  LSTM: ["units"],
  MaxPooling2D: ["pool_size"],
  SimpleRNN: ["units"],
  SpatialDropout2D: ["rate"],
}

/**
 * The arguments of a layer or an optimizer: all that differs from the default, Keras's too.
 * @param {string} type
 * @param {Options} given
 * @param {Options} defaults
 */
function argumentsOf(type, given, defaults) {
  const isOwn = (/** @type {string} */ name) => {
    const value = given[name] ?? defaults[name]
    return value !== null && JSON.stringify(value) !== JSON.stringify(defaults[name])
  }
  const names = Object.keys(defaults).filter(isOwn)
  const plain = (PLAIN[type] ?? []).filter((name) => names.includes(name))
  const rest = names.filter((name) => !plain.includes(name))
  return [
    ...plain.map((name) => literal(given[name])),
    ...named(Object.fromEntries(rest.map((name) => [name, given[name]]))),
  ]
}

/**
 * The network, as the variable `model`.
 * @param {Description} description of layers that are known
 */
export function networkCode({ input_shape, layers }) {
  const items = layers.map(({ type, ...options }) => {
    const { options: defaults } = /** @type {any} */ (LAYERS[type])
    return laid(`layers.${type}(`, argumentsOf(type, options, defaults), ")", 8)
  })
  const list = [`keras.Input(${literal(input_shape)})`, ...items]
  const lines = list.map((item) => `        ${item},\n`).join("")
  return `model = keras.Sequential(\n    [\n${lines}    ]\n)\nmodel.summary()`
}

/**
 * The optimizer, as the variable `optimizer`. With a schedule, the rate follows it batch by batch.
 * @param {Settings} settings
 */
export function optimizerCode({ optimizer: { type, ...given }, schedule, epochs, batch_size }) {
  const { options: defaults } = OPTIMIZERS[/** @type {"SGD" | "Adam"} */ (type)]
  const rate = literal(given.learning_rate ?? defaults.learning_rate)
  const rest = argumentsOf(type, { ...given, learning_rate: null }, defaults)
  const optimizer = (/** @type {string} */ rate) =>
    laid(`optimizer = keras.optimizers.${type}(`, [`learning_rate=${rate}`, ...rest], ")")
  if (schedule === "constant") return optimizer(rate)
  const steps = `steps = ${epochs} * -(-len(x_train) // ${batch_size})`
  const kind =
    schedule === "cosine"
      ? `CosineDecay(${rate}, steps)`
      : `ExponentialDecay(${rate}, steps, decay_rate=0.01)`
  return `${steps}\nrate = keras.optimizers.schedules.${kind}\n${optimizer("rate")}`
}
