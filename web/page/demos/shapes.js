// The network of the lesson on shapes: 25 pixels to draw, five answers.
import { Dense } from "../../network/dense.js"
import { Dropout } from "../../network/dropout.js"
import { Tensor } from "../../network/tensor.js"
import { Bars, percent } from "../parts/bars.js"
import { kept } from "../parts/kept.js"
import { Lit } from "../parts/lit.js"
import { button, make } from "../parts/make.js"
import { Pad } from "../parts/pad.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "shapes"
const SIDE = 5
const SURE = 0.99
const FAR = 8
const TASK = `Draw a picture that differs from each of the five shapes in ${FAR} pixels or more,
  and of which the network is more than ${100 * SURE}% sure.`

/** @typedef {number[]} Picture 25 numbers, row by row: 1 for ink, 0 for paper */

/** @type {(picture: Picture) => string} */
const written = (picture) => picture.join("")
/** @type {(one: Picture, other: Picture) => number} In how many pixels they differ. */
const distance = (one, other) => one.filter((pixel, place) => pixel !== other[place]).length

/**
 * The picture in the page's address; undefined if it is none.
 * @param {string} text
 * @returns {Picture | undefined}
 */
const read = (text) => (/^[01]{25}$/.test(text) ? [...text].map(Number) : undefined)

/**
 * Bring the figure to life.
 * @param {SVGElement} drawing of the network
 * @returns {Promise<HTMLElement[]>} what the reader uses
 * @throws {Error} if the network cannot be fetched
 */
export async function start(drawing) {
  const { network, about } = await kept("shapes", "networks", { Dense, Dropout })
  /** @type {{ names: string[], shapes: Picture[], first: Picture }} */
  const { names, shapes, first } = about
  const [bars, lit] = [new Bars(names), new Lit(drawing)]
  const said = make("p", { role: "status" })
  const pad = new Pad(SIDE, "Your picture: arrow keys move, the space bar draws", show)

  function show() {
    const { picture } = pad
    const x = new Tensor([1, SIDE * SIDE], picture)
    const values = [x, ...network.outputs(x)]
    const shares = values[values.length - 1].data
    const winner = shares.indexOf(Math.max(...shares))
    bars.show(shares, winner)
    lit.show(values, winner)
    const apart = shapes.map((shape) => distance(shape, picture))
    said.textContent = verdict(names, winner, shares[winner], apart)
    toAddress(NAME, written(picture) === written(first) ? null : written(picture))
  }

  /** @param {Picture} picture */
  function put(picture) {
    pad.picture = picture
    show()
  }

  const examples = names.map((name, number) => button(name, () => put(shapes[number])))
  const empty = button("empty", () => put(first.map(() => 0)))
  const again = button("start again", () => put(first))
  const controls = [
    make("div", { class: "answering" }, pad.element, bars.element),
    make(
      "div",
      { class: "choices", role: "group", "aria-label": "Pictures" },
      ...examples,
      empty,
      again,
    ),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
  drawing.setAttribute("aria-label", "The network of the page, lit by your picture.")
  const asked = inAddress(NAME)
  put((asked && read(asked)) || first)
  if (asked && !read(asked))
    said.textContent = "The address holds no picture of 25 pixels: here is the first one."
  return controls
}

/**
 * What the network says of the picture, and whether that solves the task.
 * @param {string[]} names
 * @param {number} winner
 * @param {number} share
 * @param {number[]} apart in how many pixels the picture differs from each shape
 */
function verdict(names, winner, share, apart) {
  const least = Math.min(...apart)
  const near = names[apart.indexOf(least)]
  const [first, ...rest] = names[winner]
  const answer = `${first.toUpperCase()}${rest.join("")}, ${percent(share)} sure`
  if (!least) return `${answer}. This is the ${near} that it was taught.`
  const count = `${least} ${least === 1 ? "pixel" : "pixels"}`
  const pixels = `${count} away from the ${near}, the nearest shape`
  if (least >= FAR && share > SURE) return `Solved! ${answer}, and yet ${pixels}.`
  const missing = [
    ...(least < FAR ? [`it takes ${FAR} pixels`] : []),
    ...(share <= SURE ? [`more than ${100 * SURE}% sure`] : []),
  ]
  return `${answer}; ${pixels}. Not yet: ${missing.join(", and ")}.`
}
