// Axes that grow with what they show: they end at round numbers, so that they seldom change.

/** @import { Axis, Tick } from "../page/parts/plot.js" */

/** The first of 1, 2, 5, 10, 20, 50 … that is not below. @param {number} value */
export function roundUp(value) {
  if (!(value > 0 && value < Infinity)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(1))
}

/**
 * From 0 to a round number.
 * @param {number} most
 * @param {(value: number) => string} [words]
 * @returns {Axis}
 */
export function axisTo(most, words = (value) => String(Number(value.toPrecision(2)))) {
  const to = roundUp(most)
  return { from: 0, to, ticks: [0, to / 2, to].map((value) => [value, words(value)]) }
}

/**
 * Up to where a chart of losses goes: what has run away at the start, or for good, leaves it.
 * @param {number[][]} curves
 */
export function mostOf(curves) {
  const finite = curves.map((curve) => curve.filter((loss) => Number.isFinite(loss)))
  const some = finite.filter((curve) => curve.length)
  if (!some.length) return 1
  const most = Math.max(...some.map((curve) => Math.max(...curve)))
  const usual = Math.max(...some.map((curve) => curve[0]))
  return Math.min(most, 3 * usual)
}

/**
 * As many of the points as a chart can show, the last one among them.
 * @param {number[]} values
 * @returns {[place: number, value: number][]} those that are numbers
 */
export function thinned(values, most = 250) {
  const step = Math.max(1, Math.floor(values.length / most))
  return values.flatMap((value, place) => {
    const isMeant = place % step === 0 || place === values.length - 1
    return isMeant && Number.isFinite(value) ? [[place, value]] : []
  })
}
