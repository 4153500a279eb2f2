// Image files of the reader's, whose names begin with their class.
import { fail, isForReaders } from "../../../studio/error.js"
import { bytesInWords } from "../../../studio/amounts.js"
import { classOf, picturesToDataset, toGray } from "../../../studio/data/picture.js"
import { button, make } from "../../parts/make.js"
import { choice } from "./choice.js"
import { counted } from "./draft.js"
import { filesPlace } from "./files.js"

/** @import { Draft, Room } from "./draft.js" */
/** @typedef {{ name: string, ink: Float32Array }} Read a picture that was read */

const SIDES = [28, 50]
const KINDS = ["image/png", "image/jpeg"]
const [LARGEST, MOST_PIXELS, MOST] = [10e6, 40e6, 5000]
const SEEN = 400 // pixels of the longer side that are looked at

/**
 * The ink of an image file.
 * @param {File} file
 * @param {number} side
 */
async function inkOf(file, side) {
  if (!KINDS.includes(file.type)) fail("it is neither PNG nor JPEG")
  if (file.size > LARGEST)
    fail(`it has ${bytesInWords(file.size)}, more than ${bytesInWords(LARGEST)}`)
  const address = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = address
    await image.decode().catch(() => fail("it holds no image that can be read"))
    const [width, height] = [image.naturalWidth, image.naturalHeight]
    if (width * height > MOST_PIXELS) fail(`it has ${width} × ${height} pixels, too many`)
    const scale = Math.min(1, SEEN / Math.max(width, height))
    const [wide, high] = [width, height].map((each) => Math.max(1, Math.round(each * scale)))
    const canvas = new OffscreenCanvas(wide, high)
    const pen = canvas.getContext("2d") ?? fail("the browser gives no canvas to read it on")
    pen.imageSmoothingQuality = "high"
    pen.drawImage(image, 0, 0, wide, high)
    return toGray(pen.getImageData(0, 0, wide, high).data, wide, high, side)
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** A place for image files, and a list of those that could not be read. */
export class Images {
  /** @param {Room} room */
  constructor(room) {
    this.room = room
    const { side, files } = room.studio.ownData.images ?? { side: SIDES[0], files: [] }
    /** @type {File[]} */
    this.files = files
    /** @type {Read[]} */
    this.read = []
    /** What is being read; what was begun before is forgotten. */
    this.turn = 0
    this.sides = choice("Made", [...SIDES.map((each) => `${each} × ${each} pixels`)], () =>
      this.readAll(this.files, []),
    )
    this.sides.value = Math.max(0, SIDES.indexOf(side))
    this.note = make("p")
    this.refused = make("ul", { class: "refused" })
    const clear = button("remove all", () => this.clear())
    this.element = make(
      "div",
      { class: "setting" },
      make(
        "p",
        {},
        "PNG or JPEG files, each with one thing on it. A file’s name begins with its class: ",
        make("code", {}, "cat_1.png"),
        ", ",
        make("code", {}, "cat (2).jpg"),
        ", ",
        make("code", {}, "0001_caveat.png"),
        ". They are made gray and square, and never leave your browser.",
      ),
      filesPlace("Image files", { accept: KINDS.join(), multiple: true }, (taken) =>
        this.readAll([...this.files, ...taken], taken),
      ),
      this.sides.element,
      this.note,
      this.refused,
      make("div", { class: "choices" }, clear),
    )
    if (files.length) this.readAll(files, [])
  }

  get side() {
    return SIDES[this.sides.value]
  }

  clear() {
    this.turn += 1
    ;[this.files, this.read] = [[], []]
    this.refused.replaceChildren()
    this.tell("All images are removed.")
  }

  /** @param {string} text */
  tell(text) {
    this.room.keep({ images: { side: this.side, files: this.files } })
    this.note.textContent = text
    this.room.studio.say(text)
    this.room.changed()
  }

  /**
   * Read all files; those that cannot be read are named and left out, the others stay.
   * @param {File[]} all
   * @param {File[]} added those of them that are new: one of the same name takes the other's place
   */
  async readAll(all, added) {
    const mine = (this.turn += 1)
    const newest = new Map(all.map((file) => [file.name, file]))
    const files = [...newest.values()]
    if (files.length > MOST) return this.tell(`${counted(files.length, "file")}: ${MOST} at most.`)
    /** @type {string[]} */
    const refused = []
    /** @type {Read[]} */
    const read = []
    this.note.textContent = `Reading ${counted(files.length, "image")} …`
    for (const file of files) {
      try {
        const ink = await inkOf(file, this.side)
        if (!classOf(file.name)) fail("its name begins with no class")
        read.push({ name: file.name, ink })
      } catch (error) {
        if (!isForReaders(error)) console.error(error)
        const why = isForReaders(error)
          ? /** @type {Error} */ (error).message
          : "it is not readable"
        refused.push(`${file.name}: ${why}.`)
      }
      if (mine !== this.turn) return
    }
    const good = new Set(read.map(({ name }) => name))
    ;[this.files, this.read] = [files.filter(({ name }) => good.has(name)), read]
    if (added.length || refused.length)
      this.refused.replaceChildren(...refused.map((text) => make("li", {}, text)))
    const left = refused.length ? `; ${counted(refused.length, "file")} could not be read` : ""
    this.tell(`${counted(read.length, "image")}${left}.`)
  }

  /** @returns {Draft | string} */
  get draft() {
    if (!this.read.length) return "Choose image files, or drop them."
    try {
      const { warnings, ...made } = picturesToDataset(this.read, this.side)
      const dataset = { ...made, name: "your images" }
      const { classes, shape } = dataset
      return { dataset, source: { kind: "images", shape, classes }, warnings }
    } catch (error) {
      if (!isForReaders(error)) throw error
      return /** @type {Error} */ (error).message
    }
  }
}
