// The room where a network is composed, layer by layer.
import {
  bytesInWords,
  firstProblem,
  outline,
  secondsPerEpoch,
  shapeInWords,
} from "../../studio/outline.js"
import { describe } from "../../studio/description.js"
import { button, make } from "../parts/make.js"
import { choiceField } from "./fields.js"
import { LayerRow, newLayer, OptionFields, toldOf, TYPES } from "./layer_row.js"
import { presetChoice } from "./preset_choice.js"

/** @import { Does } from "./layer_row.js" */
/** @import { Studio } from "./studio.js" */

/** @type {(seconds: number) => string} */
const lasting = (seconds) => {
  if (seconds < 0.95) return "less than a second"
  if (seconds < 90) return `about ${Math.round(seconds)} s`
  return `about ${Math.round(seconds / 60)} minutes`
}

/** The layers of the studio's network, to be changed. */
class Composer {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    /** @type {LayerRow[]} */
    this.rows = []
    this.input = make("p", { class: "told" })
    this.output = make("p", { class: "told" })
    this.problem = make("p", { class: "problem" })
    this.head = new OptionFields(
      (name, value) => this.putHead(name, value),
      [...["units", "activation"]],
    )
    this.first = make("li", { class: "end" }, make("strong", {}, "Input"), this.input)
    this.last = make("li", { class: "end" }, make("strong", {}, "Output"), this.output)
    this.last.append(this.head.element, this.problem)
    this.list = make("ol", { class: "layers", "aria-label": "Layers" }, this.first, this.last)
    this.total = make("p", { class: "total" })
    this.undo = button("undo", () => studio.undo())
    this.redo = button("redo", () => studio.redo())
    this.type = choiceField("new layer", TYPES, () => {})
    this.add = button("add", () => this.put(this.layers.length))
    const tools = { class: "choices", role: "group", "aria-label": "Composing" }
    this.tools = make("div", tools, this.type.element, this.add, this.undo, this.redo)
    /** @type {Does} */
    this.does = {
      put: (place, layer, said) => this.change(this.layers.with(place, layer), said),
      move: (place, by) => this.move(place, by),
      remove: (place) => this.remove(place),
    }
  }

  get layers() {
    return this.studio.project.layers
  }

  /** @param {Studio["project"]["layers"]} layers @param {string} said */
  change(layers, said) {
    const { studio } = this
    studio.change({ ...studio.project, layers }, said)
    const problem = firstProblem(outline(describe(studio.project)))
    if (problem) studio.say(`${said} ${problem}`)
  }

  /** @param {string} name @param {any} value */
  putHead(name, value) {
    const { studio } = this
    const head = { ...studio.project.head, [name]: value }
    studio.change({ ...studio.project, head }, `Output: ${name.replaceAll("_", " ")} ${value}.`)
  }

  /** @param {number} place */
  put(place) {
    const type = this.type.input.value
    this.change(this.layers.toSpliced(place, 0, newLayer(type)), `${type} added before the output.`)
  }

  /** @param {number} place @param {number} by */
  move(place, by) {
    const to = place + by
    if (to < 0 || to >= this.layers.length) return
    const layer = this.layers[place]
    const moved = this.layers.toSpliced(place, 1).toSpliced(to, 0, layer)
    this.change(moved, `${layer.type} is layer ${to + 1} of ${this.layers.length} now.`)
    this.rows[to][by < 0 ? "up" : "down"].focus()
  }

  /** @param {number} place */
  remove(place) {
    this.change(this.layers.toSpliced(place, 1), `Layer ${place + 1} is gone.`)
    const next = this.rows[Math.min(place, this.rows.length - 1)]
    ;(next?.remove ?? this.add).focus()
  }

  show() {
    const { project, history } = this.studio
    const told = outline(describe(project))
    const count = this.layers.length
    while (this.rows.length < count) this.rows.push(new LayerRow(this.rows.length, this.does))
    for (const row of this.rows.splice(count)) row.element.remove()
    this.rows.forEach((row, place) => {
      row.show(this.layers[place], told.layers[place], count)
      if (!row.element.isConnected) this.last.before(row.element)
    })
    const end = told.layers[count]
    this.input.textContent = `→ ${shapeInWords(project.source.shape)}`
    this.head.show({ type: "Dense", ...project.head })
    this.output.textContent = `Dense, ${answers(project.source.classes)} ${toldOf(end)}`
    this.problem.textContent = end.problem ?? ""
    this.total.textContent = this.sum(told)
    this.undo.ariaDisabled = String(!history.canUndo)
    this.redo.ariaDisabled = String(!history.canRedo)
  }

  /** @param {import("../../studio/outline.js").Outline} told */
  sum(told) {
    if (told.layers.some(({ problem }) => problem)) return "It cannot be trained as it stands."
    const { dataset, speed } = this.studio
    const size = `${told.params.toLocaleString("en")} parameters, ${bytesInWords(told.bytes)}`
    if (!dataset) return `${size}.`
    const count = dataset.y.length
    const time = lasting(secondsPerEpoch(told, count, speed))
    return `${size}. An epoch of ${count.toLocaleString("en")} examples takes ${time}.`
  }
}

/** @param {string[]} classes */
const answers = (classes) =>
  classes.length ? `a share for each of ${classes.length} classes` : "one number"

/** @param {Studio} studio @returns {HTMLElement[]} */
export function networkRoom(studio) {
  const composer = new Composer(studio)
  const presets = presetChoice(studio)
  studio.listen(() => composer.show())
  composer.show()
  return [presets, composer.list, composer.tools, composer.total]
}
