// The improved network of the lesson on augmentation reads what the reader draws.
import { ReLU } from "../../network/activations.js"
import { Conv2D } from "../../network/convolution.js"
import { Dense, Flatten } from "../../network/dense.js"
import { Dropout } from "../../network/dropout.js"
import { BatchNormalization } from "../../network/normalization.js"
import { MaxPooling2D } from "../../network/pooling.js"
import { Tensor } from "../../network/tensor.js"
import { percent } from "../parts/bars.js"
import { kept } from "../parts/kept.js"
import { button, make } from "../parts/make.js"
import { Sheet } from "../parts/sheet.js"
import { inAddress, toAddress } from "../parts/state.js"
import { inkOf, read, written } from "../parts/strokes.js"

/** @import { Stroke } from "../parts/strokes.js" */

const NAME = "augmentation"
// Of the pictures that the network has learned from: pixels, those of a letter, those of its pen.
export const PICTURE = { side: 50, size: 36, pen: 3.8 }
const ASKED = [..."SKEAXRBMPT"] // ten letters of many kinds
const SHOWN = 8 // maps of each stage
const TASK = `Draw the ten letters that it asks for, large and in capitals. How many does it read?`

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 * @throws {Error} if the network cannot be fetched
 */
export async function start() {
  const kinds = { BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D, ReLU }
  const { network, about } = await kept("augmentation", "reader", kinds)
  /** @type {string[]} */
  const names = about.names
  const stages = network.description.layers.flatMap(({ type }, place) =>
    type === "MaxPooling2D" ? [place] : [],
  )
  const bars = names.map((name) => make("span", { class: "column" }, make("i"), name))
  const shown = make("div", { class: "columns", "aria-hidden": true }, ...bars)
  const maps = stages.map(() => Array.from({ length: SHOWN }, () => make("canvas")))
  const stacks = maps.map((row) => make("div", {}, ...row))
  const said = make("p", { role: "status" })
  const sheet = new Sheet("Sheet: arrow keys move the pen, the space bar puts it down", show)
  const next = button("next letter", ask)
  let [turn, right] = [0, 0]

  /** What the network says of the sheet; undefined while that is empty. */
  function answer() {
    const { strokes } = sheet
    toAddress(NAME, written(strokes))
    if (!strokes.length) return undefined
    const { side, size, pen } = PICTURE
    const x = new Tensor([1, side, side, 1], inkOf(strokes, side, size, pen))
    const outputs = network.outputs(x)
    stages.forEach((place, stage) => maps[stage].forEach((map, c) => draw(map, outputs[place], c)))
    return outputs[outputs.length - 1].data
  }

  function show() {
    const shares = answer()
    const winner = shares ? shares.indexOf(Math.max(...shares)) : -1
    bars.forEach((bar, place) => {
      bar.style.setProperty("--share", String(shares?.[place] ?? 0))
      bar.classList.toggle("winner", place === winner)
    })
    if (!shares) for (const map of maps.flat()) map.width = map.width
    const wish = `Please draw ${ASKED[turn]}`
    if (!shares) said.textContent = `${wish} (letter ${turn + 1} of ${ASKED.length}).`
    else {
      const isRight = names[winner] === ASKED[turn]
      const verdict = isRight ? "as you were asked." : `but ${ASKED[turn]} was asked for.`
      said.textContent = `It reads ${names[winner]}, ${percent(shares[winner])} sure, ${verdict}`
    }
  }

  function ask() {
    const shares = answer()
    if (!shares) {
      said.textContent = `The sheet is empty. Please draw ${ASKED[turn]}.`
      return
    }
    right += Number(names[shares.indexOf(Math.max(...shares))] === ASKED[turn])
    turn += 1
    if (turn < ASKED.length) return sheet.put([])
    ;[turn, next.disabled] = [ASKED.length - 1, true]
    said.textContent = `Done: it has read ${right} of your ${ASKED.length} letters.`
  }

  function again() {
    ;[turn, right, next.disabled] = [0, 0, false]
    sheet.put([])
  }

  const buttons = [
    next,
    button("undo", () => sheet.put(sheet.strokes.slice(0, -1))),
    button("clear", () => sheet.put([])),
    button("start again", again),
  ]
  next.classList.add("main")
  const asked = inAddress(NAME)
  sheet.put((asked && read(asked)) || [])
  if (asked && !read(asked))
    said.textContent = "The address holds no drawing: here is an empty sheet."
  return [
    make("div", { class: "answering" }, sheet.element, make("div", { class: "maps" }, ...stacks)),
    shown,
    make("div", { class: "choices", role: "group", "aria-label": "Drawing" }, ...buttons),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}

/**
 * One channel of a layer's answer, the largest number all ink.
 * @param {HTMLCanvasElement} canvas
 * @param {Tensor} output of the shape (1, rows, columns, channels)
 * @param {number} channel
 */
function draw(canvas, { data, shape }, channel) {
  const [, rows, columns, channels] = shape
  ;[canvas.width, canvas.height] = [columns, rows]
  const top = Math.max(...data) || 1
  const image = new ImageData(columns, rows)
  for (let place = 0; place < rows * columns; place++) {
    image.data[4 * place + 3] = (255 * Math.max(0, data[place * channels + channel])) / top
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0)
}
