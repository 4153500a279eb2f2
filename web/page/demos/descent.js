// The valley of the lesson on descent: a rate and a momentum to choose, and the path they take.
import { button, make } from "../parts/make.js"
import { shape } from "../parts/shape.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @typedef {[x: number, y: number]} Place */

const NAME = "descent"
/** @type {Place} */
const START = [5, 1]
/** @type {Place} How curved the valley is, along and across. */
const CURVATURE = [1, 25]
const NEAR = 0.05
const MOST = 400 // steps
const RATE = { min: 0.005, max: 0.12, step: 0.005, value: 0.075 }
const BETA = { min: 0, max: 0.95, step: 0.05, value: 0 }
const ROOM = 2 // steps more than the best choice takes

/**
 * The places of a walk with momentum, as in the listing; it ends where it leaves the map for good.
 * @param {number} rate
 * @param {number} beta
 */
function walk(rate, beta) {
  const path = [START]
  let velocity = [0, 0]
  for (let step = 0; step < MOST; step++) {
    const place = path[step]
    velocity = velocity.map((v, axis) => beta * v - rate * CURVATURE[axis] * place[axis])
    /** @type {Place} */
    const next = [place[0] + velocity[0], place[1] + velocity[1]]
    if (Math.hypot(...next) > 1e6) break
    path.push(next)
  }
  return path
}

/**
 * After how many steps a walk stays near the bottom; undefined if it does not.
 * @param {Place[]} path
 */
function arrival(path) {
  const last = path.findLastIndex((place) => Math.hypot(...place) > NEAR)
  return path.length === MOST + 1 && last < MOST ? last + 1 : undefined
}

/** All values of a slider. @param {{ min: number, max: number, step: number }} range */
const values = ({ min, max, step }) =>
  Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)

/** The fewest steps that any choice takes. */
const fewest = () =>
  Math.min(
    ...values(RATE).flatMap((rate) =>
      values(BETA).map((beta) => arrival(walk(rate, beta)) ?? Infinity),
    ),
  )

/** The map: lines of equal height, and the bottom. */
function map() {
  const drawn = shape("svg", { viewBox: "-3 -1.7 9.2 3.4", class: "valley", "aria-hidden": "true" })
  for (const height of [0.5, 4, 12.5, 25]) {
    const half = Math.sqrt(2 * height)
    drawn.append(shape("ellipse", { cx: 0, cy: 0, rx: half, ry: half / 5 }))
  }
  const path = shape("polyline", { points: "" })
  drawn.append(path, shape("path", { d: "M-.2 0h.4M0-.2v.4" }))
  return { drawn, path }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const { drawn, path } = map()
  const rate = new Slider("rate η", RATE, show)
  const beta = new Slider("momentum β", BETA, show)
  const said = make("p", { role: "status" })
  const goal = fewest() + ROOM

  function show() {
    const places = walk(rate.value, beta.value)
    const shown = places.slice(0, 41).filter((place) => Math.hypot(...place) < 50)
    path.setAttribute("points", shown.map(([x, y]) => `${x} ${-y}`).join(" "))
    const steps = arrival(places)
    if (!steps) said.textContent = `Within ${MOST} steps it does not arrive.`
    else if (steps <= goal) said.textContent = `Solved! It arrives after ${steps} steps.`
    else said.textContent = `It arrives after ${steps} steps. Not yet: ${goal} are possible.`
    const state = `${rate.output.textContent}-${beta.output.textContent}`
    toAddress(NAME, state === "0.075-0.00" ? null : state)
  }

  /** @param {number} newRate @param {number} newBeta */
  function put(newRate, newBeta) {
    ;[rate.value, beta.value] = [newRate, newBeta]
    show()
  }

  const again = button("start again", () => put(RATE.value, BETA.value))
  const figure = make("div", { class: "map" })
  figure.append(drawn)
  const asked = inAddress(NAME)
  const found = /^(0\.\d{1,3})-(0\.\d{1,2})$/.exec(asked ?? "")
  put(Number(found?.[1] ?? RATE.value), Number(found?.[2] ?? BETA.value))
  if (asked && !found)
    said.textContent = "The address holds no rate and momentum: here are the first ones."
  const words = "Find a rate and a momentum that stay near the bottom, at less than"
  const task = `${words} ${NEAR} from it, after ${goal} steps or fewer.`
  return [
    figure,
    rate.element,
    beta.element,
    make("div", { class: "choices" }, again),
    make("p", {}, make("strong", {}, "Your task: "), task),
    said,
  ]
}
