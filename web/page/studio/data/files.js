// A place for files of the reader's: they are chosen or dropped, and never leave the page.
import { make } from "../../parts/make.js"

/** @type {(event: DragEvent) => boolean} */
const hasFiles = ({ dataTransfer }) => dataTransfer?.types.includes("Files") ?? false

/**
 * A button of the browser's own to choose files, in a frame that they can be dropped on.
 * @param {string} text of the label
 * @param {{ accept: string, multiple?: boolean }} about
 * @param {(files: File[]) => void} taken
 */
export function filesPlace(text, { accept, multiple }, taken) {
  const input = make("input", { type: "file", accept, ...(multiple && { multiple: "" }) })
  const words = make("span", {}, multiple ? "or drop them here" : "or drop it here")
  const place = make("div", { class: "files" }, make("label", {}, text, input), words)
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])]
    input.value = "" // so that the same file, mended, can be chosen again
    if (files.length) taken(files)
  })
  for (const name of /** @type {const} */ (["dragover", "dragleave", "drop"])) {
    place.addEventListener(name, (event) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      place.classList.toggle("over", name === "dragover")
      if (name === "drop") taken([...(event.dataTransfer?.files ?? [])])
    })
  }
  return place
}

/** A file that is dropped beside its place would be opened in place of the page: never. */
export function catchFiles() {
  for (const name of /** @type {const} */ (["dragover", "drop"]))
    addEventListener(name, (event) => hasFiles(event) && event.preventDefault())
}
