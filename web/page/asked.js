// What a lesson asks of its readers. It comes with pages that ask something, after their text; what
// judges an answer is fetched when the reader turns to a question, or has answered one before.
import { here } from "./asked/progress.js"

/** What is fetched later. @param {"questions" | "sections"} name */
const later = (name) => import(new URL(`./asked/${name}.js`, import.meta.url).href)
const judge = () => later("questions")

/** The form of a question that an element belongs to. @param {EventTarget | null} target */
function formOf(target) {
  /** @type {HTMLFormElement | null} */
  const form =
    target instanceof Element ? target.closest("form.guess, form.quiz, form.solved") : null
  return form
}

document.addEventListener("focusin", ({ target }) => {
  if (formOf(target)) judge().catch(() => {}) // whoever submits is told
})

document.addEventListener("submit", async (event) => {
  const form = formOf(event.target)
  if (!form) return
  event.preventDefault()
  try {
    const { submit } = await judge()
    submit(form)
  } catch (error) {
    console.error(error)
    const said = form.querySelector(".said")
    if (said)
      said.textContent = "What judges this could not be fetched. Reload the page to try again."
  }
})

// The fold of a guess opens when the guess is committed, and not before.
document.addEventListener("click", (event) => {
  const summary =
    event.target instanceof Element ? event.target.closest(".question > summary") : null
  /** @type {HTMLFormElement | null | undefined} */
  const form = summary?.parentElement?.querySelector("form.guess:not(.told)")
  if (!form?.checkVisibility()) return
  event.preventDefault()
  form.querySelector("input")?.focus()
})

// Who only looks in has read nothing.
addEventListener("scroll", () => later("sections"), { once: true, passive: true })
if (here().guesses || here().solved) judge().then(({ restore }) => restore())
