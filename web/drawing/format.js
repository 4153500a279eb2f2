// What a description may say, field by field; check.js holds the fields against each other.
import { fail } from "./mistakes.js"
import { told } from "./text.js"

/**
 * A description of a network or of one neuron. drawing.schema.json says all of it, and
 * docs/reference/drawing.md what each field is for.
 * @typedef {object} Description
 * @property {"network" | "neuron"} [kind]
 * @property {string} [id] what all ids of the drawing start with
 * @property {string} [title]
 * @property {string} [description]
 * @property {"right" | "down"} [direction]
 * @property {Layer[]} [layers] of a network
 * @property {number} [until] the layer that a forward pass has reached
 * @property {number} [collapse] layers of more neurons show only some of them
 * @property {number} [scale] the weight that gets the widest link
 * @property {number} [inputs] of one neuron, as all that follows
 * @property {number[]} [values]
 * @property {number[]} [weights]
 * @property {string[]} [labels]
 * @property {number} [bias]
 * @property {number} [sum]
 * @property {string} [activation]
 * @property {number} [output]
 *
 * One layer, whose sizes are those of what comes out of it.
 * @typedef {object} Layer
 * @property {string} type
 * @property {string} [name]
 * @property {string} [activation]
 * @property {number} [size] the number of its neurons
 * @property {number} [steps] of the sequence that an input is
 * @property {number} [width] of each channel, in pixels
 * @property {number} [height] of each channel, in pixels
 * @property {number} [channels]
 * @property {[number, number]} [kernel] down, then to the right
 * @property {[number, number]} [stride] down, then to the right
 * @property {"same" | "valid"} [padding]
 * @property {"max" | "average"} [mode] of a pool
 * @property {boolean} [sequences] whether a recurrent layer hands on every step
 * @property {number} [rate] of a dropout, from 0 to 1
 * @property {any[]} [values] a number for each neuron or pixel; for sequences, such a list a step
 * @property {number[]} [lit] the neurons to light
 * @property {number} [winner] the neuron to mark as the answer
 * @property {string[]} [labels] a word for each neuron
 * @property {number[][]} [weights] for each neuron before, a weight to each of this layer
 *
 * Throws a DrawingError that names the path, if the value is not right.
 * @typedef {(value: any, path: string) => void} Rule
 */

/** @type {(test: (value: any) => boolean, text: string) => Rule} */
const is = (test, text) => (value, path) => {
  if (!test(value)) fail(path, `must be ${text}, not ${told(value)}`)
}
/** @type {(value: any) => boolean} */
export const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
/** @type {(...names: string[]) => Rule} */
const oneOf = (...names) => is((value) => names.includes(value), `one of ${names.join(", ")}`)
/** @type {(low: number, high: number) => (value: any) => boolean} */
const within = (low, high) => (value) => typeof value === "number" && value >= low && value <= high
/** @type {(low: number, high: number) => Rule} */
const whole = (low, high) => {
  const inRange = within(low, high)
  const test = (/** @type {any} */ value) => Number.isInteger(value) && inRange(value)
  return is(test, `a whole number from ${low} to ${high}`)
}
/** @type {(most: number) => Rule} */
const textOf = (most) => {
  const test = (/** @type {any} */ value) => typeof value === "string" && [...value].length <= most
  return is(test, `text of at most ${most} characters`)
}

/** @type {(item: Rule, least: number, most: number) => Rule} */
const listOf = (item, least, most) => (value, path) => {
  if (!Array.isArray(value)) return fail(path, `must be a list, not ${told(value)}`)
  if (!within(least, most)(value.length)) {
    fail(path, `must have ${least} to ${most} items, not ${value.length}`)
  }
  value.forEach((each, place) => item(each, `${path}[${place}]`))
}

/**
 * An object with exactly these fields: all that are `needed`, and any of the others; `own`
 * replaces rules of FIELDS.
 * @type {(needed: string, others: string, own?: Record<string, Rule>) => Rule}
 */
const record =
  (needed, others, own = {}) =>
  (value, path) => {
    const [must, may] = [needed, others].map((names) => names.split(" "))
    const inside = (/** @type {string} */ name) => (path ? `${path}.${name}` : name)
    if (!isObject(value)) fail(path, `must be an object, not ${told(value)}`)
    const wrong = Object.keys(value).find((name) => !must.includes(name) && !may.includes(name))
    if (wrong !== undefined) {
      fail(inside(wrong), `is not a field here; these are: ${needed} ${others}`)
    }
    for (const name of must) if (!Object.hasOwn(value, name)) fail(inside(name), "is missing")
    for (const name of Object.keys(value)) (own[name] ?? FIELDS[name])(value[name], inside(name))
  }

const [TEXT, WORD] = [textOf(1000), textOf(20)]
const NAME = is(
  (value) => typeof value === "string" && /^[A-Za-z][A-Za-z0-9_-]*$/.test(value),
  "a letter, then letters, digits, - or _",
)
const [COUNT, INDEX] = [whole(1, 1e9), whole(0, 1e9)]
const NUMBER = is(within(-1e15, 1e15), "a number")
const NUMBERS = listOf(NUMBER, 0, 1e6)
const TABLE = listOf(NUMBERS, 0, 1e6)

/** @type {Rule} */
const LAYER = (value, path) => {
  oneOf(...Object.keys(LAYERS))(value?.type, `${path}.type`)
  LAYERS[value.type][Object.hasOwn(value, "width") ? "wide" : "flat"](value, path)
}

/** @type {Record<string, Rule>} */
const FIELDS = {
  kind: oneOf("network", "neuron"),
  id: NAME,
  title: TEXT,
  description: TEXT,
  direction: oneOf("right", "down"),
  layers: listOf(LAYER, 2, 100),
  until: INDEX,
  collapse: whole(9, 100),
  inputs: COUNT,
  bias: NUMBER,
  sum: NUMBER,
  output: NUMBER,
  scale: is((value) => within(0, 1e15)(value) && value > 0, "a number above 0"),
  type: WORD,
  name: WORD,
  activation: WORD,
  size: COUNT,
  steps: COUNT,
  width: COUNT,
  height: COUNT,
  channels: COUNT,
  kernel: listOf(COUNT, 2, 2),
  stride: listOf(COUNT, 2, 2),
  padding: oneOf("same", "valid"),
  mode: oneOf("max", "average"),
  sequences: is((value) => typeof value === "boolean", "true or false"),
  rate: is(within(0, 1), "a number from 0 to 1"),
  lit: listOf(INDEX, 0, 1e6),
  winner: INDEX,
  labels: listOf(WORD, 0, 1e6),
  weights: TABLE,
  values: (value, path) => (Array.isArray(value?.[0]) ? TABLE : NUMBERS)(value, path),
}

const FLAT = { values: NUMBERS, weights: NUMBERS }
/** A description of a network. */
export const NETWORK = record("layers", "kind id title description direction until collapse scale")
/** A description of one neuron. */
export const NEURON = record(
  "kind inputs",
  "id title description values weights bias sum activation output labels scale",
  FLAT,
)

const [MARKS, STACK] = ["values lit winner labels", "type width height channels"]
const both = (/** @type {Rule} */ rule) => ({ flat: rule, wide: rule })
const SEQUENCE = both(record("type size", `name activation sequences ${MARKS}`))
/**
 * Each type of layer, where it has a `width` and where it has none.
 * @type {Record<string, { flat: Rule, wide: Rule }>}
 */
const LAYERS = {
  input: {
    flat: record("type size", `name steps ${MARKS}`),
    wide: record(STACK, "name values", FLAT),
  },
  dense: both(record("type size", `name activation weights ${MARKS}`)),
  conv: both(record(`${STACK} kernel`, "name stride padding activation values", FLAT)),
  pool: {
    flat: record("type size", `name mode ${MARKS}`),
    wide: record(`${STACK} kernel`, "name mode stride padding values", FLAT),
  },
  flatten: both(record("type size", `name ${MARKS}`)),
  rnn: SEQUENCE,
  lstm: SEQUENCE,
  gru: SEQUENCE,
  norm: both(record("type", "name")),
  dropout: both(record("type rate", "name")),
  activation: both(record("type activation", "name")),
}
