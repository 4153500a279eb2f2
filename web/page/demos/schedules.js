// The walkers of the lesson on schedules go down their bowl, at the rates that the reader draws.
import { Random } from "../../network/random.js"
import { Handles } from "../parts/handles.js"
import { button, make } from "../parts/make.js"
import { Piece } from "../parts/pieces.js"
import { Plot } from "../parts/plot.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @typedef {number[]} Levels of the handles: a place among `RATES` for each */

const NAME = "schedules"
const [WALKERS, STEPS, START] = [2000, 600, 10]
const [HIGH, LOW] = [0.4, 0.025]
const [EARLY, NEAR] = [50, 0.3] // when they should have arrived, and how near
const LAST = 20 // steps that are the end
const FRACTION = 6 // of the cosine's distance, one in so many is asked for
const DIGITS = [1, 1.2, 1.4, 1.7, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8]
/** What a handle can choose: as many equal factors as round numbers allow, from 0.001 to 0.4. */
const RATES = [0.001, 0.01, 0.1]
  .flatMap((power) => DIGITS.map((digits) => Number((power * digits).toPrecision(2))))
  .filter((rate) => rate <= HIGH)
const GAP = 100 // steps from handle to handle
const HANDLES = Array.from({ length: STEPS / GAP + 1 }, (_, place) => place * GAP)
const SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHI" // one for each rate, for the address

/** The lesson's schedules: the share of the highest rate, once a share of the steps is done. */
const PRESETS = /** @type {Record<string, (done: number) => number>} */ ({
  high: () => 1,
  low: () => LOW / HIGH,
  step: (done) => (done <= 1 / 2 ? 1 : done <= 3 / 4 ? 1 / 4 : LOW / HIGH),
  exponential: (done) => (LOW / HIGH) ** done,
  cosine: (done) => LOW / HIGH + ((1 - LOW / HIGH) * (1 + Math.cos(Math.PI * done))) / 2,
})
const MIDDLE = 0.1
/** What the reader's rates are compared with, by its name in the style sheet. */
const RIVALS = /** @type {Record<string, (step: number) => number>} */ ({
  high: () => HIGH,
  middle: () => MIDDLE,
  low: () => LOW,
  cosine: (step) => HIGH * PRESETS.cosine(step / STEPS),
})
const FIRST = HANDLES.map(() => RATES.indexOf(MIDDLE))

/** The rate that a handle can choose nearest to one, by factors. @param {number} rate */
function levelOf(rate) {
  const away = RATES.map((one) => Math.abs(Math.log(one / rate)))
  return away.indexOf(Math.min(...away))
}

/** The handles that come nearest to a schedule. @param {string} name */
const levelsOf = (name) => HANDLES.map((step) => levelOf(HIGH * PRESETS[name](step / STEPS)))
/** @type {(levels: Levels) => string} */
const written = (levels) => levels.map((level) => SIGNS[level]).join("")

/**
 * The handles in an address; undefined if there are none.
 * @param {string} text
 * @returns {Levels | undefined}
 */
const read = (text) =>
  /^[a-zA-I]{7}$/.test(text) ? [...text].map((sign) => SIGNS.indexOf(sign)) : undefined

/** A rate for each step. @param {(step: number) => number} rate */
const every = (rate) => Array.from({ length: STEPS }, (_, step) => rate(step))

/**
 * The rate of each step: between two handles it changes by equal factors.
 * @param {Levels} levels
 */
function ratesOf(levels) {
  return every((step) => {
    const [before, along] = [Math.floor(step / GAP), (step % GAP) / GAP]
    return RATES[levels[before]] ** (1 - along) * RATES[levels[before + 1]] ** along
  })
}

/** The noise that every walk meets, step by step; made in slices, so that the page stays awake. */
async function noise() {
  const random = new Random(0)
  const made = new Float32Array(WALKERS * STEPS)
  const piece = new Piece()
  for (let step = 0; step < STEPS; step++) {
    for (let i = step * WALKERS; i < (step + 1) * WALKERS; i++) made[i] = random.normal()
    if (piece.isLong) await piece.pause()
  }
  return made
}

/**
 * The mean squared distance from the bottom after each step, as in the listing.
 * @param {number[]} rates
 * @param {Float32Array} noises
 */
function walk(rates, noises) {
  const walkers = new Float64Array(WALKERS).fill(START)
  return rates.map((rate, step) => {
    let sum = 0
    for (let i = 0; i < WALKERS; i++) {
      walkers[i] -= rate * (walkers[i] + noises[step * WALKERS + i])
      sum += walkers[i] ** 2
    }
    return sum / WALKERS
  })
}

/** After the early steps, and at the end. @param {number[]} squares */
function results(squares) {
  const last = squares.slice(-LAST)
  return { early: squares[EARLY - 1], end: last.reduce((sum, one) => sum + one, 0) / LAST }
}

/** @type {(value: number) => string} Two digits that count, never as a power of ten. */
const told = (value) => String(Number(value.toPrecision(2)))

/** The charts of rates and distances, side by side or one above the other. */
function charts() {
  /** @type {[number, string][]} */
  const ends = [0, 200, 400, 600].map((step) => [step, step === STEPS ? "step 600" : String(step)])
  /** @type {(values: number[]) => [number, string][]} */
  const named = (values) => values.map((value) => [value, String(value)])
  const x = { from: 0, to: STEPS, ticks: ends }
  const ofRates = {
    from: 0.0008,
    to: 0.5,
    isLog: true,
    ticks: named([HIGH, MIDDLE, LOW, 0.005, 0.001]),
  }
  const ofSquares = {
    from: 0.001,
    to: 100,
    isLog: true,
    ticks: named([100, 10, 1, 0.1, 0.01, 0.001]),
  }
  return {
    rates: new Plot("learning rate", [300, 170], x, ofRates),
    squares: new Plot("mean squared distance", [300, 170], x, ofSquares),
  }
}

/** @param {number} goal */
const task = (
  goal,
) => `Draw rates, the thick line, for the walkers of the bowl: below ${NEAR} after ${EARLY}
  steps, and at ${told(goal)} or less at the end, the mean of the last ${LAST} steps. That is
  ${FRACTION} times nearer than with the cosine.`

/**
 * What the walkers do, and whether that solves the task.
 * @param {number[]} rates
 * @param {{ early: number, end: number }} found
 * @param {number} goal
 */
function verdict(rates, { early, end }, goal) {
  const text = `After ${EARLY} steps ${told(early)}, at the end ${told(end)}.`
  if (Number(told(end)) > goal) return `${text} Not yet: ${missing(rates, goal)}`
  if (early >= NEAR) return `${text} Low, but late. Not yet: the first rates are too small.`
  const best = 1 / (STEPS + 1 / START ** 2)
  return `Solved! ${text} No rates at all come below ${told(best)} on average.`
}

/**
 * Why walkers do not end low: what is left of the way, or noise, and of which steps.
 * @param {number[]} rates
 * @param {number} goal
 */
function missing(rates, goal) {
  const way = rates.reduce((left, rate) => left * (1 - rate), START) ** 2
  const last = rates[rates.length - 1]
  const ball = last / (2 - last)
  if (way > goal / 2) return "they stop on the way. The rate falls too soon."
  if (ball > goal) return `at a rate of ${told(last)}, noise alone keeps them at ${told(ball)}.`
  if (isTooSmall(rates)) return "the later rates are too small to average out the first noise."
  return "the rates are large for too long. The last noise has no time to average out."
}

/**
 * Whether the later rates are smaller than the best ones, on average. At a mean squared distance
 * of v, the rate v / (1 + v) brings the walkers nearest.
 * @param {number[]} rates
 */
function isTooSmall(rates) {
  let [v, sum] = [START ** 2, 0]
  rates.forEach((rate, step) => {
    if (step >= STEPS / 2) sum += Math.log((rate * (1 + v)) / v)
    v = (1 - rate) ** 2 * v + rate ** 2
  })
  return sum < 0
}

/**
 * Draw the lesson's own walks; what is asked for follows from the cosine's, as it is shown.
 * @param {Plot} rates
 * @param {Plot} squares
 * @param {Float32Array} noises
 */
async function compare(rates, squares, noises) {
  let end = 0 // in the end, that of the cosine, which comes last
  for (const [kind, rate] of Object.entries(RIVALS)) {
    const [each, found] = [every(rate), walk(every(rate), noises)]
    rates.draw(rates.line(kind), each)
    squares.draw(squares.line(kind), found, 1, 1)
    end = results(found).end
    if (kind === "cosine") rates.label(kind, each[STEPS - 1], kind)
    else squares.label(String(each[0]), end, kind)
    await new Piece().pause()
  }
  return Number(told(end / FRACTION))
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const noises = await noise()
  const { rates, squares } = charts()
  const goal = await compare(rates, squares, noises)
  const lines = [rates.line("own"), squares.line("own")]
  const about = {
    places: HANDLES,
    values: RATES,
    name: (/** @type {number} */ step) => `learning rate at step ${step}`,
  }
  const handles = new Handles(rates, about, show)
  const said = make("p", { role: "status" })

  function show() {
    const chosen = ratesOf(handles.levels)
    const found = walk(chosen, noises)
    rates.draw(lines[0], chosen)
    squares.draw(lines[1], found, 1, 1)
    said.textContent = verdict(chosen, results(found), goal)
    toAddress(NAME, written(handles.levels) === written(FIRST) ? null : written(handles.levels))
  }

  /** @param {number[]} levels */
  function put(levels) {
    handles.put(levels)
    show()
  }

  const presets = Object.keys(PRESETS).map((name) => button(name, () => put(levelsOf(name))))
  const again = button("start again", () => put(FIRST))
  const asked = inAddress(NAME)
  const found = asked === null ? FIRST : read(asked)
  put(found ?? FIRST)
  if (!found) said.textContent = "The address holds no rates: here are the first ones."
  return [
    make("div", { class: "plots" }, rates.element, squares.element),
    make("div", { class: "choices", role: "group", "aria-label": "Rates" }, ...presets, again),
    make("p", {}, make("strong", {}, "Your task: "), task(goal)),
    said,
  ]
}
