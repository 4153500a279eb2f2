// Work that was kept, taken up again: from the browser's memory, or from a file.
import { network } from "../../../network/layers.js"
import { describe } from "../../../studio/project.js"
import { split } from "../../../studio/split.js"

/** @import { Numbers } from "../../../network/tensor.js" */
/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Project } from "../../../studio/project.js" */
/** @import { Scaling } from "../../../studio/scaling.js" */
/** @import { Report } from "../../../studio/experiment.js" */
/** @import { Snapshot } from "../../../studio/worker.js" */
/** @import { Studio } from "../studio.js" */
/**
 * @typedef {object} Learned what a run has come to
 * @property {Numbers[]} weights
 * @property {Scaling} [scaling]
 * @property {Report[]} reports
 * @property {Report["state"]} state
 * @property {Snapshot} [snapshot] if it is to go on
 */

/** A link holds the project behind this sign: what stands there is not sent to a server. */
export const LINK = "#studio="

/**
 * Go on with work; all of it has been checked.
 * @param {Studio} studio
 * @param {Project} project
 * @param {Dataset | undefined} dataset
 * @param {Learned} [learned]
 * @param {string} [said]
 */
export function take(studio, project, dataset, learned, said) {
  studio.stop()
  if (dataset) studio.datasets.set(project.source, dataset)
  studio.change(project)
  if (dataset && learned) learn(studio, project, dataset, learned)
  if (said) studio.say(said)
}

/**
 * @param {Studio} studio
 * @param {Project} project
 * @param {Dataset} dataset
 * @param {Learned} learned
 */
function learn(studio, project, dataset, { weights, scaling, reports, state, snapshot }) {
  if (snapshot) {
    studio.begin(project, snapshot)
    studio.run?.reports.push(...reports)
    return
  }
  const made = network(describe(project))
  made.setWeights(weights)
  const parts = split(dataset, project.settings)
  const now = reports[reports.length - 1]
  studio.runs.push({ id: ++studio.count, project, state, reports, now, parts })
  studio.network = made
  studio.scaling = scaling
  studio.changed("run", "network")
}
