// The frame of the studio: a row of tabs, and under it the room that is open.
import { make } from "../parts/make.js"

/** @import { Studio, Tab } from "./studio.js" */
/**
 * @typedef {object} Room
 * @property {Tab} name
 * @property {string} title
 * @property {(studio: Studio) => HTMLElement[] | Promise<HTMLElement[]>} start
 */

/** @type {Record<string, number>} How many tabs further a key goes. */
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }
const FAILED = `This room could not be fetched. Are you offline? What you have made is still here;
  open the room again to try once more.`

/** Tabs, and their panels, each filled when it is first opened. */
export class Tabs {
  /** @param {Room[]} rooms @param {Studio} studio */
  constructor(rooms, studio) {
    this.studio = studio
    this.tabs = rooms.map((room) => this.tabOf(room))
    const about = { role: "tablist", "aria-label": "Rooms of the studio" }
    this.list = make("div", about, ...this.tabs.map(({ tab }) => tab))
    this.list.addEventListener("keydown", (event) => this.press(event))
    this.panels = make("div", { class: "rooms" }, ...this.tabs.map(({ panel }) => panel))
  }

  /** @param {Room} room */
  tabOf(room) {
    const [id, panelId] = [`studio-tab-${room.name}`, `studio-${room.name}`]
    const about = { type: "button", role: "tab", id, "aria-controls": panelId }
    const tab = make("button", about, room.title)
    const panel = make("div", { role: "tabpanel", id: panelId, "aria-labelledby": id, tabindex: 0 })
    tab.addEventListener("click", () => this.open(room.name))
    return { room, tab, panel, isFilled: false }
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = STEPS[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const [count, here] = [this.tabs.length, this.tabs.findIndex(({ tab }) => tab === event.target)]
    const wrapped = (here + step + count) % count
    const { room, tab } = this.tabs[Number.isFinite(step) ? wrapped : step < 0 ? 0 : count - 1]
    this.open(room.name)
    tab.focus()
  }

  /** @param {Tab} name */
  open(name) {
    for (const each of this.tabs) {
      const isOpen = each.room.name === name
      each.tab.setAttribute("aria-selected", String(isOpen))
      each.tab.tabIndex = isOpen ? 0 : -1
      each.panel.hidden = !isOpen
    }
    return this.fill(name)
  }

  /** Fetch a room that is not there yet, whether or not it is open. @param {Tab} name */
  async fill(name) {
    const found = this.tabs.find(({ room }) => room.name === name)
    if (!found || found.isFilled) return
    found.isFilled = true
    try {
      const made = found.room.start(this.studio)
      if (made instanceof Promise) found.panel.replaceChildren(make("p", {}, "Fetching …"))
      found.panel.replaceChildren(...(made instanceof Promise ? await made : made))
    } catch (error) {
      console.error(error)
      found.isFilled = false
      found.panel.replaceChildren(make("p", { role: "alert" }, FAILED))
    }
  }
}

/** @type {Map<string, number>} How often each room has been asked for. */
const tries = new Map()

/**
 * A room with a bundle of its own. Browsers may remember that one could not be fetched, so each
 * new try has an address of its own.
 * @param {string} bundle
 * @returns {Room["start"]}
 */
export const later = (bundle) => async (studio) => {
  const count = tries.get(bundle) ?? 0
  tries.set(bundle, count + 1)
  const address = `../later/${bundle}.js${count ? `?${count}` : ""}`
  const { start } = await import(new URL(address, import.meta.url).href)
  return start(studio)
}
