// Networks as .keras files, which keras.saving.load_model opens: a zip file of the network's layers
// in JSON, and their weights in HDF5. The layout is that of keras/src/saving/saving_lib.py.
import { network } from "../../network/layers.js"
import { fail } from "../error.js"
import { utf8 } from "./bytes.js"
import { hdf5 } from "./hdf5.js"
import { zip } from "./zip.js"

/** @import { Layer } from "../../network/layer.js" */
/** @import { Options } from "../../network/options.js" */
/** @import { Description } from "../../network/sequential.js" */
/** @import { Shape } from "../../network/tensor.js" */
/** @import { Scaling } from "../scaling.js" */
/** @import { Group } from "./hdf5.js" */
/** A layer in Keras's JSON. @type {(type: string, config: Options) => Options} */
const described = (type, config) => ({
  module: "keras.layers",
  class_name: type,
  config,
  registered_name: null,
})

/**
 * Keras's own name of a class, "max_pooling2d" for MaxPooling2D: weights are found by it.
 * @param {string} type
 */
const snake = (type) =>
  type
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()

/**
 * Options as they stand in the file: those that are null are left to Keras's defaults, which are
 * the engine's own; names of the reader's could clash.
 * @param {Options} options
 */
const chosen = (options) =>
  Object.fromEntries(
    Object.entries(options).filter(([key, value]) => key !== "name" && value !== null),
  )

/**
 * The scaling as a layer, so that the file takes inputs as the reader has them. Keras keeps the
 * variance, and divides by nothing smaller than 1e-7.
 * @param {Scaling} scaling
 * @param {Shape} input
 * @throws {StudioError} if it does not belong to such inputs
 */
function normalization({ mean, deviation }, input) {
  const count = input[input.length - 1]
  if (mean.length !== count || deviation.length !== count) {
    fail(`The scaling is for ${mean.length} inputs, but the network has ${count}.`)
  }
  deviation.forEach((one, place) => {
    if (one > 1e-7 && one < 1e18 && Number.isFinite(mean[place])) return
    fail(
      `Input ${place + 1} has the mean ${mean[place]} and the deviation ${one}, which Keras ` +
        "cannot scale. Give it in another unit, or turn scaling off.",
    )
  })
  return { axis: [-1], mean, variance: deviation.map((one) => one * one), invert: false }
}

/**
 * Where Keras looks for the weights of a layer, in their order.
 * @param {Layer} layer
 * @returns {Group}
 */
function weightsOf({ weights }) {
  const vars = Object.fromEntries(
    weights.map(({ shape, value }, place) => [place, { shape, numbers: Float32Array.from(value) }]),
  )
  const isRecurrent = weights.some(({ name }) => name === "recurrent_kernel")
  return isRecurrent ? { cell: { vars } } : { vars }
}

/**
 * A network as the bytes of a .keras file. With a scaling, its first layer is a Normalization, and
 * it takes inputs as they are; without one, it takes what the network takes.
 * @param {Description} description
 * @param {ArrayLike<number>[]} weights in the order of Keras's get_weights()
 * @param {{ scaling?: Scaling }} [more]
 * @returns {Promise<Uint8Array>}
 * @throws {NetworkError} if the layers cannot be, or the weights are not theirs
 * @throws {StudioError} if the scaling is not
 */
export async function kerasFile(description, weights, { scaling } = {}) {
  const net = network(description)
  net.setWeights(weights)
  const { input } = net
  const layers = [described("InputLayer", { name: "inputs", batch_shape: [null, ...input] })]
  if (scaling) layers.push(described("Normalization", normalization(scaling, input)))
  /** @type {Record<string, number>} */
  const counts = {}
  /** @type {Group} */
  const stored = {}
  description.layers.forEach(({ type, ...options }, place) => {
    const number = (counts[type] = (counts[type] ?? -1) + 1)
    const name = number ? `${snake(type)}_${number}` : snake(type)
    layers.push(described(type, { name, ...chosen(options) }))
    if (net.layers[place].weights.length) stored[name] = weightsOf(net.layers[place])
  })
  const model = {
    module: "keras",
    class_name: "Sequential",
    config: { name: "studio", layers },
    registered_name: null,
  }
  return zip({
    "metadata.json": utf8(JSON.stringify({ keras_version: "3.0.0" })),
    "config.json": utf8(JSON.stringify(model)),
    "model.weights.h5": hdf5({ layers: stored, vars: {} }),
  })
}
