// How to train: optimizer, rate and the rest, by Keras's names.
import { OPTIMIZERS } from "../../network/optimizers.js"
import { isForReaders } from "../../studio/error.js"
import { readProject } from "../../studio/project.js"
import { make } from "../parts/make.js"
import { choiceField, numberField, switchField } from "./fields.js"

/** @import { Settings } from "../../studio/project.js" */
/** @import { Field } from "./fields.js" */
/** @import { Studio } from "./studio.js" */

/** Options of the optimizer that stand in view; the others keep their defaults. */
const OF_OPTIMIZER = ["learning_rate", "momentum", "clipnorm"]
const SHARES = ["validation", "test"]
/** @type {(name: string) => string} */
const spoken = (name) => name.replaceAll("_", " ")

/** The settings of the studio's project, to be changed. @param {Studio} studio */
export function settingsForm(studio) {
  /**
   * Change what can be changed so; else say what is wrong, and leave what was typed.
   * @param {string} name of the field
   * @param {Partial<Settings>} some
   * @param {string} said
   */
  function put(name, some, said) {
    const { project } = studio
    const settings = { ...project.settings, ...some }
    try {
      readProject({ ...project, layers: [], head: {}, settings })
    } catch (error) {
      if (!isForReaders(error)) throw error
      fields[name].input.ariaInvalid = "true"
      return studio.say(/** @type {Error} */ (error).message)
    }
    studio.change({ ...project, settings }, said)
  }
  /** @type {(name: string) => (value: any) => void} */
  const putting = (name) => (value) =>
    put(name, { [name]: value }, `${spoken(name)} ${value === true ? "on" : value || "off"}.`)
  /** @type {(name: string) => (value: any) => void} */
  const puttingOfOptimizer = (name) => (value) => {
    const { optimizer } = studio.project.settings
    put(name, { optimizer: { ...optimizer, [name]: value } }, `${spoken(name)} ${value ?? "off"}.`)
  }
  /** @param {string} type */
  function puttingType(type) {
    const { optimizer } = studio.project.settings
    const defaults = optionsOf(type)
    const kept = Object.entries(optimizer).filter(([name]) => name in defaults)
    put("type", { optimizer: { ...Object.fromEntries(kept), type } }, `The optimizer is ${type}.`)
  }
  /** @type {Record<string, Field>} */
  const fields = {
    type: choiceField("optimizer", Object.keys(OPTIMIZERS), puttingType),
    learning_rate: numberField("learning rate", puttingOfOptimizer("learning_rate")),
    momentum: numberField("momentum", puttingOfOptimizer("momentum")),
    clipnorm: numberField("clipnorm", puttingOfOptimizer("clipnorm"), { empty: "off" }),
    schedule: choiceField("schedule", ["constant", "cosine", "exponential"], putting("schedule")),
    epochs: numberField("epochs", putting("epochs")),
    batch_size: numberField("batch size", putting("batch_size")),
    patience: numberField("patience", (value) => putting("patience")(value ?? 0), { empty: "off" }),
    seed: numberField("seed", putting("seed")),
    validation: numberField("validation", ofPercent("validation"), { unit: "%" }),
    test: numberField("test", ofPercent("test"), { unit: "%" }),
    scale: switchField("scale inputs", putting("scale")),
  }
  /** @param {string} name @returns {(value: any) => void} */
  function ofPercent(name) {
    return (value) => {
      const share = typeof value === "number" ? value / 100 : (value ?? 0)
      put(name, { [name]: share }, `${name} ${value ?? 0}% of the examples.`)
    }
  }
  function show() {
    const { optimizer, ...settings } = studio.project.settings
    const defaults = optionsOf(optimizer.type)
    for (const [name, field] of Object.entries(fields)) {
      const isOfOptimizer = OF_OPTIMIZER.includes(name)
      const value = isOfOptimizer
        ? (optimizer[name] ?? defaults[name])
        : name === "type"
          ? optimizer.type
          : /** @type {any} */ (settings)[name]
      if (isOfOptimizer) field.element.hidden = !(name in defaults)
      field.input.ariaInvalid = null
      field.show(SHARES.includes(name) ? Math.round(1000 * value) / 10 : value)
    }
  }
  studio.listen((parts) => parts.includes("project") && show())
  show()
  const all = Object.values(fields).map(({ element }) => element)
  return make("div", { class: "settings", role: "group", "aria-label": "Settings" }, ...all)
}

/** @param {string} type @returns {Record<string, any>} */
const optionsOf = (type) => OPTIMIZERS[/** @type {"SGD" | "Adam"} */ (type)].options
