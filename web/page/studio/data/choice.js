// One of a few, by radio buttons.
import { make } from "../../parts/make.js"

let count = 0

/**
 * A group of radio buttons; arrow keys go from one to the next.
 * @param {string} legend
 * @param {(string | Node)[]} texts
 * @param {(value: number) => void} changed
 */
export function choice(legend, texts, changed) {
  const name = `choice-${++count}`
  const inputs = texts.map((_, value) => make("input", { type: "radio", name, value }))
  inputs[0].checked = true
  const labels = texts.map((text, place) => make("label", {}, inputs[place], text))
  const element = make("fieldset", { class: "choice" }, make("legend", {}, legend), ...labels)
  element.addEventListener("change", () => changed(inputs.findIndex(({ checked }) => checked)))
  return {
    element,
    inputs,
    get value() {
      return inputs.findIndex(({ checked }) => checked)
    },
    set value(value) {
      inputs[value].checked = true
    },
  }
}

/**
 * One of many, by a list that opens.
 * @param {string} name
 * @param {string[]} texts
 * @param {(value: number) => void} changed
 */
export function select(name, texts, changed) {
  const field = make("select")
  const element = make("label", { class: "select" }, name, field)
  const put = (/** @type {string[]} */ all) =>
    field.replaceChildren(...all.map((text, value) => make("option", { value }, text)))
  put(texts)
  field.addEventListener("change", () => changed(field.selectedIndex))
  return {
    element,
    field,
    put,
    get value() {
      return field.selectedIndex
    },
    set value(value) {
      field.selectedIndex = value
    },
  }
}
