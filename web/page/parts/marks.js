// Marks at the places of points, as the outline of a drawing in which y goes upward.

/** @import { Point } from "./plane.js" */

/** @type {(point: Point) => string} */
export const at = ([x, y]) => `${x.toFixed(3)} ${(-y).toFixed(3)}`
/** @type {(points: Point[], half: number) => string} */
export const circles = (points, half) => {
  const round = [half, -half].map((r) => `a${half} ${half} 0 1 0 ${2 * r} 0`).join("")
  return points.map(([x, y]) => `M${at([x - half, y])}${round}`).join("")
}
/** @type {(points: Point[], half: number) => string} */
export const squares = (points, half) => {
  const sides = `h${2 * half}v${2 * half}h${-2 * half}z`
  return points.map(([x, y]) => `M${at([x - half, y + half])}${sides}`).join("")
}
/** @type {(points: Point[], half: number) => string} */
export const crosses = (points, half) => {
  const strokes = `l${2 * half} ${2 * half}m0 ${-2 * half}l${-2 * half} ${2 * half}`
  return points.map(([x, y]) => `M${at([x - half, y + half])}${strokes}`).join("")
}

/** @type {(points: Point[], half: number) => string} */
export const triangles = (points, half) => {
  const sides = `l${half} ${2 * half}h${-2 * half}z`
  return points.map(([x, y]) => `M${at([x, y + half])}${sides}`).join("")
}

/** @type {(points: Point[], half: number) => string} */
export const diamonds = (points, half) => {
  const sides = `l${half} ${half}l${-half} ${half}l${-half} ${-half}z`
  return points.map(([x, y]) => `M${at([x, y + half])}${sides}`).join("")
}
