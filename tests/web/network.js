// What tests ask of web/network/: questions come in as JSON, answers go out in the same order.
import { readFileSync } from "node:fs"
import { INITIALIZERS } from "../../web/network/initializers.js"
import { network as made } from "../../web/network/layers.js"
import { oneHot } from "../../web/network/losses.js"
import { NetworkError } from "../../web/network/options.js"
import { Random } from "../../web/network/random.js"
import { setPrecision, sizeOf, Tensor } from "../../web/network/tensor.js"
import { Training } from "../../web/network/training.js"
import { byHand } from "../../web/page/parts/hand.js"
import { PEN_DIGITS } from "../../web/page/parts/pen_digits.js"
import { inkOf } from "../../web/page/parts/strokes.js"
import { fromHalf, packWeights, toHalf, unpackWeights } from "../../web/network/weights.js"

const STEP = 1e-5

/** Random inputs, or the whole numbers that an embedding needs. */
function inputsOf({ input_shape, layers }, count, random) {
  const x = new Tensor([count, ...input_shape])
  const most = layers[0].type === "Embedding" ? layers[0].input_dim : 0
  const draw = () => (most ? Math.floor(random.uniform() * most) : random.normal())
  for (let i = 0; i < x.data.length; i++) x.data[i] = draw()
  return x
}

/** Random targets as the loss needs them. */
function targetsOf({ output }, loss, count, random) {
  const y = new Tensor([count, ...output])
  const { data, wide } = y
  const draw = loss === "mse" ? () => random.normal() : () => Math.floor(random.uniform() * 2)
  if (loss !== "categorical_crossentropy") for (let i = 0; i < data.length; i++) data[i] = draw()
  else for (let i = 0; i < data.length; i += wide) data[i + Math.floor(random.uniform() * wide)] = 1
  return y
}

/** The largest relative error of each weight's gradient, held against differences of the loss. */
function gradients({ description, loss = "mse" }) {
  const network = made(description, { seed: 3 })
  const training = new Training(network, { loss })
  const random = new Random(9)
  const [x, y] = [inputsOf(description, 3, random), targetsOf(network, loss, 3, random)]
  for (const { value } of network.weights)
    value.forEach((_, i) => (value[i] += random.uniform() / 3))
  const lossNow = () => {
    network.random.count = 5 // dropout leaves out the same inputs each time
    return training.gradients(x, y)
  }
  lossNow()
  const learned = network.weights.filter((weight) => weight.trainable)
  const kept = learned.map(({ gradient }) => gradient.slice())
  return learned.map(({ name, value }, place) => {
    const most = kept[place].reduce((a, b) => Math.max(a, Math.abs(b)), 0)
    const errors = kept[place].map((slope, i) => {
      const was = value[i]
      value[i] = was + STEP
      const up = lossNow()
      value[i] = was - STEP
      const down = lossNow()
      value[i] = was
      return Math.abs((up - down) / (2 * STEP) - slope) / Math.max(Math.abs(slope), most / 100)
    })
    return { name, most, error: Math.max(...errors) }
  })
}

const trained = ({ description, choices, weights, seed }) => {
  const network = made(description, { seed })
  if (weights) network.setWeights(weights)
  return new Training(network, choices)
}

/** Answers before, losses of some steps, weights and answers after. */
function train({ x, y, steps, ...question }) {
  const training = trained(question)
  const { network } = training
  const inputs = new Tensor(x.shape, x.data)
  const before = [...network.predict(inputs).data]
  const targets = new Tensor([x.shape[0], ...network.output], y)
  const losses = Array.from({ length: steps }, () => training.step(inputs, targets))
  const weights = network.getWeights().map((array) => [...array])
  const shapes = network.weights.map((weight) => weight.shape)
  const params = network.countParams()
  return { before, losses, weights, shapes, params, after: [...network.predict(inputs).data] }
}

/** Losses of some epochs, and what evaluate says in the end. */
function learn({ x, y, epochs, size, ...question }) {
  const training = trained(question)
  const inputs = new Tensor(x.shape, x.data)
  const targets = new Tensor([x.shape[0], ...training.network.output], y)
  const losses = Array.from({ length: epochs }, () => training.epoch(inputs, targets, size))
  return { losses, ...training.evaluate(inputs, targets, 7) }
}

/** What a network gives in training, or apart from it; `flat` has all its weights in a row. */
function outputs({ description, x, training, seed, flat }) {
  const network = made(description, { seed })
  let at = 0
  if (flat) network.setWeights(network.weights.map((w) => flat.slice(at, (at += w.value.length))))
  return [...network.predict(new Tensor(x.shape, x.data), training).data]
}

/** The message about what is wrong; null if nothing is. */
function mistake({ description, choices, weights, x, bytes }) {
  try {
    const network = made(description)
    const training = choices ? new Training(network, choices) : null
    if (weights) network.setWeights(weights)
    if (bytes) unpackWeights(network, new ArrayBuffer(bytes))
    if (x)
      training
        ? training.step(new Tensor(...x), new Tensor([1, 1]))
        : network.predict(new Tensor(...x))
  } catch (error) {
    if (error instanceof NetworkError) return error.message
    throw error
  }
  return null
}

/** Numbers to bits of float16, and bits to numbers. */
const half = ({ values, halves }) => [
  values.map(toHalf),
  halves.map((one) => String(fromHalf(one))),
]

/** The bytes of a network's weights as float16, and the weights of another that has read them. */
function pack({ description, weights }) {
  const [one, other] = [1, 2].map((seed) => made(description, { seed }))
  one.setWeights(weights)
  const buffer = packWeights(one)
  unpackWeights(other, buffer)
  const read = other.getWeights().map((array) => [...array])
  return { bytes: [...new Uint8Array(buffer)], read }
}

/** Numbers of a generator, and weights of an initializer. */
function chance({ seed, count, initializer, shape }) {
  const random = new Random(seed)
  const draw = (name) => Array.from({ length: count }, () => random[name]())
  const drawn = {
    uniform: draw("uniform"),
    normal: draw("normal"),
    order: [...random.order(count)],
  }
  if (!initializer) return drawn
  const values = new Float64Array(sizeOf(shape))
  INITIALIZERS[initializer](values, shape, random)
  return [...values]
}

/** Targets of labels. */
const hot = ({ labels, classes }) => [...oneHot(labels, classes).data]

/** Strokes as a picture. */
const ink = ({ strokes, picture }) => [...inkOf(strokes, picture)]

/** Signs as hands draw them, each so many times. */
function hands({ signs, times }) {
  const random = new Random(1)
  return Array.from({ length: times }, () => signs.map((strokes) => byHand(strokes, random)))
}

/** What a kept network reads in drawings: the place of the largest answer for each. */
function pads({ description, flat, drawings, picture }) {
  const network = made(description)
  let at = 0
  network.setWeights(network.weights.map((w) => flat.slice(at, (at += w.value.length))))
  return drawings.map((strokes) => {
    const { data } = network.predict(new Tensor([1, ...network.input], inkOf(strokes, picture)))
    return data.indexOf(Math.max(...data))
  })
}

/** The strokes of the digits. */
const digits = () => PEN_DIGITS

const NETWORKS = { gradients, train, learn, outputs, mistake, half, pack, chance, hot }
const QUESTIONS = { ...NETWORKS, pads, ink, hands, digits }

const { bits, questions } = JSON.parse(readFileSync(0, "utf-8"))
setPrecision(bits)
console.log(JSON.stringify(questions.map(({ ask, ...question }) => QUESTIONS[ask](question))))
