// The reader's own progress on the map of the home page. Without any, the map is as it was built.
import { ROOT, forget, progress } from "./progress.js"

const box = /** @type {HTMLElement} */ (document.querySelector(".progress"))
const [save, drop] = box.querySelectorAll("button")
const said = /** @type {HTMLElement} */ (box.querySelector("[role=status]"))
const stops = [...document.querySelectorAll(".path > li")]

/** @param {number} count @param {string} one @param {string} [many] */
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** What has been done of the lesson at a stop, in numbers and words. @param {Element} stop */
function doneAt(stop) {
  const link = /** @type {HTMLAnchorElement} */ (stop.querySelector("a"))
  const mark = /** @type {HTMLElement} */ (stop.querySelector(".path-done"))
  const kept = progress()[new URL(link.href).pathname.slice(ROOT.pathname.length)] ?? {}
  const most = { guesses: Number(mark.dataset.guesses), quiz: Number(mark.dataset.quiz) }
  const seen = kept.seen?.length ?? 0
  const isRead = seen > 0 && seen >= (kept.sections ?? 0)
  const guesses = Math.min(Object.keys(kept.guesses ?? {}).length, most.guesses)
  const quiz = Math.min(kept.quiz?.length ?? 0, most.quiz)
  const words = []
  if (seen) words.push(isRead ? "read" : `${seen} of ${kept.sections} sections read`)
  if (guesses) words.push(`${guesses} of ${counted(most.guesses, "guess", "guesses")} made`)
  if (quiz) words.push(`${quiz} of ${counted(most.quiz, "question")} answered`)
  return { mark, isRead, guesses, quiz, words: words.join(", ") }
}

/** Say at each stop what has been done there, and above the map what that comes to. */
function draw() {
  const done = stops.map(doneAt)
  for (const [place, { mark, isRead, words }] of done.entries()) {
    mark.textContent = words
    stops[place].classList.toggle("read", isRead)
  }
  const isAny = done.some(({ words }) => words)
  if (!isAny && box.hidden) return
  const lessons = counted(done.filter(({ isRead }) => isRead).length, "lesson")
  /** @param {"guesses" | "quiz"} kind */
  const sum = (kind) => done.reduce((total, each) => total + each[kind], 0)
  const guesses = counted(sum("guesses"), "guess", "guesses")
  const answers = counted(sum("quiz"), "question")
  said.textContent = isAny
    ? `You have read ${lessons}, made ${guesses} and answered ${answers}.`
    : "Nothing is kept any more."
  box.hidden = false
}

save.addEventListener("click", () => {
  const file = new Blob([JSON.stringify(progress(), null, 1)], { type: "application/json" })
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = "progress.json"
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
})

drop.addEventListener("click", () => {
  if (!confirm("Forget all that you have read, guessed and answered? It cannot be undone.")) return
  forget()
  draw()
})

draw()
addEventListener("pageshow", ({ persisted }) => persisted && draw()) // who comes back from a lesson
addEventListener("storage", draw) // or has read it in another tab
