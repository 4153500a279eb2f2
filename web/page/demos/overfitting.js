// Five pairs of curves to be told apart, and the patience of early stopping.
import { button, make, shape } from "../parts/make.js"
import { panelsOf } from "../parts/panels.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @import { Line } from "../parts/panels.js" */
/** @typedef {{ train: number, validation: number, peak: number }} Ends how a pair of curves ends */

const NAME = "overfitting"
const LETTERS = [..."ABCDE"]
/** What the pairs are, once they are named. */
const RUNS = [
  "These are the 20 layers: their training does not arrive.",
  "These are the 500 right labels.",
  "These are 8,000 digits.",
  "These are the wrong labels.",
  "This is the one neuron: underfitting.",
]
const KINDS = ["?", "training is bad", "overfitting", "more epochs hurt", "it works"]
const [BAD, OVERFITTING, HURT, WORKS] = [1, 2, 3, 4]
const WRONG = LETTERS.indexOf("D") // the pair whose loss panel F shows
const PATIENCE = { min: 0, max: 20, step: 1, value: 0 }
const FIRST = "00000-0"
const [GOOD, MUCH] = [0.9, 0.05] // a good share of right answers; what counts as much worse
const END = 5 // the last points are the end: curves jump about
const TASK = `Name the five pairs by the table above. Then find the smallest patience with which
  early stopping goes back to the lowest loss in F.`

/** @type {(share: number) => string} */
const percent = (share) => `${Math.round(100 * share)}%`
/** @type {(numbers: number[]) => number} */
const mean = (numbers) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

/**
 * How a pair ends, and the highest that validation has been, a mean of as many points.
 * @param {number[]} train
 * @param {number[]} validation
 * @returns {Ends}
 */
function endsOf(train, validation) {
  const means = validation.slice(END - 1).map((_, i) => mean(validation.slice(i, i + END)))
  return {
    train: mean(train.slice(-END)),
    validation: means[means.length - 1],
    peak: Math.max(...means),
  }
}

/** Which row of the page's table a pair is. @param {Ends} ends */
function kindOf({ train, validation, peak }) {
  if (train < GOOD) return BAD
  if (peak - validation > MUCH) return HURT
  return train - validation > MUCH ? OVERFITTING : WORKS
}

/**
 * What speaks for the right name, or against a wrong one.
 * @param {Ends} ends
 * @param {number} named
 */
function reason({ train, validation, peak }, named) {
  const kind = kindOf({ train, validation, peak })
  const [known, unseen] = [
    `training ends at ${percent(train)}`,
    `validation at ${percent(validation)}`,
  ]
  const fall = `validation was at ${percent(peak)} before, and fell`
  if (named === kind) return `${known}, ${unseen}${kind === HURT ? `: ${fall}` : ""}.`
  if (kind === BAD) return `no. Look at training first: it ends at ${percent(train)}.`
  if (named === BAD) return `no: ${known}, which is not bad.`
  if (named === WORKS) return `no: ${known}, but ${unseen}.`
  if (kind === WORKS) return `no: ${known}, ${unseen}. That is not much worse.`
  if (kind === HURT) return `true, but there is more: follow validation from its highest point on.`
  return `no: ${unseen} is about as high as it ever was (${percent(peak)}).`
}

/**
 * Early stopping as Keras has it: after so many epochs without a new lowest loss it stops, never
 * after the first, and goes back to the lowest so far. Both are counted from 1.
 * @param {number[]} losses
 * @param {number} patience
 */
function stopping(losses, patience) {
  let [best, waited] = [0, 0]
  for (let epoch = 0; epoch < losses.length; epoch++) {
    waited += 1
    if (!epoch || losses[epoch] < losses[best]) [best, waited] = [epoch, 0]
    else if (waited >= patience) return { stops: epoch + 1, best: best + 1 }
  }
  return { stops: losses.length, best: best + 1 }
}

/**
 * What a patience gives, and whether it is the smallest that finds the lowest loss.
 * @param {number} patience
 * @param {number[]} losses
 * @param {number[]} shares of right answers, for each epoch
 */
function outcome(patience, losses, shares) {
  const { stops, best } = stopping(losses, patience)
  const lowest = losses.indexOf(Math.min(...losses)) + 1
  const [back, end] = [shares[best - 1], shares[shares.length - 1]].map(percent)
  const goes = `goes back to epoch ${best}, with ${back} right (${end} at the end)`
  const text = `Patience ${patience} stops after epoch ${stops} and ${goes}.`
  if (best !== lowest)
    return { text: `${text} Not yet: later the loss falls lower.`, isBest: false }
  const isBest = patience === 0 || stopping(losses, patience - 1).best !== lowest
  const rest = isBest ? "" : " Not yet: a smaller patience finds it too."
  return { text: `${text} This is the lowest loss.${rest}`, isBest }
}

/**
 * The epochs where it stops and to which it goes back, as marks in the figure.
 * @param {ReturnType<typeof panelsOf>} panels
 */
function marksIn(panels) {
  const [loss, wrong] = [panels[LETTERS.length], panels[WRONG]]
  const stop = shape("path", { class: "stop" })
  const [low, back] = [loss, wrong].map(({ group }) => {
    const made = shape("circle", { class: "back", r: 6 })
    group.append(made)
    return made
  })
  loss.group.append(stop)
  return (/** @type {{ stops: number, best: number }} */ { stops, best }) => {
    stop.setAttribute("d", `M${loss.lines[0][stops - 1].x} ${loss.top}V${loss.bottom}`)
    for (const [mark, line] of /** @type {[Element, Line][]} */ ([
      [low, loss.lines[0]],
      [back, wrong.lines[1]],
    ])) {
      mark.setAttribute("cx", String(line[best - 1].x))
      mark.setAttribute("cy", String(line[best - 1].y))
    }
  }
}

/** A choice of names for a pair. @param {string} letter @param {() => void} changed */
function choiceOf(letter, changed) {
  const select = make(
    "select",
    { id: `pair-${letter}` },
    ...KINDS.map((kind) => make("option", {}, kind)),
  )
  select.addEventListener("change", changed)
  const name = make("label", { for: select.id }, letter)
  return { select, name, element: make("div", { class: "choice" }, name, select) }
}

/**
 * Bring the figure to life.
 * @param {SVGElement} drawing five pairs of curves, and a loss
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start(drawing) {
  const panels = panelsOf(drawing)
  const [pairs, loss] = [panels.slice(0, LETTERS.length), panels[LETTERS.length]]
  const shares = pairs.map(({ lines, top, bottom }) =>
    lines.map((line) => line.map(({ y }) => (bottom - y) / (bottom - top))),
  )
  const ends = shares.map(([train, validation]) => endsOf(train, validation))
  const losses = loss.lines[0].map(({ y }) => -y) // higher in the figure is a higher loss
  const mark = marksIn(panels)
  const said = make("p", { role: "status" })
  const choices = LETTERS.map((letter, pair) => choiceOf(letter, () => show(tell(pair))))
  const patience = new Slider("F: patience", PATIENCE, () => show(found().text))

  const found = () => outcome(patience.value, losses, shares[WRONG][1])

  /** @param {number} pair */
  function tell(pair) {
    const named = choices[pair].select.selectedIndex
    if (!named) return `${LETTERS[pair]} has no name yet.`
    const why = reason(ends[pair], named)
    return `${LETTERS[pair]}: ${why}${named === kindOf(ends[pair]) ? ` ${RUNS[pair]}` : ""}`
  }

  /** @param {string} text about what has changed */
  function show(text) {
    const right = choices.filter(({ select, name }, pair) => {
      const isRight = select.selectedIndex === kindOf(ends[pair])
      name.textContent = `${LETTERS[pair]}${isRight ? " ✓" : ""}`
      return isRight
    }).length
    mark(stopping(losses, patience.value))
    const count =
      right < LETTERS.length ? `${right} of ${LETTERS.length} named.` : "All five named."
    const isSolved = right === LETTERS.length && found().isBest
    said.textContent = `${isSolved ? "Solved! " : ""}${text} ${count}`
    const state = `${choices.map(({ select }) => select.selectedIndex).join("")}-${patience.value}`
    toAddress(NAME, state === FIRST ? null : state)
  }

  /** @param {string} state */
  function put(state) {
    const [names, number] = state.split("-")
    choices.forEach(({ select }, pair) => (select.selectedIndex = Number(names[pair])))
    patience.value = Number(number)
    show(found().text)
  }

  const asked = inAddress(NAME)
  const isGood = asked === null || /^[0-4]{5}-(?:1?\d|20)$/.test(asked)
  put(isGood && asked ? asked : FIRST)
  if (!isGood) said.textContent = "The address holds no names and patience: here are none."
  return [
    make("div", { class: "choosing" }, ...choices.map(({ element }) => element)),
    patience.element,
    make(
      "div",
      { class: "choices" },
      button("start again", () => put(FIRST)),
    ),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}
