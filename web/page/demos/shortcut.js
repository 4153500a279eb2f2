// The network of the lesson on shortcuts: sixteen inputs, of which the reader chooses the training
// rows; then fifty networks learn from these, here and now.
import { Dense } from "../../network/dense.js"
import { Sequential } from "../../network/sequential.js"
import { Random } from "../../network/random.js"
import { Tensor } from "../../network/tensor.js"
import { Training } from "../../network/training.js"
import { button, make } from "../parts/make.js"
import { Pad } from "../parts/pad.js"
import { Piece } from "../parts/pieces.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "shortcut"
const MANY = 50
const STEPS = 10000
const GOAL = 40
const FEW = 3
const TRAIN = `Train ${MANY} networks`
const TASK = `From seven rows, most networks learn "2 and 3". With how few rows can you bring
  at least ${GOAL} of ${MANY} to get all sixteen inputs right?`

const words = Array.from({ length: 16 }, (_, number) => number.toString(2).padStart(4, "0"))
const every = words.map((word) => [...word].map(Number))
const wanted = every.map(([, second, third]) => second & third)
/** @type {Record<string, string[]>} */
const EXAMPLES = {
  "the five rows": ["0001", "0011", "0111", "1010", "1111"],
  "the seven rows": ["0001", "0011", "0111", "1010", "1111", "0100", "1101"],
  "all sixteen": words,
  none: [],
}
const FIRST = "the five rows"

/** @typedef {number[]} Rows sixteen numbers: 1 for an input that is a training row */

/** @type {(names: string[]) => Rows} */
const chosen = (names) => words.map((word) => Number(names.includes(word)))
/** @type {(rows: Rows) => number} */
const count = (rows) => rows.reduce((sum, one) => sum + one, 0)
/** @type {(number: number) => string} */
const grouped = (number) => number.toLocaleString("en-US")

/**
 * One network from a random start of its own, and how it learns from some rows; as in the listing:
 * weights from -1 to 1, no biases, a rate of 1 for the sum of half the squared errors.
 * @param {Rows} rows
 * @param {number} seed
 */
function begin(rows, seed) {
  const dense = (/** @type {number} */ units) => ({
    type: "Dense",
    units,
    activation: "sigmoid",
    use_bias: false,
  })
  const network = new Sequential({ input_shape: [4], layers: [dense(4), dense(1)] }, { Dense })
  const random = new Random(seed)
  for (const { value } of network.weights)
    value.forEach((_, i) => (value[i] = 2 * random.uniform() - 1))
  const places = words.flatMap((_, place) => (rows[place] ? [place] : []))
  const x = new Tensor(
    [places.length, 4],
    places.flatMap((place) => every[place]),
  )
  const y = new Tensor(
    [places.length, 1],
    places.map((place) => wanted[place]),
  )
  const rate = places.length / 2 // the loss of the engine is a mean, without the half
  const optimizer = { type: "SGD", learning_rate: rate }
  return { network, x, y, training: new Training(network, { loss: "mse", optimizer }) }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const said = make("p", { role: "status" })
  const labels = words.map((word, number) => `${word} → ${wanted[number]}`)
  const pad = new Pad(4, "Training rows: arrow keys move, the space bar chooses", choose, labels)
  const train = button(TRAIN, learn)
  let turn = 0 // a later choice ends the training that goes on

  function choose() {
    turn += 1
    train.textContent = TRAIN
    const rows = pad.picture
    const free = 2 ** (16 - count(rows))
    pad.pixels.forEach((pixel) => {
      pixel.style.removeProperty("--share")
      pixel.ariaLabel = pixel.textContent
    })
    said.textContent = `${count(rows)} training rows: ${grouped(free)} of 65,536 rules fit them.`
    const asIs = rows.join("") === chosen(EXAMPLES[FIRST]).join("")
    toAddress(NAME, asIs ? null : rows.join(""))
  }

  async function learn() {
    turn += 1
    const [mine, rows] = [turn, pad.picture]
    if (!count(rows)) {
      said.textContent = "There is nothing to learn from: choose a training row."
      return
    }
    const right = words.map(() => 0)
    let whole = 0
    for (let seed = 1; seed <= MANY; seed++) {
      const { network, x, y, training } = begin(rows, seed)
      const piece = new Piece()
      for (let step = 0; step < STEPS; step++) {
        training.step(x, y)
        if (step % 50 || !piece.isLong) continue
        await piece.pause()
        if (turn !== mine) return
      }
      const answers = network.predict(new Tensor([16, 4], every.flat())).data
      const hits = words.map((_, number) => Number(answers[number] > 0.5) === wanted[number])
      hits.forEach((hit, number) => (right[number] += Number(hit)))
      whole += Number(hits.every(Boolean))
      train.textContent = seed < MANY ? `Training: ${seed} of ${MANY}` : TRAIN
    }
    pad.pixels.forEach((pixel, number) => {
      pixel.style.setProperty("--share", String(right[number] / MANY))
      pixel.ariaLabel = `${labels[number]}: ${right[number]} of ${MANY} right`
    })
    said.textContent = verdict(whole, count(rows), right)
  }

  const examples = Object.entries(EXAMPLES).map(([name, rows]) =>
    button(name, () => {
      pad.picture = chosen(rows)
      choose()
    }),
  )
  train.classList.add("main")
  const controls = [
    pad.element,
    make("div", { class: "choices", role: "group", "aria-label": "Rows" }, train, ...examples),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
  const asked = inAddress(NAME)
  const isGood = asked && /^[01]{16}$/.test(asked)
  pad.picture = isGood ? [...asked].map(Number) : chosen(EXAMPLES[FIRST])
  choose()
  if (asked && !isGood)
    said.textContent = "The address holds no choice of sixteen rows: here are the first five."
  return controls
}

/**
 * What fifty networks have learned, and whether that solves the task.
 * @param {number} whole how many get all sixteen inputs right
 * @param {number} rows how many they learned from
 * @param {number[]} right for each input, how many networks get it right
 */
function verdict(whole, rows, right) {
  const text = `From ${rows} rows, ${whole} of ${MANY} networks get all sixteen right.`
  if (whole >= GOAL && rows <= FEW) return `Solved! ${text}`
  if (whole >= GOAL) return `${text} Fewer rows can do it too.`
  const least = Math.min(...right)
  return `${text} Not yet: ${MANY - least} are wrong about ${words[right.indexOf(least)]}.`
}
