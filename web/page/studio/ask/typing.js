// An example typed: a field for each input, and a line of numbers to paste.
import { sizeOf } from "../../../network/tensor.js"
import { isForReaders } from "../../../studio/error.js"
import { readLine } from "../../../studio/line.js"
import { make } from "../../parts/make.js"
import { told } from "./words.js"

/** @import { Dataset } from "../../../studio/dataset.js" */

const FIELDS = 12 // more inputs than these are typed as a line only
let count = 0

/** Fields for numbers. Whatever is typed is asked at once; what is wrong is said beside it. */
export class Typing {
  /**
   * @param {Dataset} dataset
   * @param {(example: number[]) => void} given
   * @param {(text: string) => void} say
   */
  constructor({ shape, inputs = [], classes }, given, say) {
    this.size = sizeOf(shape)
    this.given = given
    this.say = say
    this.classes = classes.length
    const id = `typing-${++count}`
    const many = this.size > FIELDS ? 0 : this.size
    this.fields = Array.from({ length: many }, (_, place) => {
      const name = inputs[place] ?? `input ${place + 1}`
      const about = { type: "text", inputmode: "decimal", autocomplete: "off" }
      return { name, input: make("input", { ...about, "aria-describedby": `${id}-problem` }) }
    })
    this.line = make("textarea", { id, rows: many ? 1 : 4, spellcheck: false })
    this.line.setAttribute("aria-describedby", `${id}-problem`)
    this.problem = make("p", { class: "problem", id: `${id}-problem` })
    const fields = this.fields.map(({ name, input }) => make("label", {}, name, input))
    const title = many ? "or all in one line" : `${this.size} numbers, in one line or several`
    this.element = make(
      "div",
      { class: "typing" },
      ...(many ? [make("div", { class: "fields" }, ...fields)] : []),
      make("label", { class: "line" }, title, this.line),
      this.problem,
    )
    for (const { input } of this.fields) input.addEventListener("input", () => this.typed())
    this.line.addEventListener("input", () => this.pasted())
  }

  typed() {
    const texts = this.fields.map(({ input }) => input.value.trim().replace(",", "."))
    const isWrong = texts.map((text) => text === "" || !Number.isFinite(Number(text)))
    this.fields.forEach(({ input }, place) =>
      input.setAttribute("aria-invalid", String(isWrong[place])),
    )
    const wrong = isWrong.indexOf(true)
    if (wrong >= 0) {
      const name = this.fields[wrong].name
      return this.complain(
        texts[wrong] ? `“${texts[wrong]}” for ${name} is no number.` : `${name} is still empty.`,
      )
    }
    this.complain("")
    const example = texts.map(Number)
    this.line.value = example.map(told).join(", ")
    this.given(example)
  }

  pasted() {
    try {
      const example = readLine(this.line.value, this.size, this.classes)
      this.complain("")
      this.fill(example)
      this.given(example)
    } catch (error) {
      if (!(error instanceof Error && isForReaders(error))) throw error
      this.complain(error.message)
    }
  }

  /** @param {string} text */
  complain(text) {
    this.problem.textContent = text
    if (text) this.say(text)
  }

  /** @param {ArrayLike<number>} example */
  fill(example) {
    this.fields.forEach(({ input }, place) => {
      input.value = told(example[place])
      input.removeAttribute("aria-invalid")
    })
  }

  /** Show an example that was given in another way. @param {ArrayLike<number>} example */
  put(example) {
    this.fill(example)
    this.line.value = Array.from(example, told).join(", ")
    this.problem.textContent = ""
  }
}
