// The reader's work is kept in the browser as they go. When they come back, the studio offers to go
// on where they were; nothing that was kept is lost by beginning anew.
import { isForReaders } from "../../../studio/error.js"
import { checkData, checkScaling, checkWeights, isOwn } from "../../../studio/kept.js"
import { readProject } from "../../../studio/project.js"
import { button, make } from "../../parts/make.js"
import { read, setAside, write } from "./store.js"
import { take } from "./taken.js"

/** @import { Part, Studio } from "../studio.js" */
/** @import { Pieces } from "./store.js" */

const PAUSE = 500 // milliseconds after a change
const OFTEN = 2000 // between two looks at a training that goes on
const FORBIDDEN = `This browser keeps nothing for this page: private windows and strict settings
  forbid it. Save a file under Keep before you leave.`
const FULL = `There is no room left in this browser's storage: what you do from now on is not kept.
  Save a file under Keep before you leave.`
const DAMAGED = "What this browser has kept of your last visit is damaged"

/** One for the page; the room under Keep shows what it says of itself. */
export class Memory {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    /** Why nothing is kept; "" if all is well. */
    this.problem = ""
    /** The problem that the reader has been told of. */
    this.told = ""
    /** @type {Date | undefined} When the newest state was kept. */
    this.saved = undefined
    /** Whether what is kept in the first place is the work of now. */
    this.isOurs = false
    /** @type {Set<"about" | "data" | "run">} What is not kept yet. */
    this.due = new Set()
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined
    /** The offer to go on comes here. */
    this.element = make("div", { class: "kept" })
    studio.listen((parts) => this.heard(parts))
    document.addEventListener("visibilitychange", () => document.hidden && this.save())
    addEventListener("pagehide", () => this.save())
  }

  /** Look for what was kept, and offer it. @param {boolean} isOffered not if a link was opened */
  async begin(isOffered) {
    try {
      const pieces = await read()
      if (pieces.about && isOffered) this.offer(pieces)
    } catch (error) {
      console.error(error)
      this.problem = FORBIDDEN
    }
  }

  /** @param {Pieces} pieces */
  offer(pieces) {
    const go = button("go on", () => this.resume(pieces))
    const anew = button("begin anew", () => {
      this.element.replaceChildren()
      this.studio.say("You begin anew. Your last work is still there, under Keep.")
    })
    go.classList.add("main")
    const said = make("p", {}, `You were here before: ${aboutOf(pieces)}.`)
    const buttons = make("div", { class: "choices" }, go, anew)
    this.element.replaceChildren(said, buttons)
  }

  /**
   * Go on with what was kept.
   * @param {Pieces} pieces
   * @param {boolean} [isOurs] whether it lies in the first place
   */
  async resume(pieces, isOurs = true) {
    const { studio } = this
    try {
      const { project, dataset, learned, opened } = await this.checked(pieces)
      this.isOurs = isOurs && !this.isOurs
      studio.ownData = pieces.data?.own ?? {}
      take(studio, project, dataset, learned, `Here you were: ${aboutOf(pieces)}.`)
      studio.opened = { count: opened, run: 0 }
      this.element.replaceChildren()
    } catch (error) {
      console.error(error)
      const why = isForReaders(error) ? /** @type {Error} */ (error).message : "It cannot be read."
      const kept = "Nothing has changed here; begin anew, or open a file under Keep."
      this.element.querySelector(".main")?.remove()
      studio.say(`${DAMAGED}. ${why} ${kept}`)
    }
  }

  /** All was forgotten: the next change begins anew. */
  forgotten() {
    this.isOurs = false
    this.saved = undefined
    this.element.replaceChildren()
  }

  /** What was kept, checked: others write into a browser's storage too. @param {Pieces} pieces */
  async checked({ about, data, run }) {
    const project = readProject(about?.project)
    const { source } = project
    const dataset = isOwn(source)
      ? checkData(data?.dataset, source)
      : await this.studio.load(source)
    const isSame = run && JSON.stringify(run.project) === JSON.stringify(project)
    const learned = isSame
      ? {
          weights: checkWeights(run.weights, project),
          scaling: checkScaling(run.scaling, source),
          reports: run.reports,
          state: run.state,
          snapshot: run.snapshot,
        }
      : undefined
    return { project, dataset, learned, opened: Number(about.opened) || 0 }
  }

  /** @param {Part[]} parts */
  heard(parts) {
    if (parts.includes("project")) this.due.add("about")
    if (parts.includes("data") || parts.includes("own")) this.due.add("data")
    if (parts.includes("run") || parts.includes("network")) this.due.add("run")
    if (!this.due.size) return
    this.element.ariaBusy = "true"
    const isRunning = this.studio.run?.state === "running"
    if (!isRunning) clearTimeout(this.waiting) // what has just ended is not kept as it was going on
    if (!isRunning || !this.waiting)
      this.waiting = setTimeout(() => this.save(), isRunning ? OFTEN : PAUSE)
  }

  /** Keep what has changed. */
  async save() {
    clearTimeout(this.waiting)
    this.waiting = undefined
    if (!this.due.size) return
    const due = new Set(this.due)
    this.due.clear()
    try {
      if (!this.isOurs) {
        await setAside()
        this.isOurs = true
        for (const piece of /** @type {const} */ (["about", "data", "run"])) due.add(piece)
      }
      await write(await this.pieces(due))
      this.saved = new Date()
      this.tell("")
    } catch (error) {
      console.error(error)
      for (const piece of due) this.due.add(piece)
      this.tell(/** @type {Error} */ (error)?.name === "QuotaExceededError" ? FULL : FORBIDDEN)
    }
  }

  /** A problem is said once, as long as it lasts. @param {string} problem */
  tell(problem) {
    if (problem && problem !== this.told) this.studio.say(problem)
    this.told = this.problem = problem
    if (!this.waiting) this.element.ariaBusy = null
    this.studio.changed("kept")
  }

  /** @param {Set<"about" | "data" | "run">} due @returns {Promise<Pieces>} */
  async pieces(due) {
    const { project, dataset, ownData, opened, run, network, scaling, trainer } = this.studio
    /** @type {Pieces} */
    const pieces = {}
    if (due.has("about")) {
      pieces.about = { saved: Date.now(), project, opened: opened.count }
      if (run) pieces.about.epoch = run.reports.length
    }
    if (due.has("data")) {
      pieces.data = { own: ownData, dataset: isOwn(project.source) ? dataset : undefined }
    }
    if (due.has("run")) {
      const goesOn = run && ["running", "paused"].includes(run.state)
      const snapshot = goesOn ? await trainer?.snapshot() : undefined
      pieces.run = null
      if (run && network && dataset === this.studio.datasets.get(run.project.source)) {
        const { reports, state, project } = run
        pieces.run = { project, reports, state, scaling, snapshot, weights: network.getWeights() }
        pieces.about = { saved: Date.now(), project: this.studio.project, opened: opened.count }
        pieces.about.epoch = reports.length
      }
    }
    return pieces
  }
}

/** What was kept, and when, in words. @param {Pieces} pieces */
export function aboutOf({ about, run }) {
  const title = String(about?.project?.title ?? "a project").slice(0, 100)
  const epochs = Number(run?.reports?.length) || 0
  const learned = run ? ` after ${epochs} ${epochs === 1 ? "epoch" : "epochs"} of training` : ""
  const halfway = run?.snapshot ? ", in the midst of it" : ""
  return `“${title}”${learned}${halfway}, kept ${ago(Number(about?.saved))}`
}

/** @param {number} time */
function ago(time) {
  const minutes = Math.round((Date.now() - time) / 60000)
  const units = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" })
  if (!Number.isFinite(minutes)) return "some time ago"
  if (minutes < 1) return "just now"
  if (minutes < 90) return units.format(-minutes, "minute")
  const hours = Math.round(minutes / 60)
  return hours < 36 ? units.format(-hours, "hour") : units.format(-Math.round(hours / 24), "day")
}
