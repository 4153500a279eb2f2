// For tests/web/test_studio_kept.py: answers questions about what the studio keeps, and its tour.
import { isForReaders } from "../../web/studio/error.js"
import { fromFile, toFile } from "../../web/studio/kept_file.js"
import { readLine } from "../../web/studio/line.js"
import { TASKS } from "../../web/studio/tasks.js"

const numbers = (list) => Float32Array.from(list)
const plain = (value) =>
  JSON.parse(JSON.stringify(value, (_, each) => (ArrayBuffer.isView(each) ? [...each] : each)))

const ASK = {
  line: ({ text, count, answers }) => readLine(text, count, answers),
  write: ({ project, dataset, drawings, weights, scaling, opened }) => {
    const data = dataset && { ...dataset, x: numbers(dataset.x), y: numbers(dataset.y) }
    return toFile({
      project,
      dataset: data,
      drawings,
      weights: weights?.map(numbers),
      scaling,
      opened,
    })
  },
  read: ({ text }) => plain(fromFile(text)),
  check: ({ task, state, found }) => {
    const dataset = state.dataset && { ...state.dataset, y: numbers(state.dataset.y) }
    return TASKS.find(({ id }) => id === task).check({ ...state, dataset }, found ?? {})
  },
}

let text = ""
for await (const chunk of process.stdin) text += chunk
const answers = JSON.parse(text).map(({ ask, ...question }) => {
  try {
    return { value: ASK[ask](question) ?? null }
  } catch (error) {
    if (!isForReaders(error)) throw error
    return { refused: error.message }
  }
})
console.log(JSON.stringify(answers))
