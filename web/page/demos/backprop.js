// The computation graph of the lesson: forward box by box, then back along one path, where the
// reader works out each slope.
import { Dense } from "../../network/dense.js"
import { Sequential } from "../../network/sequential.js"
import { Tensor, setPrecision } from "../../network/tensor.js"
import { calculated } from "../parts/calculation.js"
import { button, make } from "../parts/make.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @typedef {[text: string, number: number]} Mistake what to say of a wrong answer, and it */
/** @typedef {{ name: string, right: number, rule: string, mistakes: Mistake[] }} Blank */

const NAME = "backprop"
// The network and the example of the listing.
const W1 = [
  [-0.165956, 0.440649, -0.999771, -0.395335],
  [-0.706488, -0.815323, -0.62748, -0.308879],
  [-0.206465, 0.077633, -0.161611, 0.370439],
  [-0.591096, 0.756235, -0.945225, 0.340935],
]
const W2 = [-0.16539, 0.11738, -0.719226, -0.603797]
const FIRST = "01111" // four inputs and the target
const START = `${FIRST}00` // and how far one has come, forward and back
const INPUT = 2 // of the path: input 3
const NEAR = 0.00015
const COLUMNS = [4, 4, 4, 1, 1, 1] // boxes of x, z, h, s, a, L
const TASK = `Step forward, then find five slopes: the way back from the loss to the weight between
  input 3 and A. A calculation will do, such as -0.5 * (1 - 0.2).`

/** @type {(value: number, digits?: number) => string} Never as -0. */
const told = (value, digits = 4) => value.toFixed(digits).replace(/^-(?=[0.]*$)/, "")

/**
 * All numbers of one example, forward and back, by column.
 * @param {number[]} x
 * @param {number} t
 */
function computed(x, t) {
  const dense = (/** @type {number} */ units) => ({ type: "Dense", units, activation: "sigmoid" })
  const network = new Sequential({ input_shape: [4], layers: [dense(4), dense(1)] }, { Dense })
  const lossOf = (/** @type {number} */ nudge) => {
    const weights = W1.flat()
    weights[4 * INPUT] += nudge
    network.setWeights([weights, [0, 0, 0, 0], W2, [0]])
    return 0.5 * (network.predict(new Tensor([1, 4], x)).data[0] - t) ** 2
  }
  const nudged = (lossOf(1e-4) - lossOf(-1e-4)) / 2e-4
  const L = lossOf(0)
  /** @type {any[]} */
  const [first, last] = network.layers
  const error = last.activation.y.data[0] - t
  const ds = last.activation.backward(new Tensor([1, 1], [error]))
  const dh = last.backwardSums(ds)
  const dz = first.activation.backward(dh)
  const dx = first.backwardSums(dz)
  const [z, h, s, a] = [first.sums, first.activation.y, last.sums, last.activation.y]
  return {
    values: [x, ...[z, h, s, a].map(({ data }) => [...data]), [L]],
    slopes: [...[dx, dz, dh, ds].map(({ data }) => [...data]), [error], [1]],
    weight: first.kernel.gradient[4 * INPUT],
    nudged,
  }
}

/** What each step forward says. @param {number[][]} values @param {number} t */
function forward([x, [z], [h], [s], [a], [L]], t) {
  const terms = x.flatMap((on, i) => (on ? [told(W1[i][0])] : [])).join(" + ")
  return [
    `z of A is ${terms ? `${terms} = ` : ""}${told(z)}: the weights of the inputs that are 1.`,
    `h of A is the sigmoid of ${told(z)}: ${told(h)}.`,
    `s adds up each h times its weight: ${told(s)}.`,
    `a is the sigmoid of ${told(s)}: ${told(a)}.`,
    `L is ½ (${told(a)} − ${t})² = ${told(L)}. Its own slope is 1. Now back.`,
  ]
}

/**
 * The five blanks on the way back, and the mistakes that are told apart.
 * @param {ReturnType<typeof computed>} numbers
 * @param {number} t
 * @returns {Blank[]}
 */
function blanks({ values: [x, [z], [h], , [a], [L]], slopes, weight }, t) {
  const [, [dz], [dh], [ds], [da]] = slopes
  const [input, w] = [x[INPUT], W2[0]]
  const bend = (/** @type {string} */ of) => `That is the slope of the sigmoid alone, at ${of}.`
  return [
    {
      name: "a",
      right: da,
      rule: `the error, a − t, with a = ${told(a)} and t = ${t}`,
      mistakes: [
        ["That is the loss itself.", L],
        ["That is a itself.", a],
        ["The 2 of the square and the ½ cancel.", 2 * da],
        ["The ½ is gone: the square brings a 2.", da / 2],
      ],
    },
    {
      name: "s",
      right: ds,
      rule: `the slope of a, ${told(da)}, times a (1 − a), with a = ${told(a)}`,
      mistakes: [
        [bend("a"), a * (1 - a)],
        ["You have forgotten the factor a (1 − a).", da],
        ["You have forgotten the factor 1 − a.", da * a],
        ["You have forgotten the factor a.", da * (1 - a)],
      ],
    },
    {
      name: "h of A",
      right: dh,
      rule: `the slope of s, ${told(ds)}, times the weight from A, ${told(w)}`,
      mistakes: [
        ["That is the weight alone.", w],
        ["You have forgotten the factor of the weight.", ds],
        ["You have left out a (1 − a): go on from the slope of s.", da * w],
        ["That is the value h times the slope of s: the slope of the weight.", h * ds],
      ],
    },
    {
      name: "z of A",
      right: dz,
      rule: `the slope of h, ${told(dh)}, times h (1 − h), with h = ${told(h)}`,
      mistakes: [
        [bend("h"), h * (1 - h)],
        ["You have forgotten the factor h (1 − h).", dh],
        ["You have forgotten the factor 1 − h.", dh * h],
        ["You have forgotten the factor h.", dh * (1 - h)],
        ["That has z in place of h.", dh * z * (1 - z)],
      ],
    },
    {
      name: "the weight",
      right: weight,
      rule: `the value at its left end, ${input}, times the slope of z, ${told(dz)}`,
      mistakes: [
        ["That is the weight itself.", W1[INPUT][0]],
        ["That takes the value at the right end.", h * dz],
        ["You have forgotten the factor at its left end.", dz],
        ["That is the value at its left end alone.", input],
        ["That is the rate for the input, not for the weight.", W1[INPUT][0] * dz],
      ],
    },
  ]
}

/** What is said of a wrong answer. @param {number} given @param {Blank} blank */
function mistake(given, { right, rule, mistakes }) {
  const isNear = (/** @type {number} */ one) => Math.abs(given - one) < NEAR
  if (Math.abs(given - right) < 0.0006 && Math.abs(right) > 0.01)
    return "Not yet, but close: it takes four decimals."
  if (isNear(-right)) return "Not yet: the sign."
  const known = mistakes.find(([, number]) => isNear(number))
  if (known) return `Not yet. ${known[0]}`
  const turned = mistakes.find(([, number]) => isNear(-number))
  return turned ? `Not yet. ${turned[0]} And the sign.` : `Not yet. It is ${rule}.`
}

/** The boxes of the drawing, by column, with their two texts. @param {SVGElement} drawing */
function graph(drawing) {
  const rects = [...drawing.querySelectorAll("path[style*='--fig-4']")].filter((path) =>
    /z\s*$/.test(path.getAttribute("d") ?? ""),
  )
  /** @type {(color: string) => Element[]} */
  const numbers = (color) =>
    [...drawing.querySelectorAll(`text[style*='${color}']`)].filter((text) =>
      /^[-−]?\d/.test(text.textContent),
    )
  const [values, slopes] = [numbers("--fig-1"), numbers("--fig-2")]
  let place = 0
  return COLUMNS.map((count) =>
    Array.from({ length: count }, () => ({
      rect: rects[place],
      value: values[place],
      slope: slopes[place++],
    })),
  )
}

/**
 * Bring the figure to life.
 * @param {SVGElement} drawing of the computation graph
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start(drawing) {
  setPrecision(64)
  const boxes = graph(drawing)
  const said = make("p", { role: "status" })
  let example = FIRST
  let [step, back] = [0, 0] // columns that are filled forward; slopes that are found
  let numbers = computed([0, 0, 0, 0], 0)
  /** @type {Blank[]} */
  let asked = []
  const switches = [...FIRST].map((_, place) => button("", () => flip(place)))
  const next = button("step forward", go)
  const label = make("label", { for: "backprop-slope" })
  const input = make("input", { id: "backprop-slope", autocomplete: "off", maxlength: 100 })
  const form = make("form", {}, label, input, make("button", { class: "main" }, "check"))

  /** Take an example, and how far the reader has come. @param {string} state seven digits */
  function put(state) {
    example = state.slice(0, 5)
    ;[step, back] = [Number(state[5]), Number(state[6])]
    const digits = [...example].map(Number)
    numbers = computed(digits.slice(0, 4), digits[4])
    asked = blanks(numbers, digits[4])
    switches.forEach((one, place) => {
      one.textContent = place < 4 ? `x${place + 1} = ${digits[place]}` : `target ${digits[4]}`
      one.ariaPressed = String(digits[place] === 1)
    })
    show()
  }

  function show() {
    const isAsking = step === 5 && back < 5
    form.hidden = !isAsking
    next.hidden = step === 5
    label.textContent = isAsking ? `Slope of ${asked[back].name}:` : ""
    input.value = ""
    if (back === 5) {
      const nudge = `A nudge of it says ${told(numbers.nudged)}.`
      said.textContent = `Solved! The slope of the weight is ${told(numbers.weight)}. ${nudge}`
    } else if (back) said.textContent = `Right: it is ${asked[back - 1].rule}.`
    else if (step) said.textContent = forward(numbers.values, Number(example[4]))[step - 1]
    else said.textContent = `Example ${example.slice(0, 4)}, target ${example[4]}.`
    light(boxes, numbers, step, back, example === FIRST && !step)
    const state = `${example}${step}${back}`
    toAddress(NAME, state === START ? null : state)
  }

  function go() {
    step += 1
    show()
    if (step === 5) input.focus()
  }

  /** @param {number} place of an input, or of the target */
  function flip(place) {
    put([...example].map((digit, i) => (i === place ? 1 - Number(digit) : digit)).join("") + "00")
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const given = calculated(input.value)
    if (given === undefined)
      said.textContent = "That is no number yet. Write one such as -0.25, or 0.5 * (1 - 0.5)."
    else if (Math.abs(given - asked[back].right) < NEAR) {
      back += 1
      show()
      if (back === 5) switches[0].focus() // the form has gone
    } else said.textContent = mistake(given, asked[back])
  })
  next.classList.add("main")
  const state = inAddress(NAME)
  const isGood = /^[01]{5}(?:[0-4]0|5[0-5])$/.test(state ?? "")
  put(state && isGood ? state : START)
  if (state && !isGood) said.textContent = "The address holds no example: here is the first one."
  const again = button("start again", () => put(START))
  return [
    make(
      "div",
      { class: "choices", role: "group", "aria-label": "Example" },
      ...switches,
      next,
      again,
    ),
    form,
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}

/**
 * Fill the boxes, and mark where the reader is.
 * @param {ReturnType<typeof graph>} boxes
 * @param {ReturnType<typeof computed>} numbers
 * @param {number} step
 * @param {number} back
 * @param {boolean} isWhole all boxes, as the build has drawn them
 */
function light(boxes, { values, slopes }, step, back, isWhole) {
  const now = step < 5 ? step : 4 - back
  boxes.forEach((column, at) =>
    column.forEach(({ rect, value, slope }, row) => {
      const isBack = isWhole || (step === 5 && at >= 5 - back)
      value.textContent = isWhole || at <= step ? told(values[at][row], 2) : ""
      slope.textContent = isBack ? told(slopes[at][row], 3) : ""
      // Back along one path: A is the first of its column, the input at the start is the third.
      const isOnPath = step < 5 || row === (at ? 0 : INPUT)
      rect.classList.toggle("now", !isWhole && at === now && isOnPath)
    }),
  )
}
