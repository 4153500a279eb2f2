// A project as a program for Python: it reads the data, builds the same network in Keras, trains it
// in the same way, and tests it.
import { lossOf, describe, readProject } from "../project.js"
import { dataCode } from "./data_code.js"
import { networkCode, optimizerCode } from "./network_code.js"
import { comment, laid, literal } from "./python.js"

/** @import { Project, Settings } from "../project.js" */
/** @import { Choices } from "./data_code.js" */

/** The parts that are wanted besides training. @param {Settings} settings */
const partsOf = ({ validation, test }) =>
  [validation ? "val" : "", test ? "test" : ""].filter((name) => name)

/**
 * The places of the parts' examples: of each class by itself, but letters of a font stay together.
 * @param {Project["source"]} source
 */
function placesCode({ kind, classes }) {
  if (kind === "letters") {
    return `# All letters of a font are in the same part: validation shows fonts never seen.
parts = split(np.unique(fonts))
val, test, train = [np.flatnonzero(np.isin(fonts, part)) for part in parts]`
  }
  if (!classes.length) return "val, test, train = split(np.arange(len(y)))"
  return `# Each class by itself: all parts have the classes in the same shares.
groups = [np.flatnonzero(y == label) for label in range(len(classes))]
val, test, train = map(np.concatenate, zip(*map(split, groups)))`
}

/**
 * The parts: x_train and y_train, and if they are wanted x_val and x_test with theirs.
 * @param {Project} project
 */
function splitCode({ source, settings }) {
  const { seed, validation, test } = settings
  const isOfClasses = source.classes.length > 0
  const targets = isOfClasses ? "one_hot" : "y"
  const oneHot = isOfClasses ? 'one_hot = np.eye(len(classes), dtype="float32")[y]\n' : ""
  const parts = partsOf(settings)
  if (!parts.length) return `${oneHot}x_train, y_train = x, ${targets}`
  const taken = ["train", ...parts].map(
    (name) => `x_${name}, y_${name} = x[${name}], ${targets}[${name}]`,
  )
  return `rng = np.random.default_rng(${seed})


def split(members):
    """Parts as large as in the studio; chance deals out other examples than there."""
    shares = ${literal([validation, test])}
    sizes = [share and max(1, int(share * len(members) + 0.5)) for share in shares]
    return np.split(rng.permutation(members), np.cumsum(sizes))


${placesCode(source)}
${oneHot}${taken.join("\n")}`
}

/**
 * Each input, or channel, to mean 0 and deviation 1.
 * @param {Project} project
 */
function scaleCode({ source: { shape }, settings }) {
  const axis = shape.length > 1 ? literal(shape.map((_, i) => i)) : "0"
  const lines = ["train", ...partsOf(settings)].map(
    (name) => `x_${name} = (x_${name} - mean) / deviation`,
  )
  return `# By what the training part says; what is the same everywhere keeps its size.
mean = x_train.mean(axis=${axis}, dtype="float64")
deviation = x_train.std(axis=${axis}, dtype="float64")
deviation[deviation <= 1e-6 * np.abs(mean)] = 1
${lines.join("\n")}`
}

/** @param {Project} project */
function compileCode(project) {
  const items = ["optimizer", literal(lossOf(project))]
  if (project.source.classes.length) items.push('metrics=["accuracy"]')
  return `${optimizerCode(project.settings)}\n${laid("model.compile(", items, ")")}`
}

/** @param {Settings} settings */
function fitCode({ batch_size, epochs, patience, validation }) {
  const items = ["x_train", "y_train", `batch_size=${batch_size}`, `epochs=${epochs}`]
  if (validation) items.push("validation_data=(x_val, y_val)")
  if (patience) items.push("callbacks=[stop]")
  const monitor = validation ? "val_loss" : "loss"
  const options = [`monitor="${monitor}"`, `patience=${patience}`, "restore_best_weights=True"]
  const stop = laid("stop = keras.callbacks.EarlyStopping(", options, ")")
  const fit = laid("history = model.fit(", [...items, "verbose=2"], ")")
  return patience ? `${stop}\n${fit}` : fit
}

/** @param {Project} project */
function testCode({ source, settings: { validation, test } }) {
  const [part, name] = test
    ? ["test", "test"]
    : validation
      ? ["val", "validation"]
      : ["train", "training"]
  const ask = `model.predict(x_${part}[:5], verbose=0)`
  if (!source.classes.length) {
    return `loss = model.evaluate(x_${part}, y_${part}, verbose=0)
print(f"${name}: mean squared error {loss:.4f}")
for answer, right in zip(${ask}, y_${part}):
    print(f"answer {answer[0]:.3f}, right {right:.3f}")`
  }
  return `loss, accuracy = model.evaluate(x_${part}, y_${part}, verbose=0)
print(f"${name}: loss {loss:.4f}, {accuracy:.1%} right")
for answer, right in zip(${ask}, y_${part}):
    print(f"{answer.max():.0%} sure:", classes[answer.argmax()], end="; ")
    print("right:", classes[right.argmax()])`
}

/** Imports as the course's listings have them: Python's own, then the others; "from" last. */
function importCode(/** @type {string[]} */ more) {
  const others = ["import keras", "import numpy as np", "from keras import layers"]
  const isOwn = (/** @type {string} */ line) => !line.includes("PIL")
  const groups = [more.filter(isOwn), [...others, ...more.filter((line) => !isOwn(line))]]
  const texts = groups.filter((group) => group.length).map((group) => group.join("\n"))
  return texts.join("\n\n")
}

/**
 * A whole program, in cells as the course's listings have them, from reading the data to the test.
 *
 * Made examples are made anew; digits come from Keras, letters from the course. Other data must lie
 * beside the program: pictures in the folder "images"; a table as it is, if `table` tells
 * how it was
 * read; else data.csv, as dataFile in data.js writes it.
 * @param {Project} project
 * @param {Choices} [choices]
 * @returns {string}
 * @throws {StudioError} if it is none
 */
export function kerasCode(project, choices = {}) {
  const checked = readProject(project)
  const { title, source, settings } = checked
  const data = dataCode(source, choices)
  const needs = data.imports.some((line) => line.includes("PIL"))
    ? "tensorflow pillow"
    : "tensorflow"
  const setup = `# Needs: pip install ${needs}
${comment(title)}
${importCode(data.imports)}

keras.utils.set_random_seed(${settings.seed})`
  /** @type {[name: string, code: string][]} */
  const cells = [
    ["setup", setup],
    ["data", data.code],
    ["split", splitCode(checked)],
    ...(settings.scale ? [/** @type {[string, string]} */ (["scale", scaleCode(checked)])] : []),
    ["network", networkCode(describe(checked))],
    ["train", `${compileCode(checked)}\n${fitCode(settings)}`],
    ["test", testCode(checked)],
  ]
  return cells.map(([name, code]) => `# %% ${name}\n${code}\n`).join("\n")
}
