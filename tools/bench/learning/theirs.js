// How TensorFlow.js learns a task of the benchmark: by its layers, and by a loop around its
// optimizer, which takes less time than its `fit` and `trainOnBatch`. The loss starts at the sums
// below softmax, as ours does. The first weights are ours.
const OPTIMIZERS = {
  SGD: ({ learning_rate }) => tf.train.sgd(learning_rate),
  Adam: ({ learning_rate }) => tf.train.adam(learning_rate, 0.9, 0.999, 1e-7),
}

/**
 * The description of a network as Keras writes it, which TensorFlow.js reads; without softmax.
 * @param {Description} description
 */
function topology({ input_shape, layers }) {
  const config = layers.map(({ type, ...options }, place) => {
    if (options.activation === "softmax") options.activation = "linear"
    if (!place) options.batch_input_shape = [null, ...input_shape]
    return { class_name: type, config: options }
  })
  return { class_name: "Sequential", config: { layers: config } }
}

/**
 * @param {"cpu" | "wasm"} backend
 * @param {Task} task see page.js
 * @param {{ shape: number[], value: Float32Array }[]} weights
 */
export async function learner(backend, { description, optimizer }, weights) {
  if (backend === "wasm") tf.wasm.setWasmPaths("./")
  await tf.setBackend(backend)
  await tf.ready()
  const model = await tf.models.modelFromJSON({ modelTopology: topology(description) })
  model.setWeights(weights.map(({ shape, value }) => tf.tensor(value, shape)))
  const { type, ...options } = optimizer
  const going = OPTIMIZERS[type](options)
  const inputs = (data, count) => tf.tensor(data, [count, ...description.input_shape])
  return {
    step(x, y, count) {
      tf.tidy(() => {
        const [examples, targets] = [inputs(x, count), tf.tensor(y, [count, y.length / count])]
        going.minimize(() =>
          tf.losses.softmaxCrossEntropy(targets, model.apply(examples, { training: true })),
        )
      })
    },
    answers: (x, count) => tf.tidy(() => model.predict(inputs(x, count)).dataSync()),
  }
}
