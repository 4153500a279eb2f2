// Strokes of a pen as a picture, prepared as the letters and digits of the data sets are.

/** @typedef {[x: number, y: number]} Point */
/** @typedef {Point[]} Stroke the places that the pen went through; one place is a dot */
/**
 * How a data set shows its signs, in pixels: the side of a picture, the longer side of the ink, the
 * width of a stroke; and what lies in the middle, the box around the ink or its center of mass.
 * @typedef {{ side: number, size: number, pen: number, middle: "box" | "mass" }} Picture
 */

/** @type {(value: number) => number} */
const share = (value) => Math.min(1, Math.max(0, value))

/**
 * How far a place is from the line between two others.
 * @param {number} x
 * @param {number} y
 * @param {Point} from
 * @param {Point} to
 */
function distance(x, y, [x1, y1], [x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = share(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1))
  return Math.hypot(x1 + along * dx - x, y1 + along * dy - y)
}

/**
 * The strokes, moved and scaled so that the longer side of the box around all has a length.
 * @param {Stroke[]} strokes
 * @param {number} length
 * @param {number} middle where the middle of the box comes to lie, across and down
 * @returns {Stroke[]}
 */
function fitted(strokes, length, middle) {
  const all = strokes.flat()
  const [left, top] = [0, 1].map((axis) => Math.min(...all.map((point) => point[axis])))
  const [right, bottom] = [0, 1].map((axis) => Math.max(...all.map((point) => point[axis])))
  const scale = length / Math.max(right - left, bottom - top, 1)
  const [x0, y0] = [(left + right) / 2, (top + bottom) / 2]
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [middle + scale * (x - x0), middle + scale * (y - y0)]),
  )
}

/**
 * The ink of strokes, row by row, from 0 for paper to 1.
 * @param {Stroke[]} strokes in pixels
 * @param {number} side how many pixels wide and high the picture is
 * @param {number} pen how many pixels wide a stroke is
 */
function painted(strokes, side, pen) {
  const ink = new Float32Array(side * side)
  for (const stroke of strokes) {
    for (let place = 0; place < stroke.length; place++) {
      const [from, to] = [stroke[Math.max(0, place - 1)], stroke[place]]
      const [left, right, top, bottom] = [0, 1].flatMap((axis) => [
        Math.max(0, Math.floor(Math.min(from[axis], to[axis]) - pen)),
        Math.min(side - 1, Math.ceil(Math.max(from[axis], to[axis]) + pen)),
      ])
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const covered = share(pen / 2 + 0.5 - distance(column, row, from, to))
          const at = row * side + column
          ink[at] = Math.max(ink[at], covered)
        }
      }
    }
  }
  return ink
}

/**
 * How far the center of all ink is from the middle of the picture, across and down.
 * @param {Float32Array} ink
 * @param {number} side
 * @returns {Point}
 */
function offCenter(ink, side) {
  let [sum, across, down] = [0, 0, 0]
  ink.forEach((part, place) => {
    sum += part
    across += part * (place % side)
    down += part * Math.floor(place / side)
  })
  return [across / sum - (side - 1) / 2, down / sum - (side - 1) / 2]
}

/**
 * Strokes as a picture of ink, row by row, from 0 for paper to 1.
 * @param {Stroke[]} strokes in any units
 * @param {Picture} picture
 */
export function inkOf(strokes, { side, size, pen, middle }) {
  const placed = fitted(strokes, size - pen, (side - 1) / 2)
  const ink = painted(placed, side, pen)
  if (middle === "box") return ink
  const [across, down] = offCenter(ink, side)
  const moved = placed.map((stroke) =>
    stroke.map(([x, y]) => /** @type {Point} */ ([x - across, y - down])),
  )
  return painted(moved, side, pen)
}

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
/** How many places across and down an address can tell apart. */
export const PLACES = SIGNS.length
const LONGEST = 2000 // signs that an address is given

/**
 * Strokes of whole numbers, as letters for an address; null where there are none, or too many.
 * @param {Stroke[]} strokes
 */
export function written(strokes) {
  const signs = strokes.map((stroke) => stroke.map(([x, y]) => SIGNS[x] + SIGNS[y]).join(""))
  const text = signs.join("-")
  return text && text.length <= LONGEST ? text : null
}

/**
 * Such letters as strokes; undefined if they are none.
 * @param {string} text
 * @returns {Stroke[] | undefined}
 */
export function read(text) {
  if (text.length > LONGEST || !/^(?:[A-Za-z]{2})+(?:-(?:[A-Za-z]{2})+)*$/.test(text))
    return undefined
  return text
    .split("-")
    .map((stroke) =>
      [...stroke.matchAll(/../g)].map(([[x, y]]) => [SIGNS.indexOf(x), SIGNS.indexOf(y)]),
    )
}
