// The room where the network is trained: settings, curves that grow, and runs to be compared.
import { lossOf } from "../../studio/description.js"
import { inShort } from "../../studio/words.js"
import { button, make } from "../parts/make.js"
import { Border } from "./border.js"
import { Curves } from "./curves.js"
import { paced } from "./paced.js"
import { RunList } from "./run_list.js"
import { settingsForm } from "./settings_form.js"

/** @import { Studio } from "./studio.js" */

/** Buttons that start training and end it. @param {Studio} studio */
function buttonsOf(studio) {
  const train = button("train", () => studio.train())
  train.classList.add("main")
  const pause = button("pause", () => (isPaused() ? studio.resume() : studio.pause()))
  const step = button("one step", () => studio.step())
  const stop = button("stop", () => studio.stop())
  const seeds = button("five seeds", () => studio.seeds())
  const isPaused = () => studio.run?.state === "paused"
  function show() {
    const isOn = studio.isTraining
    pause.textContent = isPaused() ? "resume" : "pause"
    pause.ariaDisabled = String(!isOn)
    stop.ariaDisabled = String(!isOn)
    step.ariaDisabled = String(isOn && !isPaused())
    train.textContent = studio.runs.length ? "train anew" : "train"
  }
  const about = { class: "choices", role: "group", "aria-label": "Training" }
  return { element: make("div", about, train, pause, step, stop, seeds), show }
}

/** @param {Studio} studio @returns {HTMLElement[]} */
export function trainingRoom(studio) {
  const buttons = buttonsOf(studio)
  const curves = new Curves()
  const runs = new RunList(studio, show)
  const border = new Border(studio)
  const now = make("p", { class: "now" })
  function show() {
    buttons.show()
    runs.show()
    curves.show(runs.seen)
    const report = studio.run?.now
    const loss = lossOf(studio.project) === "mse" ? "mean squared error" : "cross-entropy"
    now.textContent = report ? inShort(report) : `The loss will be the ${loss}.`
  }
  const ask = paced(show)
  studio.listen((parts) => {
    if (!parts.some((part) => part === "run" || part === "project")) return
    buttons.show() // at once: what a button does follows from how training stands
    ask()
  })
  show()
  const both = make("div", { class: "charts" }, curves.element, border.element)
  return [settingsForm(studio), buttons.element, now, both, runs.element]
}
