// An example drawn: a pad of a few large pixels, or a sheet for a pen.
import { button, make } from "../../parts/make.js"
import { Pad } from "../../parts/pad.js"
import { Sheet } from "../../parts/sheet.js"
import { inkOf } from "../../parts/strokes.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Source } from "../../../studio/project.js" */
/** @import { Picture } from "../../parts/strokes.js" */

const LARGE = 8 // pixels in a row, up to which each is a button
/** @type {Record<string, Picture>} As the pictures of the course's own sets were made. */
const PENS = {
  letters: { side: 50, size: 36, pen: 3.8, middle: "box" },
  digits: { side: 28, size: 20, pen: 2.5, middle: "mass" },
}

/**
 * How strokes are made a picture like those that the network learns from.
 * @param {Source["kind"]} kind
 * @param {number} side
 * @returns {Picture}
 */
const penOf = (kind, side) =>
  PENS[kind] ?? { side, size: Math.round(side * 0.72), pen: side * 0.085, middle: "box" }

/** Whether examples can be drawn. @param {Dataset} dataset */
export const canDraw = ({ picture: [rows, columns] = [0, 1] }) => rows === columns

/** A pad or a sheet, as the pictures ask for. */
export class Drawing {
  /**
   * @param {Dataset} dataset whose pictures are squares
   * @param {Source["kind"]} kind
   * @param {(example: ArrayLike<number>) => void} given
   */
  constructor({ picture: [side] = [0, 0] }, kind, given) {
    const help = "arrow keys move, the space bar draws"
    if (side <= LARGE) {
      const pad = new Pad(side, `Your picture: ${help}`, () => given(pad.picture))
      this.pad = pad
    } else {
      const sheet = new Sheet(`Your picture: ${help}`, () => {
        given(
          sheet.strokes.length
            ? inkOf(sheet.strokes, penOf(kind, side))
            : new Float32Array(side * side),
        )
      })
      this.sheet = sheet
    }
    const { pad, sheet } = this
    const clear = button("clear", () => {
      sheet?.put([])
      if (!pad) return
      pad.picture = pad.picture.map(() => 0)
      given(pad.picture)
    })
    const undo = button("undo", () => sheet?.put(sheet.strokes.slice(0, -1)))
    const buttons = make("div", { class: "choices" }, ...(sheet ? [undo] : []), clear)
    this.element = make("div", { class: "drawing" }, (pad ?? sheet)?.element ?? "", buttons)
  }

  /** Show an example that was given in another way, if it can be. @param {ArrayLike<number>} ink */
  put(ink) {
    if (this.pad) this.pad.picture = Array.from(ink, (part) => Number(part > 0.5))
    else if (this.sheet?.strokes.length) {
      this.sheet.strokes = []
      this.sheet.show()
    }
  }
}
