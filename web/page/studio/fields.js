// Fields of a form, each within its label, that tell their new value once it stands.
import { make } from "../parts/make.js"

/** @typedef {{ element: HTMLElement, input: HTMLElement, show: (value: any) => void }} Field */
/** @typedef {(value: any) => void} Changed */

/** @param {string} name @param {HTMLElement} input @param {string} [unit] */
const labeled = (name, input, unit = "") =>
  make("label", { class: "field" }, make("span", {}, name), input, unit)

/**
 * What a reader has typed: a number, two of them, nothing, or text that is none of these.
 * @param {string} text
 */
function read(text) {
  const plain = text
    .trim()
    .replace("−", "-")
    .replace(/^(-?\d*),(\d+)$/, "$1.$2")
  if (!plain) return null
  const pair = /^(\d+)\s*(?:[x×*;]|,\s)\s*(\d+)$/.exec(plain)
  if (pair) return [Number(pair[1]), Number(pair[2])]
  return Number.isFinite(Number(plain)) ? Number(plain) : text
}
/** @type {(value: any) => string} */
const written = (value) => (Array.isArray(value) ? value.join(" × ") : String(value ?? ""))

/**
 * A number, or two, such as the height and width of a kernel. What is no number is handed on too:
 * who reads it says why it cannot be.
 * @param {string} name
 * @param {Changed} changed
 * @param {{ unit?: string, empty?: string }} [more] what stands in the field as long as it is empty
 * @returns {Field}
 */
export function numberField(name, changed, { unit = "", empty = "" } = {}) {
  const input = make("input", { inputmode: "decimal", size: 5, placeholder: empty })
  input.setAttribute("autocomplete", "off")
  input.addEventListener("change", () => changed(read(input.value)))
  const show = (/** @type {any} */ value) => {
    if (written(read(input.value)) !== written(value)) input.value = written(value)
  }
  return { element: labeled(name, input, unit), input, show }
}

/**
 * One of a few names.
 * @param {string} name
 * @param {readonly string[] | Record<string, readonly string[]>} names in groups, if there are many
 * @param {Changed} changed
 * @returns {Field & { input: HTMLSelectElement }}
 */
export function choiceField(name, names, changed) {
  const options = (/** @type {readonly string[]} */ some) =>
    some.map((each) => make("option", {}, each))
  const inside = Array.isArray(names)
    ? options(names)
    : Object.entries(names).map(([label, some]) => make("optgroup", { label }, ...options(some)))
  const input = make("select", {}, ...inside)
  input.addEventListener("change", () => changed(input.value))
  return { element: labeled(name, input), input, show: (value) => (input.value = value) }
}

/**
 * Yes or no.
 * @param {string} name
 * @param {Changed} changed
 * @returns {Field}
 */
export function switchField(name, changed) {
  const input = make("input", { type: "checkbox" })
  input.addEventListener("change", () => changed(input.checked))
  const element = make("label", { class: "field switch" }, input, name)
  return { element, input, show: (value) => (input.checked = value) }
}
