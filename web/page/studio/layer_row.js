// One layer in the list of a network: its type, its options, what comes out of it, and its place.
import { LAYERS } from "../../network/layers.js"
import { ACTIVATION_NAMES, INITIALIZER_NAMES } from "../../network/names.js"
import { REQUIRED } from "../../network/options.js"
import { shapeInWords } from "../../studio/outline.js"
import { button, make } from "../parts/make.js"
import { choiceField, numberField, switchField } from "./fields.js"

/** @import { Options } from "../../network/options.js" */
/** @import { LayerOutline } from "../../studio/outline.js" */
/** @import { Field } from "./fields.js" */
/** @typedef {{ type: string } & Options} Described */
/**
 * What the reader does with the layer at a place.
 * @typedef {object} Does
 * @property {(place: number, layer: Described, said: string) => void} put
 * @property {(place: number, by: number) => void} move
 * @property {(place: number) => void} remove
 */

/** All types, for those who look for one. */
export const TYPES = {
  Neurons: ["Dense", "Activation", "ReLU", "LeakyReLU"],
  "Against overfitting": ["Dropout", "SpatialDropout2D"],
  "Steadier numbers": ["BatchNormalization", "LayerNormalization"],
  Pictures: ["Conv2D", "MaxPooling2D", "AveragePooling2D", "GlobalAveragePooling2D", "Flatten"],
  Sequences: ["SimpleRNN", "LSTM", "GRU", "Embedding"],
}
/**
 * What a new layer begins with, where Keras has no default, or one that teaches less.
 * @type {Options}
 */
const FIRST = {
  units: 16,
  filters: 8,
  kernel_size: 3,
  rate: 0.2,
  input_dim: 10,
  output_dim: 4,
  activation: "relu",
}
/** Options that stand in view; the others are folded. */
const SEEN = [
  ...["units", "filters", "kernel_size", "pool_size", "strides", "padding", "activation", "rate"],
  ...["negative_slope", "return_sequences", "input_dim", "output_dim"],
]
const ALWAYS = ["reset_after"] // has but one value

/** @param {string} type @returns {Options} */
const optionsOf = (type) => /** @type {any} */ (LAYERS[type]).options
/** @type {(name: string) => string} */
const spoken = (name) => name.replaceAll("_", " ")

/**
 * A layer of a type as it is put in. Options of the one that it replaces stay, if it has them.
 * @param {string} type
 * @param {Options} [before]
 * @returns {Described}
 */
export function newLayer(type, before = {}) {
  const known = Object.entries(optionsOf(type))
  const isRecurrent = "recurrent_initializer" in optionsOf(type)
  const given = known.flatMap(([name, value]) => {
    const first = isRecurrent && name === "activation" ? undefined : FIRST[name]
    const own = before[name] ?? (value === REQUIRED || name === "activation" ? first : undefined)
    return own === undefined ? [] : [[name, own]]
  })
  return { type, ...Object.fromEntries(given) }
}

/**
 * @param {string} name
 * @param {any} value the default
 * @param {(value: any) => void} changed
 * @returns {Field}
 */
function fieldOf(name, value, changed) {
  if (typeof value === "boolean") return switchField(spoken(name), changed)
  if (name.endsWith("activation")) return choiceField(spoken(name), ACTIVATION_NAMES, changed)
  if (name.endsWith("_initializer")) return choiceField(spoken(name), INITIALIZER_NAMES, changed)
  if (name === "padding") return choiceField(name, ["valid", "same"], changed)
  const empty = name === "strides" ? "window" : ""
  return numberField(spoken(name), changed, { empty })
}

/** The fields for the options of a type; those that are seldom needed are folded. */
export class OptionFields {
  /** @param {(name: string, value: any) => void} changed @param {string[]} [without] */
  constructor(changed, without = []) {
    this.changed = changed
    this.without = [...ALWAYS, ...without]
    this.type = ""
    /** @type {[name: string, field: Field][]} */
    this.fields = []
    this.element = make("div", { class: "options" })
  }

  /** @param {Described} layer */
  show(layer) {
    const defaults = optionsOf(layer.type)
    if (layer.type !== this.type) this.build(layer.type, defaults)
    for (const [name, field] of this.fields) {
      const value = layer[name] ?? (defaults[name] === REQUIRED ? null : defaults[name])
      field.show(value)
    }
  }

  /** @param {string} type @param {Options} defaults */
  build(type, defaults) {
    this.type = type
    const names = Object.keys(defaults).filter((name) => !this.without.includes(name))
    this.fields = names.map((name) => [
      name,
      fieldOf(name, defaults[name], (value) => this.changed(name, value)),
    ])
    /** @type {(isSeen: boolean) => HTMLElement[]} */
    const those = (isSeen) =>
      this.fields
        .filter(([name]) => SEEN.includes(name) === isSeen)
        .map(([, { element }]) => element)
    const rest = those(false)
    const folded = make("details", {}, make("summary", {}, "more"), ...rest)
    this.element.replaceChildren(...those(true), ...(rest.length ? [folded] : []))
  }
}

/** What a layer hands on, and how many weights it has. @param {LayerOutline} told */
export function toldOf({ output, params }) {
  if (!output) return ""
  const weights = params ? `, ${params.toLocaleString("en")} parameters` : ""
  return `→ ${shapeInWords(output)}${weights}`
}

/** A row of the list. */
export class LayerRow {
  /** @param {number} place @param {Does} does */
  constructor(place, does) {
    this.place = place
    /** @type {Described} */
    this.layer = { type: "" }
    this.type = choiceField("type", TYPES, (type) =>
      does.put(place, newLayer(type, this.layer), `Layer ${place + 1} is ${type} now.`),
    )
    this.options = new OptionFields((name, value) =>
      does.put(
        place,
        { ...this.layer, [name]: value },
        `Layer ${place + 1}: ${spoken(name)} ${value}.`,
      ),
    )
    this.told = make("p", { class: "told" })
    this.problem = make("p", { class: "problem" })
    this.up = button("↑", () => does.move(place, -1))
    this.down = button("↓", () => does.move(place, 1))
    this.remove = button("×", () => does.remove(place))
    const moves = make("div", { class: "moves" }, this.up, this.down, this.remove)
    this.group = make("div", { role: "group", class: "layer" })
    this.group.append(this.type.element, this.options.element, moves, this.told, this.problem)
    this.element = make("li", {}, this.group)
  }

  /**
   * @param {Described} layer
   * @param {LayerOutline} told
   * @param {number} count of layers in the list
   */
  show(layer, told, count) {
    const name = `Layer ${this.place + 1}, ${layer.type}`
    this.layer = layer
    this.type.show(layer.type)
    this.options.show(layer)
    this.group.setAttribute("aria-label", name)
    this.told.textContent = toldOf(told)
    this.problem.textContent = told.problem ?? ""
    this.group.classList.toggle("wrong", Boolean(told.problem))
    this.up.setAttribute("aria-label", `Move up: ${name}`)
    this.down.setAttribute("aria-label", `Move down: ${name}`)
    this.remove.setAttribute("aria-label", `Remove: ${name}`)
    this.up.ariaDisabled = String(this.place === 0)
    this.down.ariaDisabled = String(this.place === count - 1)
  }
}
