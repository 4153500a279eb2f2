// The valley of the lesson on descent, and a bowl: a rate and a momentum to choose, and the path
// they take, at once or after the reader has said how it will go.
import { button, make, shape } from "../parts/make.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @typedef {[x: number, y: number]} Place */

const NAME = "descent"
/** @type {Place} */
const START = [5, 1]
/** @type {Record<string, Place>} How curved each is, along and across. */
const CURVATURES = { valley: [1, 25], bowl: [25, 25] }
const FIRST = "0.075-0.00"
const NEAR = 0.05
const MOST = 1000 // steps; what is slow, but on its way, has arrived by then
const RATE = { min: 0.005, max: 0.12, step: 0.005, value: 0.075 }
const BETA = { min: 0, max: 0.95, step: 0.05, value: 0 }
const ROOM = 2 // steps more than the best choice takes

/** How a walk can go, as the reader says it. */
const KINDS = ["no swing", "swings, then arrives", "never settles"]

/**
 * The places of a walk with momentum, as in the listing; it ends where it leaves the map for good.
 * @param {number} rate
 * @param {number} beta
 * @param {Place} curvature
 */
function walk(rate, beta, curvature) {
  const path = [START]
  let velocity = [0, 0]
  for (let step = 0; step < MOST; step++) {
    const place = path[step]
    velocity = velocity.map((v, axis) => beta * v - rate * curvature[axis] * place[axis])
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

/**
 * How a walk goes: whether it crosses the bottom, by more than what counts as near, and arrives.
 * @param {Place[]} path
 */
function kindOf(path) {
  if (!arrival(path)) return KINDS[2]
  const swings = [0, 1].some((axis) =>
    path.some((place) => place[axis] * START[axis] < 0 && Math.abs(place[axis]) > NEAR),
  )
  return swings ? KINDS[1] : KINDS[0]
}

const figures = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 })

/** The height of a place. @type {(place: Place, curvature: Place) => number} */
const height = (place, curvature) =>
  (curvature[0] * place[0] ** 2 + curvature[1] * place[1] ** 2) / 2

/** All values of a slider. @param {{ min: number, max: number, step: number }} range */
const values = ({ min, max, step }) =>
  Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => min + i * step)

/** The fewest steps that any choice takes. */
const fewest = () =>
  Math.min(
    ...values(RATE).flatMap((rate) =>
      values(BETA).map((beta) => arrival(walk(rate, beta, CURVATURES.valley)) ?? Infinity),
    ),
  )

/** The map of a ground: lines of equal height, the bottom, the walk and where it stands. */
class Ground {
  constructor() {
    const view = { viewBox: "-3 -1.7 9.2 3.4", class: "valley", "aria-hidden": "true" }
    this.drawn = shape("svg", view)
    this.lines = shape("g", {})
    this.path = shape("polyline", { points: "" })
    this.here = shape("circle", { r: 0.07 })
    this.drawn.append(this.lines, this.path, this.here, shape("path", { d: "M-.2 0h.4M0-.2v.4" }))
    this.element = make("div", { class: "map" })
    this.element.append(this.drawn)
  }

  /** @param {Place} curvature @param {Place[]} path */
  show(curvature, path) {
    const lines = [0.5, 4, 12.5, 25, 100, 300].map((high) => {
      const [rx, ry] = curvature.map((curved) => Math.sqrt((2 * high) / curved))
      return shape("ellipse", { cx: 0, cy: 0, rx, ry })
    })
    this.lines.replaceChildren(...lines)
    const shown = path.filter((place) => Math.hypot(...place) < 50)
    this.path.setAttribute("points", shown.map(([x, y]) => `${x} ${-y}`).join(" "))
    const [x, y] = shown[shown.length - 1]
    this.here.setAttribute("cx", String(x))
    this.here.setAttribute("cy", String(-y))
  }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const map = new Ground()
  const [rate, beta] = [new Slider("rate η", RATE, anew), new Slider("momentum β", BETA, anew)]
  const said = make("p", { role: "status" })
  const goal = fewest() + ROOM
  let [ground, predicts, taken, guess, isOver] = ["valley", false, 0, "", false]

  const places = () => walk(rate.value, beta.value, CURVATURES[ground])

  /** Another walk: it is hidden again where the reader predicts. */
  function anew() {
    ;[taken, guess, isOver] = [0, "", false]
    show()
  }

  function show() {
    const isHidden = predicts && !isOver
    const path = places()
    map.show(CURVATURES[ground], path.slice(0, isHidden ? taken + 1 : 41))
    said.textContent = isHidden ? stepped(path) : `${judged(path)}${arrived(path)}`
    for (const [name, choice] of Object.entries(grounds)) choice.ariaPressed = `${name === ground}`
    first.ariaPressed = String(predicts)
    for (const each of predictions) each.disabled = !isHidden || guess !== ""
    for (const each of [step, end]) each.disabled = !isHidden || guess === ""
    toAddress(NAME, written() === FIRST ? null : written())
  }

  /** The choice, as it stands in the address. */
  function written() {
    const ends = ground === "bowl" ? "-bowl" : ""
    return `${rate.output.textContent}-${beta.output.textContent}${ends}`
  }

  /** Where the last step has led. @param {Place[]} path */
  function stepped(path) {
    if (!guess) return "The walk is hidden. How will it go? Say so, then step."
    if (!taken) return `You say: ${guess}. Take a step, or walk to the end.`
    const [before, now] = [taken - 1, taken].map((k) => height(path[k], CURVATURES[ground]))
    const way = now < before ? "down" : "up"
    return `Step ${taken}: ${way}, from height ${figures.format(before)} to ${figures.format(now)}.`
  }

  /** Whether the prediction was right. @param {Place[]} path */
  function judged(path) {
    if (!guess) return ""
    const kind = kindOf(path)
    return guess === kind ? `Right: ${kind}. ` : `You said "${guess}"; but: ${kind}. `
  }

  /** When it arrives, and whether that solves the task. @param {Place[]} path */
  function arrived(path) {
    const steps = arrival(path)
    if (!steps) return `Within ${MOST.toLocaleString("en-US")} steps it does not arrive.`
    if (ground === "bowl") return `In the bowl it arrives after ${steps} steps.`
    if (steps <= goal) return `Solved! It arrives after ${steps} steps.`
    return `It arrives after ${steps} steps. Not yet: ${goal} are possible.`
  }

  /** @param {string} newGround @param {number} newRate @param {number} newBeta */
  function put(newGround, newRate, newBeta) {
    ;[ground, rate.value, beta.value] = [newGround, newRate, newBeta]
    anew()
  }

  const grounds = Object.fromEntries(
    Object.keys(CURVATURES).map((name) => [
      name,
      button(name, () => put(name, rate.value, beta.value)),
    ]),
  )
  const first = button("predict first", () => {
    predicts = !predicts
    anew()
  })
  const step = button("one step", () => {
    taken = Math.min(taken + 1, places().length - 1)
    show()
  })
  const end = button("to the end", () => {
    isOver = true
    show()
    first.focus()
  })
  const predictions = KINDS.map((kind) =>
    button(kind, () => {
      guess = kind
      show()
      step.focus() // the buttons of the prediction are out of use now
    }),
  )
  const again = button("start again", () => {
    predicts = false
    put("valley", RATE.value, BETA.value)
  })
  const asked = inAddress(NAME)
  const found = /^(0\.\d{1,3})-(0\.\d{1,2})(-bowl)?$/.exec(asked ?? "")
  put(
    found?.[3] ? "bowl" : "valley",
    Number(found?.[1] ?? RATE.value),
    Number(found?.[2] ?? BETA.value),
  )
  if (asked && asked !== written())
    said.textContent = "The address holds no rate and momentum: here are the first ones."
  const words = "In the valley, find a rate and a momentum that stay near the bottom, at less than"
  const task = `${words} ${NEAR} from it, after ${goal} steps or fewer.`
  const foretold = { class: "choices", role: "group", "aria-label": "How will it go?" }
  return [
    map.element,
    rate.element,
    beta.element,
    make("div", { class: "choices" }, ...Object.values(grounds), first, again),
    make("div", foretold, ...predictions, step, end),
    make("p", {}, make("strong", {}, "Your task: "), task),
    said,
  ]
}
