// What tests ask of the studio's training: splits, scaling, runs, and how good networks are.
import { readFileSync } from "node:fs"
import { Experiment } from "../../web/studio/experiment.js"
import { accuracies, answersOf, choicesOf, confusion, errors } from "../../web/studio/measures.js"
import { PRESETS } from "../../web/studio/presets.js"
import { readProject } from "../../web/studio/project.js"
import { samples } from "../../web/studio/samples.js"
import { applyScaling, fitScaling } from "../../web/studio/scaling.js"
import { decodeSet, examplesOf, SETS } from "../../web/studio/sets.js"
import { split } from "../../web/studio/split.js"
import { answerAll, tried } from "./studio_asked.js"

const bufferOf = (path) => {
  const { buffer, byteOffset, length } = readFileSync(path)
  return buffer.slice(byteOffset, byteOffset + length)
}

/** A data set of numbers, from lists. */
const dataset = ({ shape, x, y, classes, groups }) => ({
  name: "test",
  shape,
  x: Float32Array.from(x),
  y: Float32Array.from(y),
  classes,
  groups,
})

const presets = () => PRESETS.map(({ project, cure, ...more }) => ({ ...more, project, cure }))

/** Trains a preset, or its cure, to the end. */
async function train({ id, cured, seed, folder }) {
  const preset = PRESETS.find((one) => one.id === id)
  const project = readProject(cured ? preset.cure.project : preset.project)
  project.settings.seed = seed
  const data = await examplesOf(project.source, async (file) => bufferOf(`${folder}/${file}`))
  const experiment = new Experiment(project, data)
  const { network, scaling, parts } = experiment
  while (experiment.advance(100).state === "running");
  const all = parts.validation.length ? parts.validation : parts.train
  const answers = await answersOf(network, data, scaling, all)
  const measured = data.classes.length ? {} : errors(data, all, answers)
  const { state, reports } = experiment.at
  const spread = Math.max(...answers) - Math.min(...answers)
  return { state, ...measured, spread, last: reports[reports.length - 1] }
}

const parts = ({ data, settings }) =>
  tried(() =>
    Object.fromEntries(
      Object.entries(split(dataset(data), settings)).map(([name, places]) => [name, [...places]]),
    ),
  )

const scaled = ({ x, shape, rows }) => {
  const scaling = fitScaling(Float32Array.from(x), shape, rows)
  return { ...scaling, x: [...applyScaling(Float32Array.from(x), scaling)] }
}

/** A snapshot as a file would keep it. */
const asText = (value) =>
  JSON.stringify(value, (_, one) => (ArrayBuffer.isView(one) ? [...one] : one))

/** Weights and reports of a training in one go, and of one that was stopped after some batches. */
function resumed({ project, stops, data }) {
  const examples = data ? dataset(data) : samples(project.source)
  const whole = new Experiment(readProject(project), examples)
  while (whole.advance(1000).state === "running");
  let part = new Experiment(readProject(project), examples)
  for (const stop of stops) {
    for (let i = 0; i < stop; i++) part.go()
    const kept = asText(part.snapshot())
    part = new Experiment(readProject(project), examples)
    part.restore(JSON.parse(kept))
  }
  while (part.advance(1000).state === "running");
  const told = ({ network, at }) => [network.getWeights().map((one) => [...one]), at.reports]
  const without = (key, value) => (key === "speed" ? undefined : value)
  const [one, other] = [whole, part].map((each) => JSON.stringify(told(each), without))
  return { same: one === other, epochs: whole.at.reports.length, state: whole.at.state }
}

/** All reports of a training, and the losses of the weights that it ends with. */
function reports({ project, data }) {
  return tried(() => {
    const examples = data ? dataset(data) : samples(project.source)
    const experiment = new Experiment(readProject(project), examples)
    const rates = []
    while (experiment.at.state === "running") {
      rates.push(experiment.rate)
      experiment.advance(0)
    }
    const { at, training, x, y } = experiment
    const { loss } = training.evaluate(
      x.take(experiment.parts.validation),
      y.take(experiment.parts.validation),
    )
    return { state: at.state, reports: at.reports, loss, rates, now: experiment.report() }
  })
}

/** What a snapshot of another network is told. */
const foreign = ({ project, other }) =>
  tried(() => {
    const [one, two] = [project, other].map(
      (each) => new Experiment(readProject(each), samples(each.source)),
    )
    one.restore(two.snapshot())
  })

async function set({ path, kind }) {
  const { x, y, groups, shape, classes } = await decodeSet(bufferOf(path), kind)
  const size = shape[0] * shape[1]
  const levels = Array.from({ length: y.length }, (_, i) =>
    x.subarray(i * size, (i + 1) * size).reduce((sum, ink) => sum + Math.round(ink * 15), 0),
  )
  const first = [...x.subarray(0, size)].map((ink) => Math.round(ink * 15))
  return { y: [...y], levels, first, groups: groups && [...groups], classes, shape }
}

const damaged = async ({ path }) => {
  const bytes = new Uint8Array(bufferOf(path))
  bytes[bytes.length >> 1] ^= 255
  return {
    flipped: await tried(() => decodeSet(bytes.buffer, "digits")),
    cut: await tried(() => decodeSet(bytes.buffer.slice(0, 1000), "digits")),
  }
}

function confused({ answers, y, classes }) {
  const places = y.map((_, place) => place)
  const shares = Float32Array.from(answers.flat(), (one) => one ?? NaN) // null: JSON has no NaN
  const choices = choicesOf(shares, classes.length)
  const cells = confusion({ y, classes }, places, choices)
  return { cells, ...accuracies(cells) }
}

const made = ({ source }) => {
  const { x, y, shape, classes } = samples(source)
  return { x: [...x], y: [...y], shape, classes }
}

const sets = () => SETS

const RUNS = { presets, train, parts, scaled, resumed, reports, foreign }
await answerAll({ ...RUNS, set, sets, damaged, confused, made })
