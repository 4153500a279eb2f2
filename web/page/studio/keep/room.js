// The room from which the reader's work is taken along.
import { isForReaders } from "../../../studio/error.js"
import { kerasCode } from "../../../studio/keras/code.js"
import { DATA_FILE, dataFile } from "../../../studio/keras/data.js"
import { kerasFile } from "../../../studio/keras/file.js"
import { fromFile, toFile } from "../../../studio/kept_file.js"
import { isOwn } from "../../../studio/kept.js"
import { toLink } from "../../../studio/link.js"
import { describe } from "../../../studio/project.js"
import { button, make } from "../../parts/make.js"
import { copy, download, fileName, standalone } from "./downloads.js"
import { aboutOf } from "./memory.js"
import { BEFORE, forget, read } from "./store.js"
import { LINK, take } from "./taken.js"

/** @import { Part, Studio } from "../studio.js" */

const LARGEST = 2 ** 28 // bytes of a file that is opened
const ABOUT = `Whoever opens it gets your network and your settings, as they are now. Your own data
  and what the network has learned are not in a link: for these, save a file.`
const LONG = 8000 // letters of an address; some programs cut longer ones

/** Everything in the room. */
export class Keeping {
  /** @param {Studio} studio */
  constructor(studio) {
    this.studio = studio
    this.memory = make("div", { class: "memory" })
    this.link = make("input", { readonly: true, id: "studio-link", class: "link" })
    this.code = make("code", { tabindex: 0, role: "region", "aria-label": "The program" })
    this.program = make("div", { class: "highlight" }, make("pre", {}, this.code))
    this.data = button(`download ${DATA_FILE}`, () => this.saveData())
    this.model = button("download as .keras", () => this.saveModel())
    this.note = make("p")
    this.elements = [
      ...this.section("In this browser", this.memory),
      ...this.section("As a file", this.files()),
      ...this.section("As a link", this.links()),
      ...this.section("For Keras", this.keras()),
      ...this.section("As a picture", this.pictures()),
    ]
    studio.listen((parts) => this.heard(parts))
    // What nobody sees is not kept up to date; it catches up when the room is opened.
    this.isSeen = false
    new IntersectionObserver((seen) => {
      this.isSeen = seen.some(({ isIntersecting }) => isIntersecting)
      if (this.isSeen) this.show()
    }).observe(this.memory)
    this.show()
  }

  /** @param {string} title @param {...HTMLElement} inside */
  section(title, ...inside) {
    return [make("section", {}, make("h3", {}, title), ...inside)]
  }

  /** @param {Part[]} parts */
  heard(parts) {
    if (parts.includes("kept")) this.remembered()
    if (parts.includes("project")) this.show()
    if (parts.includes("run")) this.model.disabled = !this.studio.network
  }

  show() {
    this.remembered()
    this.model.disabled = !this.studio.network
    this.linked()
    this.coded()
  }

  /** What the browser's memory says of itself, and what it has from before. */
  async remembered() {
    const { memory } = this.studio
    const { saved, problem = "" } = memory ?? {}
    const when = saved?.toLocaleTimeString("en-US", { hour: "2-digit", minute: "2-digit" })
    const kept = when
      ? `Last kept at ${when}.`
      : "Nothing is kept yet: it will be once you change something."
    const all = `Your work is kept in this browser as you go: what you have chosen, your own data,
      and what the network has learned, also in the midst of training. ${kept}`
    const said = make("p", { class: problem ? "problem" : "note" }, problem || all)
    const older = problem ? [] : await this.older()
    const clear = button("forget all that is kept here", () => this.forget())
    this.memory.replaceChildren(said, ...older, make("div", { class: "choices" }, clear))
  }

  async older() {
    try {
      const found = await Promise.all(BEFORE.map((slot) => read(slot)))
      const rows = found.flatMap((pieces) => {
        if (!pieces.about) return []
        const open = button("open", () => this.studio.memory?.resume(pieces, false))
        open.ariaLabel = `open ${aboutOf(pieces)}`
        return [make("li", {}, open, ` ${aboutOf(pieces)}`)]
      })
      const title = make("p", {}, "From before:")
      return rows.length ? [title, make("ul", { class: "older" }, ...rows)] : []
    } catch {
      return []
    }
  }

  async forget() {
    try {
      await forget()
      this.studio.memory?.forgotten()
      this.studio.say(
        "Forgotten: this browser keeps nothing of the studio until you change something.",
      )
    } catch {
      this.studio.say("This browser keeps nothing for this page: there is nothing to forget.")
    }
    this.remembered()
  }

  files() {
    const file = make("input", { type: "file", accept: ".json,application/json", class: "unseen" })
    file.tabIndex = -1
    file.ariaLabel = "A file of the studio"
    file.addEventListener("change", async () => {
      const [chosen] = file.files ?? []
      if (chosen) await this.open(chosen)
      file.value = "" // so that the same file can be chosen again
    })
    const about = `A file holds everything: network, settings, your own data, and what the network
      has learned. Keep it, send it, open it here.`
    const buttons = make(
      "div",
      { class: "choices" },
      button("save a file", () => this.save()),
      button("open a file …", () => file.click()),
      file,
    )
    return make("div", {}, make("p", {}, about), buttons)
  }

  save() {
    const {
      project,
      dataset,
      ownData,
      network,
      scaling,
      opened: { count: opened },
    } = this.studio
    const own = isOwn(project.source) ? dataset : undefined
    const weights = network?.getWeights()
    const drawings = project.source.kind === "drawings" ? ownData.drawings : undefined
    const text = toFile({ project, dataset: own, drawings, weights, scaling, opened })
    const name = `${fileName(project.title)}.json`
    download(name, text, "application/json")
    this.studio.say(
      `Saved as ${name}${weights ? "" : ": the network has not learned anything yet"}.`,
    )
  }

  /** @param {File} file */
  async open(file) {
    const { studio } = this
    try {
      if (file.size > LARGEST) throw tooLarge(file.size)
      const { project, dataset, drawings, weights, scaling, opened } = fromFile(await file.text())
      const data = dataset ?? (await studio.load(project.source))
      const learned = weights && {
        weights,
        scaling,
        reports: [],
        state: /** @type {const} */ ("stopped"),
      }
      const { drawings: drawn } = studio.ownData
      if (drawings) studio.ownData = { ...studio.ownData, drawings, drawn }
      take(studio, project, data, learned, `Opened: ${file.name}. Undo brings back what was here.`)
      studio.opened = { count: opened, run: 0 }
    } catch (error) {
      console.error(error)
      const why = isForReaders(error)
        ? /** @type {Error} */ (error).message
        : "It could not be opened. Nothing has changed here."
      studio.say(`${file.name}: ${why}`)
    }
  }

  links() {
    const button_ = button("copy the link", async () => {
      const isCopied = await copy(this.link.value)
      if (!isCopied) this.link.select()
      this.studio.say(isCopied ? "The link is copied." : "Copy the marked link with your keyboard.")
    })
    const label = make("label", { for: this.link.id, class: "unseen" }, "The link")
    return make(
      "div",
      {},
      make("p", {}, ABOUT),
      label,
      this.link,
      make("div", { class: "choices" }, button_),
    )
  }

  async linked() {
    const address = new URL(location.href)
    address.search = "?studio" // the studio begins at once
    address.hash = LINK + (await toLink(this.studio.project))
    this.link.value = address.href
    this.link.classList.toggle("long", address.href.length > LONG)
  }

  keras() {
    const { studio } = this
    const name = () => `${fileName(studio.project.title)}.py`
    const about = `The same network and training as a program for Keras, which reads the same data.
      And the network with its weights, as a file that keras.saving.load_model opens.`
    const buttons = make(
      "div",
      { class: "choices" },
      button("copy the program", async () => {
        const isCopied = await copy(this.code.textContent ?? "")
        if (!isCopied) getSelection()?.selectAllChildren(this.code)
        studio.say(
          isCopied ? "The program is copied." : "Copy the marked program with your keyboard.",
        )
      }),
      button("download the program", () => {
        download(name(), this.code.textContent ?? "", "text/x-python")
        studio.say(`Saved as ${name()}.`)
      }),
      this.data,
      this.model,
    )
    return make("div", {}, make("p", {}, about), buttons, this.note, this.program)
  }

  coded() {
    const { project } = this.studio
    try {
      this.code.textContent = kerasCode(project, {
        site: new URL("../../../", import.meta.url).href,
      })
      this.program.hidden = false
      const needsData = this.code.textContent.includes(DATA_FILE)
      this.data.hidden = !needsData
      this.note.textContent = needsData
        ? `The program reads your examples from ${DATA_FILE}: put both files into one folder.`
        : ""
    } catch (error) {
      if (!isForReaders(error)) throw error
      this.program.hidden = this.data.hidden = true
      this.note.textContent = /** @type {Error} */ (error).message
    }
  }

  saveData() {
    const { dataset } = this.studio
    if (!dataset) return this.studio.say("There are no examples yet.")
    download(DATA_FILE, dataFile(dataset), "text/csv")
    this.studio.say(`Saved as ${DATA_FILE}: ${dataset.y.length} examples.`)
  }

  async saveModel() {
    const { project, network, scaling } = this.studio
    if (!network) return this.studio.say("The network has no weights yet: train it first.")
    const name = `${fileName(project.title)}.keras`
    try {
      const bytes = await kerasFile(describe(project), network.getWeights(), { scaling })
      download(name, /** @type {any} */ (bytes), "application/octet-stream")
      this.studio.say(`Saved as ${name}.`)
    } catch (error) {
      if (!isForReaders(error)) throw error
      this.studio.say(/** @type {Error} */ (error).message)
    }
  }

  pictures() {
    const save = button("download as SVG", () => {
      const drawing = this.studio.status.closest("figure")?.querySelector(".drawn > svg")
      if (!(drawing instanceof SVGElement)) return this.studio.say("There is no drawing yet.")
      const name = `${fileName(this.studio.project.title)}.svg`
      download(name, standalone(drawing), "image/svg+xml")
      this.studio.say(`Saved as ${name}.`)
    })
    const about = "The drawing of the network, as it is lit now; it stays sharp at any size."
    return make("div", {}, make("p", {}, about), make("div", { class: "choices" }, save))
  }
}

/** @param {number} size */
const tooLarge = (size) => {
  const megabytes = Math.round(size / 2 ** 20)
  const text = `It has ${megabytes} MB, more than a browser can open. Nothing has changed here.`
  return Object.assign(new Error(text), { name: "StudioError" })
}
