// What a network makes of a plane: its answer at every place, and the examples as points.
import { Tensor } from "../../network/tensor.js"
import { applyScaling } from "../../studio/scaling.js"
import { make } from "../parts/make.js"
import { paced } from "./paced.js"

/** @import { Dataset } from "../../studio/dataset.js" */
/** @import { Studio } from "./studio.js" */

const SIDE = 400 // pixels of the canvas
const CELLS = 50 // answers along a side
const MARGIN = 0.15 // of the points' extent, around them
const SIZE = 5 // half of a mark's
/** The classes by color, then by shape. */
const COLORS = ["--fig-1", "--fig-2", "--fig-3", "--fig-4"]

/** @typedef {[low: number, high: number]} Range */
/** @typedef {{ context: CanvasRenderingContext2D, x: number, y: number }} Mark */

/** @type {((mark: Mark) => void)[]} Each draws a sign of its own. */
const SIGNS = [
  ({ context, x, y }) => context.arc(x, y, SIZE, 0, 2 * Math.PI),
  ({ context, x, y }) => context.rect(x - SIZE + 0.5, y - SIZE + 0.5, 2 * SIZE - 1, 2 * SIZE - 1),
  ({ context, x, y }) => way(context, x, y, [0, -SIZE, SIZE, SIZE, -SIZE, SIZE]),
  ({ context, x, y }) => way(context, x, y, [0, -SIZE, SIZE, 0, 0, SIZE, -SIZE, 0]),
]

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number[]} ways
 */
function way(context, x, y, ways) {
  for (let i = 0; i < ways.length; i += 2) context.lineTo(x + ways[i], y + ways[i + 1])
  context.closePath()
}

/**
 * The extent of the points along an axis, with a margin.
 * @param {Dataset} dataset
 * @param {number} axis
 * @returns {Range}
 */
function extent({ x }, axis) {
  let [low, high] = [Infinity, -Infinity]
  for (let i = axis; i < x.length; i += 2) [low, high] = [Math.min(low, x[i]), Math.max(high, x[i])]
  const margin = MARGIN * (high - low) || 1
  return [low - margin, high + margin]
}

/** The plane of a network with two inputs; hidden for others. */
export class Border {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    this.canvas = make("canvas", { width: SIDE, height: SIDE, role: "img" })
    this.axes = make("figcaption")
    this.element = make("figure", { class: "border" }, this.canvas, this.axes)
    /** @type {number[] | undefined} A place of the plane that is asked about, marked by a ring. */
    this.asked = undefined
    this.ask = paced(() => this.show())
    studio.listen((parts) => parts.some((part) => part !== "kept") && this.ask())
    // The colors follow the page's scheme.
    new MutationObserver(() => this.ask()).observe(document.body, {
      attributeFilter: ["data-md-color-scheme"],
    })
    this.show()
  }

  /** Where in the plane a pointer is. @param {{ clientX: number, clientY: number }} pointer */
  place({ clientX, clientY }) {
    const { left, top, width } = this.canvas.getBoundingClientRect()
    const [across, up] = [(clientX - left) / width, 1 - (clientY - top) / width]
    return this.ranges.map(([low, high], axis) => low + (axis ? up : across) * (high - low))
  }

  /** @returns {Range[]} */
  get ranges() {
    const { dataset } = this.studio
    return dataset ? [extent(dataset, 0), extent(dataset, 1)] : []
  }

  show() {
    const { dataset, network } = this.studio
    const isPlane = dataset !== undefined && String(dataset.shape) === "2"
    this.element.hidden = !isPlane
    const context = this.canvas.getContext("2d")
    if (!isPlane || !context) return
    const style = getComputedStyle(this.element)
    const colors = COLORS.map((name) => style.getPropertyValue(name).trim())
    context.clearRect(0, 0, SIDE, SIDE)
    if (network) this.ground(context, colors, dataset.classes.length)
    this.points(context, colors, style.getPropertyValue("--fig-paper").trim())
    const [one, other] = dataset.inputs ?? ["first input", "second input"]
    this.axes.textContent = `${one} → right, ${other} → up; colors: the answer at each place.`
    const count = `${dataset.y.length} points of ${dataset.classes.length} classes`
    const names = dataset.classes.slice(0, SIGNS.length).join(", ")
    this.canvas.ariaLabel = `${count} (${names}), and what the network answers around them.`
  }

  /** @param {CanvasRenderingContext2D} context @param {string[]} colors @param {number} classes */
  ground(context, colors, classes) {
    const { network, scaling } = this.studio
    const [[left, right], [low, high]] = this.ranges
    const spots = Array.from({ length: CELLS * CELLS }, (_, i) => [
      left + (((i % CELLS) + 0.5) / CELLS) * (right - left),
      high - ((Math.floor(i / CELLS) + 0.5) / CELLS) * (high - low),
    ])
    const x = new Tensor([spots.length, 2], applyScaling(Float32Array.from(spots.flat()), scaling))
    const answers = network?.predict(x).data ?? []
    const size = SIDE / CELLS
    const wide = Math.max(classes, 1)
    for (let i = 0; i < spots.length; i++) {
      let best = 0
      for (let k = 1; k < wide; k++) if (answers[i * wide + k] > answers[i * wide + best]) best = k
      const share = answers[i * wide + best]
      const least = 1 / wide
      const sure = classes ? (share - least) / (1 - least) : Math.min(1, Math.abs(share))
      context.globalAlpha = 0.08 + 0.32 * (sure || 0)
      context.fillStyle = colors[(classes ? best : Number(share < 0)) % colors.length]
      context.fillRect((i % CELLS) * size, Math.floor(i / CELLS) * size, size, size)
    }
    context.globalAlpha = 1
  }

  /** @param {CanvasRenderingContext2D} context @param {string[]} colors @param {string} paper */
  points(context, colors, paper) {
    const { dataset } = this.studio
    if (!dataset) return
    const { x, y, classes } = dataset
    context.strokeStyle = paper
    for (let i = 0; i < y.length; i++) {
      const label = classes.length ? y[i] : Number(y[i] < 0)
      context.beginPath()
      const [across, down] = this.spot([x[2 * i], x[2 * i + 1]])
      SIGNS[label % SIGNS.length]({ context, x: across, y: down })
      context.fillStyle = colors[label % colors.length]
      context.fill()
      context.stroke()
    }
    if (!this.asked) return
    const [across, down] = this.spot(this.asked)
    context.strokeStyle = getComputedStyle(this.element).getPropertyValue("--fig-ink").trim()
    context.lineWidth = 2
    context.beginPath()
    context.arc(across, down, 2 * SIZE, 0, 2 * Math.PI)
    context.stroke()
    context.lineWidth = 1
  }

  /** Where on the canvas a place is. @param {number[]} place */
  spot(place) {
    const [across, up] = this.ranges.map(([low, high], axis) => (place[axis] - low) / (high - low))
    return [across * SIDE, (1 - up) * SIDE]
  }
}
