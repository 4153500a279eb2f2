// The runs so far: what changed from one to the next, and how each ended. They can be hidden.
import { changes } from "../../studio/changes.js"
import { lossIn, percent, rightIn, short } from "../../studio/words.js"
import { button, make } from "../parts/make.js"

/** @import { Run, Studio } from "./studio.js" */

const COLUMNS = ["run", "what changed", "epochs", "loss", "right", "seen", ""]

/** A table of the studio's runs. */
export class RunList {
  /** @param {Studio} studio @param {() => void} changed hears which runs are to be seen */
  constructor(studio, changed) {
    this.studio = studio
    this.changed = changed
    /** @type {Set<Run>} */
    this.hidden = new Set()
    this.body = make("tbody")
    const heads = COLUMNS.map((name) => make("th", { scope: "col" }, name))
    const head = make("thead", {}, make("tr", {}, ...heads))
    const caption = make(
      "caption",
      {},
      "Runs, the newest first; loss and right answers of validation, if there is such a part.",
    )
    this.table = make("table", { class: "runs" }, caption, head, this.body)
    this.element = make("div", { class: "scrolled" }, this.table)
    /** @type {Map<Run, { row: HTMLElement, cells: HTMLElement[] }>} */
    this.rows = new Map()
  }

  /** @returns {Run[]} */
  get seen() {
    return this.studio.runs.filter((run) => !this.hidden.has(run))
  }

  show() {
    const { runs } = this.studio
    this.element.hidden = !runs.length
    for (const [run, { row }] of this.rows) if (!runs.includes(run)) this.forget(run, row)
    runs.forEach((run, place) => {
      const { cells } = this.rows.get(run) ?? this.add(run)
      const report = run.reports.at(-1)
      const told = place ? changes(runs[place - 1].project, run.project).join(", ") : "the first"
      const numbers = report
        ? [report.epoch, short(lossIn(report)), percent(rightIn(report))]
        : [0, "–", "–"]
      ;[run.id, told || "nothing", ...numbers].forEach((value, column) => {
        if (cells[column].textContent !== String(value)) cells[column].textContent = String(value)
      })
    })
  }

  /** @param {Run} run */
  add(run) {
    const cells = COLUMNS.map(() => make("td"))
    const seen = make("input", { type: "checkbox", "aria-label": `Show run ${run.id}` })
    seen.checked = true
    seen.addEventListener("change", () => {
      this.hidden[seen.checked ? "delete" : "add"](run)
      this.changed()
    })
    const remove = button("×", () => this.remove(run))
    remove.setAttribute("aria-label", `Remove run ${run.id}`)
    cells[5].append(seen)
    cells[6].append(remove)
    const row = make("tr", {}, ...cells)
    this.body.prepend(row)
    this.rows.set(run, { row, cells })
    return { row, cells }
  }

  /** @param {Run} run @param {HTMLElement} row */
  forget(run, row) {
    row.remove()
    this.rows.delete(run)
  }

  /** Remove a run; who has pressed its button comes to that of the next. @param {Run} run */
  remove(run) {
    const { row } = this.rows.get(run) ?? {}
    const next = row?.nextElementSibling ?? row?.previousElementSibling
    /** @type {HTMLElement | null | undefined} */
    const button = next?.querySelector("button")
    this.studio.removeRun(run)
    this.show()
    ;(button ?? this.element.closest("[role=tabpanel]"))?.focus()
  }
}
