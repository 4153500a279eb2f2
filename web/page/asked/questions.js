// Judges the answers to guesses, quizzes and exercises. Without scripts a guess is a fold, and so
// are the answers of a quiz.
import { read, told } from "./numbers.js"
import { here, keep } from "./progress.js"

const LOST =
  " (This browser keeps nothing for this site: when you come back, it will have forgotten.)"
let isLostSaid = false

/** What stands in a form, and what says what came of it. @param {HTMLFormElement} form */
function partsOf(form) {
  const radios = [...form.querySelectorAll("input")].filter(({ type }) => type === "radio")
  const said = /** @type {HTMLElement} */ (form.querySelector(".said"))
  const asking = /** @type {HTMLElement} */ (form.querySelector(".asking"))
  const field = radios.length ? undefined : (form.querySelector("input") ?? undefined)
  return { radios, said, asking, field }
}

/**
 * Keep more of what was answered; in a browser that keeps nothing, say so once.
 * @param {HTMLElement} said @param {import("./progress.js").Kept} more
 */
function keepOrSay(said, more) {
  if (keep(more) || isLostSaid) return
  isLostSaid = true
  said.append(LOST)
}

/** What a choice says. @param {HTMLInputElement} radio */
const label = (radio) => radio.parentElement?.querySelector("span")?.textContent?.trim() ?? ""

/**
 * What became of a guess, in words; or what is wrong with it.
 * @param {HTMLFormElement} form @param {string} typed a number, or the place of a choice
 * @returns {{ wrong?: string, words?: string }}
 */
function outcome(form, typed) {
  const { value, said = "", unit, most, right } = form.dataset
  if (right !== undefined) {
    const { radios } = partsOf(form)
    const [own, best] = [radios[Number(typed)], radios[Number(right)]]
    if (!typed || !own) return { wrong: "Choose one first." }
    const rest = own === best ? ", and so it is" : `. It is “${label(best)}”`
    return { words: `You said “${label(own)}”${rest}.` }
  }
  const exact = { value: Number(value), said, unit, most: most ? Number(most) : undefined }
  const guess = read(typed, exact)
  return typeof guess === "string" ? { wrong: guess } : { words: told(guess, exact) }
}

/**
 * Show a committed guess, and open its answer.
 * @param {HTMLFormElement} form @param {string} typed @param {string} words
 */
function open(form, typed, words) {
  const { radios, said, asking } = partsOf(form)
  said.textContent = words
  form.classList.add("told")
  if (asking instanceof HTMLFieldSetElement) asking.disabled = true
  if (radios.length) radios[Number(typed)].checked = true
  radios[Number(form.dataset.right)]?.closest("li")?.classList.add("right")
  for (const shown of form.querySelectorAll(".shown")) shown.removeAttribute("hidden")
  const fold = form.closest("details")
  if (fold) fold.open = true
}

/** The choice that is made in a form, or what is typed. @param {HTMLFormElement} form */
function entered(form) {
  const { radios, field } = partsOf(form)
  return field ? field.value : (radios.find(({ checked }) => checked)?.value ?? "")
}

/** A guess is committed. @param {HTMLFormElement} form */
function guess(form) {
  const { said, field, radios } = partsOf(form)
  const typed = entered(form)
  const { wrong, words = "" } = outcome(form, typed)
  if (wrong) {
    said.textContent = wrong
    field?.setAttribute("aria-invalid", "true")
    ;(field ?? radios[0]).focus()
    return
  }
  open(form, typed, words)
  form.closest("details")?.querySelector("summary")?.focus()
  keepOrSay(said, { guesses: { ...here().guesses, [said.id]: typed } })
}

/** An answer to a question of the quiz is checked. @param {HTMLFormElement} form */
function check(form) {
  const { said, radios } = partsOf(form)
  const chosen = entered(form)
  const fold = form.parentElement?.querySelector(".answers")
  const answer = fold?.querySelector(`[data-choice="${chosen}"]`)?.closest("li")
  if (!answer) {
    said.textContent = "Choose one first."
    radios[0].focus()
    return
  }
  const isRight = chosen === form.dataset.right
  const why = /** @type {HTMLElement} */ (answer.cloneNode(true))
  why.querySelector(".chosen")?.remove()
  const verdict = document.createElement("strong")
  verdict.textContent = isRight ? "Right." : "Not yet."
  said.replaceChildren(verdict, ...why.childNodes)
  said.classList.toggle("right", isRight)
  if (!isRight) return
  for (const shown of form.querySelectorAll(".shown")) shown.removeAttribute("hidden")
  keepOrSay(said, { quiz: [...new Set([...(here().quiz ?? []), said.id])] })
}

const SOLVED = "Solved: it counts on the map of the home page."

/** What the check of an exercise has printed is told. @param {HTMLFormElement} form */
function solve(form) {
  const { said, field } = partsOf(form)
  const number = said.id.slice(-1)
  const [line, ours, verdict, hint] =
    /Exercise (\d): (right|not yet)\.\s*(.*)/.exec(field?.value ?? "") ?? []
  const isRight = ours === number && verdict === "right"
  field?.setAttribute("aria-invalid", String(!isRight))
  if (isRight) {
    said.textContent = SOLVED
    keepOrSay(said, { solved: [...new Set([...(here().solved ?? []), said.id])] })
    return
  }
  if (!line) said.textContent = `A check prints a line that begins with “Exercise ${number}:”.`
  else if (ours !== number) said.textContent = `This is what the check of exercise ${ours} says.`
  else said.textContent = `Not yet. ${hint} Change your answer, and run the check again.`
  field?.focus()
}

/** An answer is given. @param {HTMLFormElement} form */
export function submit(form) {
  if (form.matches(".guess")) guess(form)
  else if (form.matches(".quiz")) check(form)
  else solve(form)
}

/** The guesses that were committed on an earlier visit are open, and exercises are solved. */
export function restore() {
  for (const name of here().solved ?? []) {
    const said = document.getElementById(name)
    if (said?.closest("form.solved")) said.textContent = SOLVED
  }
  for (const [name, typed] of Object.entries(here().guesses ?? {})) {
    const form = document.getElementById(name)?.closest("form")
    const { words } = form ? outcome(form, typed) : {}
    if (form && words) open(form, typed, words)
  }
}
