// The room in which the network is asked.
import { sizeOf } from "../../../network/tensor.js"
import { paint } from "../../parts/ink.js"
import { button, make } from "../../parts/make.js"
import { Border } from "../border.js"
import { ask, exampleOf, largest } from "./asking.js"
import { canDraw, Drawing } from "./drawing.js"
import { Picking } from "./picking.js"
import { Maps, Templates } from "./sights.js"
import { Table } from "./table.js"
import { Typing } from "./typing.js"
import { Words } from "./words.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Part, Studio } from "../studio.js" */

const NO_DATA = "There are no examples yet."
const NO_NETWORK = "The network has no weights yet: train it, then ask."
const [MAPS, TEMPLATES] = ["What its layers make of it", "What its first layer looks for"]
const TEMPLATE = `Each square is a neuron: ink on blue makes it answer more, ink on orange less.`

/** Everything in the room; it is made anew for other data. */
export class Asking {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    this.element = make("div", { class: "asking" })
    /** @type {ArrayLike<number> | undefined} What is asked. */
    this.example = undefined
    /** @type {number | undefined} What its label says. */
    this.truth = undefined
    this.isSeen = false
    this.isDue = false
    this.furnish()
    studio.listen((parts) => this.heard(parts))
    // A room that nobody sees does not work; it catches up when it is opened.
    new IntersectionObserver((seen) => {
      this.isSeen = seen.some(({ isIntersecting }) => isIntersecting)
      if (this.isSeen) this.renew()
    }).observe(this.element)
  }

  /** @param {Part[]} parts */
  heard(parts) {
    if (parts.includes("data")) return this.furnish()
    if (parts.includes("run") || parts.includes("project")) this.picking?.show()
    if (!parts.includes("network")) return
    this.isDue = true
    this.table?.stale()
    if (!this.isSeen || this.isWaiting) return
    this.isWaiting = true
    setTimeout(() => {
      this.isWaiting = false
      this.renew()
    }, 250)
  }

  /** Make the room for the data that there are. */
  furnish() {
    const { studio } = this
    const { dataset } = studio
    this.example = this.truth = undefined
    if (!dataset) {
      const choose = button("choose some", () => studio.open("data"))
      const choices = make("div", { class: "choices" }, choose)
      return this.element.replaceChildren(make("p", {}, NO_DATA), choices)
    }
    this.words = new Words(dataset)
    this.table = new Table(studio, dataset, (place) => this.pick(place))
    this.picking = new Picking(studio, (place) => this.pick(place))
    this.typing = new Typing(
      dataset,
      (example) => this.put(example),
      (text) => studio.say(text),
    )
    const { kind } = studio.project.source
    this.drawing = canDraw(dataset)
      ? new Drawing(dataset, kind, (example) => this.put(example))
      : undefined
    // A pad shows the example itself; what a pen has drawn is shown as the network gets it.
    const isShown = dataset.picture && !this.drawing?.pad
    this.seen = isShown ? make("canvas", { class: "seen", "aria-hidden": true }) : undefined
    const isPlane = sizeOf(dataset.shape) === 2 && !dataset.picture
    this.border = isPlane ? new Border(studio) : undefined
    const { border } = this
    border?.canvas.addEventListener("click", (event) => this.put(border.place(event)))
    this.answers = make("div", { class: "answering-side" })
    this.sights = make("div", { class: "sights" })
    const asked = make("div", { class: "asked" }, this.ways(), this.answers)
    const counted = make(
      "section",
      {},
      make("h3", {}, "How often is it right?"),
      this.table.element,
    )
    this.element.replaceChildren(asked, this.sights, counted)
    this.renew()
    const [first] = Array.from(this.picking.places)
    this.picking.at = 0
    if (first !== undefined) this.show(exampleOf(dataset, first), first)
  }

  /** The ways to give an example, one of which is open. */
  ways() {
    const { drawing, picking, typing, border } = this
    const all = [
      ...(drawing ? [{ name: "draw", element: drawing.element }] : []),
      ...(border ? [{ name: "point", element: border.element }] : []),
      { name: "pick an example", element: picking?.element ?? "" },
      { name: "type", element: typing?.element ?? "" },
    ]
    const panels = all.map(({ element }) => make("div", {}, element))
    const buttons = all.map(({ name }, chosen) =>
      button(name, () => {
        buttons.forEach((each, place) => (each.ariaPressed = String(place === chosen)))
        panels.forEach((each, place) => (each.hidden = place !== chosen))
      }),
    )
    buttons[0].click()
    const about = { class: "choices", role: "group", "aria-label": "How to give an example" }
    return make("div", { class: "ways" }, make("div", about, ...buttons), ...panels)
  }

  /** Ask one of the examples. @param {number} place in the data set */
  pick(place) {
    const { dataset } = this.studio
    const said = dataset && this.show(exampleOf(dataset, place), place)
    if (said) this.studio.say(said)
  }

  /** Ask what the reader has made. @param {ArrayLike<number>} example */
  put(example) {
    const said = this.show(example)
    if (said) this.studio.say(said)
  }

  /**
   * Show an example everywhere, and what the network makes of it.
   * @param {ArrayLike<number>} example
   * @param {number} [place] in the data set, if it is one of these
   */
  show(example, place) {
    const { dataset } = this.studio
    if (!dataset) return ""
    this.truth = place === undefined ? undefined : dataset.y[place]
    this.example = example
    if (place !== undefined || !this.typing?.element.contains(document.activeElement)) {
      this.typing?.put(example)
    }
    if (place !== undefined) this.drawing?.put(example)
    if (this.border) this.border.asked = Array.from(example)
    this.border?.ask()
    if (this.seen && dataset.picture) paint(this.seen, example, ...dataset.picture)
    return this.answer()
  }

  /** Ask the network; returns its answer in words. */
  answer() {
    const { studio, example } = this
    const values = example && ask(studio, example)
    if (!values) return ""
    const answers = values[values.length - 1].data
    studio.lit(values, largest(answers))
    this.maps?.show(values)
    return this.words?.show(answers, this.truth) ?? ""
  }

  /** The network, or its weights, are others. */
  renew() {
    const { studio } = this
    const { network, dataset } = studio
    this.isDue = false
    if (!dataset || !this.words) return
    this.picking?.show()
    if (network !== this.network || !this.answers?.childElementCount) this.refit(network, dataset)
    this.table?.show()
    this.templates?.show()
    this.answer()
  }

  /** Another network. @param {Studio["network"]} network @param {Dataset} dataset */
  refit(network, dataset) {
    this.network = network
    this.maps = network && new Maps(network)
    this.templates = network && new Templates(network, dataset)
    const { maps, templates, words, seen } = this
    const train = button("open Training", () => this.studio.open("training"))
    const missing = make(
      "div",
      {},
      make("p", {}, NO_NETWORK),
      make("div", { class: "choices" }, train),
    )
    this.answers?.replaceChildren(
      ...(seen ? [seen] : []),
      network ? (words?.element ?? "") : missing,
    )
    const shown = []
    if (maps?.rows.length) {
      shown.push(make("section", {}, make("h3", {}, MAPS), maps.element))
    }
    if (templates?.canvases.length) {
      const about = make("p", {}, TEMPLATE, templates.more)
      shown.push(make("section", {}, make("h3", {}, TEMPLATES), about, templates.element))
    }
    this.sights?.replaceChildren(...shown)
  }
}
