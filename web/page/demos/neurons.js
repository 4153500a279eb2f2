// Softmax, by hand: three scores and a temperature to choose, three shares.
import { Bars, percent } from "../parts/bars.js"
import { button, make } from "../parts/make.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "neurons"
const NAMES = ["A", "B", "C"]
const SCORES = [2, 1, -1] // of the lesson
const RANGE = { min: -3, max: 4, step: 0.05 }
const TEMPERATURE = { min: 0.2, max: 5, step: 0.1, value: 1 }
const FIRST = "2.00_1.00_-1.00_1.0"
const TASK = `Leave A and B as they are, and the temperature at 1. Which score must C have for A
  to get one half, to within half a percent?`

/**
 * The shares of scores; the largest is taken off first, so that no power is too large.
 * @param {number[]} scores
 * @param {number} temperature
 */
function softmax(scores, temperature) {
  const powers = scores.map((score) => Math.exp((score - Math.max(...scores)) / temperature))
  const sum = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / sum)
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const bars = new Bars(NAMES)
  const said = make("p", { role: "status" })
  const scores = NAMES.map(
    (name, i) => new Slider(`score of ${name}`, { ...RANGE, value: SCORES[i] }, show),
  )
  const temperature = new Slider("temperature", TEMPERATURE, show)
  const sliders = [...scores, temperature]
  let added = 0

  function show() {
    const chosen = scores.map(({ value }) => value)
    const shares = softmax(
      chosen.map((score) => score + added),
      temperature.value,
    )
    bars.show(shares, shares.indexOf(Math.max(...shares)))
    said.textContent = verdict(chosen, temperature.value, shares[0], added)
    const state = sliders.map(({ output }) => output.textContent).join("_")
    toAddress(NAME, state === FIRST ? null : state)
  }

  /** @param {number[]} values */
  function put(values) {
    added = 0
    sliders.forEach((slider, place) => (slider.value = values[place]))
    show()
  }

  const more = button("add 100 to all scores", () => {
    added += 100
    show()
  })
  const again = button("start again", () => put([...SCORES, TEMPERATURE.value]))
  const asked = inAddress(NAME)
  const isGood = /^(?:-?\d\.\d\d_){3}\d\.\d$/.test(asked ?? "")
  put(asked && isGood ? asked.split("_").map(Number) : [...SCORES, TEMPERATURE.value])
  if (asked && !isGood)
    said.textContent = "The address holds no scores: here are those of the lesson."
  return [
    bars.element,
    ...sliders.map(({ element }) => element),
    make("div", { class: "choices" }, more, again),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}

/**
 * What has become of A, and whether that solves the task.
 * @param {number[]} scores
 * @param {number} temperature
 * @param {number} share of A
 * @param {number} added to all scores
 */
function verdict([a, b, c], temperature, share, added) {
  const sums = added ? `, with ${added} more in every score` : ""
  const text = `A gets ${percent(share)}${sums}.`
  if (a !== SCORES[0] || b !== SCORES[1] || temperature !== 1)
    return `${text} A, B or the temperature has moved.`
  if (Math.abs(share - 0.5) < 0.005) return `Solved! ${text} C has a score of ${c}.`
  return `${text} Not yet: C takes too ${share > 0.5 ? "little" : "much"}.`
}
