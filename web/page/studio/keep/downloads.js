// Files that the page makes, and text that it copies.

/**
 * Let the browser save a file.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10000)
}

/** Copy a text; false if the browser does not allow it. @param {string} text */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** A title as the name of a file, without its ending. @param {string} title */
export const fileName = (title) =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 40) || "studio"

const COLORS = [
  "--fig-1",
  "--fig-2",
  "--fig-3",
  "--fig-4",
  "--fig-ink",
  "--fig-grid",
  "--fig-paper",
]

/**
 * A drawing of the page as a file that stands by itself: on white, in the colors of light pages.
 * @param {SVGElement} drawing
 */
export function standalone(drawing) {
  const copied = /** @type {SVGElement} */ (drawing.cloneNode(true))
  const style = getComputedStyle(document.documentElement) // its colors are those of light pages
  const colors = COLORS.map((name) => `${name}:${style.getPropertyValue(name).trim()}`)
  const [, , width, height] = (copied.getAttribute("viewBox") ?? "0 0 640 400").split(" ")
  copied.setAttribute("xmlns", "http://www.w3.org/2000/svg")
  copied.setAttribute("width", width)
  copied.setAttribute("height", height)
  const own = document.createElementNS("http://www.w3.org/2000/svg", "style")
  const winner = "circle.winner{fill:var(--fig-1);stroke:var(--fig-1)}"
  own.textContent = `svg{${colors.join(";")};background:#fff}${winner}`
  copied.prepend(own)
  return new XMLSerializer().serializeToString(copied)
}
