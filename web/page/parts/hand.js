// How hands draw: strokes turned, slanted, narrowed and shaken, of any size, anywhere on a sheet.
import { PLACES } from "./strokes.js"

/** @import { Random } from "../../network/random.js" */
/** @import { Point, Stroke } from "./strokes.js" */

// In units of a sign that is about 21 high: how long the pen goes straight, how far it trembles at
// each corner, and how much of that error remains at the next.
const [STRAIGHT, TREMBLE, REMAINS] = [1, 0.25, 0.9]

/**
 * A stroke of a pen that trembles.
 * @param {Stroke} stroke
 * @param {Random} random
 * @returns {Stroke}
 */
function trembling(stroke, random) {
  let error = [0, 0]
  const drawn = stroke.slice(1).flatMap((to, place) => {
    const from = stroke[place]
    const many = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STRAIGHT)
    return Array.from({ length: many }, (_, corner) => {
      error = error.map((by) => REMAINS * by + TREMBLE * random.normal())
      const [x, y] = error.map(
        (by, axis) => from[axis] + (corner / many) * (to[axis] - from[axis]) + by,
      )
      return /** @type {Point} */ ([x, y])
    })
  })
  const [x, y] = stroke[stroke.length - 1].map((value, axis) => value + error[axis])
  return [...drawn, [x, y]]
}

/**
 * A sign as a hand may draw it on a sheet.
 * @param {Stroke[]} strokes of a sign about 21 high, each of two places or more
 * @param {Random} random
 * @returns {Stroke[]} in whole places of a sheet
 */
export function byHand(strokes, random) {
  const between = (/** @type {number} */ low, /** @type {number} */ high) =>
    low + (high - low) * random.uniform()
  const [turn, slant, narrow] = [between(-0.1, 0.1), between(-0.25, 0.25), between(0.75, 1.15)]
  const size = between(0.8, 1.7)
  const drawn = strokes.map((stroke) =>
    trembling(stroke, random).map(([x, y]) => {
      const across = narrow * x - slant * y
      return /** @type {Point} */ ([
        size * (Math.cos(turn) * across - Math.sin(turn) * y),
        size * (Math.sin(turn) * across + Math.cos(turn) * y),
      ])
    }),
  )
  const all = drawn.flat()
  const [left, top] = [0, 1].map((axis) => {
    const values = all.map((point) => point[axis])
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return between(0, Math.max(0, PLACES - 1 - (high - low))) - low
  })
  const onSheet = (/** @type {number} */ value) =>
    Math.min(PLACES - 1, Math.max(0, Math.round(value)))
  return drawn.map((stroke) => stroke.map(([x, y]) => [onSheet(x + left), onSheet(y + top)]))
}
