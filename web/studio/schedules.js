// The learning rate, step by step, as Keras's schedules have it.

/** @import { Settings } from "./project.js" */

/** What "exponential" leaves of the rate at the end: Keras's decay_rate over all steps. */
const LEFT = 0.01

/**
 * The rate of a step: as it is; along half a wave of the cosine down to 0; or shrinking by the same
 * share at each step, down to a hundredth.
 * @param {Settings} settings
 * @param {number} step from 0
 * @param {number} steps in all epochs together
 */
export function rateAt({ optimizer, schedule }, step, steps) {
  const { learning_rate: rate = optimizer.type === "Adam" ? 0.001 : 0.01 } = optimizer
  if (schedule === "cosine") return (rate * (1 + Math.cos((Math.PI * step) / steps))) / 2
  if (schedule === "exponential") return rate * LEFT ** (step / steps)
  return rate
}
