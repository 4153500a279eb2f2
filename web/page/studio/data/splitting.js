// How the examples in use are split and scaled. What is to be set about it stands under Training.
import { isForReaders } from "../../../studio/error.js"
import { fitScaling } from "../../../studio/scaling.js"
import { split } from "../../../studio/split.js"
import { button, make } from "../../parts/make.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Settings } from "../../../studio/project.js" */
/** @import { Studio } from "../studio.js" */

const SHOWN = 12 // inputs whose scaling is told

/** @type {(value: number) => string} */
const short = (value) => String(Number(value.toPrecision(3))).replace("-", "−")

/** @type {(part: Uint32Array) => string} */
const count = ({ length }) => length.toLocaleString("en-US")

/**
 * What becomes of the examples, in sentences.
 * @param {Dataset} dataset
 * @param {Settings} settings
 */
function told(dataset, settings) {
  const { train, validation, test } = split(dataset, settings)
  const parts = [`${count(train)} to learn from`]
  if (validation.length) parts.push(`${count(validation)} to watch progress by`)
  if (test.length) parts.push(`${count(test)} to test with, once, at the end`)
  const each = dataset.classes.length ? ", each class by itself" : ""
  const how = parts.length > 1 ? `; dealt by chance${each}, with the seed ${settings.seed}` : ""
  const dealt = `${parts.join(", ")}${how}.`
  if (!settings.scale) return [dealt, "Their inputs go in as they are."]
  const { mean, deviation } = fitScaling(dataset.x, dataset.shape, train)
  const names =
    dataset.inputs ?? mean.map((_, i) => (mean.length > 1 ? `input ${i + 1}` : "all inputs"))
  const all = mean
    .slice(0, SHOWN)
    .map((one, i) => `${names[i]} ${short(one)} ± ${short(deviation[i])}`)
  const more = mean.length > SHOWN ? ", …" : ""
  return [
    dealt,
    `Inputs are scaled by the mean and deviation of those to learn from: ${all.join(", ")}${more}.`,
  ]
}

/** What the settings of training mean for the examples in use. @param {Studio} studio */
export function splitting(studio) {
  const says = make("div", { class: "quiet" })
  const title = make("h3", {}, "In use")

  function show() {
    const { dataset, project } = studio
    /** @type {string[]} */
    let sentences = []
    try {
      sentences = dataset ? told(dataset, project.settings) : ["No examples are in use yet."]
    } catch (error) {
      if (!isForReaders(error)) throw error
      sentences = [/** @type {Error} */ (error).message]
    }
    title.textContent = dataset ? `In use: ${dataset.name}` : "In use"
    says.replaceChildren(...sentences.map((text) => make("p", {}, text)))
  }

  studio.listen((parts) => parts.some((part) => part === "project" || part === "data") && show())
  show()
  const change = button("change this under Training", () => studio.open("training"))
  const about = { class: "splitting", "aria-label": "How the examples in use are split and scaled" }
  return make("section", about, title, says, make("div", { class: "choices" }, change))
}
