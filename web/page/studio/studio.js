// What the rooms of the studio share: the project, its data, its runs, and the word to the reader.

/** @import { Sequential } from "../../network/sequential.js" */
/** @import { Tensor } from "../../network/tensor.js" */
/** @import { Dataset } from "../../studio/dataset.js" */
/** @import { Project, Source } from "../../studio/project.js" */
/** @import { Stroke } from "../parts/strokes.js" */
/**
 * What may change. "project": anything that the reader has chosen; "data": the examples; "network":
 * the weights, or that there is none any more; "run": a report of training, or its end; "lit": the
 * example that lights the drawing.
 * @typedef {"project" | "data" | "network" | "run" | "lit"} Part
 * @typedef {(changed: Part[]) => void} Listener
 * @typedef {"data" | "network" | "training" | "ask" | "keep" | "tour"} Tab
 *
 * How training stands after a batch or an epoch.
 * @typedef {object} Report
 * @property {number} epoch
 * @property {number} epochs
 * @property {number} batch
 * @property {number} batches
 * @property {number} loss
 * @property {number} accuracy
 * @property {number} val_loss
 * @property {number} val_accuracy
 * @property {number} rate
 * @property {"running" | "paused" | "finished" | "early" | "diverged" | "stopped"} state
 *
 * Places of examples in the data set.
 * @typedef {{ train: Uint32Array, validation: Uint32Array, test: Uint32Array }} Parts
 * @typedef {{ mean: number[], deviation: number[] }} Scaling
 *
 * One training, from its first weights to its end.
 * @typedef {object} Run
 * @property {number} id counts the runs, from 1
 * @property {Project} project as it was when training began
 * @property {Report["state"]} state
 * @property {Report[]} reports one for each finished epoch
 * @property {Report} [now] the newest
 * @property {Parts} [parts]
 *
 * What readers have made or brought themselves, by kind of source, also where it is not in use. It
 * is what IndexedDB can keep. The room for data begins with it, and keeps it up to date.
 * @typedef {object} OwnData
 * @property {{ x: number, y: number, kind: number }[]} [points]
 * @property {{ name: string, drawings: Stroke[][] }[]} [drawings] of each class
 * @property {{ side: number, files: File[] }} [images]
 * @property {OwnTable} [table]
 *
 * A table as text, and how its columns are read: see readTable() and readColumns().
 * @typedef {object} OwnTable
 * @property {string} name of its file; "" if it was pasted
 * @property {string} text
 * @property {string} [separator]
 * @property {boolean} [header]
 * @property {number[]} [inputs] places of columns
 * @property {number | "one-hot"} [answer]
 * @property {"classes" | "number"} [task]
 * @property {"refuse" | "skip" | "mean"} [missing]
 *
 * What trains in a worker; see trainer.js.
 * @typedef {object} Trains
 * @property {(project: Project, dataset: Dataset, snapshot?: any) => void} start
 * @property {() => void} pause
 * @property {() => void} resume
 * @property {() => void} step
 * @property {() => void} stop
 */

/** One for the page. Rooms change it through its methods, and listen to what others change. */
export class Studio {
  /** @param {Project} project @param {HTMLElement} status where words to the reader appear */
  constructor(project, status) {
    this.status = status
    /** What can be undone, and done again; the last of the past is the project now. */
    this.past = [project]
    /** @type {Project[]} */
    this.future = []
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
    /** @type {Trains | undefined} */
    this.trainer = undefined
    /** @type {Listener[]} */
    this.listeners = []
    /** @type {(tab: Tab) => void} Set by the frame. */
    this.open = () => {}
  }

  get project() {
    return this.past[this.past.length - 1]
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
    this.past.push(project)
    this.future = []
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

  get canUndo() {
    return this.past.length > 1
  }
  get canRedo() {
    return this.future.length > 0
  }

  undo() {
    const project = this.canUndo && this.past.pop()
    if (!project) return this.say("There is nothing to undo.")
    this.future.push(project)
    this.after(project, "Undone.")
  }

  redo() {
    const project = this.future.pop()
    if (!project) return this.say("There is nothing to redo.")
    const before = this.project
    this.past.push(project)
    this.after(before, "Done again.")
  }

  /** What follows from a change. @param {Project} before @param {string} [said] */
  after(before, said) {
    const { project } = this
    /** @type {Part[]} */
    const parts = ["project"]
    if (project.source !== before.source) parts.push("data")
    if (shapeOf(project) !== shapeOf(before)) {
      this.trainer?.stop()
      this.network = this.scaling = this.light = undefined
      parts.push("network")
    }
    if (said) this.say(said)
    this.changed(...parts)
  }

  /** Train from new weights. */
  train() {
    const { dataset, project } = this
    if (!dataset) return this.say("There are no examples yet: choose some under Data.")
    this.runs.push({ id: this.runs.length + 1, project, state: "running", reports: [] })
    this.trainer?.start(project, dataset)
    this.changed("run")
  }

  pause() {
    this.trainer?.pause()
  }
  resume() {
    this.trainer?.resume()
  }
  /** Train on one batch. */
  step() {
    this.trainer?.step()
  }
  stop() {
    this.trainer?.stop()
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
