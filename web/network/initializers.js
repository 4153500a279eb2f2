// What weights are before a network has learned anything.
import { sizeOf } from "./tensor.js"

/** @import { Numbers, Shape } from "./tensor.js" */
/** @import { Random } from "./random.js" */
/** @typedef {(values: Numbers, shape: Shape, random: Random) => void} Initializer */

/** @type {(values: Numbers, draw: () => number) => void} */
const fill = (values, draw) => {
  for (let i = 0; i < values.length; i++) values[i] = draw()
}

/**
 * How many weights go into a neuron, and how many leave one: its fans in and out.
 * @param {Shape} shape (inputs, neurons), or (rows, columns, channels, filters)
 */
function fans(shape) {
  if (shape.length === 1) return { into: shape[0], out: shape[0] }
  const window = sizeOf(shape.slice(0, -2))
  const [inputs, neurons] = shape.slice(-2)
  return { into: window * inputs, out: window * neurons }
}

/** What the standard deviation shrinks to if a bell curve is cut at two of them. */
const CUT = 0.87962566103423978

/**
 * Weights whose variance is `scale` divided by a fan, so that sums neither grow nor shrink from
 * layer to layer.
 * @param {number} scale
 * @param {"into" | "both"} fan in, or the mean of both
 * @param {"uniform" | "normal"} curve the normal one is cut at two standard deviations
 * @returns {Initializer}
 */
function scaled(scale, fan, curve) {
  return (values, shape, random) => {
    const { into, out } = fans(shape)
    const variance = scale / (fan === "into" ? into : (into + out) / 2)
    const limit = Math.sqrt(3 * variance)
    if (curve === "uniform") return fill(values, () => (2 * random.uniform() - 1) * limit)
    const deviation = Math.sqrt(variance) / CUT
    fill(values, () => {
      let value = random.normal()
      while (Math.abs(value) > 2) value = random.normal()
      return value * deviation
    })
  }
}

/**
 * Rows of length 1 at right angles to each other, or columns if there are more rows than columns:
 * such a matrix keeps lengths, step after step of a recurrent layer (Saxe et al., 2014).
 * @type {Initializer}
 */
function orthogonal(values, shape, random) {
  const columns = shape[shape.length - 1]
  const rows = values.length / columns
  const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)]
  /** @type {Float64Array[]} */
  const vectors = []
  for (let v = 0; v < count; v++) {
    const vector = Float64Array.from({ length }, () => random.normal())
    for (const other of vectors) {
      const shadow = vector.reduce((sum, value, i) => sum + value * other[i], 0)
      vector.forEach((value, i) => (vector[i] = value - shadow * other[i]))
    }
    const long = Math.hypot(...vector)
    vectors.push(vector.map((value) => value / long))
  }
  vectors.forEach((vector, v) => {
    vector.forEach(
      (value, i) => (values[rows > columns ? i * columns + v : v * columns + i] = value),
    )
  })
}

/** @type {Record<string, Initializer>} By Keras's names, with Keras's defaults. */
export const INITIALIZERS = {
  zeros: (values) => fill(values, () => 0),
  ones: (values) => fill(values, () => 1),
  glorot_uniform: scaled(1, "both", "uniform"),
  glorot_normal: scaled(1, "both", "normal"),
  he_uniform: scaled(2, "into", "uniform"),
  he_normal: scaled(2, "into", "normal"),
  lecun_uniform: scaled(1, "into", "uniform"),
  lecun_normal: scaled(1, "into", "normal"),
  random_uniform: (values, _, random) => fill(values, () => (2 * random.uniform() - 1) * 0.05),
  random_normal: (values, _, random) => fill(values, () => random.normal() * 0.05),
  orthogonal,
}
