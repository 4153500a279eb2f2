// Trains, or reads a large table, in a thread of its own, so that the page can answer meanwhile.
// Its other ends: trainer.js, table_reader.js.
import { Reading } from "./data/reading.js"
import { isForReaders } from "./error.js"
import { Experiment } from "./experiment.js"

/** @import { Dataset } from "./dataset.js" */
/** @import { Report } from "./experiment.js" */
/** @import { Project } from "./project.js" */
/** @typedef {ReturnType<Experiment["snapshot"]>} Snapshot */

/** Milliseconds between two looks at messages, and between two copies of the weights. */
const [SLICE, COPY] = [40, 200]

/** @type {Experiment} */
let experiment
/** @type {Report["state"]} What the reader wants: training runs, pauses, or has been stopped. */
let wanted = "running"
/** Whether a slice of training is already to come. */
let isDue = false
let told = 0
let copied = 0
const reading = new Reading()

/** Tell the page how training stands. The weights are copied, so that they can be given away. */
function tell() {
  const report = experiment.report()
  const state = report.state === "running" ? wanted : report.state
  const { reports } = experiment.at
  const finished = reports.slice(told)
  told = reports.length
  const isTime = performance.now() - copied > COPY || state !== "running"
  const weights = isTime ? experiment.network.getWeights() : undefined
  if (isTime) copied = performance.now()
  const event = { kind: "report", report: { ...report, state }, finished, weights }
  self.postMessage(event, { transfer: weights?.map(({ buffer }) => buffer) ?? [] })
}

/** Train for a slice, and again, with a look at messages between. */
function slice() {
  isDue = false
  if (wanted !== "running") return
  experiment.advance(SLICE)
  tell()
  go()
}

function go() {
  if (isDue || wanted !== "running" || experiment.at.state !== "running") return
  isDue = true
  setTimeout(() => guarded(slice))
}

/** What fails is told, and ends the training. @param {() => void} work */
function guarded(work) {
  try {
    work()
  } catch (error) {
    const { message } = /** @type {Error} */ (error)
    wanted = "stopped"
    self.postMessage({
      kind: "failed",
      message: isForReaders(error) ? message : `Training failed: ${message}`,
    })
  }
}

const DO = {
  /** @param {{ project: Project, dataset: Dataset, snapshot?: Snapshot }} given */
  start({ project, dataset, snapshot }) {
    experiment = new Experiment(project, dataset)
    if (snapshot) experiment.restore(snapshot)
    told = snapshot ? snapshot.progress.reports.length : 0
    self.postMessage({ kind: "started", parts: experiment.parts, scaling: experiment.scaling })
    if (snapshot) tell()
    go()
  },
  pause() {
    wanted = "paused"
    tell()
  },
  resume() {
    wanted = "running"
    go()
  },
  /** One batch, then pause. */
  step() {
    wanted = "paused"
    experiment.go()
    tell()
  },
  stop() {
    wanted = "stopped"
    tell()
  },
  snapshot() {
    self.postMessage({ kind: "snapshot", snapshot: experiment.snapshot() })
  },
  /** @param {{ order: "read" | "guess" | "use", given: any }} asked */
  table({ order, given }) {
    /** @type {(share: number) => void} */
    const heard = (share) => self.postMessage({ share })
    try {
      /** @type {any} */
      const answer = order === "read" ? reading.read(given, heard) : reading[order](given)
      const buffers = [answer.x, answer.y].flatMap((numbers) => numbers?.buffer ?? [])
      self.postMessage({ answer }, { transfer: buffers })
    } catch (error) {
      const { message } = /** @type {Error} */ (error)
      self.postMessage({ failed: message, isForReaders: isForReaders(error) })
    }
  },
}

self.onmessage = ({ data }) => guarded(() => DO[/** @type {keyof typeof DO} */ (data.ask)](data))

/** Bundles export their start; a worker starts by its first message. */
export const start = () => {}
