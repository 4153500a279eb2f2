// A project: all that a reader has chosen, in JSON. Weights and data of one's own are kept beside it.

/** @import { Options } from "../network/options.js" */
/** @import { Shape } from "../network/tensor.js" */
/**
 * Where the examples come from. Data of the reader's own are not in it, but their shape is.
 * @typedef {object} Source
 * @property {"shapes" | "scratch" | "digits" | "letters" | "moons" | "spiral" | "numbers" | "points" | "drawings" | "images" | "table"} kind
 * @property {number} [count] of the digits: 2000 or 10000
 * @property {boolean} [shuffled] labels dealt out anew, on purpose
 * @property {Shape} shape of one example
 * @property {string[]} classes names of the outputs; none if the answer is a number
 *
 * How to train; names and defaults are those of Keras.
 * @typedef {object} Settings
 * @property {{ type: string } & Options} optimizer
 * @property {"constant" | "cosine" | "exponential"} schedule of the learning rate, over all epochs
 * @property {number} epochs
 * @property {number} batch_size
 * @property {number} patience epochs without a lower validation loss until training stops; 0: never
 * @property {number} seed
 * @property {boolean} scale inputs: each to mean 0 and deviation 1, by the training part
 * @property {number} validation share of the examples
 * @property {number} test share of the examples
 *
 * @typedef {object} Project
 * @property {1} version
 * @property {string} title
 * @property {Source} source
 * @property {({ type: string } & Options)[]} layers all but the last
 * @property {Options} head options of the last layer, a Dense one, besides units and activation
 * @property {Settings} settings
 */

/** Of projects in links and files; others are refused. */
export const VERSION = 1
