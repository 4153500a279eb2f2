// Projects to begin with, some of which fail on purpose, with their cures.
import { PRESETS } from "../../studio/presets.js"
import { button, make } from "../parts/make.js"

/** @import { Preset } from "../../studio/presets.js" */
/** @import { Studio } from "./studio.js" */

/** A choice of presets, and what is said of the one that is chosen. @param {Studio} studio */
export function presetChoice(studio) {
  /** @type {(those: Preset[]) => HTMLElement[]} */
  const options = (those) => those.map(({ id, title }) => make("option", { value: id }, title))
  const groups = Object.entries({
    "These work": PRESETS.filter(({ cure }) => !cure),
    "These fail, on purpose": PRESETS.filter(({ cure }) => cure),
  }).map(([label, those]) => make("optgroup", { label }, ...options(those)))
  const select = make("select", { id: "studio-preset" }, ...groups)
  const chosen = () => PRESETS.find(({ id }) => id === select.value) ?? PRESETS[0]
  const says = make("p", { class: "says" })
  const take = button("take it", () => {
    studio.change(chosen().project, `${chosen().title}: ready to train.`)
  })
  const cure = button("the cure", () => {
    const { title, cure } = chosen()
    if (cure) studio.change(cure.project, `${title}, cured: ${cure.says}`)
  })
  function show() {
    const { says: words, cure: cured, project } = chosen()
    const isCured = cured && studio.project === cured.project
    says.textContent = isCured ? cured.says : words
    cure.hidden = !cured
    take.ariaPressed = String(studio.project === project)
    cure.ariaPressed = String(Boolean(isCured))
  }
  /** @type {(preset: Preset) => boolean} */
  const isNow = ({ project, cure }) => [project, cure?.project].includes(studio.project)
  function follow() {
    const now = PRESETS.find(isNow)
    if (now && !isNow(chosen())) select.value = now.id
    show()
  }
  select.addEventListener("change", show)
  studio.listen((parts) => parts.includes("project") && follow())
  follow()
  const label = make("label", { for: select.id }, "Begin with")
  return make("div", { class: "presets" }, label, select, take, cure, says)
}
