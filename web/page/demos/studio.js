// The studio: a network composed, trained and asked in the page. The figure is its drawing.
import { VERSION } from "../../studio/project.js"
import { make } from "../parts/make.js"
import { Studio } from "../studio/studio.js"
import { later, Tabs } from "../studio/tabs.js"

/** @import { Project } from "../../studio/project.js" */

/** @type {Project} */
const FIRST = {
  version: VERSION,
  title: "Shapes",
  source: {
    kind: "shapes",
    shape: [25],
    classes: ["square", "plus", "cross", "triangle", "circle"],
  },
  layers: [20, 16, 11, 7].map((units) => ({ type: "Dense", units, activation: "relu" })),
  head: {},
  settings: {
    optimizer: { type: "Adam", learning_rate: 0.01 },
    schedule: "constant",
    epochs: 100,
    batch_size: 5,
    patience: 0,
    seed: 0,
    scale: false,
    validation: 0,
    test: 0,
  },
}

/**
 * Bring the figure to life.
 * @param {SVGElement} drawing
 * @returns {Promise<HTMLElement[]>} what the reader uses
 */
export async function start(drawing) {
  const said = make("p", { role: "status" })
  const studio = new Studio(FIRST, said)
  const tabs = new Tabs(
    [
      { name: "data", title: "Data", start: later("studio_data") },
      { name: "network", title: "Network", start: () => [] },
      { name: "training", title: "Training", start: () => [] },
      { name: "ask", title: "Ask", start: later("studio_ask") },
      { name: "keep", title: "Keep", start: later("studio_keep") },
      { name: "tour", title: "Tour", start: later("studio_tour") },
    ],
    studio,
  )
  studio.open = (tab) => tabs.open(tab)
  studio.open("network")
  return [tabs.list, said, tabs.panels]
}
