// An experiment: a network, the examples it learns from, and how far it has come.
import { network } from "../network/layers.js"
import { oneHot } from "../network/losses.js"
import { numbers, Tensor } from "../network/tensor.js"
import { right, Training } from "../network/training.js"
import { fail } from "./error.js"
import { bytesInWords, firstProblem, outline } from "./outline.js"
import { describe, lossOf } from "./description.js"
import { applyScaling, fitScaling } from "./scaling.js"
import { rateAt } from "./schedules.js"
import { split } from "./split.js"

/** @import { Numbers } from "../network/tensor.js" */
/** @import { Dataset } from "./dataset.js" */
/** @import { Project } from "./project.js" */
/**
 * How training stands. Losses and accuracies are those of the epoch so far; there is no accuracy
 * if the answer is a number, and nothing of validation without such a part.
 * @typedef {object} Report
 * @property {number} epoch that is being trained, from 1; at the end the last one
 * @property {number} epochs
 * @property {number} batch how many of the epoch are done
 * @property {number} batches
 * @property {number} loss the mean of the batches', each taken before its step
 * @property {number} [accuracy]
 * @property {number} [val_loss]
 * @property {number} [val_accuracy]
 * @property {number} rate
 * @property {number} speed multiplications in a second, see outline.js
 * @property {number} [best] with patience: the epoch of the lowest loss, whose weights come back
 * @property {"running" | "paused" | "finished" | "early" | "diverged" | "stopped"} state
 *
 * Where a run is.
 * @typedef {object} Progress
 * @property {Report["state"]} state
 * @property {number} epoch how many are finished
 * @property {number} done examples of this epoch that have been learned from
 * @property {number} loss the sum over these
 * @property {number} hits how many of them were right
 * @property {ArrayLike<number>} order in which this epoch takes the examples
 * @property {{ loss: number, epoch: number, weights: Numbers[] } | null} best
 * @property {Report[]} reports of the finished epochs
 */

/** Validation looks at so much at a time that the worker still hears messages. */
const MOST_WORK = 2e7

/** @param {Project} project @param {Dataset} dataset */
function check({ source }, { shape, classes, x, y }) {
  if (String(shape) !== String(source.shape)) {
    fail(`The network is for examples of the shape [${source.shape}], the data has [${shape}].`)
  }
  if (classes.length !== source.classes.length) {
    fail(`The network has ${source.classes.length} classes, the data has ${classes.length}.`)
  }
  const size = shape.reduce((all, one) => all * one, 1)
  if (x.length !== size * y.length) fail("The data has answers without inputs, or the reverse.")
  if (!x.every(Number.isFinite)) fail("There is an input that is no number.")
  const isFine = classes.length
    ? (/** @type {number} */ label) => label in classes
    : Number.isFinite
  if (!y.every(isFine)) fail("There is an answer that is no class, or no number.")
}

/**
 * What `work` returns; if memory does not suffice, the message says so.
 * @template T
 * @param {string} what is too large
 * @param {() => T} work
 */
function inMemory(what, work) {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) fail(`${what} too large for the memory of this browser.`)
    throw error
  }
}

/** One training, from its first weights to its end. */
export class Experiment {
  /**
   * @param {Project} project
   * @param {Dataset} dataset
   * @throws {StudioError} if the network cannot be made, or cannot learn from such data
   */
  constructor(project, dataset) {
    check(project, dataset)
    const description = describe(project)
    const plan = outline(description)
    if (firstProblem(plan)) fail(firstProblem(plan))
    const { settings } = project
    const { shape, x, y, classes } = dataset
    this.settings = settings
    this.work = plan.work
    this.parts = split(dataset, settings)
    this.scaling = settings.scale ? fitScaling(x, shape, this.parts.train) : undefined
    const sizes = plan.layers.map(({ params }) => params)
    const largest = sizes.indexOf(Math.max(...sizes))
    const layer = `Layer ${largest + 1} (${plan.layers[largest].type})`
    const needs = `The network needs ${bytesInWords(plan.bytes)}. ${layer} is the largest, and`
    this.network = inMemory(needs, () => network(description, { seed: settings.seed }))
    const choices = { loss: lossOf(project), optimizer: settings.optimizer }
    this.training = new Training(this.network, choices)
    const inputs = () => new Tensor([y.length, ...shape], applyScaling(x, this.scaling))
    this.x = inMemory("The data is", inputs)
    this.y = classes.length ? oneHot(y, classes.length) : new Tensor([y.length, 1], y)
    this.isOfClasses = classes.length > 0
    /** @type {Progress} */
    this.at = {
      ...{ state: "running", epoch: 0, done: 0, loss: 0, hits: 0 },
      order: [],
      best: null,
      reports: [],
    }
    /** What validation has found so far; it begins anew after a snapshot. */
    this.seen = { count: 0, loss: 0, hits: 0 }
    /** To measure the speed: multiplications, and seconds. */
    this.measured = { work: 0, seconds: 0 }
  }

  get batches() {
    return Math.ceil(this.parts.train.length / this.settings.batch_size)
  }

  /**
   * Train for about so long, a batch at a time; at least one.
   * @param {number} milliseconds
   * @returns {Report}
   */
  advance(milliseconds) {
    const end = performance.now() + milliseconds
    do this.go()
    while (this.at.state === "running" && performance.now() < end)
    return this.report()
  }

  /** The next piece of work: a batch, or a look at some of the validation part. */
  go() {
    const { at, seen } = this
    const { train, validation } = this.parts
    if (at.state !== "running") return
    if (at.done < train.length) this.learn()
    else this.look()
    if (at.done === train.length && seen.count === validation.length) this.endEpoch()
    if (at.state !== "running" && at.best) this.network.setWeights(at.best.weights)
  }

  /** One batch. */
  learn() {
    const { settings, training, network, parts, at, x, y } = this
    const start = performance.now()
    if (at.done === 0) at.order = network.random.order(parts.train.length)
    const length = Math.min(settings.batch_size, parts.train.length - at.done)
    const places = Uint32Array.from({ length }, (_, i) => parts.train[at.order[at.done + i]])
    const targets = y.take(places)
    training.optimizer.options.learning_rate = this.rate
    const loss = inMemory("What a batch needs is", () => training.step(x.take(places), targets))
    at.loss += loss * length
    at.hits += right(training.last.activation.y, targets) * length
    at.done += length
    this.measured.work += 3 * this.work * length
    this.measured.seconds += (performance.now() - start) / 1000
    if (!Number.isFinite(loss)) at.state = "diverged"
  }

  /** How good the network is on the next examples of the validation part. */
  look() {
    const { training, network, parts, x, y, seen } = this
    const most = Math.max(1, Math.min(100, Math.floor(MOST_WORK / this.work)))
    const places = parts.validation.subarray(seen.count, seen.count + most)
    const targets = y.take(places)
    const answers = network.predict(x.take(places))
    const sums = training.isFromSums ? training.last.sums : answers
    seen.loss += training.loss.forward(sums, targets) * places.length
    seen.hits += right(answers, targets) * places.length
    seen.count += places.length
  }

  endEpoch() {
    const { at, settings, network } = this
    const report = this.report()
    const loss = report.val_loss ?? report.loss
    at.epoch++
    if (at.epoch === settings.epochs) at.state = "finished"
    if (!Number.isFinite(loss)) at.state = "diverged"
    else if (settings.patience && !(at.best && at.best.loss <= loss)) {
      at.best = { loss, epoch: at.epoch, weights: network.getWeights() }
    } else if (at.best && at.epoch - at.best.epoch >= settings.patience) at.state = "early"
    at.reports.push({ ...report, best: at.best?.epoch, state: at.state })
    at.done = at.loss = at.hits = 0
    this.seen = { count: 0, loss: 0, hits: 0 }
  }

  /** The rate of the next step, or of the last one at the end. */
  get rate() {
    const { settings, batches, at } = this
    const steps = settings.epochs * batches
    const step = at.epoch * batches + Math.ceil(at.done / settings.batch_size)
    return rateAt(settings, Math.min(step, steps - 1), steps)
  }

  /** @returns {Report} of the epoch so far; when it has just ended, of all of it */
  report() {
    const { settings, parts, at, seen, batches, measured, isOfClasses } = this
    const { epochs } = settings
    const speed = measured.seconds ? measured.work / measured.seconds : 0
    const last = at.reports[at.reports.length - 1]
    if (last && at.done === 0) return { ...last, speed, state: at.state }
    const batch = Math.ceil(at.done / settings.batch_size)
    const isSeen = seen.count > 0 && seen.count === parts.validation.length
    return {
      ...{ epoch: at.epoch + 1, epochs, batch, batches },
      loss: at.loss / at.done,
      accuracy: isOfClasses ? at.hits / at.done : undefined,
      val_loss: isSeen ? seen.loss / seen.count : undefined,
      val_accuracy: isOfClasses && isSeen ? seen.hits / seen.count : undefined,
      ...{ rate: this.rate, speed, best: at.best?.epoch, state: at.state },
    }
  }

  /** All that it takes to go on as if nothing had happened: plain values and copies. */
  snapshot() {
    const { network, training } = this
    const { kept, steps } = training.optimizer
    return structuredClone({
      progress: this.at,
      random: network.random.count,
      weights: network.weights.map(({ value }) => value),
      steps,
      kept: network.weights.map((weight) => kept.get(weight) ?? []),
    })
  }

  /**
   * Goes on where a snapshot was taken, of the same project and data.
   * @param {ReturnType<Experiment["snapshot"]>} snapshot
   * @throws {StudioError} if it is of another network, or other data
   */
  restore({ progress, random, weights, steps, kept }) {
    const { network, training, parts } = this
    const sizes = network.weights.map(({ value }) => value.length)
    /** @type {(all: Numbers[]) => boolean} */
    const fits = (all) =>
      all.length === sizes.length && all.every(({ length }, i) => length === sizes[i])
    const isSame =
      fits(weights) &&
      (!progress.best || fits(progress.best.weights)) &&
      kept.every((arrays, i) => arrays.every(({ length }) => length === sizes[i])) &&
      (!progress.done || progress.order.length === parts.train.length)
    if (!isSame) fail("What was kept of the training belongs to another network, or other data.")
    network.setWeights(weights)
    network.random.count = random
    training.optimizer.steps = steps
    const { optimizer } = training
    network.weights.forEach((weight, i) => {
      if (kept[i].length) optimizer.kept.set(weight, kept[i].map(numbers))
    })
    this.at = structuredClone(progress)
  }
}
