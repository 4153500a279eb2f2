// What the ways to come by examples have in common.

/** @import { Dataset } from "../../../studio/dataset.js" */
/** @import { Source } from "../../../studio/project.js" */
/** @import { OwnData } from "../own.js" */
/** @import { Studio } from "../studio.js" */
/**
 * Examples that could be used.
 * @typedef {object} Draft
 * @property {Dataset} dataset
 * @property {Source} source
 * @property {string[]} [warnings] what a reader should know, though it is no mistake
 * @property {boolean} [isSeen] whether the examples are already to be seen where they are made
 *
 * What a way needs of the room.
 * @typedef {object} Room
 * @property {Studio} studio
 * @property {() => void} changed tells that the draft is another
 * @property {(own: OwnData) => void} keep takes what the reader has made, used or not
 * @property {() => void} reach brings the focus to the button that uses the draft
 *
 * A way to come by examples. Its draft is a sentence as long as there is something to do.
 * @typedef {{ element: HTMLElement, draft: Draft | string }} Way
 */

/** @type {(count: number, one: string, many?: string) => string} */
export const counted = (count, one, many = `${one}s`) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`
