// Elements of a page, made by hand.

/**
 * An element with its attributes, and what is in it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {(Node | string)[]} inside
 */
export function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  made.append(...inside)
  return made
}

/**
 * A shape of a drawing, or a text in it.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
export function shape(tag, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value))
  if (text !== undefined) made.textContent = text
  return made
}

/**
 * A button.
 * @param {string} text
 * @param {() => void} pressed what it does
 */
export function button(text, pressed) {
  const made = make("button", { type: "button" }, text)
  made.addEventListener("click", pressed)
  return made
}
