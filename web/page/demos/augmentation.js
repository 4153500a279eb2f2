// The improved network of the lesson on augmentation reads what the reader draws.
import { ReLU } from "../../network/activations.js"
import { Conv2D } from "../../network/convolution.js"
import { Dense, Flatten } from "../../network/dense.js"
import { Dropout } from "../../network/dropout.js"
import { BatchNormalization } from "../../network/normalization.js"
import { MaxPooling2D } from "../../network/pooling.js"
import { Tensor } from "../../network/tensor.js"
import { percent } from "../parts/bars.js"
import { Dictation } from "../parts/dictation.js"
import { kept } from "../parts/kept.js"
import { make } from "../parts/make.js"
import { inkOf } from "../parts/strokes.js"

/** @import { Picture, Stroke } from "../parts/strokes.js" */

const NAME = "augmentation"
// Of the pictures that the network has learned from: pixels, those of a letter, those of its pen.
/** @type {Picture} */
export const PICTURE = { side: 50, size: 36, pen: 3.8, middle: "box" }
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
  const dictation = new Dictation(NAME, "letter", ASKED, {
    read,
    say: ([answer], wish) => {
      const verdict = answer === wish ? "as you were asked." : `but ${wish} was asked for.`
      return `It reads ${answer}, ${percent(sureness)} sure, ${verdict}`
    },
    judge: ([right]) => `Done: it has read ${right} of your ${ASKED.length} letters.`,
  })
  let sureness = 0

  /** Show what the network makes of strokes. @param {Stroke[]} strokes */
  function read(strokes) {
    const shares = strokes.length ? look(inkOf(strokes, PICTURE)) : undefined
    sureness = Math.max(...(shares ?? []))
    const winner = shares ? shares.indexOf(sureness) : -1
    bars.forEach((bar, place) => {
      bar.style.setProperty("--share", String(shares?.[place] ?? 0))
      bar.classList.toggle("winner", place === winner)
    })
    if (!shares) for (const map of maps.flat()) map.width = map.width
    return shares ? [names[winner]] : []
  }

  /** What the network says of a picture; its maps are drawn. @param {Float32Array} ink */
  function look(ink) {
    const { side } = PICTURE
    const outputs = network.outputs(new Tensor([1, side, side, 1], ink))
    stages.forEach((place, stage) => maps[stage].forEach((map, c) => draw(map, outputs[place], c)))
    return outputs[outputs.length - 1].data
  }

  dictation.open()
  return [
    make(
      "div",
      { class: "answering" },
      dictation.sheet.element,
      make("div", { class: "maps" }, ...stacks),
    ),
    shown,
    dictation.choices,
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    dictation.said,
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
