// Examples that the course makes itself: small, and the same each time.
import { Random } from "../network/random.js"

/** @import { Dataset } from "./dataset.js" */
/** @import { Source } from "./project.js" */

/** The five shapes of the course's second lesson, then two that it only asks about. */
export const SHAPE_NAMES = [
  "square",
  "rhombus",
  "upright cross",
  "diagonal cross",
  "horizontal line",
  "vertical line",
  "full square",
]
const SHAPES = `
##### ..#.. ..#.. #...# ..... ..#.. #####
#...# .#.#. ..#.. .#.#. ..... ..#.. #####
#...# #...# ##### ..#.. ##### ..#.. #####
#...# .#.#. ..#.. .#.#. ..... ..#.. #####
##### ..#.. ..#.. #...# ..... ..#.. #####`

/** @param {number} count 5 or 7 @returns {Dataset} */
function shapes(count) {
  const rows = SHAPES.trim()
    .split("\n")
    .map((row) => row.split(" "))
  const x = SHAPE_NAMES.slice(0, count).flatMap((_, shape) =>
    rows.flatMap((row) => [...row[shape]].map((sign) => Number(sign === "#"))),
  )
  const classes = SHAPE_NAMES.slice(0, count)
  const y = Float32Array.from(classes, (_, place) => place)
  return { name: "Shapes", shape: [25], x: Float32Array.from(x), y, classes, picture: [5, 5] }
}

/**
 * The five rows of the lesson "From scratch": 1 where the two in the middle are 1.
 * @returns {Dataset}
 */
function scratch() {
  const x = Float32Array.from([..."00010011011110101111"], Number)
  const inputs = ["input 1", "input 2", "input 3", "input 4"]
  const y = Float32Array.of(0, 0, 1, 0, 1)
  return { name: "Five rows", shape: [4], x, y, classes: [], answer: "answer", inputs }
}

/**
 * Points of two classes in turn, at places from -1 to 1.
 * @param {string} name
 * @param {number} count
 * @param {(label: number, along: number) => [number, number]} place by how far along a point is
 * @param {number} noise
 * @returns {Dataset}
 */
function points(name, count, place, noise) {
  const random = new Random(1)
  const x = Array.from({ length: count }, (_, i) => {
    const spot = place(i % 2, Math.floor(i / 2) / (count / 2 - 1))
    return spot.map((value) => value + noise * random.normal())
  })
  const y = Float32Array.from({ length: count }, (_, i) => i % 2)
  const classes = ["blue", "orange"]
  return { name, shape: [2], x: Float32Array.from(x.flat()), y, classes, inputs: ["across", "up"] }
}

/** Two half circles that reach into each other. */
const moons = () =>
  points(
    "Two moons",
    200,
    (label, along) => {
      const [cos, sin] = [Math.cos(Math.PI * along), Math.sin(Math.PI * along)]
      return label ? [0.28 - 0.55 * cos, 0.12 - 0.55 * sin] : [0.55 * cos - 0.28, 0.55 * sin - 0.12]
    },
    0.05,
  )

/** Two arms, one and a half times around each other. */
const spiral = () =>
  points(
    "Spiral",
    300,
    (label, along) => {
      const [angle, far] = [Math.PI * (3 * along + label), 0.1 + 0.8 * along]
      return [far * Math.cos(angle), far * Math.sin(angle)]
    },
    0.015,
  )

/**
 * Four numbers of equal distance, such as 2, 4, 6, 8, and the one that comes next.
 * @returns {Dataset}
 */
function numbers() {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const [start, step] = [1 + Math.floor(i / 5), 1 + (i % 5)]
    return Array.from({ length: 5 }, (_, n) => start + n * step)
  })
  const x = Float32Array.from(rows.flatMap((row) => row.slice(0, 4)))
  const y = Float32Array.from(rows, (row) => row[4])
  return { name: "Numbers", shape: [4, 1], x, y, classes: [], answer: "next number" }
}

/** @type {Partial<Record<Source["kind"], (source: { count?: number }) => Dataset>>} */
const MAKERS = { shapes: ({ count = 5 }) => shapes(count), scratch, moons, spiral, numbers }

/**
 * The examples of a source that the course makes; undefined for others.
 * @param {{ kind: Source["kind"], count?: number, shuffled?: boolean }} source
 * @returns {Dataset | undefined}
 */
export function samples(source) {
  const made = MAKERS[source.kind]?.(source)
  return made && source.shuffled ? shuffled(made) : made
}

/**
 * The same examples, their answers dealt out anew: they can be learned by heart, and no other way.
 * @param {Dataset} dataset
 * @returns {Dataset}
 */
export function shuffled(dataset) {
  const order = new Random(1).order(dataset.y.length)
  return { ...dataset, y: dataset.y.map((_, place) => dataset.y[order[place]]) }
}
