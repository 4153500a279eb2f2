// Options of layers and optimizers: their names, defaults and limits are those of Keras.
import { ACTIVATION_NAMES, INITIALIZER_NAMES } from "./names.js"

/** @typedef {Record<string, any>} Options */

/** A network that cannot be made or fed; the message names the layer and what would be right. */
export class NetworkError extends Error {}

/** @type {(text: string) => never} */
export const fail = (text) => {
  throw new NetworkError(text)
}

/** In place of a default, for an option that must be given. */
export const REQUIRED = Symbol("required")
/** @type {(value: any) => string} A value as JSON, cut where it gets long. */
export const told = (value) => String(JSON.stringify(value)).replace(/^(.{40}).+/s, "$1…")

/** @type {(value: any) => boolean} */
const isCount = (value) => Number.isInteger(value) && value > 0
/** @type {(low: number, high: number) => (value: any) => boolean} */
const within = (low, high) => (value) => typeof value === "number" && value >= low && value <= high
/** @typedef {[test: (value: any) => boolean, text: string]} Rule */
/** @type {Rule} */
const COUNT = [isCount, "a whole number from 1"]
/** @type {Rule} */
const PAIR = [
  (value) => isCount(value) || (Array.isArray(value) && value.length === 2 && value.every(isCount)),
  "a whole number from 1, or two of them in a list",
]
/** @type {Rule} */
const SWITCH = [(value) => typeof value === "boolean", "true or false"]
/** @type {Rule} */
const POSITIVE = [(value) => within(0, Infinity)(value) && value > 0, "a number above 0"]
/** @type {Rule} */
const NOT_NEGATIVE = [within(0, Infinity), "a number from 0"]
/** @type {Rule} */
const SHARE = [(value) => within(0, 1)(value) && value < 1, "a number from 0 and below 1"]
/** @type {(names: string[]) => Rule} */
const oneOf = (names) => [(value) => names.includes(value), `one of ${names.join(", ")}`]

/** @type {Record<string, Rule>} One name means the same in all layers. */
const RULES = {
  name: [(value) => typeof value === "string", "a text"],
  units: COUNT,
  filters: COUNT,
  input_dim: COUNT,
  output_dim: COUNT,
  kernel_size: PAIR,
  pool_size: PAIR,
  strides: PAIR,
  padding: oneOf(["valid", "same"]),
  activation: oneOf(ACTIVATION_NAMES),
  recurrent_activation: oneOf(ACTIVATION_NAMES),
  rate: SHARE,
  momentum: SHARE,
  beta_1: SHARE,
  beta_2: SHARE,
  epsilon: POSITIVE,
  clipnorm: POSITIVE,
  global_clipnorm: POSITIVE,
  learning_rate: NOT_NEGATIVE,
  negative_slope: NOT_NEGATIVE,
  reset_after: [(value) => value === true, "true: the reset gate works after the product"],
}
/** @type {(name: string) => Rule | undefined} */
const ruleOf = (name) => {
  if (RULES[name]) return RULES[name]
  return name.endsWith("_initializer") ? oneOf(INITIALIZER_NAMES) : undefined
}

/**
 * Options as given, completed by defaults; what is null or missing is the default.
 * @param {Options} given
 * @param {Options} defaults all options that there are, by name
 * @returns {Options}
 * @throws {NetworkError} for an option that is unknown, missing, or beyond its limits
 */
export function read(given, defaults) {
  const known = Object.keys(defaults)
  for (const name of Object.keys(given)) {
    if (known.includes(name) || name === "type" || name === "name") continue
    fail(`has no option ${told(name)}: it knows ${known.join(", ") || "none"}`)
  }
  /** @type {Options} */
  const options = {}
  for (const name of known) {
    const value = given[name] ?? defaults[name]
    if (value === REQUIRED) fail(`needs the option ${told(name)}`)
    const isSwitch = typeof defaults[name] === "boolean"
    const [test, text] = ruleOf(name) ?? (isSwitch ? SWITCH : fail(`lacks a rule for ${name}`))
    if (value !== null && !test(value)) fail(`${name} must be ${text}, not ${told(value)}`)
    options[name] = value
  }
  return options
}

/** @type {(value: number | [number, number]) => [number, number]} Down, then to the right. */
export const pair = (value) => (typeof value === "number" ? [value, value] : value)

/**
 * An entry of a table; names come from descriptions, so they may be anything.
 * @template T
 * @param {Record<string, T>} table
 * @param {any} name
 * @param {string} what it is, for the message
 * @throws {NetworkError} if there is none of this name
 */
export function lookUp(table, name, what) {
  const isKnown = typeof name === "string" && Object.hasOwn(table, name)
  return isKnown ? table[name] : fail(`${what} must be one of ${Object.keys(table).join(", ")}`)
}

/**
 * What `work` returns; if it finds a mistake, the message begins with where.
 * @template T
 * @param {string} where such as "layers[1] (Dense)"
 * @param {() => T} work
 */
export function named(where, work) {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    throw new NetworkError(`${where} ${error.message}`)
  }
}
