// How training stands and what came of it, in words and numbers for readers.

/** @import { Report } from "./experiment.js" */

/** @type {Record<Report["state"], string>} */
const STATES = {
  running: "Training",
  paused: "Paused",
  finished: "Finished",
  early: "Stopped early",
  diverged: "The numbers have run away: take a lower rate, or scale the inputs. Training ended",
  stopped: "Stopped",
}

/** @type {(share: number | undefined) => string} */
export const percent = (share) => (isNumber(share) ? `${(100 * share).toFixed(1)}%` : "–")
/** @type {(number: number | undefined) => string} */
export const short = (number) => (isNumber(number) ? String(Number(number.toPrecision(3))) : "–")
/** @param {number | undefined} value @returns {value is number} */
function isNumber(value) {
  return value !== undefined && Number.isFinite(value)
}

/**
 * The loss of examples kept apart, if there are some, else of those learned from.
 * @param {Report} report
 */
export const lossIn = ({ loss, val_loss }) => val_loss ?? loss
/** The same of right answers. @param {Report} report */
export const rightIn = ({ accuracy, val_accuracy }) => val_accuracy ?? accuracy

/** @param {Report} report */
export function inWords({ epoch, epochs, best, state, ...found }) {
  /** @type {(loss: number, share: number | undefined) => string} */
  const both = (loss, share) =>
    `loss ${short(loss)}${isNumber(share) ? `, ${percent(share)} right` : ""}`
  const { loss, accuracy, val_loss, val_accuracy } = found
  const unseen = isNumber(val_loss) ? `; validation: ${both(val_loss, val_accuracy)}` : ""
  const isBack = best && (state === "early" || state === "finished")
  const back = isBack ? ` The weights are those of epoch ${best}, of the lowest loss.` : ""
  const where = `${STATES[state]}: epoch ${epoch} of ${epochs}`
  return `${where}; training: ${both(loss, accuracy)}${unseen}.${back}`
}

/** The same in short, for those who watch the numbers change. @param {Report} report */
export function inShort({ epoch, epochs, batch, batches, rate, ...found }) {
  const { loss, accuracy, val_loss, val_accuracy } = found
  const numbers = [
    `epoch ${epoch} of ${epochs}${batch < batches ? `, batch ${batch} of ${batches}` : ""}`,
    `rate ${short(rate)}`,
    `loss ${short(loss)}${isNumber(val_loss) ? ` (validation ${short(val_loss)})` : ""}`,
  ]
  const unseen = isNumber(val_accuracy) ? ` (validation ${percent(val_accuracy)})` : ""
  return [...numbers, ...(isNumber(accuracy) ? [`right ${percent(accuracy)}${unseen}`] : [])].join(
    " · ",
  )
}

/**
 * The spread of runs that differ in their seed alone.
 * @param {Report[]} reports the last of each
 */
export function spread(reports) {
  const hasShares = reports.every((report) => isNumber(rightIn(report)))
  const values = reports.map((report) => (hasShares ? rightIn(report) : lossIn(report)) ?? NaN)
  values.sort((a, b) => a - b)
  const middle = (values.length - 1) / 2
  const median = (values[Math.floor(middle)] + values[Math.ceil(middle)]) / 2
  const told = hasShares ? percent : short
  const ends = `from ${told(values[0])} to ${told(values.at(-1))}, median ${told(median)}`
  const where = reports.every(({ val_loss }) => isNumber(val_loss)) ? "validation" : "training"
  return `${hasShares ? "Right answers" : "Loss"} in ${where} over ${values.length} seeds: ${ends}.`
}
