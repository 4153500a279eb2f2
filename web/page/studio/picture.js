// The drawing of the studio's network, which follows all that is changed, trained and asked.
import { DrawingError } from "../../drawing/mistakes.js"
import { network } from "../../drawing/networks.js"
import { outline } from "../../studio/outline.js"
import { pictureOf } from "../../studio/picture_of.js"
import { describe } from "../../studio/description.js"
import { make } from "../parts/make.js"
import { paced } from "./paced.js"

/** @import { Description as Described } from "../../drawing/format.js" */
/** @import { Studio } from "./studio.js" */

/** A drawing in the place of the figure that the build has drawn. */
export class Picture {
  /** @param {Studio} studio @param {Element} figure the drawing of the build */
  constructor(studio, figure) {
    this.studio = studio
    this.word = make("p", { class: "problem" })
    this.place = make("div", { class: "drawn", role: "img" })
    this.element = make("div", { class: "drawing" }, this.place, this.word)
    figure.replaceWith(this.element)
    /** What is drawn, as text: most weights are too many to be seen, so little changes. */
    this.now = ""
    const ask = paced(() => this.show())
    studio.listen((parts) => parts.some((part) => part !== "run" && part !== "kept") && ask())
    this.show()
  }

  show() {
    const { studio } = this
    const { project, light } = studio
    const description = describe(project)
    const told = outline(description).layers
    const outputs = told.map(({ output }) => output)
    const more = { classes: project.source.classes, network: studio.network, ...light }
    const whole = JSON.stringify(pictureOf(description, outputs, more)) ?? ""
    if (whole && whole === this.now) return
    this.now = whole
    /** @type {string | undefined} */
    let drawn
    let count = outputs.length
    for (; count && !drawn; count--) drawn = drawnOf(pictureOf(description, outputs, more, count))
    const isWhole = count + 1 === outputs.length && outputs.every(Boolean)
    const names = told.map(({ type, output }) => `${type} ${output?.join(" × ") ?? ""}`)
    this.place.innerHTML = drawn ?? ""
    const inputs = `${project.source.shape.join(" × ")} inputs`
    this.place.ariaLabel = `The network: ${inputs}, ${names.join(", ")}.`
    this.word.textContent =
      isWhole || !outputs.every(Boolean) ? "" : "Not all of its layers can be drawn."
  }
}

/**
 * The drawing; undefined if there is none for such layers.
 * @param {Described | undefined} picture
 */
function drawnOf(picture) {
  if (!picture) return undefined
  try {
    return network(picture)
  } catch (error) {
    if (!(error instanceof DrawingError)) throw error
    return undefined
  }
}
