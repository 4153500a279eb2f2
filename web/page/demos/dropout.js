// Masks over one sum of the lesson on dropout: what each leaves of the forty bars of the figure,
// and the mean of all sums so far.
import { Dense } from "../../network/dense.js"
import { Dropout } from "../../network/dropout.js"
import { Tensor } from "../../network/tensor.js"
import { kept } from "../parts/kept.js"
import { button, make } from "../parts/make.js"
import { Plot } from "../parts/plot.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @import { Sequential } from "../../network/sequential.js" */
/** @import { Numbers } from "../../network/tensor.js" */

const NAME = "dropout"
const RATE = { min: 0, max: 0.9, step: 0.05, value: 0.25 }
const FIRST = "0.25-with-1"
const SEED = 1
const [MANY, MOST] = [1000, 10000] // masks
const TASK = `Find the rate at which one sum alone usually misses by about as much as the whole sum
  is large. Judge by ${grouped(MANY)} masks or more, with the factor.`

/** @param {number} count */
function grouped(count) {
  return count.toLocaleString("en-US")
}

/**
 * So many fresh masks, the same ones each time: the sums that they leave, and what the last one
 * multiplies each answer by.
 * @param {Sequential} network dropout, and one neuron that sums
 * @param {number[]} answers
 * @param {{ rate: number, isScaled: boolean, count: number }} choice
 */
function draw(network, answers, { rate, isScaled, count }) {
  const [layer] = network.layers
  layer.options.rate = rate
  network.random.count = SEED
  const rows = new Tensor([count, answers.length])
  for (let row = 0; row < count; row++) rows.data.set(answers, row * answers.length)
  const sums = network.predict(rows, true).data
  const mask = /** @type {Dropout} */ (layer).mask.data.slice(-answers.length)
  const factor = isScaled ? 1 : 1 - rate // Dropout has multiplied by 1 / (1 - rate)
  return { sums: sums.map((sum) => sum * factor), mask: mask.map((each) => each * factor) }
}

/**
 * The mean of the first sums, after so many that lie evenly on a logarithmic axis.
 * @param {Numbers} sums
 * @returns {[count: number, mean: number][]}
 */
function means(sums) {
  /** @type {[number, number][]} */
  const found = []
  let [total, next] = [0, 1]
  sums.forEach((sum, place) => {
    total += sum
    const count = place + 1
    if (count < next && count < sums.length) return
    found.push([count, total / count])
    next = count * 1.05
  })
  return found
}

/**
 * The bars of the figure, each in the frame of its term: how to draw what a mask leaves of them.
 * @param {SVGElement} drawing
 * @returns {(mask: Numbers) => void}
 */
function barsIn(drawing) {
  /** @type {(fill: string) => { path: Element, at: number[] }[]} Corners in Matplotlib's order. */
  const found = (fill) =>
    [...drawing.querySelectorAll(`path[clip-path][style^="fill: ${fill}"]`)].map((path) => {
      const at = [...(path.getAttribute("d") ?? "").matchAll(/[\d.]+/g)].map(Number)
      return { path, at }
    })
  const [frames, bars] = [found("none"), found("var(--fig-1")]
  return (mask) =>
    bars.forEach(({ path, at: [left, base, right] }, place) => {
      const top = base + (frames[place].at[5] - base) * mask[place]
      path.setAttribute("d", `M${left} ${base}V${top}H${right}V${base}z`)
    })
}

/**
 * The mean of the sums against their number, and what it is without dropout.
 * @param {number} whole
 */
function chart(whole) {
  /** @type {[number, string][]} */
  const counts = [1, 100, MOST].map((count) => [count, grouped(count)])
  /** @type {[number, string][]} */
  const heights = [0, 0.5, 1, 1.5].map((part) => [part * whole, (part * whole).toFixed(0)])
  const curve = new Plot(
    "mean of the sums of all masks so far",
    [280, 120],
    { from: 1, to: MOST, isLog: true, ticks: counts },
    { from: 0, to: 1.5 * whole, ticks: heights },
  )
  curve.element.setAttribute("aria-hidden", "true")
  curve.draw(curve.line("whole"), [whole, whole], MOST - 1, 1)
  curve.label("without", whole, "whole")
  return { curve, line: curve.line("mean") }
}

/**
 * Bring the figure to life.
 * @param {SVGElement} drawing the figure
 * @returns {Promise<Element[]>} what the reader uses
 * @throws {Error} if the network cannot be fetched
 */
export async function start(drawing) {
  const { network, about } = await kept(NAME, "one_mask", { Dense, Dropout })
  /** @type {number[]} */
  const answers = about.answers
  const [weights] = network.getWeights()
  const terms = answers.map((answer, place) => answer * weights[place])
  const whole = terms.reduce((sum, term) => sum + term, 0)
  const { curve, line } = chart(whole)
  const leave = barsIn(drawing)
  const said = make("p", { role: "status" })
  const rate = new Slider("rate", RATE, show)
  const factor = button("factor 1 / (1 − rate)", () => choose(!isScaled, count))
  let [isScaled, count] = [true, 1]

  function show() {
    const { sums, mask } = draw(network, answers, { rate: rate.value, isScaled, count })
    leave(mask)
    const points = means(sums)
    const path = [points[0], ...points].map(([x, y]) => curve.place(x, y).join(" ")) // one is a dot
    line.setAttribute("points", path.join(" "))
    line.setAttribute("class", isScaled ? "mean" : "mean unscaled")
    factor.ariaPressed = String(isScaled)
    const [, mean] = points[points.length - 1]
    const numbers = { whole, mean, last: sums[count - 1], miss: usualMiss(sums, whole) }
    said.textContent = `${told(numbers, count, mask)} ${
      isScaled
        ? verdict(numbers, count, rate.value, bestRate(terms, whole))
        : tooLow(whole, rate.value)
    }`
    const state = `${rate.output.textContent}-${isScaled ? "with" : "without"}-${count}`
    toAddress(NAME, state === FIRST ? null : state)
  }

  /** @param {boolean} withFactor @param {number} masks */
  function choose(withFactor, masks) {
    ;[isScaled, count] = [withFactor, Math.min(masks, MOST)]
    show()
  }

  const buttons = [
    button("new mask", () => choose(isScaled, count + 1)),
    button(`${grouped(MANY)} masks`, () => choose(isScaled, count < MANY ? MANY : count + MANY)),
    factor,
    button("start again", () => {
      rate.value = RATE.value
      choose(true, 1)
    }),
  ]
  const asked = inAddress(NAME)
  const [, share, word, masks] = /^(0\.\d\d)-(with|without)-([1-9]\d{0,4})$/.exec(asked ?? "") ?? []
  if (share) rate.value = Number(share)
  const isGood = share && rate.output.textContent === share && Number(masks) <= MOST
  if (!isGood) rate.value = RATE.value
  choose(!isGood || word === "with", isGood ? Number(masks) : 1)
  if (asked && !isGood)
    said.textContent = "The address holds no rate and number of masks: here is the first mask."
  return [
    rate.element,
    make("div", { class: "choices", role: "group", "aria-label": "Masks" }, ...buttons),
    curve.element,
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}

/** @typedef {{ whole: number, mean: number, last: number, miss: number }} Sums */

/**
 * How far a sum usually is from the whole: the root of the mean square.
 * @param {Numbers} sums
 * @param {number} whole
 */
function usualMiss(sums, whole) {
  let squares = 0
  for (const sum of sums) squares += (sum - whole) ** 2
  return Math.sqrt(squares / sums.length)
}

/**
 * The rate at which that is nearest to the whole sum. A term t misses by t when it is dropped and
 * by t r / (1 - r) when it is kept; the mean square of both is t² r / (1 - r).
 * @param {number[]} terms
 * @param {number} whole
 */
function bestRate(terms, whole) {
  const squares = terms.reduce((sum, term) => sum + term ** 2, 0)
  const off = (/** @type {number} */ rate) =>
    Math.abs(Math.sqrt((squares * rate) / (1 - rate)) - Math.abs(whole))
  const steps = Math.round((RATE.max - RATE.min) / RATE.step)
  const rates = Array.from({ length: steps + 1 }, (_, place) => RATE.min + place * RATE.step)
  return rates.reduce((best, rate) => (off(rate) < off(best) ? rate : best))
}

/** @param {Sums} sums @param {number} count @param {Numbers} mask */
function told({ whole, mean, last }, count, mask) {
  const left = mask.filter((each) => each > 0).length
  const sum = last.toFixed(1)
  const one = `Mask ${grouped(count)} keeps ${left} of ${mask.length}; the sum is ${sum}.`
  const all = count > 1 ? ` Mean of ${grouped(count)} sums: ${mean.toFixed(1)};` : ""
  return `${one}${all} ${all ? "without" : "Without"} dropout: ${whole.toFixed(1)}.`
}

/**
 * Whether the rate solves the task.
 * @param {Sums} sums
 * @param {number} count
 * @param {number} rate
 * @param {number} best
 */
function verdict({ miss }, count, rate, best) {
  if (count < MANY) return ""
  const text = `One sum usually misses by ${miss.toFixed(1)}`
  if (Math.abs(rate - best) < 1e-9) return `Solved! ${text}: as much as the sum itself.`
  return `${text}. Not yet: ${rate < best ? "less" : "more"} than the sum.`
}

/** Where the mean goes without the factor. @param {number} whole @param {number} rate */
function tooLow(whole, rate) {
  const percent = Math.round(100 * rate)
  return `No factor: the mean goes to ${((1 - rate) * whole).toFixed(1)}, ${percent}% too low.`
}
