// Training in a worker, as the page sees it: orders go there, and what happens comes back.

/** @import { Numbers } from "../../network/tensor.js" */
/** @import { Dataset } from "../../studio/dataset.js" */
/** @import { Report } from "../../studio/experiment.js" */
/** @import { Project } from "../../studio/project.js" */
/** @import { Scaling } from "../../studio/scaling.js" */
/** @import { Parts } from "../../studio/split.js" */
/** @import { Snapshot } from "../../studio/worker.js" */
/**
 * What a listener hears. Weights come five times a second at most, and always when training pauses
 * or ends. After "failed" the training is over; the next start makes a new worker.
 * @typedef {{ kind: "started", parts: Parts, scaling: Scaling | undefined }
 *   | { kind: "report", report: Report, finished: Report[], weights?: Numbers[] }
 *   | { kind: "failed", message: string }} TrainerEvent
 */

/** A worker that is in the midst of a large batch is ended after so many milliseconds. */
const PATIENCE = 150

/** One training at a time. */
export class Trainer {
  /** @param {(event: TrainerEvent) => void} listener */
  constructor(listener) {
    this.listener = listener
    /** Where the worker's program is. */
    this.program = new URL("../../studio/worker.js", import.meta.url).href
    /** @type {Worker | undefined} */
    this.worker = undefined
    /** @type {Report | undefined} The newest. */
    this.report = undefined
    /** @type {((snapshot?: Snapshot) => void)[]} Those who wait for a snapshot. */
    this.waiting = []
  }

  /**
   * Train from new weights, or on from a snapshot.
   * @param {Project} project
   * @param {Dataset} dataset
   * @param {Snapshot} [snapshot]
   */
  start(project, dataset, snapshot) {
    this.end()
    this.report = undefined
    const worker = new Worker(this.program, { type: "module" })
    worker.onmessage = ({ data }) => worker === this.worker && this.hear(data)
    worker.onerror = (event) => {
      event.preventDefault()
      if (worker !== this.worker) return
      this.fail(`Training has ended by itself: ${event.message || "its program did not load"}.`)
    }
    this.worker = worker
    this.ask({ ask: "start", project, dataset, snapshot })
  }

  pause() {
    this.ask({ ask: "pause" })
  }

  resume() {
    this.ask({ ask: "resume" })
  }

  /** Train on one batch, then pause. */
  step() {
    this.ask({ ask: "step" })
  }

  /** Stop for good; the weights stay what they are. */
  stop() {
    const { worker } = this
    this.ask({ ask: "stop" })
    setTimeout(() => {
      if (!worker || worker !== this.worker) return
      this.end()
      const { report } = this
      if (report)
        this.listener({ kind: "report", report: { ...report, state: "stopped" }, finished: [] })
      else
        this.listener({ kind: "failed", message: "Training was stopped before its first batch." })
    }, PATIENCE)
  }

  /** All that it takes to train on later; undefined if nothing is being trained. */
  snapshot() {
    if (!this.worker) return Promise.resolve(undefined)
    this.ask({ ask: "snapshot" })
    /** @type {Promise<Snapshot | undefined>} */
    const promise = new Promise((resolve) => this.waiting.push(resolve))
    return promise
  }

  /** @param {object} order */
  ask(order) {
    this.worker?.postMessage(order)
  }

  /** @param {TrainerEvent | { kind: "snapshot", snapshot: Snapshot }} event */
  hear(event) {
    if (event.kind === "snapshot") return this.waiting.shift()?.(event.snapshot)
    if (event.kind === "failed") return this.fail(event.message)
    if (event.kind === "report") {
      this.report = event.report
      if (!["running", "paused"].includes(event.report.state)) this.end()
    }
    this.listener(event)
  }

  /** @param {string} message */
  fail(message) {
    this.end()
    this.listener({ kind: "failed", message })
  }

  end() {
    this.worker?.terminate()
    this.worker = undefined
    for (const resolve of this.waiting.splice(0)) resolve(undefined)
  }
}
