// The page of the benchmark: one learner, ours or theirs, learns one task, in the same batches.

/**
 * @typedef {object} Task
 * @property {string} code the module of ours that it needs
 * @property {string} data the name of its files: a byte for each number of an example, and for
 * each label; those to learn from come first
 * @property {{ input_shape: number[], layers: object[] }} description as in web/network/
 * @property {{ type: string }} optimizer
 * @property {number} classes
 * @property {number} batch
 * @property {number[][]} orders the places of the examples to learn from, epoch by epoch
 * @property {number} check how many examples, the last ones, are asked about
 * @property {number | null} goal the share of right answers at which learning ends; it is looked
 * at after each epoch, and that takes a part of the time
 */

const LOOK = 500 // examples that are asked about at once

/** @param {string} file a script, run once it is there */
const loaded = (file) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script")
    script.onload = resolve
    script.onerror = () => reject(new Error(`${file} did not load`))
    script.src = file
    document.head.append(script)
  })
/** @param {string} file */
const bytes = async (file) => new Uint8Array(await (await fetch(file)).arrayBuffer())

/** @param {Task} task */
async function examples({ data, classes }) {
  const [inks, labels] = [await bytes(`${data}.x.bin`), await bytes(`${data}.y.bin`)]
  const wide = inks.length / labels.length
  const y = new Float32Array(labels.length * classes)
  labels.forEach((label, place) => (y[place * classes + label] = 1))
  return { x: Float32Array.from(inks, (ink) => ink / 255), y, labels, wide }
}

/**
 * Some rows of a table, copied one after the other.
 * @param {Float32Array} table
 * @param {number} wide
 * @param {number[]} places
 */
function rows(table, wide, places) {
  const taken = new Float32Array(places.length * wide)
  places.forEach((place, row) =>
    taken.set(table.subarray(place * wide, (place + 1) * wide), row * wide),
  )
  return taken
}

/** The share of the last examples that a learner gets right. */
function right({ answers }, { x, labels, wide }, { check, classes }) {
  let hits = 0
  for (let start = labels.length - check; start < labels.length; start += LOOK) {
    const count = Math.min(LOOK, labels.length - start)
    const shares = answers(x.subarray(start * wide, (start + count) * wide), count)
    for (let row = 0; row < count; row++) {
      const own = shares.subarray(row * classes, (row + 1) * classes)
      hits += Number(own.indexOf(Math.max(...own)) === labels[start + row])
    }
  }
  return hits / check
}

/**
 * @param {"ours" | "cpu" | "wasm"} who
 * @param {Task} task
 * @param {string[]} scripts what `who` needs
 * @returns {Promise<{ seconds: number, right: number, epochs: number }>}
 */
export async function run(who, task, scripts) {
  const given = await examples(task)
  const { start } = await import(`./${task.code}.js`)
  let learner = start(task)
  if (who !== "ours") {
    for (const script of scripts) await loaded(script)
    learner = await (await import("./theirs.js")).learner(who, task, learner.weights)
  }
  const { batch, goal } = task
  let [epochs, share] = [0, 0]
  const started = performance.now()
  for (const order of task.orders) {
    for (let from = 0; from < order.length; from += batch) {
      const places = order.slice(from, from + batch)
      const [x, y] = [rows(given.x, given.wide, places), rows(given.y, task.classes, places)]
      learner.step(x, y, places.length)
    }
    epochs++
    if (goal && (share = right(learner, given, task)) >= goal) break
  }
  const seconds = (performance.now() - started) / 1000
  return { seconds, right: goal ? share : right(learner, given, task), epochs }
}
