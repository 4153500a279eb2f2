// Two networks read what the reader draws: that of the lesson on digits, and that of the lesson on
// digits that one draws oneself.
import { Conv2D } from "../../network/convolution.js"
import { Dense, Flatten } from "../../network/dense.js"
import { MaxPooling2D } from "../../network/pooling.js"
import { Random } from "../../network/random.js"
import { Tensor } from "../../network/tensor.js"
import { percent } from "../parts/bars.js"
import { Dictation } from "../parts/dictation.js"
import { byHand } from "../parts/hand.js"
import { kept } from "../parts/kept.js"
import { button, make } from "../parts/make.js"
import { PEN_DIGITS } from "../parts/pen_digits.js"
import { Piece } from "../parts/pieces.js"
import { inAddress, toAddress } from "../parts/state.js"
import { inkOf } from "../parts/strokes.js"

/** @import { Sequential } from "../../network/sequential.js" */
/** @import { Numbers } from "../../network/tensor.js" */
/** @import { Picture } from "../parts/strokes.js" */

const NAME = "digits"
/** @type {Picture} As the images that both have learned from were made. */
export const PICTURE = { side: 28, size: 20, pen: 2.5, middle: "mass" }
const ASKED = [..."5039184276"]
const MANY = 100
const TASK = `Draw the ten digits that are asked for. Which network reads more of yours?`

/** @type {(network: Sequential, ink: Float32Array) => Numbers} For each digit its share. */
const sharesOf = (network, ink) => network.predict(new Tensor([1, ...network.input], ink)).data

/** The digit with the largest share. @type {(shares: Numbers) => number} */
const answerOf = (shares) => shares.indexOf(Math.max(...shares))

/**
 * Ink, as a picture of its own.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} [ink] paper, if there is none
 */
function paint(canvas, ink) {
  ;[canvas.width, canvas.height] = [PICTURE.side, PICTURE.side]
  const image = new ImageData(PICTURE.side, PICTURE.side)
  ink?.forEach((part, place) => (image.data[4 * place + 3] = 255 * part))
  canvas.getContext("2d")?.putImageData(image, 0, 0)
}

/** What the networks see and say: a small picture, and for each digit a bar of each network. */
class Shown {
  constructor() {
    this.seen = make("canvas")
    this.bars = Array.from({ length: 10 }, () => [make("i"), make("i")])
    const columns = this.bars.map((bars, digit) =>
      make("span", {}, ...bars, make("b", {}, String(digit))),
    )
    const keys = ["ten lines", "convolutions"].map((name) => make("span", {}, make("i"), name))
    const charts = [make("div", {}, ...columns), make("p", {}, ...keys)]
    this.chart = make("div", { class: "doubles", "aria-hidden": true }, ...charts)
  }

  /**
   * @param {Numbers[]} shares of each network; none for an empty sheet
   * @param {Float32Array} [ink]
   */
  show(shares, ink) {
    paint(this.seen, ink)
    this.bars.forEach((bars, digit) =>
      bars.forEach((bar, network) =>
        bar.style.setProperty("--share", String(shares[network]?.[digit] ?? 0)),
      ),
    )
  }
}

/** How many each has read. @type {(lines: number, convolutions: number) => string} */
const score = (lines, convolutions) =>
  `the ten lines have read ${lines}, the convolutions ${convolutions}`

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 * @throws {Error} if a network cannot be fetched
 */
export async function start() {
  const kinds = { Conv2D, Dense, Flatten, MaxPooling2D }
  const both = [kept("digits", "own", kinds), kept("pen", "reader", kinds)]
  const [own, other] = await Promise.all(both)
  const networks = [own.network, other.network]
  /** @type {Float32Array[]} */
  const missed = own.about.mistakes.map((/** @type {number[]} */ levels) =>
    Float32Array.from(levels, (level) => level / 255),
  )
  const shown = new Shown()
  /** @type {Numbers[]} */
  let shares = []
  let turn = 0 // whatever the reader does ends the drawing that goes on

  /** Show a picture to both; returns what they read. @param {Float32Array} [ink] */
  function look(ink) {
    turn += 1
    shares = ink ? networks.map((network) => sharesOf(network, ink)) : []
    shown.show(shares, ink)
    return shares.map((each) => String(answerOf(each)))
  }

  function verdict() {
    const [first, second] = shares.map((each) => {
      const answer = answerOf(each)
      return `${answer} (${percent(each[answer])} sure)`
    })
    return `The ten lines read ${first}, the convolutions ${second}.`
  }

  const dictation = new Dictation(NAME, "digit", ASKED, {
    read: (strokes) => look(strokes.length ? inkOf(strokes, PICTURE) : undefined),
    say: (_, wish) => `${verdict()} Asked for: ${wish}.`,
    judge: ([first, second]) => `Done: of your ${ASKED.length} digits, ${score(first, second)}.`,
  })
  const { sheet, said } = dictation

  /** Show a test image that the ten lines misread. @param {number} place */
  function put(place) {
    sheet.put([])
    look(missed[place])
    said.textContent = `${verdict()} Its label says ${own.about.labels[place]}.`
    toAddress(NAME, `test${place}`)
  }

  async function drawMany() {
    const random = new Random(MANY)
    const right = [0, 0]
    sheet.put([])
    let mine = turn
    const piece = new Piece()
    for (let count = 0; count < MANY; count++) {
      const digit = count % 10
      const strokes = byHand(PEN_DIGITS[digit], random)
      const ink = inkOf(strokes, PICTURE)
      networks.forEach((network, place) => {
        right[place] += Number(answerOf(sharesOf(network, ink)) === digit)
      })
      if (!piece.isLong && count < MANY - 1) continue
      sheet.put(strokes)
      mine = turn
      await piece.pause()
      if (turn !== mine) return
    }
    said.textContent = `Of ${MANY} digits by a trembling pen, ${score(right[0], right[1])}.`
  }

  const choices = missed.map((ink, place) => {
    const picture = make("canvas")
    paint(picture, ink)
    const choice = button("", () => put(place))
    choice.ariaLabel = `test image, a ${own.about.labels[place]}`
    choice.append(picture)
    return choice
  })
  const about = { role: "group", "aria-label": "Test images that the ten lines misread" }
  dictation.choices.append(button(`let a pen draw ${MANY}`, drawMany))
  dictation.open()
  const asked = /^test(\d)$/.exec(inAddress(NAME) ?? "")
  if (asked) put(Number(asked[1]))
  return [
    make("div", { class: "reading" }, sheet.element, shown.seen, shown.chart),
    dictation.choices,
    make("div", { class: "choices pictures", ...about }, ...choices),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}
