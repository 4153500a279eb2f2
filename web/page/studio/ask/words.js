// What the network answers, in words and as bars.
import { Bars, percent } from "../../parts/bars.js"
import { make } from "../../parts/make.js"
import { largest } from "./asking.js"

/** @import { Numbers } from "../../../network/tensor.js" */
/** @import { Dataset } from "../../../studio/dataset.js" */

const DIGITS = 4 // of a number
/** @type {(value: number) => string} */
export const told = (value) => String(Number(value.toPrecision(DIGITS)))

/** How sure, in a word that a percentage alone does not say. @param {number} share */
const sureness = (share) => (share > 0.995 ? "sure" : share > 0.8 ? "rather sure" : "not sure")

/** Bars with the names of the outputs, and a sentence; a number stands by itself. */
export class Words {
  /** @param {Dataset} dataset */
  constructor(dataset) {
    this.dataset = dataset
    this.bars = new Bars(dataset.classes)
    this.bars.element.classList.toggle("many", dataset.classes.length > 12)
    this.number = make("output", { class: "number" })
    const isNumber = !dataset.classes.length
    this.element = make("div", { class: "answers" }, isNumber ? this.number : this.bars.element)
  }

  /**
   * @param {Numbers} answers of the last layer
   * @param {number} [truth] what the example's label says
   * @returns {string} the answer in words
   */
  show(answers, truth) {
    const { classes, answer: name = "the answer" } = this.dataset
    if (!answers.every(Number.isFinite)) {
      return `The network answers with what is no number: its weights have grown beyond all limits.`
    }
    if (!classes.length) {
      this.number.textContent = told(answers[0])
      const label = truth === undefined ? "" : ` The label says ${told(truth)}.`
      return `${name}: ${told(answers[0])}.${label}`
    }
    const winner = largest(answers)
    this.bars.show(answers, winner)
    const how = `${percent(answers[winner])}, ${sureness(answers[winner])}`
    if (truth === undefined) return `It says ${classes[winner]} (${how}).`
    const isRight = truth === winner
    const verdict = isRight ? "as its label has it" : `but its label is ${classes[truth]}`
    return `It says ${classes[winner]} (${how}), ${verdict}.`
  }
}
