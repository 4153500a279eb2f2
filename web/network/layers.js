// All kinds of layers, by Keras's names.
import { Activation, LeakyReLU, ReLU } from "./activations.js"
import { GRU, LSTM, SimpleRNN } from "./cells.js"
import { Conv2D } from "./convolution.js"
import { Dense, Flatten } from "./dense.js"
import { Dropout, SpatialDropout2D } from "./dropout.js"
import { Embedding } from "./embedding.js"
import { BatchNormalization, LayerNormalization } from "./normalization.js"
import { AveragePooling2D, GlobalAveragePooling2D, MaxPooling2D } from "./pooling.js"
import { Sequential } from "./sequential.js"

/** @import { Description, Kinds } from "./sequential.js" */

/** @type {Kinds} */
export const LAYERS = {
  Activation,
  AveragePooling2D,
  BatchNormalization,
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  GlobalAveragePooling2D,
  GRU,
  LayerNormalization,
  LeakyReLU,
  LSTM,
  MaxPooling2D,
  ReLU,
  SimpleRNN,
  SpatialDropout2D,
}

/**
 * A network of any layers. A page that needs only some of them imports these, and Sequential.
 * @param {Description} description
 * @param {{ seed?: number }} [chance]
 * @throws {NetworkError} as Sequential does
 */
export const network = (description, chance) => new Sequential(description, LAYERS, chance)
