// Convolutional layers drawn by lot: how large are their maps, how many numbers do they learn?
import { Conv2D } from "../../network/convolution.js"
import { Random } from "../../network/random.js"
import { Sequential } from "../../network/sequential.js"
import { make, button } from "../parts/make.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "channels"
const IN_A_ROW = 3
const MOST = 999 // layers that an address can name
const TASK = `Get ${IN_A_ROW} layers in a row right, each at the first try.`

/**
 * @typedef {object} Layer
 * @property {number} side of the square picture, in pixels
 * @property {number} channels of the picture
 * @property {number} filters how many kernels the layer has
 * @property {number} kernel how many rows and columns each has
 * @property {number} stride
 * @property {string} padding "valid" or "same"
 */

/** A layer by lot. @param {number} number the same number gives the same layer @returns {Layer} */
function drawn(number) {
  const random = new Random(number)
  const any = (/** @type {any[]} */ choices) =>
    choices[Math.floor(random.uniform() * choices.length)]
  return {
    side: any([20, 25, 28, 32, 50, 64]),
    channels: any([1, 3, 8, 16]),
    filters: any([4, 8, 16, 32]),
    kernel: any([3, 4, 5, 6]),
    stride: any([1, 2, 3]),
    padding: any(["valid", "same"]),
  }
}

/** What the engine makes of it: rows of a map, weights and biases. @param {Layer} layer */
function truth({ side, channels, filters, kernel, stride, padding }) {
  const options = { type: "Conv2D", filters, kernel_size: kernel, strides: stride, padding }
  const described = { input_shape: [side, side, channels], layers: [options] }
  const network = new Sequential(described, { Conv2D })
  return { rows: network.output[0], learned: network.countParams().total }
}

/** What many answer instead, and what it is. @param {Layer} layer @returns {[number, string][]} */
function wrongRows({ side, kernel, stride, padding }) {
  const valid = Math.floor((side - kernel) / stride)
  return [
    [side, "that is the picture"],
    [valid, "the first place counts too: add 1"],
    padding === "same"
      ? [valid + 1, `that is valid padding, and this is same`]
      : [Math.ceil(side / stride), `that is same padding, and this is valid`],
    [padding === "same" ? side : side - kernel + 1, `the patch moves by ${stride} each time`],
    [Math.floor(side / stride), "what is left over is one more place"],
  ]
}

/** The same for what is learned. @param {Layer} layer @returns {[number, string][]} */
function wrongLearned({ channels, filters, kernel }) {
  const patch = kernel * kernel * channels
  return [
    [patch * filters, "each kernel has a bias too"],
    [patch, `that is one kernel, without its bias; there are ${filters}`],
    [patch + 1, `that is one kernel; there are ${filters}`],
    [patch * filters + 1, "each kernel has a bias of its own"],
    [kernel * kernel * filters + filters, `a kernel looks at all ${channels} channels`],
    [kernel * kernel * filters, `a kernel looks at all ${channels} channels, and has a bias`],
  ]
}

/**
 * What is wrong with an answer; "" if nothing is.
 * @param {string} name of what was asked
 * @param {number} answer
 * @param {number} right
 * @param {[number, string][]} known mistakes
 */
function mistake(name, answer, right, known) {
  if (answer === right) return ""
  const why = known.find(([wrong]) => wrong === answer && wrong !== right)
  return `${name}: not ${answer.toLocaleString("en-US")}${why ? `, ${why[1]}` : ""}.`
}

/**
 * A number to type.
 * @param {string} label
 */
function field(label) {
  const input = make("input", { type: "number", min: 1, step: 1, required: true })
  return { input, element: make("label", {}, `${label} `, input) }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const question = make("p")
  const said = make("p", { role: "status" })
  const [rows, learned] = [field("rows of a map"), field("numbers to learn")]
  const check = make("button", { class: "main" }, "check")
  const buttons = [check, button("next layer", () => ask(number + 1)), button("start again", anew)]
  const fields = [rows.element, learned.element]
  const form = make("form", {}, ...fields, ...buttons)
  let [number, inRow, tries] = [1, 0, 0]

  /** @param {number} next */
  function ask(next) {
    if (tries === 0) inRow = 0 // a layer that is left out ends the row
    ;[number, tries] = [next, 0]
    const { side, channels, filters, kernel, stride, padding } = drawn(number)
    const look = `kernels of ${kernel} × ${kernel}, stride ${stride}, ${padding} padding`
    const depth = channels === 1 ? "one channel" : `${channels} channels`
    const picture = `a picture of ${side} × ${side} with ${depth}`
    question.textContent = `Layer ${number}: ${filters} ${look}, on ${picture}.`
    rows.input.value = learned.input.value = ""
    said.textContent = "Type two numbers, then check them."
    toAddress(NAME, number === 1 ? null : String(number))
  }

  function anew() {
    inRow = 0
    ask(1)
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault()
    const layer = drawn(number)
    const right = truth(layer)
    const wrong = [
      mistake("Rows", rows.input.valueAsNumber, right.rows, wrongRows(layer)),
      mistake("Learned", learned.input.valueAsNumber, right.learned, wrongLearned(layer)),
    ].filter(Boolean)
    tries += 1
    if (wrong.length) {
      inRow = 0
      said.textContent = `Not yet. ${wrong.join(" ")}`
      return
    }
    if (tries === 1) inRow += 1
    const row = inRow >= IN_A_ROW ? "Solved!" : "Right."
    said.textContent = `${row} ${inRow} in a row at the first try.`
  })
  const asked = inAddress(NAME)
  const isGood = /^[1-9]\d{0,2}$/.test(asked ?? "") && Number(asked) <= MOST
  ask(asked && isGood ? Number(asked) : 1)
  if (asked && !isGood) said.textContent = "The address holds no layer: here is the first one."
  return [question, form, make("p", {}, make("strong", {}, "Your task: "), TASK), said]
}
