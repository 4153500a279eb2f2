// Six tasks for the studio, and what tells that they are solved: the runs that there have been.

/** @import { Dataset } from "./dataset.js" */
/** @import { Report } from "./experiment.js" */
/** @import { Project } from "./project.js" */
/**
 * What a check looks at; the studio is one.
 * @typedef {object} State
 * @property {Project} project
 * @property {Dataset | undefined} dataset
 * @property {{ project: Project, state: Report["state"], now?: Report, parts?: { validation:
 *   ArrayLike<number> } }[]} runs
 *
 * What was found before, such as how far a network has overfitted, by the names of tasks.
 * @typedef {Record<string, any>} Found
 * @typedef {{ done: boolean, says: string, found?: any }} Verdict
 *
 * @typedef {object} Task
 * @property {string} id
 * @property {string} title
 * @property {string} says what to do
 * @property {"data" | "network" | "training"} room where it begins
 * @property {string} checked by what it is checked
 * @property {(state: State, found: Found) => Verdict} check
 */

const [LEARNED, GAP, SURE] = [0.98, 0.05, 0.9]
const [SIGNS, EACH, READ] = [3, 4, 0.8]
const FACTOR = 2
/** @type {(share: number | undefined) => string} */
const percent = (share) => `${(100 * (share ?? 0)).toFixed(1)}%`
/** @type {(says: string) => Verdict} */
const missing = (says) => ({ done: false, says: `Not yet. ${says}` })
/** @type {(says: string, found?: any) => Verdict} */
const solved = (says, found) => ({ done: true, says: `Done! ${says}`, found })

const OVER = ["finished", "early", "stopped"]

/**
 * The newest run on data of a kind, if it is over; else what is missing.
 * @param {State} state
 * @param {string[]} kinds
 * @param {string} choose how to come by such data
 * @returns {{ run: State["runs"][number], now: Report } | Verdict}
 */
function newest({ runs, project }, kinds, choose) {
  const run = runs.findLast((each) => kinds.includes(each.project.source.kind))
  if (!run && !kinds.includes(project.source.kind)) return missing(choose)
  if (!run?.now) return missing("The network has not been trained yet: press train under Training.")
  if (["running", "paused"].includes(run.state)) return missing("It is still training: let it end.")
  if (run.state === "diverged") {
    return missing(
      "That training has failed: its loss has grown beyond all limits. Lower the rate.",
    )
  }
  return { run, now: run.now }
}

/** @type {Task["check"]} */
function shapes(state) {
  const found = newest(state, ["shapes"], "Choose the shapes: under Data, or as a preset.")
  if ("says" in found) return found
  const { accuracy = 0 } = found.now
  const many = found.run.project.source.classes.length
  if (accuracy < 1) {
    const right = Math.round(accuracy * many)
    return missing(`It was right about ${right} of the ${many} shapes. Train for more epochs.`)
  }
  return solved(`All ${many} shapes are right, after ${found.now.epoch} epochs.`)
}

/** @type {Task["check"]} */
function signs(state) {
  const choose = "Open Data, choose drawings of your own, name three signs and draw each of them."
  const { project, dataset } = state
  if (project.source.kind !== "drawings" || !dataset) return missing(choose)
  const { classes, y } = dataset
  if (classes.length < SIGNS) {
    return missing(`There are ${classes.length} signs so far: it takes ${SIGNS}.`)
  }
  const counts = classes.map((_, label) => [...y].filter((one) => one === label).length)
  const fewest = counts.indexOf(Math.min(...counts))
  if (counts[fewest] < EACH) {
    return missing(`There are ${counts[fewest]} drawings of ${classes[fewest]}: it takes ${EACH}.`)
  }
  const found = newest(state, ["drawings"], choose)
  if ("says" in found) return found
  const { accuracy, val_accuracy } = found.now
  const share = val_accuracy ?? accuracy ?? 0
  const which = val_accuracy === undefined ? "drawings" : "drawings of the validation part"
  if (share < READ) {
    const more = "Draw more of each, as different as you would later, and train again."
    return missing(`It reads ${percent(share)} of the ${which}; it takes ${percent(READ)}. ${more}`)
  }
  return solved(`It reads ${percent(share)} of the ${which}. Draw a new one under Ask.`)
}

const PICTURES = ["digits", "letters", "images", "drawings", "table"]
const NO_VALIDATION = "That training had no validation part: give it a share under Training."

/** @type {Task["check"]} */
function overfit(state) {
  const found = newest(state, PICTURES, "Choose the 2,000 digits: under Data, or as a preset.")
  if ("says" in found) return found
  const { accuracy = 0, val_accuracy } = found.now
  if (val_accuracy === undefined) return missing(NO_VALIDATION)
  const gap = accuracy - val_accuracy
  const both = `Training ${percent(accuracy)}, validation ${percent(val_accuracy)}`
  if (accuracy < LEARNED) {
    return missing(
      `${both}. It has not learned its examples by heart: take more epochs or neurons.`,
    )
  }
  if (gap < GAP) {
    return missing(`${both}: a gap of less than 5 points. Learn from fewer examples.`)
  }
  return solved(`${both}: a gap of ${(100 * gap).toFixed(1)} points.`, {
    kind: found.run.project.source.kind,
    gap,
    accuracy: val_accuracy,
  })
}

/** @type {Task["check"]} */
function cure(state, { overfit: before }) {
  if (!before) return missing("First make a network overfit: that is the task before this one.")
  const found = newest(
    state,
    [before.kind],
    `Go back to the data that you overfitted: ${before.kind}.`,
  )
  if ("says" in found) return found
  const { accuracy = 0, val_accuracy } = found.now
  if (val_accuracy === undefined) return missing(NO_VALIDATION)
  const gap = accuracy - val_accuracy
  const [wide, now] = [before.gap, gap].map((one) => (100 * one).toFixed(1))
  const then = `the gap was ${wide} points, now it is ${now}`
  if (gap > before.gap / 2) return missing(`In training and validation ${then}: halve it.`)
  if (val_accuracy < before.accuracy - 0.01) {
    const [was, is] = [percent(before.accuracy), percent(val_accuracy)]
    return missing(`The gap is small, but validation fell from ${was} to ${is}: that is no cure.`)
  }
  return solved(
    `${then[0].toUpperCase()}${then.slice(1)}, and validation is at ${percent(val_accuracy)}.`,
  )
}

/** What two runs must share to be compared: everything but the rate. @param {Project} project */
function butRate({ source, layers, head, settings }) {
  const { learning_rate, ...optimizer } = settings.optimizer
  return JSON.stringify([source, layers, head, { ...settings, optimizer }])
}

/** @type {Task["check"]} */
function rate({ runs }) {
  const over = runs.filter(({ state, now }) => now && [...OVER, "diverged"].includes(state))
  const last = over[over.length - 1]
  if (!last) return missing("Train a network first, at any rate.")
  if (!last.project.source.classes.length) {
    return missing("Take data with classes, such as the shapes: the check needs an accuracy.")
  }
  const alike = over.filter(({ project }) => butRate(project) === butRate(last.project))
  const tried = alike.map(({ project, now, state }) => ({
    rate: Number(project.settings.optimizer.learning_rate),
    works: state !== "diverged" && (now?.accuracy ?? 0) >= SURE,
  }))
  const works = tried.filter((each) => each.works).map((each) => each.rate)
  const fails = tried.filter((each) => !each.works).map((each) => each.rate)
  if (!works.length) {
    const rate = last.project.settings.optimizer.learning_rate
    return missing(`At ${rate} it does not reach 90% in training. Try a smaller rate.`)
  }
  const best = Math.max(...works)
  const bad = Math.min(...fails.filter((each) => each > best))
  if (!Number.isFinite(bad)) {
    return missing(`${best} works. Does ${round(2 * best)}? Change nothing but the rate.`)
  }
  if (bad > FACTOR * best * 1.001) {
    return missing(
      `${best} works and ${bad} fails. Between them, try ${round(Math.sqrt(best * bad))}.`,
    )
  }
  return solved(`${best} works and ${bad} no longer does: the limit lies between.`)
}

/** @param {number} value */
const round = (value) => Number(value.toPrecision(2))

/** @type {Task["check"]} */
function fonts(state) {
  const found = newest(state, ["letters"], "Choose the letters: under Data, or as a preset.")
  if ("says" in found) return found
  const { val_accuracy } = found.now
  if (val_accuracy === undefined) return missing(NO_VALIDATION)
  const count = found.run.parts?.validation.length ?? 0
  if (count < 100) {
    return missing(
      `${count} letters of unseen fonts are too few to judge by: keep 15% of the data.`,
    )
  }
  const share = percent(val_accuracy)
  const both = `It reads ${share} of ${count} letters in fonts it has not learned from`
  if (val_accuracy <= SURE) {
    return missing(
      `${both}; it takes more than 90%. More filters, dropout and 20 epochs help; and some fonts ` +
        "are harder than others: the seed deals them out.",
    )
  }
  return solved(`${both}.`)
}

/** @type {Task[]} */
export const TASKS = [
  {
    id: "shapes",
    title: "Train the shapes",
    says: "Begin with the preset of the five shapes, and train it. How many epochs does it take?",
    room: "training",
    checked: "a training that has ended with every shape right.",
    check: shapes,
  },
  {
    id: "signs",
    title: "Teach it three signs of your own",
    says: `Think of three signs that no alphabet has. Name them, draw each of them a few times, and
      train. Then ask: does it read a new one?`,
    room: "data",
    checked: "three signs, four drawings of each or more, and 80% of them read after training.",
    check: signs,
  },
  {
    id: "overfit",
    title: "Make it overfit",
    says: `Take 2,000 digits and let a network learn them by heart: many neurons, many epochs. Watch
      the two curves part.`,
    room: "training",
    checked: "98% or more in training, and at least 5 points less in validation.",
    check: overfit,
  },
  {
    id: "cure",
    title: "Cure it",
    says: `Now close the gap without losing what it can do: dropout, fewer neurons, fewer epochs,
      or more examples.`,
    room: "network",
    checked: "a gap of at most half of what it was, and validation not more than a point lower.",
    check: cure,
  },
  {
    id: "rate",
    title: "Find the largest rate that works",
    says: `Train the same network again and again, each time with twice the learning rate, until it
      no longer learns. Then go back half the way.`,
    room: "training",
    checked: `two trainings that differ in the rate only: one reaches 90% in training, the other,
      at most twice as fast, does not.`,
    check: rate,
  },
  {
    id: "fonts",
    title: "Read unseen fonts",
    says: `Take the letters. Whole fonts are kept apart for validation: handwritings that the
      network has never seen. Beat 90% of them.`,
    room: "network",
    checked: "more than 90% in validation, on 100 letters or more.",
    check: fonts,
  },
]
