// One neuron's line, to be dragged between two clouds and through a ring; then 17 neurons learn.
import { Dense } from "../../network/dense.js"
import { Sequential } from "../../network/sequential.js"
import { Tensor } from "../../network/tensor.js"
import { Training } from "../../network/training.js"
import { kept } from "../parts/kept.js"
import { button, make } from "../parts/make.js"
import { Plane } from "../parts/plane.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @import { Line, Point } from "../parts/plane.js" */
/** @typedef {[points: Point[], kinds: number[]]} Points with a kind each: 1 circle, 0 square */

const NAME = "neurons"
const WEIGHTS = ["w₁", "w₂", "b"]
const RANGE = { min: -4, max: 4, step: 0.05, value: 0 }
const FIRST = "clouds_0.50_-1.00_0.20" // the bad weights of the lesson
const NEAR = 3 // points from the best: near enough
const [STEPS, SHOWN] = [500, 10] // of training: all, and how many before each drawing
const TRAIN = "train 17 neurons"
const TASK = `The neuron expects circles on blue ground. Drag its line, or use the sliders, until
  all 80 points are right. Then try the ring: bring one line as far as you can, and press
  "no line can do it" if you think so.`

/**
 * What a line gets right: circles where its sum is above 0, squares elsewhere.
 * @param {Line} line
 * @param {Points} points
 */
const rightOf = ([w1, w2, b], [points, kinds]) =>
  points.map(([x, y], i) => w1 * x + w2 * y + b > 0 === kinds[i] > 0)

/**
 * The most that any line gets right. Each sorts the points like one that passes by two of them so
 * closely that a nudge brings both to either side; so it is enough to try these.
 * @param {Points} points
 */
function most([points, kinds]) {
  const all = points.length
  const [xs, ys] = [0, 1].map((axis) => Float64Array.from(points, (point) => point[axis]))
  const signs = Float64Array.from(kinds, (kind) => (kind ? 1 : -1))
  let [best, tried] = [0, 0]
  for (let i = 0; i < all; i++) {
    for (let j = 0; j < i; j++) {
      const [right, up] = [xs[j] - xs[i], ys[j] - ys[i]]
      let [hits, misses] = [0, 0] // turned round, the line hits what it has missed
      for (let place = 0; place < all; place++) {
        const side = right * (ys[place] - ys[i]) - up * (xs[place] - xs[i])
        if (side * signs[place] > 0) hits += 1
        else if (side) misses += 1
      }
      best = Math.max(best, hits + 2, misses + 2)
      tried += 1
    }
  }
  return { best, tried: tried.toLocaleString("en-US") }
}

/** Networks as in the lesson, each with a start of its own, that learn some points. */
class Learner {
  /** @param {Points} points @param {number} seed */
  constructor([points, kinds], seed) {
    const hidden = { type: "Dense", units: 8, activation: "relu" }
    const layers = [hidden, hidden, { type: "Dense", units: 1, activation: "sigmoid" }]
    this.network = new Sequential({ input_shape: [2], layers }, { Dense }, { seed })
    const optimizer = { type: "SGD", learning_rate: 0.3 }
    this.training = new Training(this.network, { loss: "binary_crossentropy", optimizer })
    this.x = new Tensor([points.length, 2], points.flat())
    this.y = new Tensor([points.length, 1], kinds)
  }

  step() {
    this.training.step(this.x, this.y)
  }

  /** @param {Point[]} points */
  answers(points) {
    return this.network.predict(new Tensor([points.length, 2], points.flat())).data
  }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 * @throws {Error} if the points cannot be fetched
 */
export async function start() {
  const { network: neuron, about } = await kept("neurons", "line", { Dense })
  /** @type {Record<string, Points>} */
  const sets = { clouds: about.clouds, ring: about.ring }
  const said = make("p", { role: "status" })
  const sliders = WEIGHTS.map((name) => new Slider(name, RANGE, show))
  const plane = new Plane(dragged)
  const choices = Object.keys(sets).map((name) => button(`the ${name}`, () => take(name)))
  const train = button(TRAIN, learn)
  choices.forEach((choice, place) => (choice.name = Object.keys(sets)[place]))
  let [chosen, turn, seed] = ["clouds", 0, 0]

  const all = () => sets[chosen][0].length
  const line = () => /** @type {Line} */ (sliders.map(({ value }) => value))
  const written = () => [chosen, ...sliders.map(({ output }) => output.textContent)].join("_")

  function show() {
    turn += 1 // training that goes on ends
    train.textContent = TRAIN
    plane.divide(line())
    said.textContent = judged(tell(rightOf(line(), sets[chosen])))
    choices.forEach((choice) => (choice.ariaPressed = String(choice.name === chosen)))
    toAddress(NAME, written() === FIRST ? null : written())
  }

  /** Cross out what is wrong. @param {boolean[]} hits @returns {number} how many are right */
  function tell(hits) {
    plane.mark(...sets[chosen], hits)
    const right = hits.filter(Boolean).length
    const label = `The ${chosen}: ${right} of ${all()} points on their side`
    plane.element.setAttribute("aria-label", label)
    return right
  }

  /** @param {number} right */
  function judged(right) {
    if (right === all())
      return `All ${right} right: your line separates them. Now the ring: can one line do that too?`
    const turned = `Turn it round, all three signs, and it is ${all() - right}.`
    const crossed = "Not yet: those with a cross are on the wrong side."
    return `${right} of ${all()} right. ${right < all() / 2 ? turned : crossed}`
  }

  /** Its weights keep their size, as far as the sliders go. @param {Line} to */
  function dragged([x, y, b]) {
    const [w1, w2] = line()
    const size = Math.min(Math.max(2, Math.hypot(w1, w2)), RANGE.max / Math.max(1, Math.abs(b)))
    ;[x, y, b].forEach((value, place) => (sliders[place].value = size * value))
    show()
  }

  /** @param {string} name */
  function take(name) {
    chosen = name
    show()
  }

  function doubt() {
    show()
    said.textContent = answered(tell(rightOf(line(), sets[chosen])))
  }

  /** What there is to say to the claim that no line can do it. @param {number} right */
  function answered(right) {
    const { best, tried } = most(sets[chosen])
    const ways = `Of all ${tried} lines past two points`
    if (right === all()) return `Not so: your own line does it, ${right} of ${right}.`
    if (best === all()) return `Not so. ${ways} one gets all ${best} right.`
    if (right < best - NEAR)
      return `True, but go on: a line can get ${best - right} more right than yours.`
    const solved = `Solved! ${right} of ${all()} right.`
    return `${solved} ${ways} the best gets ${best}. Let 17 neurons try.`
  }

  async function learn() {
    show()
    const mine = turn
    const learner = new Learner(sets[chosen], (seed += 1))
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches
    for (let step = SHOWN; step <= STEPS; step += SHOWN) {
      for (let i = 0; i < SHOWN; i++) learner.step()
      train.textContent = step < STEPS ? `step ${step} of ${STEPS}` : TRAIN
      if (!isStill) draw(learner)
      await new Promise((go) => setTimeout(go, isStill ? 0 : 20))
      if (turn !== mine) return
    }
    const { right, isClosed } = draw(learner)
    const border = `Their border is ${isClosed ? "closed" : "open"}`
    said.textContent = `${STEPS} steps later 17 neurons get ${right} of ${all()} right. ${border}.`
  }

  /** The border that the neurons have found by now. @param {Learner} learner */
  function draw(learner) {
    const [points, kinds] = sets[chosen]
    const isClosed = plane.surround((spots) => learner.answers(spots))
    const given = learner.answers(points)
    return { right: tell(points.map((_, i) => given[i] > 0.5 === kinds[i] > 0)), isClosed }
  }

  /** @param {string} state */
  function put(state) {
    const [name, ...values] = state.split("_")
    chosen = Object.hasOwn(sets, name) ? name : "clouds"
    sliders.forEach((slider, place) => (slider.value = Number(values[place])))
    show()
  }

  const learned = button("Keras's line", () => {
    const weights = neuron.getWeights().flatMap((part) => [...part])
    put([chosen, ...weights].join("_"))
  })
  train.classList.add("main")
  const more = [button("no line can do it", doubt), train, button("start again", () => put(FIRST))]
  const asked = inAddress(NAME) ?? FIRST
  put(asked)
  if (written() !== asked) {
    put(FIRST)
    said.textContent = "The address holds no line: here is the first one."
  }
  const buttons = [...choices, learned, ...more]
  const group = { class: "choices", role: "group", "aria-label": "Points and lines" }
  const chosenBy = [...sliders.map(({ element }) => element), make("div", group, ...buttons)]
  return [
    make("div", { class: "dividing" }, plane.element, make("div", {}, ...chosenBy)),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}
