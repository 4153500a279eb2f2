// How good a network is, in more than one number.
import { Tensor } from "../network/tensor.js"
import { applyScaling } from "./scaling.js"

/** @import { Sequential } from "../network/sequential.js" */
/** @import { Numbers } from "../network/tensor.js" */
/** @import { Dataset } from "./dataset.js" */
/** @import { Scaling } from "./scaling.js" */

/** Milliseconds that a page may be busy without a break. */
const SLICE = 12

/**
 * The network's answers to some examples, row by row, with breaks in which the page can do other
 * things.
 * @param {Sequential} network
 * @param {Dataset} dataset
 * @param {Scaling | undefined} scaling
 * @param {ArrayLike<number>} places of the examples
 * @returns {Promise<Float32Array>}
 */
export async function answersOf(network, { x, shape }, scaling, places) {
  const size = shape.reduce((all, one) => all * one, 1)
  const wide = network.output[network.output.length - 1]
  const answers = new Float32Array(places.length * wide)
  let began = performance.now()
  for (let i = 0; i < places.length; i++) {
    const example = x.subarray(places[i] * size, (places[i] + 1) * size)
    const given = new Tensor([1, ...shape], applyScaling(example, scaling))
    answers.set(network.predict(given).data, i * wide)
    if (performance.now() - began < SLICE) continue
    await new Promise((resolve) => setTimeout(resolve))
    began = performance.now()
  }
  return answers
}

/** The place of the largest number of each row. @param {Numbers} answers @param {number} wide */
export function choicesOf(answers, wide) {
  return Uint32Array.from({ length: answers.length / wide }, (_, row) => {
    let best = 0 // where answers are no numbers, too
    for (let i = 1; i < wide; i++) {
      if (answers[row * wide + i] > answers[row * wide + best]) best = i
    }
    return best
  })
}

/**
 * Which examples of each class were taken for which: `cells[truth][choice]` lists their places.
 * @param {Dataset} dataset
 * @param {ArrayLike<number>} places of the examples that were asked about
 * @param {ArrayLike<number>} choices what each was taken for
 */
export function confusion({ classes, y }, places, choices) {
  /** @type {number[][][]} */
  const cells = classes.map(() => classes.map(() => []))
  for (let i = 0; i < places.length; i++) cells[y[places[i]]][choices[i]].push(places[i])
  return cells
}

/**
 * The share of right answers in each class, NaN where a class has no example, and in all.
 * @param {number[][][]} cells see confusion
 */
export function accuracies(cells) {
  const counts = cells.map((row) => row.reduce((sum, { length }) => sum + length, 0))
  const hits = cells.map((row, truth) => row[truth].length)
  /** @type {(list: number[]) => number} */
  const total = (list) => list.reduce((sum, one) => sum + one, 0)
  return { each: hits.map((hit, truth) => hit / counts[truth]), all: total(hits) / total(counts) }
}

/**
 * How far answers that are numbers are off: the mean size of an error, and the largest.
 * @param {Dataset} dataset
 * @param {ArrayLike<number>} places
 * @param {ArrayLike<number>} answers
 */
export function errors({ y }, places, answers) {
  const sizes = Array.from(places, (place, i) => Math.abs(answers[i] - y[place]))
  return {
    mean: sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
    largest: sizes.reduce((most, size) => Math.max(most, size), 0),
  }
}
