// The marks that a drawing is made of, as SVG text.
import { at, escape, LINE } from "./text.js"

/** Every drawing is so wide that its labels are 11 pixels high when it is shown 350 pixels wide. */
export const WIDTH = 460
/** Kept free around everything. */
export const EDGE = 4
/** @type {Record<string, string>} The light palette, for pages that have none of their own. */
const COLORS = { 1: "#0b62c1", 2: "#b84a00", 4: "#5b6472", ink: "#1f2430", paper: "#ffffff" }
/** @typedef {string | number} Color one of COLORS by its name */
/** @typedef {[number, number]} Point */
/** @type {(name: Color) => string} */
export const color = (name) => `var(--fig-${name}, ${COLORS[name]})`

export const START = ' text-anchor="start"'
export const END = ' text-anchor="end"'
export const HEAVY = ' font-weight="600"'
/** @type {(isWinner: boolean) => string} */
export const bold = (isWinner) => (isWinner ? HEAVY : "")
/** Keeps a word readable on links. */
export const HALO =
  ` style="paint-order:stroke;stroke:${color("paper")};` + `stroke-width:4;stroke-linejoin:round"`

/** @type {(x: number, y: number, text: string, more?: string) => string} */
export const label = (x, y, text, more = "") =>
  text === "" ? "" : `<text x="${at(x)}" y="${at(y + 5)}"${more}>${escape(text)}</text>`
/** @type {(x: number, y: number, lines: string[], more?: string) => string} */
export const labels = (x, y, lines, more) =>
  lines.map((line, number) => label(x, y + number * LINE, line, more)).join("")
/** @type {(d: string, width: number | string, name?: Color, more?: string) => string} */
export const line = (d, width, name = 4, more = "") =>
  `<path d="${d}" style="fill:none;stroke:${color(name)};stroke-width:${width}${more}"/>`
/** @type {(x: number, y: number, radius: number, width: number, fill?: string) => string} */
export const ring = (x, y, radius, width, fill = "none") =>
  `<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" ` +
  `style="fill:${fill};stroke:${color(1)};stroke-width:${width}"/>`
/** @type {(x: number, y: number, across: number, tall: number, name: Color) => string} */
export const box = (x, y, across, tall, name) =>
  `<rect x="${at(x - across / 2)}" y="${at(y - tall / 2)}" width="${at(across)}" ` +
  `height="${tall}" rx="12" style="fill:${color("paper")};stroke:${color(name)}"/>`
/**
 * What a forward pass has not reached yet is pale.
 * @type {(stage: { pale?: boolean }, drawn: string) => string}
 */
export const reached = (stage, drawn) =>
  stage.pale && drawn ? `<g style="opacity:.3">${drawn}</g>` : drawn

/**
 * An arrow along points, its head at the last one.
 * @param {Point[]} points
 */
export function arrow(points) {
  const [[a, b], [x, y]] = points.slice(-2)
  const length = Math.sqrt((x - a) ** 2 + (y - b) ** 2) || 1
  const [u, v] = [((x - a) / length) * 6, ((y - b) / length) * 6]
  const left = `M${at(x - u - v * 0.7)} ${at(y - v + u * 0.7)}`
  const right = `L${at(x - u + v * 0.7)} ${at(y - v - u * 0.7)}`
  const path = points.map((point) => point.map(at).join(" ")).join("L")
  return line(`M${path}${left}L${at(x)} ${at(y)}${right}`, 1.2)
}
