// How our engine learns a task of the benchmark.
import { Sequential } from "../../../web/network/sequential.js"
import { Tensor } from "../../../web/network/tensor.js"
import { Training } from "../../../web/network/training.js"

/**
 * A network that learns, and its first weights, which the rival gets too.
 * @param {Kinds} kinds of layers
 * @param {Task} task see page.js
 */
export function learner(kinds, { description, optimizer }) {
  const network = new Sequential(description, kinds, { seed: 1 })
  const training = new Training(network, { loss: "categorical_crossentropy", optimizer })
  const inputs = (data, count) => new Tensor([count, ...network.input], data)
  return {
    weights: network.weights.map(({ shape, value }) => ({ shape, value: value.slice() })),
    step(x, y, count) {
      training.step(inputs(x, count), new Tensor([count, ...network.output], y))
    },
    answers: (x, count) => network.predict(inputs(x, count)).data,
  }
}
