// What the rooms of the studio share: the project, its data, its run, and the word to the reader.

/** @import { Sequential } from "../../network/sequential.js" */
/** @import { Dataset } from "../../studio/dataset.js" */
/** @import { Project } from "../../studio/project.js" */
/** @typedef {"project" | "data" | "network" | "run"} Part what may change */
/** @typedef {(changed: Part[]) => void} Listener */

/** One for the page. Rooms change it through its methods, and listen to what others change. */
export class Studio {
  /** @param {Project} project @param {HTMLElement} status where words to the reader appear */
  constructor(project, status) {
    this.project = project
    this.status = status
    /** @type {Dataset | undefined} The examples, once they are there. */
    this.dataset = undefined
    /** @type {Sequential | undefined} The network with its newest weights. */
    this.network = undefined
    /** @type {Listener[]} */
    this.listeners = []
  }

  /** @param {Listener} listener */
  listen(listener) {
    this.listeners.push(listener)
  }

  /** @param {Part[]} parts */
  changed(...parts) {
    for (const listener of this.listeners) listener(parts)
  }

  /** A word to the reader, on the page and by screen readers. @param {string} text */
  say(text) {
    this.status.textContent = text
  }
}
