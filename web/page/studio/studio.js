// What the rooms of the studio share: the project, its data, its runs, and the word to the reader.
import { network } from "../../network/layers.js"
import { History } from "../../studio/history.js"
import { firstProblem, outline, SPEED } from "../../studio/outline.js"
import { describe } from "../../studio/description.js"
import { examplesOf } from "../../studio/sets.js"
import { inWords, spread } from "../../studio/words.js"
import { fetched } from "./load.js"

/** @import { Sequential } from "../../network/sequential.js" */
/** @import { Tensor } from "../../network/tensor.js" */
/** @import { Dataset } from "../../studio/dataset.js" */
/** @import { Report } from "../../studio/experiment.js" */
/** @import { Project, Source } from "../../studio/project.js" */
/** @import { Scaling } from "../../studio/scaling.js" */
/** @import { Parts } from "../../studio/split.js" */
/** @import { Snapshot } from "../../studio/worker.js" */
/** @import { Memory } from "./keep/memory.js" */
/** @import { OwnData } from "./own.js" */
/** @import { Trainer, TrainerEvent } from "./trainer.js" */
/**
 * What may change. "project": anything that the reader has chosen; "data": the examples; "network":
 * the weights, or that there is none any more; "run": a report of training, or its end; "lit": the
 * example that lights the drawing; "kept": what the browser keeps; "own": what readers brought.
 * @typedef {"project" | "data" | "network" | "run" | "lit" | "kept" | "own"} Part
 * @typedef {(changed: Part[]) => void} Listener
 * @typedef {"data" | "network" | "training" | "ask" | "keep" | "tour"} Tab
 *
 * One training, from its first weights to its end.
 * @typedef {object} Run
 * @property {number} id counts the runs, from 1
 * @property {Project} project as it was when training began
 * @property {Report["state"]} state
 * @property {Report[]} reports one for each finished epoch
 * @property {Report} [now] the newest
 * @property {Parts} [parts]
 */

/** Milliseconds until the reader is told again how training stands. */
const PAUSE = 8000

/** One for the page. Rooms change it through its methods, and listen to what others change. */
export class Studio {
  /** @param {Project} project @param {HTMLElement} status where words to the reader appear */
  constructor(project, status) {
    this.status = status
    this.history = new History(project)
    /** @type {WeakMap<Source, Dataset>} The examples of each source that has been chosen. */
    this.datasets = new WeakMap()
    /** @type {OwnData} */
    this.ownData = {}
    /** @type {Sequential | undefined} The network with its newest weights. */
    this.network = undefined
    /** @type {Scaling | undefined} What the inputs of the network went through. */
    this.scaling = undefined
    /** @type {Run[]} All runs, the newest last. */
    this.runs = []
    /** How often the test part has been opened, and for which run: another closes it again. */
    this.opened = { count: 0, run: 0 }
    /** @type {{ values: Tensor[], winner: number } | undefined} What lights the drawing. */
    this.light = undefined
    /** @type {Trainer | undefined} Set by the frame. */
    this.trainer = undefined
    /** @type {Memory | undefined} What the browser keeps. */
    this.memory = undefined
    /** Multiplications in a second, once they have been measured. */
    this.speed = SPEED
    this.count = 0
    /** @type {Project[]} What is to be trained when the run has ended: other seeds. */
    this.waiting = []
    /** @type {Run[]} The runs of these seeds. */
    this.series = []
    /** When the reader was last told how training stands. */
    this.told = 0
    /** @type {Listener[]} */
    this.listeners = []
    /** @type {(tab: Tab) => void} Set by the frame. */
    this.open = () => {}
  }

  get project() {
    return this.history.now
  }

  /** The examples; undefined until they are there. @returns {Dataset | undefined} */
  get dataset() {
    return this.datasets.get(this.project.source)
  }

  /** The newest run. @returns {Run | undefined} */
  get run() {
    return this.runs[this.runs.length - 1]
  }

  /** How the newest run has split the data. @returns {Parts | undefined} */
  get parts() {
    return this.run?.parts
  }

  /** Examples, fetched if need be; none if they are the reader's own. @param {Source} source */
  load(source) {
    return examplesOf(source, fetched)
  }

  /** Why a network cannot be made; "" if it can. @param {Project} project */
  problemOf(project) {
    return firstProblem(outline(describe(project)))
  }

  /** @param {Listener} listener */
  listen(listener) {
    this.listeners.push(listener)
  }

  /** @param {Part[]} parts */
  changed(...parts) {
    for (const listener of this.listeners) listener(parts)
  }

  /** A word to the reader, on the page and by screen readers. @param {string} text */
  say(text) {
    this.status.textContent = text
  }

  /**
   * One change, which can be undone. A part that stays the same must stay the same object.
   * @param {Project} project
   * @param {string} [said] what has changed, in words
   */
  change(project, said) {
    const before = this.project
    this.history.put(project)
    this.after(before, said)
  }

  /**
   * New examples, as one change that can be undone.
   * @param {Dataset} dataset
   * @param {Source} source
   * @param {string} [said]
   */
  setData(dataset, source, said) {
    this.datasets.set(source, dataset)
    this.opened = { count: 0, run: 0 }
    this.change({ ...this.project, source }, said)
  }

  undo() {
    const before = this.project
    this.history.undo()
    this.after(before, before === this.project ? "There is nothing to undo." : "Undone.")
  }

  redo() {
    const before = this.project
    this.history.redo()
    this.after(before, before === this.project ? "There is nothing to redo." : "Done again.")
  }

  /** What follows from a change. @param {Project} before @param {string} [said] */
  after(before, said) {
    const { project } = this
    /** @type {Part[]} */
    const parts = ["project"]
    if (project.source !== before.source) parts.push("data")
    if (shapeOf(project) !== shapeOf(before)) {
      this.stop()
      this.network = this.scaling = this.light = undefined
      parts.push("network")
    }
    if (said) this.say(said)
    this.changed(...parts)
  }

  /** Train from new weights. */
  train() {
    this.waiting = this.series = []
    this.begin(this.project)
  }

  /** Train as often, each time from other weights and with the examples dealt out anew. */
  seeds(count = 5) {
    const { project } = this
    const { settings } = project
    const seeds = Array.from({ length: count }, (_, i) => settings.seed + i)
    this.waiting = seeds.map((seed) => ({ ...project, settings: { ...settings, seed } }))
    this.series = []
    this.next()
  }

  /** Begin with what is waiting, or say what came of all. */
  next() {
    const project = this.waiting.shift()
    if (project) {
      this.begin(project)
      if (this.run) this.series.push(this.run)
    } else if (this.series.length) {
      this.say(spread(this.series.flatMap(({ now }) => now ?? [])))
    }
  }

  /**
   * A new run, from new weights or from where one was left.
   * @param {Project} project
   * @param {Snapshot} [snapshot]
   */
  begin(project, snapshot) {
    const { dataset } = this
    const problem = dataset
      ? firstProblem(outline(describe(project)))
      : "There are no examples yet: choose some under Data."
    if (!dataset || problem) {
      this.waiting = this.series = []
      return this.say(problem)
    }
    if (this.isTraining && this.run) this.run.state = "stopped"
    this.runs.push({ id: ++this.count, project, state: "running", reports: [] })
    this.network = network(describe(project), { seed: project.settings.seed })
    this.trainer?.start(project, dataset, snapshot)
    this.say(`Run ${this.count} begins.`)
    this.told = performance.now()
    this.changed("run", "network")
  }

  /** What the worker tells. @param {TrainerEvent} event */
  hear(event) {
    const { run } = this
    if (!run) return
    if (event.kind === "started") {
      run.parts = event.parts
      this.scaling = event.scaling
    } else if (event.kind === "failed") {
      run.state = "stopped"
      this.waiting = this.series = []
      this.say(event.message)
    } else this.hearReport(run, event)
    this.changed("run")
  }

  /** @param {Run} run @param {TrainerEvent & { kind: "report" }} event */
  hearReport(run, { report, finished, weights }) {
    run.reports.push(...finished)
    run.now = report
    run.state = report.state
    if (report.speed) this.speed = report.speed
    if (weights && this.network && shapeOf(run.project) === shapeOf(this.project)) {
      this.network.setWeights(weights)
      this.changed("network")
    }
    const isOver = !this.isTraining
    if (isOver || report.state === "paused" || performance.now() - this.told > PAUSE) {
      this.told = performance.now()
      this.say(inWords(report))
    }
    if (report.state === "stopped") this.waiting = this.series = []
    if (isOver) this.next()
  }

  get isTraining() {
    return this.run?.state === "running" || this.run?.state === "paused"
  }

  pause() {
    this.trainer?.pause()
  }
  resume() {
    this.trainer?.resume()
  }
  /** Train on one batch, the first of a new run if none is paused. */
  step() {
    if (!this.isTraining) this.train()
    this.trainer?.step()
  }
  stop() {
    this.waiting = []
    if (this.isTraining) this.trainer?.stop()
  }

  /** @param {Run} run */
  removeRun(run) {
    if (run === this.run && this.isTraining) this.stop()
    this.runs = this.runs.filter((each) => each !== run)
    this.say(`Run ${run.id} is gone.`)
    this.changed("run")
  }

  /**
   * Light the drawing by what each layer answers to an example; by none without values.
   * @param {Tensor[]} [values] the example, then the outputs of every layer
   * @param {number} [winner] the place of the largest answer
   */
  lit(values, winner = 0) {
    this.light = values && { values, winner }
    this.changed("lit")
  }
}

/** What weights must fit to. @param {Project} project */
const shapeOf = ({ source, layers, head }) =>
  JSON.stringify([source.shape, source.classes.length, layers, head])
