// Projects to begin with: some that learn, and some that fail on purpose, each with its cure.
import { VERSION } from "./description.js"
import { SHAPE_NAMES } from "./samples.js"

/** @import { Options } from "../network/options.js" */
/** @import { Project, Settings, Source } from "./project.js" */
/**
 * @typedef {object} Preset
 * @property {string} id
 * @property {string} title
 * @property {string} says what it does, in all of the seeds that the tests try
 * @property {Project} project
 * @property {{ says: string, project: Project }} [cure] of one that fails on purpose
 */

/** @typedef {{ type: string } & Options} Described */

/** @type {(units: number, activation?: string, more?: Options) => Described} */
const dense = (units, activation = "relu", more = {}) => ({
  type: "Dense",
  units,
  activation,
  ...more,
})
/** @type {(filters: number, kernel_size: number, more?: Options) => Described} */
const conv = (filters, kernel_size, more = {}) => ({
  type: "Conv2D",
  filters,
  kernel_size,
  activation: "relu",
  ...more,
})
/** @type {(learning_rate: number) => Described} */
const adam = (learning_rate) => ({ type: "Adam", learning_rate })
/** @type {(learning_rate: number) => Described} */
const sgd = (learning_rate) => ({ type: "SGD", learning_rate })
const FLATTEN = { type: "Flatten" }

/** @type {Settings} */
const SETTINGS = {
  optimizer: adam(0.01),
  schedule: "constant",
  epochs: 100,
  batch_size: 32,
  patience: 0,
  seed: 1,
  scale: false,
  validation: 0.2,
  test: 0,
}

/**
 * @param {string} title
 * @param {Source} source
 * @param {Described[]} layers
 * @param {Partial<Settings>} settings that are not as above
 * @param {Options} head
 * @returns {Project}
 */
const made = (title, source, layers, settings = {}, head = {}) => ({
  version: VERSION,
  title,
  source,
  layers,
  head,
  settings: { ...SETTINGS, ...settings },
})

/** @type {(count: 5 | 7) => Source} */
const shapes = (count) => ({
  kind: "shapes",
  count,
  shape: [25],
  classes: SHAPE_NAMES.slice(0, count),
})
/** @type {(count: 2000 | 10000, shuffled?: boolean) => Source} */
const digits = (count, shuffled) => ({
  kind: "digits",
  count,
  ...(shuffled && { shuffled }),
  shape: [28, 28, 1],
  classes: [..."0123456789"],
})
/** @type {(kind: "moons" | "spiral") => Source} */
const points = (kind) => ({ kind, shape: [2], classes: ["blue", "orange"] })
/** @type {Source} */
const LETTERS = { kind: "letters", shape: [50, 50, 1], classes: [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"] }
/** @type {Source} */
const SCRATCH = { kind: "scratch", shape: [4], classes: [] }
/** @type {Source} */
const NUMBERS = { kind: "numbers", shape: [4, 1], classes: [] }

/** All five or seven shapes are learned from: there are no others to watch by. */
const ALL = { batch_size: 1, validation: 0 }

/** @type {Preset[]} */
const LEARNING = [
  {
    id: "shapes",
    title: "Seven shapes, 25-20-16-11-7",
    says:
      "Pictures of 25 pixels, three hidden layers, seven names: in a moment all seven are " +
      "right.",
    project: made("Seven shapes", shapes(7), [dense(20), dense(16), dense(11)], ALL),
  },
  {
    id: "five-shapes",
    title: "Five shapes, 25-20-15-10-5",
    says: "The network that the course's article drew: in a moment all five are right.",
    project: made("Five shapes", shapes(5), [dense(20), dense(15), dense(10)], ALL),
  },
  {
    id: "scratch",
    title: "From scratch, 4-4-1",
    says:
      "Four inputs, four neurons, one number, no bias: it gets its five rows right within " +
      "0.1.",
    project: made(
      "From scratch",
      SCRATCH,
      [dense(4, "sigmoid", { use_bias: false })],
      { optimizer: sgd(0.5), epochs: 1000, batch_size: 5, validation: 0 },
      { use_bias: false },
    ),
  },
  {
    id: "digits",
    title: "Digits, 784-64-10",
    says:
      "10,000 handwritten digits, one hidden layer: past 90 % on digits that it does not " +
      "learn from.",
    project: made("Digits", digits(10000), [FLATTEN, dense(64)], {
      optimizer: adam(0.002),
      epochs: 5,
    }),
  },
  {
    id: "letters",
    title: "Letters, a small CNN",
    says:
      "Two convolutions look for strokes in capital letters: past 70 % on fonts that it has " +
      "never seen.",
    project: made(
      "Letters",
      LETTERS,
      [
        conv(8, 5, { strides: 2 }),
        { type: "MaxPooling2D" },
        conv(32, 3),
        { type: "MaxPooling2D" },
        FLATTEN,
        { type: "Dropout", rate: 0.4 },
      ],
      { optimizer: adam(0.004), schedule: "cosine", epochs: 15, batch_size: 16 },
    ),
  },
  {
    id: "moons",
    title: "Two moons",
    says: "Points of two classes, which no straight line parts: all of them right, or nearly all.",
    project: made("Two moons", points("moons"), [dense(16), dense(16)], { epochs: 60 }),
  },
  {
    id: "spiral",
    title: "A spiral",
    says:
      "Two arms wound around each other: it takes more neurons, and then 95 % and more are " +
      "right.",
    project: made("A spiral", points("spiral"), [dense(32), dense(32)]),
  },
  {
    id: "numbers",
    title: "2, 4, 6, 8 …",
    says: "A recurrent network reads four numbers one by one, and tells the next to within 1.",
    project: made(
      "What comes next",
      NUMBERS,
      [{ type: "SimpleRNN", units: 16, activation: "relu" }],
      { schedule: "cosine", epochs: 200, batch_size: 8, scale: true },
    ),
  },
]

const ZEROS = { kernel_initializer: "zeros" }
const QUICK = { batch_size: 5, validation: 0 }
const HE = { kernel_initializer: "he_normal" }
const DEEP = { optimizer: adam(0.001), epochs: 40 }
/** @type {(activation: string, more?: Options) => Described[]} */
const thirty = (activation, more) => Array.from({ length: 30 }, () => dense(32, activation, more))
/** @type {(units: number[], more?: Options) => Described[]} */
const relus = (units, more) => units.map((count) => dense(count, "relu", more))
const MEMORY = { optimizer: adam(0.002), epochs: 15 }
const STEADY = { optimizer: sgd(0.01), batch_size: 8 }

/** @type {Preset[]} */
const FAILING = [
  {
    id: "zeros",
    title: "Fails: all weights zero",
    says:
      "All weights begin at 0, so every neuron gets the same gradient, here none: the network " +
      "stays at one share in five for each shape.",
    project: made("All weights zero", shapes(5), relus([20, 15, 10], ZEROS), QUICK, ZEROS),
    cure: {
      says:
        "Weights that begin at random are all different: the same network learns the five " +
        "shapes.",
      project: made("Weights at random", shapes(5), relus([20, 15, 10]), QUICK),
    },
  },
  {
    id: "rate",
    title: "Fails: the rate is too high",
    says:
      "At a learning rate of 30 every step leaps across the valley: the loss jumps about and " +
      "half of the answers are wrong.",
    project: made("Rate too high", points("moons"), relus([16, 16]), { optimizer: sgd(30) }),
    cure: {
      says: "A hundredth of that rate: the loss falls steadily, and nearly all points are right.",
      project: made("A lower rate", points("moons"), relus([16, 16]), { optimizer: sgd(0.3) }),
    },
  },
  {
    id: "sigmoid",
    title: "Fails: sigmoid thirty layers deep",
    says:
      "Each sigmoid makes the gradient at least four times smaller: nothing of it reaches the " +
      "first layers, and half of the answers stay wrong.",
    project: made("Sigmoid, thirty deep", points("moons"), thirty("sigmoid"), DEEP),
    cure: {
      says:
        "relu lets gradients through, and weights as He and colleagues begin them keep their " +
        "size: thirty layers learn.",
      project: made("relu, thirty deep", points("moons"), thirty("relu", HE), DEEP),
    },
  },
  {
    id: "labels",
    title: "Fails: shuffled labels",
    says:
      "The answers were dealt out anew. The network learns some by heart; on digits that it " +
      "does not learn from it is right one time in ten, by luck.",
    project: made("Shuffled labels", digits(2000, true), [FLATTEN, dense(64)], MEMORY),
    cure: {
      says:
        "With the right labels the same network learns what digits have in common: past 85 % " +
        "on others.",
      project: made("Right labels", digits(2000), [FLATTEN, dense(64)], MEMORY),
    },
  },
  {
    id: "scale",
    title: "Fails: inputs are not scaled",
    says:
      "Inputs up to 27 make the first steps so large that the neurons never answer again: the " +
      "network tells the same number for all.",
    project: made("Not scaled", NUMBERS, [FLATTEN, dense(16)], STEADY),
    cure: {
      says:
        "Inputs of mean 0 and deviation 1: with the same rate, the next number is told to " +
        "within 1.",
      project: made("Scaled", NUMBERS, [FLATTEN, dense(16)], { ...STEADY, scale: true }),
    },
  },
]

export const PRESETS = [...LEARNING, ...FAILING]
