// Examples to learn from, as they come: before they are split and scaled.

/** @import { Numbers, Shape } from "../network/tensor.js" */
/**
 * @typedef {object} Dataset
 * @property {string} name
 * @property {Shape} shape of one example: [4] numbers, [28, 28, 1] a picture, [4, 1] steps
 * @property {Numbers} x all examples, row by row; ink from 0 for paper to 1
 * @property {Numbers} y for each example the place of its class, or the number that is the answer
 * @property {string[]} classes names, in the order of the outputs; none if the answer is a number
 * @property {string} [answer] what the number is called, if it is one
 * @property {string[]} [inputs] what the numbers of an example are called
 * @property {ArrayLike<number>} [groups] of each example, such as its font: never split apart
 * @property {[rows: number, columns: number]} [picture] if examples are shown as ink on paper
 */

/** How many examples there are. @param {Dataset} dataset */
export const countOf = ({ y }) => y.length
