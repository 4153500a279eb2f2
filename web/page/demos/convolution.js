// A kernel of the lesson on convolution slides over what the reader draws; the reader moves it.
import { Conv2D } from "../../network/convolution.js"
import { Sequential } from "../../network/sequential.js"
import { Tensor } from "../../network/tensor.js"
import { button, make } from "../parts/make.js"
import { neighbor, Pad } from "../parts/pad.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "convolution"
const [SIDE, KERNEL] = [9, 4]
const MAP = SIDE - KERNEL + 1
const INK = 10
const LEAST = 1e-6
const TASK = `Take the kernel for vertical edges. Draw ${INK} pixels or more in which it finds
  nothing: a map of zeros.`
const EIGHTH = 1 / 8 // so that answers lie between -1 and 1, as in the lesson
const ROWS = [0, 1, 2, 3]
const VERTICAL = ROWS.flatMap(() => [-1, -1, 1, 1])
const HORIZONTAL = ROWS.flatMap((row) => ROWS.map(() => (row < 2 ? -1 : 1)))
// A small E; that of the lesson has 25 by 25 pixels.
const LETTER = [
  ".........",
  "..######.",
  "..##.....",
  "..##.....",
  "..#####..",
  "..##.....",
  "..##.....",
  "..######.",
  ".........",
]
const FIRST = [...LETTER.join("")].map((sign) => Number(sign === "#"))

/**
 * The picture in an address; undefined if it is none.
 * @param {string} text
 */
const read = (text) => (/^[01]{81}$/.test(text) ? [...text].map(Number) : undefined)

/** Sixteen numbers that the reader can change. @param {() => void} changed */
function kernelOf(changed) {
  const inputs = VERTICAL.map((value, place) => {
    const where = `kernel, row ${Math.floor(place / KERNEL) + 1}, column ${(place % KERNEL) + 1}`
    const input = make("input", { type: "number", min: -1, max: 1, step: 0.5, value })
    input.ariaLabel = where
    input.addEventListener("input", changed)
    return input
  })
  return { inputs, element: make("div", { class: "kernel" }, ...inputs) }
}

/** The map: a place for each patch of the picture, over which the reader moves the kernel. */
class Places {
  /** @param {(place: number) => void} moved is told the place that the reader has moved to */
  constructor(moved) {
    this.cells = Array.from({ length: MAP * MAP }, () => make("i"))
    const about = { class: "map", role: "application", tabindex: 0 }
    this.element = make("div", about, ...this.cells)
    this.at = 0
    this.element.addEventListener("keydown", (event) => {
      const next = neighbor(event, this.at, MAP)
      if (next !== undefined) moved(next)
    })
    for (const name of /** @type {const} */ (["pointerdown", "pointermove"])) {
      this.element.addEventListener(name, ({ clientX, clientY, buttons }) => {
        if (!buttons) return
        const over = /** @type {HTMLElement} */ (document.elementFromPoint(clientX, clientY))
        const place = this.cells.indexOf(over)
        if (place >= 0 && (place !== this.at || name === "pointerdown")) moved(place)
      })
    }
  }

  /**
   * @param {number[]} answers
   * @param {number} at where the kernel lies
   * @param {Set<number>} [passed] the places that are filled; without it, all are
   */
  show(answers, at, passed) {
    this.at = at
    this.cells.forEach((cell, place) => {
      const size = passed && !passed.has(place) ? 0 : answers[place]
      cell.style.setProperty("--size", String(Math.min(1, Math.abs(size))))
      cell.className = size < 0 ? "negative" : ""
      cell.classList.toggle("here", place === at)
    })
    const [low, high] = [Math.min(...answers), Math.max(...answers)]
    const range = `from ${low.toFixed(2)} to ${high.toFixed(2)}`
    const filled = passed ? `${passed.size} of ${MAP * MAP} places filled` : range
    this.element.ariaLabel = `Map of ${MAP} by ${MAP}, ${filled}. Arrow keys move the kernel.`
  }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const layer = { type: "Conv2D", filters: 1, kernel_size: KERNEL, use_bias: false }
  const network = new Sequential({ input_shape: [SIDE, SIDE, 1], layers: [layer] }, { Conv2D })
  const said = make("p", { role: "status" })
  const pad = new Pad(SIDE, "Your picture: arrow keys move, the space bar draws", anew)
  const kernel = kernelOf(anew)
  const map = new Places(move)
  const frame = make("div", { class: "frame" })
  pad.element.append(frame)
  /** @type {number | undefined} Where the reader has put the kernel, if anywhere. */
  let at
  /** @type {Set<number> | undefined} Where it has been, while the reader slides it. */
  let passed

  function show() {
    const { picture } = pad
    // What is no number yet, such as a lone minus sign, counts as 0.
    const weights = kernel.inputs.map((input) => input.valueAsNumber || 0)
    network.setWeights([weights.map((weight) => weight * EIGHTH)])
    const answers = [...network.predict(new Tensor([1, SIDE, SIDE, 1], picture)).data]
    const strongest = placeOf(answers)
    const place = at ?? strongest
    map.show(answers, place, passed)
    const [row, column] = [Math.floor(place / MAP) + 1, (place % MAP) + 1]
    frame.style.gridArea = `${row} / ${column} / span ${KERNEL} / span ${KERNEL}`
    said.textContent =
      at === undefined ? verdict(answers, weights, picture) : sumAt(at, weights, picture, passed)
    toAddress(NAME, picture.join("") === FIRST.join("") ? null : picture.join(""))
  }

  /** @param {number} place of the map */
  function move(place) {
    at = place
    passed?.add(place)
    show()
  }

  /** What the reader draws or takes is judged as a whole. */
  function anew() {
    at = undefined
    show()
  }

  /** @param {number[]} weights */
  function take(weights) {
    kernel.inputs.forEach((input, place) => (input.value = String(weights[place])))
    anew()
  }

  /** @param {number[]} picture */
  function put(picture) {
    pad.picture = picture
    anew()
  }

  const buttons = [
    button("vertical edges", () => take(VERTICAL)),
    button("horizontal edges", () => take(HORIZONTAL)),
    button("the letter E", () => put(FIRST)),
    button("empty", () => put(FIRST.map(() => 0))),
    button("slide it yourself", () => {
      passed = passed ? undefined : new Set([0])
      at = passed ? 0 : undefined
      show()
    }),
  ]
  const asked = inAddress(NAME)
  put((asked && read(asked)) || FIRST)
  if (asked && !read(asked))
    said.textContent = "The address holds no picture: here is the letter E."
  return [
    make("div", { class: "sliding" }, pad.element, kernel.element, map.element),
    make("div", { class: "choices", role: "group", "aria-label": "Examples" }, ...buttons),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}

/** The place of the answer that is farthest from 0. @param {number[]} answers */
const placeOf = (answers) =>
  answers.reduce((best, one, i) => (Math.abs(one) > Math.abs(answers[best]) ? i : best), 0)

/** @param {number} place of the map */
const where = (place) => `row ${Math.floor(place / MAP) + 1}, column ${(place % MAP) + 1}`

/**
 * How the number at one place of the map comes about.
 * @param {number} place
 * @param {number[]} weights
 * @param {number[]} picture
 * @param {Set<number>} [passed]
 */
function sumAt(place, weights, picture, passed) {
  const [top, left] = [Math.floor(place / MAP), place % MAP]
  const met = weights.filter((_, i) => {
    const [row, column] = [top + Math.floor(i / KERNEL), left + (i % KERNEL)]
    return picture[row * SIDE + column] === 1
  })
  const sum = met.reduce((all, weight) => all + weight, 0)
  const text = `At ${where(place)} the kernel meets ${met.length} pixels of ink.`
  const made = `Their numbers add up to ${sum}; an eighth of that is ${(sum * EIGHTH).toFixed(2)}.`
  const empty = passed ? MAP * MAP - passed.size : 0
  return `${text} ${made}${empty ? ` ${empty} places are still empty.` : ""}`
}

/**
 * What the kernel finds, and whether that solves the task.
 * @param {number[]} answers
 * @param {number[]} weights
 * @param {number[]} picture
 */
function verdict(answers, weights, picture) {
  const ink = picture.reduce((sum, pixel) => sum + pixel, 0)
  const place = placeOf(answers)
  const most = answers[place]
  const isEmpty = Math.abs(most) < LEAST
  const text = isEmpty
    ? "The map is all zeros."
    : `Strongest: ${most.toFixed(2)}, at ${where(place)}.`
  if (weights.join() !== VERTICAL.join()) return text
  if (isEmpty && ink >= INK)
    return `Solved! ${text} There is ink, ${ink} pixels, but no vertical edge.`
  return isEmpty ? `${text} Not yet: it takes ${INK} pixels of ink.` : `${text} Not yet.`
}
