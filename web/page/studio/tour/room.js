// The tour: six tasks, and how far the reader has come.
import { TASKS } from "../../../studio/tasks.js"
import { button, make } from "../../parts/make.js"
import { inAddress } from "../../parts/state.js"

/** @import { Found, Task } from "../../../studio/tasks.js" */
/** @import { Studio } from "../studio.js" */

const KEY = "studio-tour"
const ROOMS = { data: "Data", network: "Network", training: "Training" }

/** What was solved, as the browser has kept it; it may forbid that, or have been tampered with. */
function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}")
    return typeof found === "object" && found ? found : {}
  } catch {
    return {}
  }
}

/** @param {Found} found */
function remember(found) {
  try {
    localStorage.setItem(KEY, JSON.stringify(found))
  } catch {
    // The tour goes on without: it is only forgotten when the page is left.
  }
}

/** Everything in the room. */
export class Tour {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    /** @type {Found} */
    this.found = remembered()
    this.progress = make("p")
    this.steps = TASKS.map((task, place) => this.step(task, place))
    const list = make("ol", { class: "tour" }, ...this.steps.map(({ element }) => element))
    const again = button("begin the tour anew", () => this.forget())
    this.elements = [this.progress, list, make("div", { class: "choices" }, again)]
    this.show()
    const asked = TASKS.findIndex(({ id }) => id === inAddress("tour"))
    const first = TASKS.findIndex(({ id }) => !this.found[id])
    const opened = this.steps[asked < 0 ? Math.max(0, first) : asked]
    opened.details.open = true
    if (asked >= 0) requestAnimationFrame(() => opened.summary.focus())
  }

  /** @param {Task} task @param {number} place */
  step(task, place) {
    const state = make("span", { class: "state" })
    const summary = make("summary", {}, `${place + 1}. ${task.title} `, state)
    const verdict = make("p", { class: "verdict" })
    const choices = make(
      "div",
      { class: "choices" },
      button(`open ${ROOMS[task.room]}`, () => this.studio.open(task.room)),
      button("check", () => this.check(task, verdict)),
    )
    choices.lastElementChild?.classList.add("main")
    const checked = make("p", {}, make("strong", {}, "Checked by: "), task.checked)
    const details = make(
      "details",
      { id: `tour-${task.id}` },
      summary,
      make("p", {}, task.says),
      checked,
      choices,
      verdict,
    )
    return { task, element: make("li", {}, details), details, summary, state }
  }

  /** @param {Task} task @param {HTMLElement} verdict */
  check(task, verdict) {
    const { done, says, found } = task.check(this.studio, this.found)
    verdict.textContent = says
    verdict.classList.toggle("right", done)
    if (done) {
      this.found = { ...this.found, [task.id]: found ?? true }
      remember(this.found)
      this.show()
    }
    this.studio.say(says)
  }

  forget() {
    this.found = {}
    remember(this.found)
    for (const { details } of this.steps) {
      const verdict = details.querySelector(".verdict")
      if (verdict) verdict.textContent = ""
    }
    this.show()
    this.studio.say("The tour begins anew: no task is solved.")
  }

  show() {
    const solved = TASKS.filter(({ id }) => this.found[id]).length
    const all = `${TASKS.length} tasks, each a few minutes long.`
    this.progress.textContent =
      solved === TASKS.length
        ? `All ${solved} tasks are solved. What will you teach it next?`
        : `${all} ${solved ? `${solved} of them solved.` : "Solve them in any order."}`
    for (const { task, state } of this.steps) {
      state.textContent = this.found[task.id] ? "solved" : ""
    }
  }
}
