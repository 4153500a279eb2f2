// Pictures of the reader's own as examples: ink on paper, all of one size.
import { fail } from "../error.js"
import { checkNames, quoted, some, sorted, warningsAbout } from "./values.js"

/** @import { Dataset } from "../dataset.js" */
/**
 * @typedef {{ name: string, ink: Float32Array }} Picture a file's name, and its gray ink
 */

/**
 * How light each pixel is, from 0 to 1, as eyes see red, green and blue; on white where the picture
 * is transparent.
 * @param {ArrayLike<number>} rgba
 * @param {number} count
 */
function lightOf(rgba, count) {
  const light = new Float32Array(count)
  for (let place = 0, at = 0; place < count; place++, at += 4) {
    const color = 0.299 * rgba[at] + 0.587 * rgba[at + 1] + 0.114 * rgba[at + 2]
    light[place] = 1 - (rgba[at + 3] / 255) * (1 - color / 255)
  }
  return light
}

/**
 * Whether a picture is light on dark: most of its border is dark.
 * @param {Float32Array} light
 * @param {number} width
 * @param {number} height
 */
function isDark(light, width, height) {
  let [sum, count] = [0, 0]
  for (let row = 0; row < height; row++) {
    const step = row === 0 || row === height - 1 ? 1 : Math.max(1, width - 1)
    for (let column = 0; column < width; column += step, count++) sum += light[row * width + column]
  }
  return sum < count / 2
}

/**
 * Which of the old pixels along one side a new one covers, and how much of each.
 * @param {number} place of the new pixel
 * @param {number} step how many old pixels one new pixel covers
 * @param {number} shift where the first new pixel begins, in old ones
 * @param {number} count of the old pixels
 * @returns {[place: number, share: number][]}
 */
function covered(place, step, shift, count) {
  const [from, to] = [shift + place * step, shift + (place + 1) * step]
  /** @type {[number, number][]} */
  const found = []
  for (let at = Math.max(0, Math.floor(from)); at < Math.min(count, Math.ceil(to)); at++) {
    found.push([at, (Math.min(to, at + 1) - Math.max(from, at)) / step])
  }
  return found
}

/**
 * A picture as ink, from 0 for paper to 1, row by row. It is not stretched: where it is not as wide
 * as high, paper is added on both sides. Each new pixel is the mean of what it covers.
 * @param {Uint8ClampedArray | Uint8Array} rgba four numbers a pixel, as a canvas gives them
 * @param {number} width
 * @param {number} height
 * @param {number} side how wide and high the result is
 */
export function toGray(rgba, width, height, side) {
  if (!(width > 0 && height > 0) || rgba.length !== 4 * width * height) {
    fail(`A picture of ${width} by ${height} pixels cannot have ${rgba.length} numbers.`)
  }
  const light = lightOf(rgba, width * height)
  const dark = isDark(light, width, height)
  const step = Math.max(width, height) / side
  const places = Array.from({ length: side }, (_, place) => place)
  const columns = places.map((it) => covered(it, step, (width - side * step) / 2, width))
  const rows = places.map((it) => covered(it, step, (height - side * step) / 2, height))
  const ink = new Float32Array(side * side)
  for (const y of places) {
    for (const x of places) {
      let sum = 0
      for (const [row, high] of rows[y]) {
        for (const [column, wide] of columns[x]) {
          const value = light[row * width + column]
          sum += high * wide * (dark ? value : 1 - value)
        }
      }
      ink[y * side + x] = Math.min(1, sum)
    }
  }
  return ink
}

/**
 * The class that a file's name begins with: all before the first "_", else before a number at its
 * end. "0001_caveat.png" is of class "0001", "cat (2).png" and "cat-1.jpg" are of class "cat".
 * @param {string} fileName
 * @returns {string}
 */
export function classOf(fileName) {
  const name = fileName
    .normalize("NFC") // macOS writes é as two characters
    .replace(/^.*[/\\]/s, "")
    .replace(/\.[^.]*$/, "")
    .trim()
  const [before] = name.split("_")
  if (before !== name && before.trim()) return before.trim()
  const text = name.replace(/[\s-]*(?:\(\d+\)|(?<!\d)\d+)$/, "")
  return text && text !== name ? classOf(`${text}.`) : name
}

/**
 * @param {Picture[]} pictures
 * @param {number} side how wide and high they are
 * @returns {Dataset & { warnings: string[] }}
 * @throws {StudioError} if these are no examples to learn from
 */
export function picturesToDataset(pictures, side) {
  if (!pictures.length) fail("There are no pictures yet.")
  const labels = pictures.map(
    ({ name }) => classOf(name) || fail(`${quoted(name)} names no class.`),
  )
  const classes = sorted(labels)
  if (classes.length < 2) {
    fail(
      `All pictures are of the class ${quoted(classes[0])}. A file's name begins with its class: ` +
        `cat_1.png and cat_2.png, dog_1.png and so on; there must be two classes or more.`,
    )
  }
  checkNames(classes)
  const x = new Float32Array(pictures.length * side * side)
  pictures.forEach(({ name, ink }, place) => {
    if (ink.length !== side * side) fail(`${quoted(name)} is not ${side} pixels wide and high.`)
    x.set(ink, place * side * side)
  })
  const places = new Map(classes.map((name, place) => [name, place]))
  const y = Float32Array.from(labels, (label) => places.get(label) ?? 0)
  const blank = pictures.filter(({ ink }) => ink.every((value) => value === ink[0]))
  const warnings = warningsAbout(y, classes)
  if (blank.length)
    warnings.push(`Blank, all of one color: ${some(blank.map(({ name }) => name))}.`)
  const shape = [side, side, 1]
  return { name: "pictures", shape, x, y, classes, picture: [side, side], warnings }
}
