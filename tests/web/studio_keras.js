// What tests ask of web/studio/keras/: questions come in as JSON, answers go out in the same order.
import { readFileSync } from "node:fs"
import { network } from "../../web/network/layers.js"
import { Random } from "../../web/network/random.js"
import { sizeOf, Tensor } from "../../web/network/tensor.js"
import { isForReaders } from "../../web/studio/error.js"
import { classOf, toGray } from "../../web/studio/data/picture.js"
import { applyScaling, fitScaling } from "../../web/studio/scaling.js"
import { kerasCode } from "../../web/studio/keras/code.js"
import { dataFile } from "../../web/studio/keras/data.js"
import { kerasFile } from "../../web/studio/keras/file.js"
import { hdf5 } from "../../web/studio/keras/hdf5.js"
import { crc32, zip } from "../../web/studio/keras/zip.js"
import { describe } from "../../web/studio/project.js"
import { samples } from "../../web/studio/samples.js"

const EXAMPLES = 100
const base64 = (bytes) => Buffer.from(bytes).toString("base64")

/** A network whose weights are all large enough to matter. */
function learned(description) {
  const [net, random] = [network(description), new Random(5)]
  for (const { name, value } of net.weights) {
    const sign = () => (name === "moving_variance" || random.uniform() < 0.5 ? 1 : -1)
    for (let i = 0; i < value.length; i++) value[i] = sign() * (0.1 + random.uniform() / 2)
  }
  return net
}

/** The file of a network, raw inputs, and the network's answers to them once they are scaled. */
async function file({ description, scaled }) {
  const [net, random] = [learned(description), new Random(6)]
  const size = sizeOf(net.input)
  const words = description.layers[0].input_dim
  const one = (i) => {
    if (words) return Math.floor(random.uniform() * words)
    return scaled ? 1000.3 + (i % net.input.at(-1)) + random.normal() / 10 : random.normal()
  }
  const x = Float32Array.from({ length: EXAMPLES * size }, (_, i) => one(i))
  const places = Array.from({ length: EXAMPLES }, (_, place) => place)
  const scaling = scaled ? fitScaling(x, net.input, places) : undefined
  const bytes = await kerasFile(description, net.getWeights(), { scaling })
  const inputs = new Tensor([EXAMPLES, ...net.input], applyScaling(x, scaling))
  const answers = [...net.predict(inputs).data]
  const params = net.countParams().total
  return { file: base64(bytes), shape: inputs.shape, raw: [...x], answers, params }
}

/** The message about what is wrong, if it is meant for readers. */
async function mistake({ description, weights, scaling, project }) {
  try {
    if (project) kerasCode(project)
    else await kerasFile(description, weights ?? network(description).getWeights(), { scaling })
  } catch (error) {
    if (isForReaders(error)) return error.message
    throw error
  }
  return null
}

/** A project as a program, its network, and the examples that the studio makes for it. */
function program({ project, choices, dataset }) {
  const made = samples(project.source)
  const data = made && { x: [...made.x], y: [...made.y] }
  const file = dataset && dataFile(dataset)
  return { code: kerasCode(project, choices), description: describe(project), data, file }
}

/** A picture as ink, and the class that its name tells. */
const picture = ({ rgba, width, height, side, name }) => ({
  ink: [...toGray(Uint8Array.from(rgba), width, height, side)],
  label: classOf(name),
})

/** A zip file of texts, and the checksums of these. */
function zipped({ texts }) {
  const files = Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)])
  const sums = files.map(([, bytes]) => crc32(bytes))
  return { file: base64(zip(Object.fromEntries(files))), sums }
}

/** A group of many arrays, each of its place in a shape of its own. */
function many({ count }) {
  const numbers = (i) => Float32Array.from({ length: (i % 3) + 1 }, () => i)
  const entries = Array.from({ length: count }, (_, i) => {
    return [`table_${i}`, { shape: [1, (i % 3) + 1], numbers: numbers(i) }]
  })
  return base64(hdf5({ "a group": Object.fromEntries(entries), "an empty one": {} }))
}

const QUESTIONS = { file, mistake, picture, program, zipped, many }
const answers = []
for (const { ask, ...question } of JSON.parse(readFileSync(0, "utf-8"))) {
  answers.push(await QUESTIONS[ask](question))
}
console.log(JSON.stringify(answers))
