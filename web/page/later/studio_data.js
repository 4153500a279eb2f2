// The room for data: where the examples come from, what they are, and how they are split.
import { button, make } from "../parts/make.js"
import { choice } from "../studio/data/choice.js"
import { Drawings } from "../studio/data/drawings.js"
import { catchFiles } from "../studio/data/files.js"
import { ends, fitted } from "../studio/data/fit.js"
import { Images } from "../studio/data/images.js"
import { Points } from "../studio/data/points.js"
import { Sets } from "../studio/data/sets.js"
import { inWords, isSame, shown } from "../studio/data/shown.js"
import { splitting } from "../studio/data/splitting.js"
import { OwnTable } from "../studio/data/table.js"

/** @import { Draft, Room, Way } from "../studio/data/draft.js" */
/** @import { OwnData } from "../studio/own.js" */
/** @import { Studio } from "../studio/studio.js" */

/** @type {{ kind: string, text: string, Kind: new (room: Room) => Way }[]} */
const WAYS = [
  { kind: "", text: "the course’s sets", Kind: Sets },
  { kind: "points", text: "points in a plane", Kind: Points },
  { kind: "drawings", text: "drawings of your own", Kind: Drawings },
  { kind: "images", text: "image files", Kind: Images },
  { kind: "table", text: "a table", Kind: OwnTable },
]

/** The examples that could be used, and buttons to use them and to go on. */
class Drafts {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    /** @type {Draft | string} */
    this.draft = ""
    this.about = make("div", { class: "shown" })
    this.fits = make("p", { class: "fits" })
    this.use = button("", () => this.take())
    this.use.classList.add("main")
    this.next = button("go on to training", () => studio.open("training"))
    const choices = make("div", { class: "choices" }, this.use, this.next)
    this.element = make("section", { "aria-label": "The examples" }, this.about, this.fits, choices)
  }

  /** @param {Draft | string} draft */
  show(draft) {
    if (draft !== this.draft) {
      const isText = typeof draft === "string"
      const parts = isText ? [make("p", { class: "what" }, draft)] : shown(draft)
      this.about.replaceChildren(...parts)
    }
    this.draft = draft
    this.tell()
  }

  get isUsed() {
    return typeof this.draft === "object" && isSame(this.draft.dataset, this.studio.dataset)
  }

  /** What using them would mean. */
  tell() {
    const { draft, studio } = this
    this.use.hidden = this.next.hidden = true
    if (typeof draft === "string") {
      const { source } = studio.project
      this.fits.textContent = studio.dataset ? "" : `The network waits for ${ends(source)}.`
      return
    }
    const { says, fits } = fitted(studio, draft.source, draft.dataset)
    const { isUsed } = this
    this.use.hidden = isUsed
    this.next.hidden = !isUsed
    this.use.textContent = fits ? "use these" : "use these and fit the network"
    this.fits.textContent = isUsed ? "These are in use." : says
  }

  take() {
    const { draft, studio } = this
    if (typeof draft === "string") return
    const { project } = fitted(studio, draft.source, draft.dataset)
    studio.datasets.set(draft.source, draft.dataset)
    studio.change(project, `In use: ${inWords(draft.dataset)}`)
    this.next.focus()
  }
}

/** The ways by which examples come, one of them open, and what comes of it. */
class DataRoom {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    this.own = studio.ownData
    this.drafts = new Drafts(studio)
    /** @type {(Way | undefined)[]} Made when they are first chosen. */
    this.ways = WAYS.map(() => undefined)
    this.panel = make("div", { class: "way" })
    const texts = WAYS.map(({ text }) => text)
    this.list = choice("Where the examples come from", texts, (place) => this.open(place))
    studio.listen((parts) => {
      if (parts.includes("data") && !this.drafts.isUsed) this.follow()
      else if (parts.some((part) => part === "project" || part === "data")) this.drafts.tell()
    })
    this.follow()
  }

  /** Show the way by which the examples in use have come. */
  follow() {
    const { studio, ways, list } = this
    const place = WAYS.findIndex(({ kind }) => kind === studio.project.source.kind)
    list.value = Math.max(0, place)
    ways[0] = undefined // it begins with the set in use
    if (this.own !== studio.ownData) ways.fill(undefined) // others, which the browser had kept
    this.own = studio.ownData
    this.open(list.value)
  }

  /** @param {number} place */
  open(place) {
    const way = (this.ways[place] ??= this.made(place))
    this.panel.replaceChildren(way.element)
    this.drafts.show(way.draft)
  }

  /** A way, with what the reader has made there before. @param {number} place @returns {Way} */
  made(place) {
    const { studio, ways, list, drafts } = this
    const { kind, Kind } = WAYS[place]
    const changed = () => list.value === place && drafts.show(ways[place]?.draft ?? "")
    const reach = () => drafts.use.focus()
    /** @param {OwnData} some */
    const keep = (some) => {
      Object.assign(studio.ownData, some)
      studio.changed("own")
    }
    try {
      return new Kind({ studio, changed, reach, keep })
    } catch (error) {
      const { [/** @type {keyof OwnData} */ (kind)]: damaged, ...others } = studio.ownData
      if (!damaged) throw error
      console.error(error)
      this.own = studio.ownData = others
      studio.say("What you had made here before is damaged: begin anew.")
      return this.made(place)
    }
  }
}

/**
 * Fill the room.
 * @param {Studio} studio
 * @returns {Promise<HTMLElement[]>}
 */
export async function start(studio) {
  const { list, panel, drafts } = new DataRoom(studio)
  catchFiles()
  return [list.element, panel, drafts.element, splitting(studio)]
}
