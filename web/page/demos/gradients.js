// Layers upon layers: how much of the gradient arrives at the first, and the product that
// foretells it.
import { Dense } from "../../network/dense.js"
import { Random } from "../../network/random.js"
import { Sequential } from "../../network/sequential.js"
import { Tensor } from "../../network/tensor.js"
import { button, make } from "../parts/make.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "gradients"
const [WIDE, EXAMPLES, CLASSES] = [50, 100, 10]
const DEPTH = { min: 2, max: 30, step: 1, value: 20 }
const STRENGTH = { min: 0.2, max: 4, step: 0.1, value: 1 }
const ACTIVATIONS = ["sigmoid", "tanh", "relu"]
const LOW = -15 // the lowest power of ten that the columns show
const TASK = `Find the strength of the weights that brings between a half and twice the gradient
  through 20 layers of relu.`
/** @type {Record<string, (answer: number) => number>} Slopes, from answers, as in the lesson. */
const SLOPES = {
  sigmoid: (answer) => answer * (1 - answer),
  tanh: (answer) => 1 - answer ** 2,
  relu: (answer) => Number(answer > 0),
}

/** @type {(values: Iterable<number>) => number} Their root mean square. */
function size(values) {
  let [sum, count] = [0, 0]
  for (const value of values) [sum, count] = [sum + value ** 2, count + 1]
  return Math.sqrt(sum / count)
}

/**
 * An untrained network's gradient, measured, and the factor that the slopes and weights foretell.
 * @param {number} depth
 * @param {number} strength the root of the number of weights of a neuron, times their usual size
 * @param {string} activation
 */
function measure(depth, strength, activation) {
  const [hidden, last] = [WIDE, CLASSES].map((units) => ({ type: "Dense", units, use_bias: false }))
  const layers = Array.from({ length: depth }, () => ({ ...hidden, activation }))
  layers.push({ ...last, activation: "softmax" })
  const network = new Sequential({ input_shape: [WIDE], layers }, { Dense })
  const random = new Random(1)
  const limit = (Math.sqrt(3) * strength) / Math.sqrt(WIDE)
  for (const { value } of network.weights)
    value.forEach((_, i) => (value[i] = (2 * random.uniform() - 1) * limit))
  const x = new Tensor([EXAMPLES, WIDE])
  x.data.forEach((_, i) => (x.data[i] = random.normal()))
  const outputs = network.outputs(x, true)
  const wrong = outputs[depth].data.slice() // the slopes at the scores: shares minus right answers
  for (let row = 0; row < EXAMPLES; row++) wrong[row * CLASSES + (row % CLASSES)] -= 1
  /** @type {any} */
  const end = network.layers[depth]
  let back = end.backwardSums(new Tensor([EXAMPLES, CLASSES], wrong), true)
  /** @type {number[]} */
  const sizes = []
  /** @type {number[]} */
  const slopes = []
  for (let layer = depth - 1; layer >= 0; layer--) {
    const here = Array.from(outputs[layer].data, SLOPES[activation])
    sizes.unshift(size(here.map((slope, i) => slope * back.data[i])))
    slopes.push(...here)
    if (layer) back = network.layers[layer].backward(back)
  }
  return { sizes, factor: size(slopes) * strength }
}

/** @type {(value: number) => string} Digits for what is near 1, else a power of ten. */
const told = (value) =>
  value >= 0.01 && value < 1000 ? value.toPrecision(2) : value.toExponential(0).replace("e+", "e")

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const said = make("p", { role: "status" })
  const depth = new Slider("layers", DEPTH, show)
  const strength = new Slider("strength", STRENGTH, show)
  const shown = make("div", { class: "columns layers", "aria-hidden": true })
  let activation = ACTIVATIONS[0]
  const choices = ACTIVATIONS.map((name) => button(name, () => take(name)))

  function show() {
    const { sizes, factor } = measure(depth.value, strength.value, activation)
    const remains = sizes[0] / sizes[sizes.length - 1]
    shown.style.setProperty("--count", String(sizes.length))
    shown.replaceChildren(
      ...sizes.map((one, place) => {
        const column = make("span", { class: "column" }, make("i"), String(place + 1))
        const high = (Math.log10(one / sizes[sizes.length - 1]) - LOW) / (3 - LOW)
        column.style.setProperty("--share", String(Math.min(1, Math.max(0, high))))
        return column
      }),
    )
    choices.forEach(
      (choice, place) => (choice.ariaPressed = String(ACTIVATIONS[place] === activation)),
    )
    const steps = depth.value - 1
    const product = `${factor.toFixed(2)} to the power of ${steps} is ${told(factor ** steps)}`
    const arrives = `${told(remains)} of the gradient arrives at layer 1`
    said.textContent = `${arrives}; ${product}.${verdict(remains)}`
    const state = `${activation}-${depth.value}-${strength.value}`
    toAddress(NAME, state === "sigmoid-20-1" ? null : state)
  }

  /** Whether the task is solved. @param {number} remains */
  function verdict(remains) {
    if (activation !== "relu" || depth.value !== 20) return ""
    return remains >= 0.5 && remains <= 2
      ? " Solved!"
      : ` Not yet: too ${remains < 0.5 ? "little" : "much"}.`
  }

  /** @param {string} name */
  function take(name) {
    activation = name
    show()
  }

  const again = button("start again", () => {
    ;[activation, depth.value, strength.value] = [ACTIVATIONS[0], DEPTH.value, STRENGTH.value]
    show()
  })
  const asked = inAddress(NAME)
  const found = /^(sigmoid|tanh|relu)-(\d\d?)-(\d(?:\.\d)?)$/.exec(asked ?? "")
  if (found)
    [activation, depth.value, strength.value] = [found[1], Number(found[2]), Number(found[3])]
  show()
  if (asked && !found) said.textContent = "The address holds no network: here is the first one."
  return [
    shown,
    depth.element,
    strength.element,
    make("div", { class: "choices", role: "group", "aria-label": "Activation" }, ...choices, again),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}
