// What tests ask of the engine: a list of questions comes in as JSON, a list of answers goes out.
import { readFileSync } from "node:fs"
import { Random } from "../../../web/network/random.js"
import { Sequential } from "../../../web/network/sequential.js"
import { setPrecision, sizeOf, Tensor } from "../../../web/network/tensor.js"
import { Training } from "../../../web/network/training.js"
import { fromHalf, packWeights, toHalf, unpackWeights } from "../../../web/network/weights.js"

/** Inputs without ties or kinks nearby, or the whole numbers that an embedding needs. */
function inputsOf({ input_shape, layers }, count, random) {
  const x = new Tensor([count, ...input_shape])
  const most = layers[0].type === "Embedding" ? layers[0].input_dim : 0
  const draw = () => (most ? Math.floor(random.uniform() * most) : random.normal())
  for (let i = 0; i < x.data.length; i++) x.data[i] = draw()
  return x
}

/** Targets as the loss needs them. */
function targetsOf(network, loss, count, random) {
  const y = new Tensor([count, ...network.output])
  const { data, wide } = y
  if (loss === "mse") for (let i = 0; i < data.length; i++) data[i] = random.normal()
  else if (loss === "binary_crossentropy") for (let i = 0; i < data.length; i++) data[i] = i % 2
  else for (let i = 0; i < data.length; i += wide) data[i + Math.floor(random.uniform() * wide)] = 1
  return y
}

/** The worst relative error of a gradient against differences of the loss, by name. */
function gradients({ description, loss = "mse", examples = 3, step = 1e-5 }) {
  const network = new Sequential(description, { seed: 3 })
  const random = new Random(9)
  const training = new Training(network, { loss })
  const x = inputsOf(description, examples, random)
  const y = targetsOf(network, loss, examples, random)
  for (const { value } of network.weights) for (let i = 0; i < value.length; i++) value[i] += 0.3 * random.uniform()
  const lossNow = () => {
    network.random.count = 5 // the same dropout each time
    return training.gradients(x, y)
  }
  lossNow()
  const lists = network.weights.filter((weight) => weight.trainable)
  const all = Object.fromEntries(lists.map((w, i) => [`${i} ${w.name}`, [w.value, w.gradient.slice()]]))
  if (description.layers[0].type !== "Embedding") {
    // the inputs' own gradient: the way back from the loss to the first layer
    const answers = network.predict(x, true)
    const sums = training.isFromSums ? training.last.sums : answers
    network.random.count = 5
    training.loss.forward(training.isFromSums ? (network.predict(x, true), training.last.sums) : network.predict(x, true), y)
    let d = training.loss.backward()
    for (const layer of network.layers.toReversed()) {
      d = training.isFromSums && layer === training.last ? layer.backwardSums(d) : layer.backward(d)
    }
    all.inputs = [x.data, d.data]
    if (!sums) throw new Error("no sums")
  }
  const worst = {}
  for (const [name, [value, gradient]] of Object.entries(all)) {
    const scale = Math.max(...gradient.map(Math.abs))
    if (!(scale > 1e-9)) throw new Error(`${name}: no gradient at all`)
    worst[name] = 0
    for (let i = 0; i < value.length; i++) {
      const kept = value[i]
      value[i] = kept + step
      const up = lossNow()
      value[i] = kept - step
      const down = lossNow()
      value[i] = kept
      const error = Math.abs((up - down) / (2 * step) - gradient[i])
      worst[name] = Math.max(worst[name], error / Math.max(Math.abs(gradient[i]), 1e-2 * scale))
    }
  }
  return worst
}

const QUESTIONS = { gradients }

const questions = JSON.parse(readFileSync(0, "utf-8"))
setPrecision(questions.bits ?? 32)
const answers = questions.list.map(({ ask, ...question }) => {
  try {
    return QUESTIONS[ask](question)
  } catch (error) {
    return { error: String(error.stack) }
  }
})
console.log(JSON.stringify(answers))
