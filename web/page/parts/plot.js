// A chart of lines, drawn anew as often as the reader changes something.
import { shape } from "./make.js"

const [LEFT, RIGHT, TOP, BOTTOM] = [50, 48, 22, 22] // room for what stands around the lines

/**
 * An axis: its ends, the places that are named on it, and whether equal ways are equal factors.
 * @typedef {{ from: number, to: number, ticks: Tick[], isLog?: boolean }} Axis
 * @typedef {[value: number, text: string]} Tick
 */

/** How far along an axis a value is, from 0 to 1. @param {Axis} axis @param {number} value */
function share({ from, to, isLog }, value) {
  const [first, last, at] = isLog ? [from, to, value].map(Math.log) : [from, to, value]
  return (at - first) / (last - first)
}

/** The value at a share of an axis. @param {Axis} axis @param {number} along */
const value = ({ from, to, isLog }, along) =>
  isLog ? from * (to / from) ** along : from + along * (to - from)

/** A chart with two axes. What it shows is told by the words beside it. */
export class Plot {
  /**
   * @param {string} name of what goes upward
   * @param {[wide: number, high: number]} size
   * @param {Axis} x
   * @param {Axis} y
   */
  constructor(name, [wide, high], x, y) {
    this.wide = wide
    this.box = { left: LEFT, right: wide - RIGHT, top: TOP, bottom: high - BOTTOM }
    this.element = /** @type {SVGSVGElement} */ (
      shape("svg", { class: "plot", viewBox: `0 0 ${wide} ${high}` })
    )
    this.ground = shape("g", {})
    this.element.append(this.ground)
    this.write(name, 0, 11, "start")
    this.axes = this.scale(x, y)
  }

  /**
   * Draw the axes, in place of those before.
   * @param {Axis} x
   * @param {Axis} y
   * @returns {{ x: Axis, y: Axis }}
   */
  scale(x, y) {
    const { left, right, bottom } = this.box
    this.axes = { x, y }
    this.ground.replaceChildren()
    for (const [value, text] of y.ticks) {
      const [, at] = this.place(x.from, value)
      this.ground.append(shape("path", { class: "grid", d: `M${left} ${at}H${right}` }))
      this.write(text, left - 10, at + 4, "end", this.ground)
    }
    for (const [value, text] of x.ticks) {
      const [at] = this.place(value, y.from)
      const anchor = value === x.to ? "end" : "middle"
      this.write(text, at, bottom + BOTTOM - 5, anchor, this.ground)
    }
    this.ground.append(shape("path", { class: "axis", d: `M${left} ${bottom}H${right}` }))
    return this.axes
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {string} anchor
   */
  write(text, x, y, anchor, place = /** @type {Element} */ (this.element)) {
    const written = shape("text", { x, y, "text-anchor": anchor }, text)
    place.append(written)
    return written
  }

  /**
   * The name of a line, where it ends.
   * @param {string} text
   * @param {number} y
   * @param {string} kind the line's class
   */
  label(text, y, kind) {
    const [x, at] = this.place(this.axes.x.to, y)
    this.write(text, x + 10, at + 4, "start").setAttribute("class", kind)
  }

  /** Where a point is drawn; none is outside of the chart. @param {number} x @param {number} y */
  place(x, y) {
    const { left, right, top, bottom } = this.box
    const [across, up] = [share(this.axes.x, x), share(this.axes.y, y)]
    const inside = Math.min(1, Math.max(0, up))
    return [left + across * (right - left), bottom - inside * (bottom - top)]
  }

  /** A line, as yet without points. @param {string} kind its class */
  line(kind) {
    const made = shape("polyline", { class: kind })
    this.element.append(made)
    return made
  }

  /**
   * Let a line go through values.
   * @param {Element} line
   * @param {ArrayLike<number>} values
   * @param {number} [step] how far apart they are
   * @param {number} [first] where the first is
   */
  draw(line, values, step = 1, first = 0) {
    const points = Array.from(values, (value, i) => this.place(first + i * step, value))
    line.setAttribute("points", points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join(" "))
  }

  /**
   * The place that a pointer points at, which may lie outside of the chart.
   * @param {{ clientX: number, clientY: number }} pointer
   */
  pointed({ clientX, clientY }) {
    const { left, top, width } = this.element.getBoundingClientRect()
    const [scale, { box, axes }] = [this.wide / width, this]
    const across = ((clientX - left) * scale - box.left) / (box.right - box.left)
    const up = (box.bottom - (clientY - top) * scale) / (box.bottom - box.top)
    return [value(axes.x, across), value(axes.y, up)]
  }
}
