// The studio: a network composed, trained and asked in the page. The figure is its drawing.
import { PRESETS } from "../../studio/presets.js"
import { make } from "../parts/make.js"
import { load } from "../studio/load.js"
import { networkRoom } from "../studio/network_room.js"
import { Picture } from "../studio/picture.js"
import { Studio } from "../studio/studio.js"
import { later, Tabs } from "../studio/tabs.js"
import { Trainer } from "../studio/trainer.js"

/** @import { Room } from "../studio/tabs.js" */

/** The preset that the figure shows. */
const FIRST = "five-shapes"

/**
 * Bring the figure to life.
 * @param {SVGElement} drawing
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start(drawing) {
  const said = make("p", { role: "status" })
  const { project } = PRESETS.find(({ id }) => id === FIRST) ?? PRESETS[0]
  const studio = new Studio(project, said)
  studio.trainer = new Trainer((event) => studio.hear(event))
  /** @type {Room[]} */
  const rooms = [
    { name: "data", title: "Data", start: later("studio_data") },
    { name: "network", title: "Network", start: networkRoom },
    { name: "training", title: "Training", start: later("studio_training") },
    { name: "ask", title: "Ask", start: later("studio_ask") },
    { name: "keep", title: "Keep", start: later("studio_keep") },
    { name: "tour", title: "Tour", start: later("studio_tour") },
  ]
  const tabs = new Tabs(rooms, studio)
  studio.open = (tab) => tabs.open(tab)
  const figure = drawing.closest("figure")
  figure?.addEventListener("keydown", (event) => undoByKey(studio, event))
  await load(studio)
  studio.listen((parts) => void (parts.includes("data") && load(studio)))
  new Picture(studio, drawing)
  studio.open("network")
  studio.say("This is the network of the figure. Change it here, or train it.")
  const offer = make("div")
  remember(studio, offer).catch(console.error) // the studio works without
  return [offer, tabs.list, said, tabs.panels]
}

/**
 * Keep what the reader makes, and offer what was kept.
 * @param {Studio} studio
 * @param {HTMLElement} place of the offer
 */
async function remember(studio, place) {
  place.replaceWith(...(await later("studio_memory")(studio)))
}

/**
 * Undo and redo by their usual keys, but not where these belong to a text.
 * @param {Studio} studio
 * @param {KeyboardEvent} event
 */
function undoByKey(studio, event) {
  const { target, key, ctrlKey, metaKey, shiftKey, altKey } = event
  const isText =
    target instanceof HTMLElement && target.matches("textarea, input:not([type=checkbox])")
  if (isText || altKey || !(ctrlKey || metaKey)) return
  const wish = key.toLowerCase() === "y" || (key.toLowerCase() === "z" && shiftKey)
  if (!wish && key.toLowerCase() !== "z") return
  event.preventDefault()
  if (wish) studio.redo()
  else studio.undo()
}
