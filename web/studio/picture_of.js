// What web/drawing needs to know of a network, to draw it: as composed, trained, or at work.

/** @import { Description as Picture, Layer as Drawn } from "../drawing/format.js" */
/** @import { Options } from "../network/options.js" */
/** @import { Description, Sequential } from "../network/sequential.js" */
/** @import { Shape, Tensor } from "../network/tensor.js" */

/** @type {Record<string, string>} How the drawing calls layers. */
const TYPES = {
  Dense: "dense",
  Embedding: "dense",
  Conv2D: "conv",
  MaxPooling2D: "pool",
  AveragePooling2D: "pool",
  GlobalAveragePooling2D: "pool",
  Flatten: "flatten",
  SimpleRNN: "rnn",
  LSTM: "lstm",
  GRU: "gru",
  BatchNormalization: "norm",
  LayerNormalization: "norm",
  Dropout: "dropout",
  SpatialDropout2D: "dropout",
}
/** Layers that are written under the one before. */
const NOTES = ["norm", "dropout", "activation"]
const RECURRENT = ["rnn", "lstm", "gru"]
/** Layers of more neurons are collapsed, and their weights not drawn. */
const ALL_DRAWN = 30
/** More links than these are drawn without their weights. */
const MOST_LINKS = 1500
const LETTERS = 20 // that a word in a drawing may have

/** @type {(value: number | [number, number]) => [number, number]} */
const pair = (value) => (Array.isArray(value) ? value : [value, value])
/** @type {(shape: Shape) => Partial<Drawn>} */
const sized = ([...shape]) =>
  shape.length === 3
    ? { height: shape[0], width: shape[1], channels: shape[2] }
    : { size: shape[shape.length - 1] }

/** @param {{ type: string } & Options} layer @returns {Drawn} all but its size */
function kindOf({ type, ...options }) {
  const kind = TYPES[type] ?? "activation"
  /** @type {Drawn} */
  const drawn = { type: kind }
  const { activation, kernel_size, pool_size, strides, padding, rate } = options
  if (kind === "activation") drawn.activation = activation ?? type.toLowerCase()
  else if (activation && activation !== "linear") drawn.activation = activation
  if (type === "Embedding") drawn.name = "embedding"
  const window = kernel_size ?? (type.endsWith("Pooling2D") ? (pool_size ?? 2) : undefined)
  if (window && !type.startsWith("Global")) {
    drawn.kernel = pair(window)
    drawn.stride = pair(strides ?? (kernel_size ? 1 : window))
    drawn.padding = padding ?? "valid"
  }
  if (kind === "pool") drawn.mode = type.startsWith("Max") ? "max" : "average"
  if (kind === "dropout") drawn.rate = rate
  if (RECURRENT.includes(kind)) drawn.sequences = options.return_sequences ?? false
  return drawn
}

/**
 * What neurons show of the outputs for one example: numbers, a list of them for each step, or the
 * front channel of pictures.
 * @param {Tensor} tensor
 */
function shown({ shape: [, ...shape], data }) {
  const all = Array.from(data)
  if (shape.length === 3) return all.filter((_, place) => place % shape[2] === 0)
  if (shape.length < 2) return all
  return Array.from({ length: shape[0] }, (_, step) =>
    all.slice(step * shape[1], (step + 1) * shape[1]),
  )
}

/**
 * The layers that fit, from the first on, as a description for `draw`; undefined if none does.
 * @param {Description} description
 * @param {(Shape | undefined)[]} outputs the shape that each layer hands on, see outline.js
 * @param {{ classes?: string[], network?: Sequential, values?: Tensor[], winner?: number }} [more]
 * the names of the outputs; the network, whose weights the links show; an example, with what every
 * layer makes of it
 * @param {number} [count] of layers to draw, if not all
 * @returns {Picture | undefined}
 */
export function pictureOf(description, outputs, more = {}, count = outputs.length) {
  const { classes, network, values, winner } = more
  const { input_shape, layers } = description
  const links = network?.layers.reduce(
    (sum, { weights }) => sum + (weights[0]?.value.length ?? 0),
    0,
  )
  const isLight = links !== undefined && links <= MOST_LINKS
  const isWords = layers[0]?.type === "Embedding"
  /** @type {Drawn} */
  let holder = { type: "input", ...(isWords ? { size: 1 } : sized(input_shape)) }
  const isSequence = isWords || input_shape.length === 2
  if (isSequence) holder.steps = input_shape[0]
  if (values && !isWords) holder.values = shown(values[0])
  const drawn = [holder]
  for (const [number, layer] of layers.slice(0, count).entries()) {
    const output = outputs[number]
    if (!output) break
    const made = kindOf(layer)
    const isNote = NOTES.includes(made.type)
    if (made.type === "flatten" && !holder.width) continue // changes nothing that is drawn
    drawn.push(isNote ? made : Object.assign(made, sized(output)))
    if (!isNote) holder = made
    const isTold = !RECURRENT.includes(holder.type) || holder.sequences
    if (values && isTold) holder.values = shown(values[number + 1])
    const weight = network?.layers[number]?.weights[0]
    const isSmall = isLight && weight && Math.max(...weight.shape) <= ALL_DRAWN
    if (isSmall && layer.type === "Dense" && !isSequence) holder.weights = rowsOf(weight)
  }
  if (drawn.length < 2) return undefined
  const isWhole = count === layers.length && outputs[count - 1] !== undefined
  if (isWhole && classes?.length) {
    holder.labels = classes.map((name) =>
      name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name,
    )
    if (values) holder.winner = winner
  }
  return { id: "studio", title: "", layers: drawn }
}

/** @param {{ value: ArrayLike<number>, shape: Shape }} weight */
function rowsOf({ value, shape: [rows, columns] }) {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => value[row * columns + column]),
  )
}
