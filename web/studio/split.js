// Which examples to learn from, which to watch progress by, and which to keep for the end.
import { Random } from "../network/random.js"
import { fail } from "./error.js"

/** @import { Dataset } from "./dataset.js" */
/**
 * Places of examples in the data set, in its order.
 * @typedef {{ train: Uint32Array, validation: Uint32Array, test: Uint32Array }} Parts
 */

/**
 * How many of so many examples go where. Each part that is wanted gets one at least, and so does
 * training.
 * @param {number} count
 * @param {number[]} shares of validation and test
 */
function sizes(count, shares) {
  const [validation, test] = shares.map((share) => share && Math.max(1, Math.round(share * count)))
  const parts = [validation, test]
  const rest = () => count - parts[0] - parts[1]
  while (rest() < 1) parts[parts[0] > parts[1] ? 0 : 1]-- // rounding has taken all
  return parts
}

/**
 * The examples of each class by themselves; if the answer is a number, all as one.
 * @param {Dataset} dataset
 */
function classGroups({ y, classes }) {
  /** @type {number[][]} */
  const groups = Array.from({ length: Math.max(classes.length, 1) }, () => [])
  y.forEach((/** @type {number} */ answer, /** @type {number} */ place) => {
    groups[classes.length ? answer : 0].push(place)
  })
  return groups
}

/** The places of each group. @param {ArrayLike<number>} groups */
function membersOf(groups) {
  /** @type {number[][]} */
  const members = []
  for (let i = 0; i < groups.length; i++) (members[groups[i]] ??= []).push(i)
  return members
}

/**
 * Deals the examples out by chance, each class by itself, so that all parts have the classes in
 * the same shares. If examples belong to groups, such as fonts, whole groups are dealt out: what
 * is said of validation then holds for fonts never seen.
 * @param {Dataset} dataset
 * @param {{ validation: number, test: number, seed: number }} settings
 * @returns {Parts}
 * @throws {StudioError} if there are too few examples of a class for each part to get one
 */
export function split(dataset, { validation, test, seed }) {
  const random = new Random(seed)
  const shares = [validation, test]
  const names = ["training", ...["validation", "test"].filter((_, part) => shares[part])]
  const classes = classGroups(dataset)
  const small = [...classes.keys()].filter((label) => classes[label].length < names.length)
  if (small.length) {
    const lacking = small.map((label) => JSON.stringify(dataset.classes[label]))
    fail(tooFew(dataset.classes.length ? lacking : [], classes[small[0]].length, names))
  }
  /** @type {number[][]} */
  const parts = [[], [], []]
  /** @type {(members: number[][]) => void} */
  const deal = (members) => {
    const [first, second] = sizes(members.length, shares)
    for (const [i, place] of random.order(members.length).entries()) {
      parts[i < first ? 1 : i < first + second ? 2 : 0].push(...members[place])
    }
  }
  const { groups } = dataset
  if (groups) deal(membersOf(groups))
  else for (const group of classes) deal(group.map((place) => [place]))
  const [train, watched, kept] = parts.map((part) => Uint32Array.from(part).sort())
  return { train, validation: watched, test: kept }
}

/**
 * @param {string[]} lacking the classes with too few examples; none if the answer is a number
 * @param {number} count how many examples the first of them has, or the data
 * @param {string[]} names of the parts
 */
function tooFew(lacking, count, names) {
  const examples = `has ${count || "no"} example${count === 1 ? "" : "s"}`
  const many = `have fewer than ${names.length} example${names.length === 1 ? "" : "s"} each`
  let has = lacking.length ? `The class ${lacking[0]} ${examples}` : `The data ${examples}`
  if (lacking.length > 1) has = `The classes ${lacking.join(", ")} ${many}`
  if (names.length === 1) return `${has}: there is nothing to learn from.`
  const parts = `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`
  return `${has}, but ${parts} need one each. Add examples, or set a share to 0.`
}
