// What examples are: how many, of which shape and which classes, and the first ones.
import { shapeInWords } from "../../../studio/amounts.js"
import { paint } from "../../parts/ink.js"
import { make } from "../../parts/make.js"
import { counted } from "./draft.js"
import { KINDS, Scatter } from "./points.js"
import { scrolling } from "./rows.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Draft } from "./draft.js" */

const [PICTURES, ROWS, COLUMNS, CLASSES] = [24, 5, 12, 40]

/** @type {(value: number) => string} */
const short = (value) => String(Number(value.toPrecision(4))).replace("-", "−")
/** @type {(dataset: Dataset) => number} */
const sizeOf = ({ shape }) => shape.reduce((all, one) => all * one, 1)

/** @type {(some: ArrayLike<any>, others: ArrayLike<any>) => boolean} */
function areSame(some, others) {
  if (some.length !== others.length) return false
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false
  return true
}

/**
 * Whether examples are the same, though they may have been made twice.
 * @param {Dataset} one
 * @param {Dataset} [other]
 */
export const isSame = (one, other) =>
  one === other ||
  (!!other &&
    areSame(one.shape, other.shape) &&
    areSame(one.classes, other.classes) &&
    areSame(one.y, other.y) &&
    areSame(one.x, other.x))

/** How many examples each class has. @param {Dataset} dataset */
export function countsOf({ y, classes }) {
  const counts = classes.map(() => 0)
  for (const place of y) counts[place] += 1
  return counts
}

/** What they are, in a sentence. @param {Dataset} dataset */
export function inWords({ y, shape, classes, answer, picture }) {
  const count = counted(y.length, "example")
  const each = picture ? `a picture of ${picture.join(" × ")}` : shapeInWords(shape)
  const asked = classes.length ? counted(classes.length, "class", "classes") : "the answer a number"
  return `${count}, each ${each}; ${asked}${classes.length || !answer ? "" : `, “${answer}”`}.`
}

/** What is answered for an example. @param {Dataset} dataset @param {number} place */
const answerOf = ({ y, classes }, place) => classes[y[place]] ?? short(y[place])

/** The first ones of each class. @param {Dataset} dataset @param {number} most */
function firstOfEach({ y, classes }, most) {
  if (!classes.length) return Array.from(y.subarray(0, most), (_, place) => place)
  const each = Math.max(1, Math.floor(most / classes.length))
  const seen = classes.map(() => 0)
  /** @type {number[]} */
  const places = []
  y.forEach((kind, place) => (seen[kind] += 1) <= each && places.push(place))
  return places.slice(0, 2 * most)
}

/** @param {Dataset} dataset @param {[rows: number, columns: number]} picture */
function pictures(dataset, [rows, columns]) {
  const size = sizeOf(dataset)
  const figures = firstOfEach(dataset, PICTURES).map((place) => {
    const canvas = make("canvas", { "aria-hidden": true })
    paint(canvas, dataset.x.subarray(place * size, (place + 1) * size), rows, columns)
    return make("li", {}, canvas, answerOf(dataset, place))
  })
  return make("ul", { class: "pictures examples" }, ...figures)
}

/** @param {Dataset} dataset */
function points(dataset) {
  const { x, y, classes } = dataset
  const spots = Array.from(y, (kind, place) => ({ x: x[2 * place], y: x[2 * place + 1], kind }))
  const limit =
    1.05 * spots.reduce((most, spot) => Math.max(most, Math.abs(spot.x), Math.abs(spot.y)), 0.01)
  const scatter = new Scatter([limit, limit])
  scatter.element.setAttribute(
    "aria-label",
    `Points of ${counted(classes.length, "class", "classes")} in a plane`,
  )
  scatter.show(spots)
  const key = classes.map((name, kind) => `${KINDS[kind]}s are ${name}`).join(", ")
  const isSame = classes.every((name, kind) => name === KINDS[kind])
  return make(
    "div",
    { class: "points" },
    scatter.element,
    ...(isSame ? [] : [make("p", { class: "quiet" }, `${key}.`)]),
  )
}

/** @param {Dataset} dataset */
function rows(dataset) {
  const size = sizeOf(dataset)
  const shown = Math.min(size, COLUMNS)
  const heads = Array.from({ length: shown }, (_, i) => dataset.inputs?.[i] ?? `input ${i + 1}`)
  const names = [...heads, ...(size > shown ? ["…"] : []), dataset.answer ?? "answer"]
  const body = Array.from(dataset.y.subarray(0, ROWS), (_, place) => {
    const values = Array.from(dataset.x.subarray(place * size, place * size + shown), short)
    const cells = [...values, ...(size > shown ? ["…"] : []), answerOf(dataset, place)]
    return make("tr", {}, ...cells.map((cell) => make("td", {}, cell)))
  })
  const table = make(
    "table",
    { class: "rows" },
    make("caption", {}, `The first ${body.length} as the network gets them`),
    make("thead", {}, make("tr", {}, ...names.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...body),
  )
  return scrolling("The first examples", table)
}

/** The first examples, as pictures, points or rows. @param {Dataset} dataset */
function first(dataset) {
  if (dataset.picture) return pictures(dataset, dataset.picture)
  const isPlane = sizeOf(dataset) === 2 && dataset.shape.length === 1
  const { length } = dataset.classes
  return isPlane && length && length <= KINDS.length ? points(dataset) : rows(dataset)
}

/** All about examples. @param {Draft} draft */
export function shown({ dataset, warnings = [], isSeen = false }) {
  const counts = countsOf(dataset)
  const { classes } = dataset
  const items = classes
    .slice(0, CLASSES)
    .map((name, place) =>
      make("li", {}, `${name} `, make("b", {}, counts[place].toLocaleString("en-US"))),
    )
  const more = classes.length - items.length
  if (more > 0) items.push(make("li", {}, `and ${counted(more, "class", "classes")} more`))
  const list = classes.length
    ? [make("ul", { class: "counts", "aria-label": "Examples of each class" }, ...items)]
    : []
  const told = warnings.map((text) => make("p", { class: "note" }, text))
  return [
    make("p", { class: "what" }, inWords(dataset)),
    ...told,
    ...list,
    ...(isSeen ? [] : [first(dataset)]),
  ]
}
