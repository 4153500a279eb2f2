// A drawing of a network that the build has made, lit again by what its neurons answer now.

/** @import { Tensor } from "../../network/tensor.js" */

/**
 * The neurons of a drawing, by layer and place: these two numbers end the ids of their circles.
 * Those of the last layer hold their values as text.
 */
export class Lit {
  /** @param {SVGElement} drawing */
  constructor(drawing) {
    /** @type {SVGCircleElement[][]} */
    this.layers = []
    for (const circle of drawing.querySelectorAll("circle")) {
      const [, layer, place] = /-(\d+)-(\d+)$/.exec(circle.id) ?? []
      if (layer) (this.layers[Number(layer)] ??= [])[Number(place)] = circle
    }
    const drawn = this.layers.filter(Boolean)
    drawn.forEach((circles, step) => {
      for (const circle of circles) circle.style.setProperty("--step", String(step))
    })
    this.answers = drawn[drawn.length - 1].map((circle) => {
      circle.removeAttribute("style") // what the build has marked; from now on a class does so
      circle.style.setProperty("--step", String(drawn.length - 1))
      return { circle, text: textIn(drawing, circle) }
    })
    this.ring = drawing.querySelector("circle:not([id])")
  }

  /**
   * @param {Tensor[]} values an example, then what every layer makes of it
   * @param {number} winner the place of the largest answer
   */
  show(values, winner) {
    values.forEach(({ data }, layer) => {
      const top = Math.max(...Array.from(data, Math.abs)) || 1
      const ink = layer === values.length - 1 ? 0.3 : 1 // the last hold text
      this.layers[layer]?.forEach((circle, place) => {
        circle.setAttribute("fill-opacity", ((ink * Math.abs(data[place])) / top).toFixed(2))
      })
    })
    const shares = values[values.length - 1].data
    this.answers.forEach(({ circle, text }, place) => {
      circle.classList.toggle("winner", place === winner)
      if (place === winner) this.ring?.setAttribute("cy", circle.getAttribute("cy") ?? "")
      if (text) text.textContent = shares[place].toFixed(2)
    })
  }
}

/**
 * The text that stands in a circle.
 * @param {SVGElement} drawing
 * @param {SVGCircleElement} circle
 */
function textIn(drawing, circle) {
  const [x, y] = ["cx", "cy"].map((name) => Number(circle.getAttribute(name)))
  return [...drawing.querySelectorAll("text")].find((text) => {
    const [left, base] = ["x", "y"].map((name) => Number(text.getAttribute(name)))
    return left === x && Math.abs(base - y) < 8
  })
}
