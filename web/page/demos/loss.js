// A reader of four pictures: the share of each right answer to choose, and where the rest goes.
import { button, make } from "../parts/make.js"
import { Slider } from "../parts/slider.js"
import { inAddress, toAddress } from "../parts/state.js"

/** @typedef {{ share: number, isOne: boolean }} Answer isOne: one wrong answer gets all the rest */

const NAME = "loss"
const RANGE = { min: 0.02, max: 0.98, step: 0.01 }
const CLASSES = 3
// Of the listing: the shares that its readers give to the right answers, and two points drawn.
/** @type {Record<string, number[]>} */
const READERS = {
  modest: [0.4, 0.4, 0.4, 0.4],
  bold: [0.9, 0.9, 0.9, 0.9],
  mixed: [0.8, 0.8, 0.8, 0.05],
}
const DRAWN = [0.02, 0.95]

/** @type {(name: string) => Answer[]} */
const reader = (name) => READERS[name].map((share) => ({ share, isOne: false }))
/** @type {(answer: Answer) => number} The largest share of a wrong answer. */
const rival = ({ share, isOne }) => (1 - share) / (isOne ? 1 : CLASSES - 1)
/** @type {(share: number) => number} */
const penalty = (share) => -Math.log(share)
/** @type {(answers: Answer[]) => string} As it stands in an address. */
const written = (answers) =>
  answers.map(({ share, isOne }) => share.toFixed(2).slice(2) + (isOne ? "o" : "s")).join("")

/**
 * What the address holds; undefined if it is no reader.
 * @param {string} text
 * @returns {Answer[] | undefined}
 */
function read(text) {
  if (!/^(?:\d\d[so]){4}$/.test(text)) return undefined
  const answers = [...text.matchAll(/(\d\d)(.)/g)].map(([, digits, rest]) => ({
    share: Number(digits) / 100,
    isOne: rest === "o",
  }))
  return answers.every(({ share }) => share >= RANGE.min && share <= RANGE.max)
    ? answers
    : undefined
}

/** Both marks, and which answers are right, or tied. @param {Answer[]} answers */
function marks(answers) {
  const leads = answers.map((answer) => Math.sign(+(answer.share - rival(answer)).toFixed(6)))
  const losses = answers.map(({ share }) => penalty(share))
  const right = leads.filter((lead) => lead > 0).length
  return { leads, right, loss: losses.reduce((sum, one) => sum + one, 0) / answers.length }
}

const MODEST = marks(reader("modest")).loss
const TASK = `The first reader gets all four pictures right, with a loss of ${MODEST.toFixed(2)}.
  Make one that gets none right, and yet has a lower loss.`

/**
 * A picture: its slider, its three shares, and what becomes of it.
 * @param {number} place
 * @param {() => void} changed
 */
function row(place, changed) {
  const slider = new Slider(`picture ${place + 1}`, { ...RANGE, value: 0.5 }, changed)
  const [bar, result] = [make("i", { "aria-hidden": true }), make("span")]
  const toggle = button("rest to one", () => {
    toggle.ariaPressed = String(toggle.ariaPressed !== "true")
    changed()
  })
  toggle.ariaLabel = `picture ${place + 1}: the rest to one wrong answer`
  const element = make("div", { class: "judged" }, slider.element, bar, toggle, result)
  return {
    element,
    /** @returns {Answer} */
    get answer() {
      return { share: slider.value, isOne: toggle.ariaPressed === "true" }
    },
    set answer({ share, isOne }) {
      slider.value = share
      toggle.ariaPressed = String(isOne)
    },
    /** @param {number} lead */
    show(lead) {
      const { share } = this.answer
      bar.style.setProperty("--right", String(share))
      bar.style.setProperty("--rival", String(share + rival(this.answer)))
      const word = lead > 0 ? "right" : lead < 0 ? "wrong" : "tied"
      result.textContent = `${word}, ${penalty(share).toFixed(2)}`
    },
  }
}

/**
 * The four points on the curve of the figure, which move along it.
 * @param {SVGElement} drawing
 */
function points(drawing) {
  const dots = [...drawing.querySelectorAll("use[style*='--fig-1']")]
  const texts = [...drawing.querySelectorAll("text")].slice(-dots.length)
  const [left, right] = [dots[0], dots[dots.length - 1]].map((dot) =>
    ["x", "y"].map((name) => Number(dot.getAttribute(name))),
  )
  /** @type {(at: (share: number) => number, axis: number, share: number) => number} */
  const along = (at, axis, share) =>
    left[axis] +
    ((at(share) - at(DRAWN[0])) / (at(DRAWN[1]) - at(DRAWN[0]))) * (right[axis] - left[axis])
  return (/** @type {number[]} */ shares) => {
    drawing.setAttribute("aria-label", "The curve of the loss, and your four shares on it.")
    shares.forEach((share, place) => {
      const [x, y] = [along((p) => p, 0, share), along(penalty, 1, share)]
      dots[place].setAttribute("x", String(x))
      dots[place].setAttribute("y", String(y))
      texts[place].setAttribute("x", String(x + 8))
      texts[place].setAttribute("y", String(y - 6))
      const isFree = shares.every((other, i) => i >= place || Math.abs(other - share) > 0.1)
      texts[place].textContent = isFree ? penalty(share).toFixed(2) : ""
    })
  }
}

/**
 * Bring the figure to life.
 * @param {SVGElement} drawing of the curve
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start(drawing) {
  const said = make("p", { role: "status" })
  const move = points(drawing)
  const rows = READERS.modest.map((_, place) => row(place, changed))

  function show() {
    const answers = rows.map(({ answer }) => answer)
    const { leads, right, loss } = marks(answers)
    rows.forEach((each, place) => each.show(leads[place]))
    said.textContent = verdict(leads, right, loss, answers)
    return answers
  }

  function changed() {
    const answers = show()
    move(answers.map(({ share }) => share))
    const state = written(answers)
    toAddress(NAME, state === written(reader("modest")) ? null : state)
  }

  /** @param {Answer[]} answers */
  function put(answers) {
    rows.forEach((each, place) => (each.answer = answers[place]))
  }

  const examples = Object.keys(READERS).map((name) =>
    button(name, () => {
      put(reader(name))
      changed()
    }),
  )
  const again = button("start again", () => {
    put(reader("modest"))
    changed()
  })
  const asked = inAddress(NAME)
  const found = asked ? read(asked) : undefined
  put(found ?? reader("modest"))
  if (found) changed()
  else show()
  if (asked && !found) said.textContent = "The address holds no reader: here is the first one."
  return [
    make("p", {}, "The share of the right answer (blue), among three:"),
    ...rows.map(({ element }) => element),
    make("div", { class: "choices", role: "group", "aria-label": "Readers" }, ...examples, again),
    make("p", {}, make("strong", {}, "Your task: "), TASK),
    said,
  ]
}

/**
 * Both marks, and whether they solve the task.
 * @param {number[]} leads of each picture: 1 where it is right, 0 where it is tied
 * @param {number} right
 * @param {number} loss
 * @param {Answer[]} answers
 */
function verdict(leads, right, loss, answers) {
  const text = `Accuracy ${(100 * right) / leads.length}%, loss ${loss.toFixed(3)}.`
  const isLower = loss < MODEST - 1e-9
  if (!right && isLower) {
    if (leads.includes(0)) return `${text} Not yet: a tie is neither right nor wrong.`
    return `Solved! ${text} Accuracy asks who leads; the loss only what the right answers got.`
  }
  if (right === leads.length && isLower) return `${text} Not yet: all are still right.`
  if (right)
    return `${text} Not yet: picture ${leads.indexOf(1) + 1} is right. Let a wrong answer lead.`
  if (answers.some(({ isOne }) => !isOne))
    return `${text} Not yet: too high. Where two share the rest, one loses only below a third.`
  return `${text} Not yet: too high. How much can a right answer get and still lose?`
}
