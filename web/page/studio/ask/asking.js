// What the studio's network makes of an example.
import { sizeOf, Tensor } from "../../../network/tensor.js"
import { applyScaling } from "../../../studio/scaling.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Studio } from "../studio.js" */

/** One example, as it comes. @param {Dataset} dataset @param {number} place */
export function exampleOf({ x, shape }, place) {
  const size = sizeOf(shape)
  return x.slice(place * size, (place + 1) * size)
}

/**
 * What every layer makes of an example: the example as the network gets it, then the outputs of
 * each layer, the last being the answer. Undefined without a network.
 * @param {Studio} studio
 * @param {ArrayLike<number>} example as it comes
 */
export function ask({ network, scaling }, example) {
  if (!network) return undefined
  const given = applyScaling(Float32Array.from(example), scaling)
  const tensor = new Tensor([1, ...network.input], given)
  return [tensor, ...network.outputs(tensor)]
}

/** The place of the largest of some numbers. @param {ArrayLike<number>} numbers */
export function largest(numbers) {
  let best = 0
  for (let i = 1; i < numbers.length; i++) if (numbers[i] > numbers[best]) best = i
  return best
}
