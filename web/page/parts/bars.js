// What a network answers, as bars.
import { make } from "./make.js"

/** @type {(share: number) => string} */
export const percent = (share) => `${(100 * share).toFixed(1)}%`

/** A bar for each class, as long as its share; the longest is marked. */
export class Bars {
  /** @param {string[]} names of the classes */
  constructor(names) {
    this.rows = names.map((name) => {
      const [bar, number] = [make("span", { class: "bar" }), make("span", { class: "share" })]
      return {
        bar,
        number,
        row: make("li", {}, make("span", { class: "name" }, name), bar, number),
      }
    })
    this.element = make("ul", { class: "bars" }, ...this.rows.map(({ row }) => row))
  }

  /**
   * @param {ArrayLike<number>} shares one for each class, 1 together
   * @param {number} winner the place of the largest
   */
  show(shares, winner) {
    this.rows.forEach(({ bar, number, row }, place) => {
      bar.style.setProperty("--share", String(shares[place]))
      number.textContent = percent(shares[place])
      row.classList.toggle("winner", place === winner)
    })
  }
}
