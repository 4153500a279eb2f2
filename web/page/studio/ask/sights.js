// What is to be seen in the network: maps of convolutions, and weights as templates.
import { paint } from "../../parts/ink.js"
import { make } from "../../parts/make.js"

/** @import { Sequential } from "../../../network/sequential.js" */
/** @import { Numbers, Tensor } from "../../../network/tensor.js" */
/** @import { Dataset } from "../../../studio/dataset.js" */

const [MAPS, TEMPLATES] = [8, 16] // shown of each layer
const MAPPED = ["Conv2D", "MaxPooling2D", "AveragePooling2D"]

/** The size of the largest of some numbers. @param {Numbers} numbers */
function topOf(numbers) {
  let top = 0
  for (let i = 0; i < numbers.length; i++) top = Math.max(top, Math.abs(numbers[i]))
  return top || 1
}

/** The maps of each layer that looks at pictures, the largest number all ink. */
export class Maps {
  /** @param {Sequential} network */
  constructor({ layers, description }) {
    this.rows = layers.flatMap(({ output }, place) => {
      const { type } = description.layers[place]
      if (output.length !== 3 || !MAPPED.includes(type)) return []
      const canvases = Array.from({ length: Math.min(MAPS, output[2]) }, () => make("canvas"))
      return [{ place, canvases, name: `${place + 1}. ${type}`, channels: output[2] }]
    })
    const shown = this.rows.flatMap(({ canvases, name, channels }) => {
      const many = channels > MAPS ? `, ${MAPS} of its ${channels} maps` : ""
      return [make("p", {}, name + many), make("div", {}, ...canvases)]
    })
    this.element = make("div", { class: "maps", "aria-hidden": true }, ...shown)
  }

  /** @param {Tensor[]} values the example, then the output of each layer */
  show(values) {
    for (const { place, canvases } of this.rows) {
      const { data, shape } = values[place + 1]
      const [, rows, columns, channels] = shape
      const top = topOf(data)
      canvases.forEach((canvas, channel) => {
        const ink = Array.from({ length: rows * columns }, (_, at) =>
          Math.max(0, data[at * channels + channel] / top),
        )
        paint(canvas, ink, rows, columns)
      })
    }
  }
}

/**
 * Whether the first layer that learns is a Dense one that gets the pixels themselves.
 * @param {Sequential} network
 */
const firstDense = ({ layers, description }) => {
  const place = layers.findIndex(({ weights }) => weights.length > 0)
  return description.layers[place]?.type === "Dense" ? layers[place] : undefined
}

/** Weights of the first layer, each neuron's as a picture: blue for ink wished, orange for not. */
export class Templates {
  /**
   * @param {Sequential} network
   * @param {Dataset} dataset
   */
  constructor(network, { picture, classes }) {
    const dense = picture && firstDense(network)
    this.element = make("div", { class: "templates", "aria-hidden": true })
    this.size = picture ?? [0, 0]
    this.weights = dense?.weights[0]
    const count = this.weights ? this.weights.shape[1] : 0
    this.canvases = Array.from({ length: Math.min(TEMPLATES, count) }, () => make("canvas"))
    const isLast = network.layers[network.layers.length - 1] === dense
    const titles = this.canvases.map((_, place) => (isLast ? classes[place] : ""))
    this.element.append(
      ...this.canvases.map((canvas, place) => make("span", {}, canvas, titles[place] ?? "")),
    )
    this.more = count > TEMPLATES ? ` Here are ${TEMPLATES} of ${count}.` : ""
    // Colors of a canvas are its own: they are taken anew where the scheme changes.
    new MutationObserver(() => this.show()).observe(document.body, {
      attributeFilter: ["data-md-color-scheme"],
    })
  }

  show() {
    const { weights, canvases } = this
    if (!weights || !canvases.length || !this.element.isConnected) return
    const style = getComputedStyle(this.element)
    const [more, less] = ["--fig-1", "--fig-2"].map((name) => rgb(style.getPropertyValue(name)))
    const { value } = weights
    const top = topOf(value)
    canvases.forEach((canvas, neuron) => this.draw(canvas, neuron, value, top, more, less))
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} neuron
   * @param {Numbers} weights
   * @param {number} top
   * @param {number[]} more the color of weights above 0
   * @param {number[]} less that of weights below
   */
  draw(canvas, neuron, weights, top, more, less) {
    const [rows, columns] = this.size
    ;[canvas.width, canvas.height] = [columns, rows]
    const image = new ImageData(columns, rows)
    const count = this.weights?.shape[1] ?? 0
    for (let place = 0; place < rows * columns; place++) {
      const weight = weights[place * count + neuron]
      image.data.set(weight > 0 ? more : less, 4 * place)
      image.data[4 * place + 3] = (255 * Math.abs(weight)) / top
    }
    canvas.getContext("2d")?.putImageData(image, 0, 0)
  }
}

/** @param {string} color such as #0b62c1 */
const rgb = (color) => [1, 3, 5].map((at) => parseInt(color.trim().slice(at, at + 2), 16) || 0)
