// What tests ask of the studio's projects: are they read, planned, linked as they should be?
import { network } from "../../web/network/layers.js"
import { Random } from "../../web/network/random.js"
import { isForReaders } from "../../web/studio/error.js"
import { History } from "../../web/studio/history.js"
import { fromLink, toLink } from "../../web/studio/link.js"
import { firstProblem, outline } from "../../web/studio/outline.js"
import { PRESETS } from "../../web/studio/presets.js"
import { describe, readProject } from "../../web/studio/project.js"
import { answerAll, tried } from "./studio_asked.js"

/** Layers of a network as it is, and as its outline says. */
function planned({ description }) {
  const made = network(description, { seed: 1 })
  const real = made.layers.map(({ output, weights }) => ({
    output,
    params: weights.reduce((sum, { value }) => sum + value.length, 0),
  }))
  return { real, plan: outline(description), total: made.countParams().total }
}

const problems = ({ descriptions }) => descriptions.map((one) => firstProblem(outline(one)))

const any = (random, list) => list[Math.floor(random.uniform() * list.length)]

/** Stacks of layers by chance: those where the outline and the network itself disagree. */
function stacks({ count }) {
  const random = new Random(4)
  const kinds = [
    () => ({ type: "Dense", units: any(random, [1, 3, 8]), activation: "relu" }),
    () => ({ type: "Conv2D", filters: 2, kernel_size: any(random, [1, 3, 5, [2, 9]]) }),
    () => ({ type: "MaxPooling2D", pool_size: any(random, [2, 4]) }),
    () => ({ type: "AveragePooling2D", pool_size: 2, padding: any(random, ["same", "valid"]) }),
    () => ({ type: "Flatten" }),
    () => ({ type: "GlobalAveragePooling2D" }),
    () => ({ type: "SpatialDropout2D", rate: 0.2 }),
    () => ({ type: "BatchNormalization" }),
    () => ({ type: "LSTM", units: 3, return_sequences: any(random, [true, false]) }),
    () => ({ type: "GRU", units: 3, activation: any(random, ["tanh", "softmax"]) }),
    () => ({ type: "Dropout", rate: any(random, [0.2, 1]) }),
  ]
  const wrong = []
  let fine = 0
  for (let i = 0; i < count; i++) {
    const input_shape = any(random, [[4], [5, 2], [9, 8, 1]])
    const length = 1 + Math.floor(random.uniform() * 4)
    const layers = Array.from({ length }, () => any(random, kinds)())
    const description = { input_shape, layers: [...layers, { type: "Dense", units: 2 }] }
    const said = firstProblem(outline(description))
    let works = true
    try {
      works = network(description).output.length === 1
    } catch (error) {
      if (!isForReaders(error)) throw error
      works = false
    }
    fine += works
    if (works !== !said) wrong.push({ description, said })
  }
  return { wrong, fine }
}

const NUMBERS = [0, -1, 0.5, 3, 1e9, 1e308]
const VALUES = [...NUMBERS, null, true, "", "relu", "x".repeat(500), [], {}, [2, 2], [[]]]

/** One change of a project somewhere, by chance. */
function mutate(value, random) {
  const places = []
  const walk = (one) => {
    for (const key of Object.keys(one)) {
      places.push([one, key])
      if (typeof one[key] === "object" && one[key]) walk(one[key])
    }
  }
  walk(value)
  const [owner, key] = any(random, places)
  const way = Math.floor(random.uniform() * 4)
  if (way === 0) delete owner[key]
  else if (way === 1) owner[any(random, ["more", "__proto__", "constructor", "units"])] = 7
  else if (way === 2) {
    const [other, name] = any(random, places)
    owner[key] = JSON.parse(JSON.stringify(other[name]))
  }
  if (way === 3) owner[key] = any(random, VALUES)
  return value
}

/** Tampered projects: each is refused for readers, or is one of which an outline can be made. */
async function tampered({ count }) {
  const random = new Random(8)
  const counts = { read: 0, refused: 0 }
  for (let i = 0; i < count; i++) {
    const text = JSON.stringify(any(random, PRESETS).project)
    const changed = mutate(JSON.parse(text), random)
    const { found, said } = await tried(() => readProject(changed))
    if (said !== undefined) counts.refused++
    else {
      counts.read++
      if (JSON.stringify(readProject(found)) !== JSON.stringify(found)) throw Error("not the same")
      outline(describe(found))
    }
  }
  return counts
}

const read = ({ value }) => tried(() => readProject(value))

/** Links there and back; and damaged ones: how many were read, and how many refused. */
async function links({ count }) {
  const random = new Random(8)
  let [same, refused] = [0, 0]
  for (const { project } of PRESETS) {
    const link = await toLink(project)
    if (!/^[\w-]+$/.test(link)) throw Error("not for addresses")
    same += JSON.stringify(await fromLink(link)) === JSON.stringify(project)
    for (let i = 0; i < count; i++) {
      const at = Math.floor(random.uniform() * link.length)
      const letter = any(random, ["A", "_", "é", "", " "])
      const damaged = link.slice(0, at) + letter + link.slice(at + 1)
      const { said } = await tried(() => fromLink(damaged))
      refused += said !== undefined
    }
  }
  return { same, refused }
}

const link = ({ text }) => tried(() => fromLink(text))

async function bomb({ size }) {
  const stream = new Blob(["[".repeat(size)]).stream()
  const packed = stream.pipeThrough(new CompressionStream("deflate-raw"))
  const text = Buffer.from(await new Response(packed).arrayBuffer()).toString("base64url")
  return { letters: text.length, ...(await tried(() => fromLink(text))) }
}

function history() {
  const kept = new History(0)
  for (let i = 1; i <= 300; i++) kept.put(i)
  kept.put(300)
  const undone = [kept.undo(), kept.undo()]
  const redone = kept.redo()
  kept.put(7)
  const { now, canUndo, canRedo } = kept
  while (kept.canUndo) kept.undo()
  return { undone, redone, now, canUndo, canRedo, oldest: kept.undo(), first: kept.redo() }
}

await answerAll({ planned, problems, stacks, tampered, read, links, link, bomb, history })
