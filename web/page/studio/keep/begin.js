// What the studio does when it begins and when it is left: a link is opened, the work of the last
// visit offered, and all that is fetched later brought near, so that it works offline from then on.
import { isForReaders } from "../../../studio/error.js"
import { fromLink } from "../../../studio/link.js"
import { inAddress } from "../../parts/state.js"
import { Memory } from "./memory.js"
import { LINK, take } from "./taken.js"

/** @import { Studio } from "../studio.js" */

const BUNDLES = ["studio_data", "studio_training", "studio_ask", "studio_keep", "studio_tour"]

/**
 * @param {Studio} studio whose first examples are there
 * @returns {Promise<HTMLElement>} where the offer to go on will stand
 */
export async function begin(studio) {
  const memory = new Memory(studio)
  studio.memory = memory
  const isLinked = location.hash.startsWith(LINK)
  await memory.begin(!isLinked)
  if (isLinked) await openLink(studio, location.hash.slice(LINK.length))
  if (inAddress("tour") !== null) studio.open("tour")
  comeNear(studio)
  return memory.element
}

/** @param {Studio} studio @param {string} text */
async function openLink(studio, text) {
  try {
    const project = await fromLink(text)
    const dataset = await studio.load(project.source)
    const own =
      "It was made for data of somebody's own, which a link does not hold: " +
      "choose yours under Data."
    take(studio, project, dataset, undefined, `Opened: “${project.title}”. ${dataset ? "" : own}`)
  } catch (error) {
    console.error(error)
    const why = isForReaders(error) ? /** @type {Error} */ (error).message : "Are you offline?"
    studio.say(`The link could not be opened: here is the studio as it begins. ${why}`)
  }
}

/**
 * Fetch what is fetched later, once the browser has nothing else to do: from then on the page needs
 * no network. Browsers remember what was imported; but each training starts a worker anew, so its
 * program is kept at an address of the page's own.
 * @param {Studio} studio
 */
function comeNear({ trainer }) {
  const whenIdle = window.requestIdleCallback ?? setTimeout
  whenIdle(async () => {
    for (const bundle of BUNDLES) {
      await import(new URL(`./${bundle}.js`, import.meta.url).href).catch(() => {})
    }
    const answer = trainer && (await fetch(trainer.program).catch(() => {}))
    if (trainer && answer?.ok) trainer.program = URL.createObjectURL(await answer.blob())
  })
}
