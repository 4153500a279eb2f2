// The ten scores of the leaning 5, and a temperature to choose: what becomes of its shares.
import { percent } from "../parts/bars.js"
import { button, make } from "../parts/make.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

const NAME = "sureness"
// Of the first small network for the leaning 5: the scores of the lesson, the logarithms of shares.
const SCORES = [-5.0, -5.32, -4.22, -7.78, -3.41, -4.58, -0.08, -9.41, -5.25, -6.14]
const [LEADER, TRUTH] = [6, 5]
const TEMPERATURE = { min: 0.2, max: 5, step: 0.05, value: 1 }
const MORE = { min: -5, max: 5, step: 0.1, value: 0 }
const [HALF, NEAR] = [0.5, 0.01]
const FIRST = "1.00_0.0_0.0_0"

/**
 * The shares of scores; the largest is taken off first, so that no power is too large.
 * @param {number[]} scores
 * @param {number} temperature
 */
function softmax(scores, temperature) {
  const powers = scores.map((score) => Math.exp((score - Math.max(...scores)) / temperature))
  const sum = powers.reduce((all, power) => all + power, 0)
  return powers.map((power) => power / sum)
}

/** @type {(values: number[]) => number} The place of the largest. */
const largest = (values) => values.indexOf(Math.max(...values))

/** @type {(values: number[]) => string} The places, those of larger values first. */
const order = (values) => String(values.map((_, i) => i).sort((i, j) => values[j] - values[i]))

/** A column for each of ten shares. */
function columns() {
  const all = Array.from({ length: 10 }, (_, digit) => {
    const number = make("small")
    return { number, column: make("span", { class: "column" }, make("i"), `${digit}`, number) }
  })
  const element = make("div", { class: "columns digits", role: "img" })
  element.append(...all.map(({ column }) => column))
  /** @param {number[]} shares */
  const show = (shares) => {
    const whole = shares.map((share) => `${Math.round(100 * share)}%`)
    all.forEach(({ number, column }, digit) => {
      column.style.setProperty("--share", String(shares[digit]))
      column.classList.toggle("winner", digit === largest(shares))
      number.textContent = whole[digit]
    })
    element.ariaLabel = `Shares: ${whole.map((text, digit) => `${digit} ${text}`).join(", ")}`
  }
  return { element, show }
}

/**
 * Bring the figure to life.
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start() {
  const drawn = columns()
  const said = make("p", { role: "status" })
  const temperature = new Slider("temperature", TEMPERATURE, show)
  const changes = [LEADER, TRUTH].map((digit) => new Slider(`add to the ${digit}`, MORE, show))
  const sliders = [temperature, ...changes]
  let added = 0

  const written = () => [...sliders.map(({ output }) => output.textContent), added].join("_")

  function show() {
    const changed = SCORES.slice()
    ;[LEADER, TRUTH].forEach((digit, place) => (changed[digit] += changes[place].value))
    const lifted = changed.map((score) => score + added)
    const [before, shares] = [changed, lifted].map((all) => softmax(all, temperature.value))
    drawn.show(shares)
    const most = Math.max(...shares.map((share, digit) => Math.abs(share - before[digit])))
    const sums = added ? ` With ${added} more in every score ${told(most)}.` : ""
    said.textContent = verdict(shares, sums)
    toAddress(NAME, written() === FIRST ? null : written())
  }

  /**
   * What the network reads now, and whether that solves the task.
   * @param {number[]} shares
   * @param {string} sums what the reader has added to all scores, and what came of it
   */
  function verdict(shares, sums) {
    const winner = largest(shares)
    const text = `It reads ${winner}, ${percent(shares[winner])} sure.${sums}`
    if (changes.some(({ value }) => value)) {
      const came = winner === LEADER ? "but not the answer" : "and so has the answer"
      return `${text} Single scores have changed, ${came}. The task leaves them alone.`
    }
    const off = shares[LEADER] - HALF
    if (Math.abs(off) > NEAR) return `${text} Not yet: too ${off > 0 ? "sure" : "unsure"}.`
    const isSame = order(shares) === order(SCORES)
    return `Solved! ${text} All ten ${isSame ? "keep" : "have changed"} their order.`
  }

  /** @param {string} state */
  function put(state) {
    const values = state.split("_").map(Number)
    sliders.forEach((slider, place) => (slider.value = values[place]))
    added = values[sliders.length]
    show()
  }

  const lift = button("add 100 to all scores", () => {
    added += 100
    show()
  })
  const again = button("start again", () => put(FIRST))
  const asked = inAddress(NAME) ?? FIRST
  put(asked)
  if (written() !== asked || !(added >= 0 && added < 1e6)) {
    put(FIRST)
    said.textContent = "The address holds no scores: here are those of the lesson."
  }
  const task = `With the temperature alone, bring the ${LEADER} down to one half: between 49% and
    51%. Will the answer change? And what will it do to the shares to add 100 to all scores?`
  return [
    drawn.element,
    ...sliders.map(({ element }) => element),
    make("div", { class: "choices", role: "group", "aria-label": "Scores" }, lift, again),
    make("p", {}, make("strong", {}, "Your task: "), task),
    said,
  ]
}

/** @type {(most: number) => string} By how much the share that moved most has moved. */
const told = (most) => (most < 1e-6 ? "no share has moved" : `a share moved by ${percent(most)}`)
