// The sets of the course: some are made in the page, the others are fetched when they are wanted.
import { bytesInWords } from "../../../studio/amounts.js"
import { samples } from "../../../studio/samples.js"
import { setOf } from "../../../studio/sets.js"
import { button, make } from "../../parts/make.js"
import { choice } from "./choice.js"

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Source } from "../../../studio/project.js" */
/** @import { Draft, Room } from "./draft.js" */
/** @typedef {{ kind: Source["kind"], count?: number, text: string }} Listed */

/** @type {Listed[]} */
const LIST = [
  { kind: "shapes", count: 5, text: "five shapes of 5 × 5 pixels" },
  { kind: "shapes", count: 7, text: "seven such shapes" },
  { kind: "scratch", text: "five rows of 0 and 1" },
  { kind: "moons", text: "two moons: points in a plane" },
  { kind: "spiral", text: "a spiral: points in a plane" },
  { kind: "numbers", text: "2, 4, 6, 8 …: which number comes next?" },
  { kind: "digits", count: 2000, text: "2,000 handwritten digits" },
  { kind: "digits", count: 10000, text: "10,000 handwritten digits" },
  { kind: "letters", text: "858 handwritten letters, A to Z" },
]

/** @type {(set: { kind: string, count?: number }) => string} */
const keyOf = ({ kind, count }) => `${kind}-${count ?? ""}`

/** How large what is fetched is; "" for what the page makes itself. @param {Listed} set */
function sizeOf(set) {
  const file = setOf(set)
  return file ? bytesInWords(file.bytes) : ""
}

/** A list of the sets, and a button for those that are to be fetched. */
export class Sets {
  /** @param {Room} room */
  constructor(room) {
    this.room = room
    /** @type {Map<string, Dataset>} Those that are there. */
    this.known = new Map()
    const { project, dataset } = room.studio
    const now = keyOf(project.source)
    if (dataset && !project.source.shuffled) this.known.set(now, dataset)
    const names = LIST.map((set) => {
      const size = sizeOf(set)
      return make("span", {}, set.text, ...(size ? [make("small", {}, `${size} to fetch`)] : []))
    })
    this.list = choice("Set", names, () => room.changed())
    this.list.element.classList.add("sets")
    this.list.value = Math.max(0, LIST.map(keyOf).indexOf(now))
    this.fetch = button("", () => this.load(this.set))
    this.isLoading = false
    this.note = make("p", { class: "note wrong" })
    const choices = make("div", { class: "choices" }, this.fetch)
    this.element = make("div", { class: "setting" }, this.list.element, choices, this.note)
  }

  get set() {
    return LIST[this.list.value]
  }

  /** Fetch a set; what was there before stays, whatever happens. @param {Listed} set */
  async load(set) {
    const { studio, changed, reach } = this.room
    if (this.isLoading) return
    this.isLoading = true
    this.note.textContent = ""
    studio.say(`Fetching ${set.text} …`)
    try {
      const dataset = await studio.load({ ...set, shape: [], classes: [] })
      if (dataset) this.known.set(keyOf(set), dataset)
      const hadFocus = document.activeElement === this.fetch
      changed()
      if (hadFocus) reach()
      studio.say(`Here they are: ${set.text}.`)
    } catch (error) {
      console.error(error)
      const cure = "Are you offline? What you have is still here; try again."
      this.note.textContent = `The ${set.text} could not be fetched. ${cure}`
      studio.say(this.note.textContent)
    }
    this.isLoading = false
  }

  /** @returns {Draft | string} */
  get draft() {
    const { set } = this
    const dataset = this.known.get(keyOf(set)) ?? samples(set)
    this.fetch.hidden = dataset !== undefined
    this.fetch.textContent = `fetch ${set.text} (${sizeOf(set)})`
    if (!dataset) return `The ${set.text} are not here yet: ${sizeOf(set)} are to be fetched.`
    this.known.set(keyOf(set), dataset)
    const { kind, count } = set
    const { shape, classes } = dataset
    return { dataset, source: { kind, ...(count && { count }), shape, classes } }
  }
}
