// The reader's own progress on the map of the home page. Without any, the map is as it was built.
import { ROOT, forget, progress, takeIn } from "./progress.js"

const box = /** @type {HTMLElement} */ (document.querySelector(".progress"))
const [save, load, drop] = box.querySelectorAll("button")
const file = /** @type {HTMLInputElement} */ (box.querySelector("input"))
const said = /** @type {HTMLElement} */ (box.querySelector("[role=status]"))
const stops = [...document.querySelectorAll(".path > li")]

const LARGEST = 1_000_000 // bytes of a file that is looked at

/** @param {number} count @param {string} one @param {string} [many] */
const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

/** What has been done of the lesson at a stop, in numbers and words. @param {Element} stop */
function doneAt(stop) {
  const link = /** @type {HTMLAnchorElement} */ (stop.querySelector("a"))
  const mark = /** @type {HTMLElement} */ (stop.querySelector(".path-done"))
  const kept = progress()[new URL(link.href).pathname.slice(ROOT.pathname.length)] ?? {}
  const { guesses: g, quiz: q, solved: s } = mark.dataset
  const most = { guesses: Number(g), quiz: Number(q), solved: Number(s) }
  const seen = kept.seen?.length ?? 0
  const isRead = seen > 0 && seen >= (kept.sections ?? 0)
  const guesses = Math.min(Object.keys(kept.guesses ?? {}).length, most.guesses)
  const quiz = Math.min(kept.quiz?.length ?? 0, most.quiz)
  const solved = Math.min(kept.solved?.length ?? 0, most.solved)
  const words = []
  if (seen) words.push(isRead ? "read" : `${seen} of ${kept.sections} sections read`)
  if (guesses) words.push(`${guesses} of ${counted(most.guesses, "guess", "guesses")} made`)
  if (quiz) words.push(`${quiz} of ${counted(most.quiz, "question")} answered`)
  if (solved) words.push(`${solved} of ${counted(most.solved, "exercise")} solved`)
  return { mark, isRead, guesses, quiz, solved, words: words.join(", ") }
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
  /** @param {"guesses" | "quiz" | "solved"} kind */
  const sum = (kind) => done.reduce((total, each) => total + each[kind], 0)
  const guesses = counted(sum("guesses"), "guess", "guesses")
  const answers = counted(sum("quiz"), "question")
  const solved = sum("solved") ? `, and solved ${counted(sum("solved"), "exercise")}` : ""
  said.textContent = isAny
    ? `You have read ${lessons}, made ${guesses} and answered ${answers}${solved}.`
    : "Nothing is kept any more."
  box.hidden = false
}

save.addEventListener("click", () => {
  const all = new Blob([JSON.stringify(progress(), null, 1)], { type: "application/json" })
  const link = document.createElement("a")
  link.href = URL.createObjectURL(all)
  link.download = "progress.json"
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
})

load.addEventListener("click", () => file.click())
file.addEventListener("change", async () => {
  const [chosen] = file.files ?? []
  if (!chosen) return
  const lessons = stops.map((stop) => stop.querySelector("a")?.href ?? "")
  const problem = takeIn(await chosen.slice(0, LARGEST).text(), lessons)
  file.value = "" // the same file may be chosen again
  draw()
  if (problem) said.textContent = problem
})

drop.addEventListener("click", () => {
  if (!confirm("Forget all that you have read, guessed and answered? It cannot be undone.")) return
  forget()
  draw()
})

draw()
addEventListener("pageshow", ({ persisted }) => persisted && draw()) // who comes back from a lesson
addEventListener("storage", draw) // or has read it in another tab
