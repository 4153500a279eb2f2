// A number to be chosen, with its name and its value in words.
import { make } from "./make.js"

let count = 0

/** A slider; arrow keys move it by one step. */
export class Slider {
  /**
   * @param {string} name
   * @param {{ min: number, max: number, step: number, value: number }} range
   * @param {() => void} changed
   */
  constructor(name, range, changed) {
    const id = `slider-${++count}`
    this.digits = String(range.step).split(".")[1]?.length ?? 0
    this.input = make("input", { type: "range", id, ...range })
    this.output = make("output", { for: id })
    this.element = make("div", { class: "slider" })
    this.element.append(make("label", { for: id }, name), this.input, this.output)
    this.input.addEventListener("input", () => {
      this.show()
      changed()
    })
    this.show()
  }

  show() {
    this.output.textContent = this.value.toFixed(this.digits)
  }

  get value() {
    return Number(this.input.value)
  }

  set value(value) {
    this.input.value = String(value)
    this.show()
  }
}
