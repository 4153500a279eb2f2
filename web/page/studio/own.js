// What readers bring to the studio: what it looks like, for the rooms that make it or keep it.

/** @import { Sign } from "../../studio/kept.js" */
/**
 * What readers have made or brought themselves, by kind of source, also where it is not in use. It
 * is what IndexedDB can keep. The room for data begins with it, and keeps it up to date.
 * @typedef {object} OwnData
 * @property {{ x: number, y: number, kind: number }[]} [points]
 * @property {Sign[]} [drawings]
 * @property {Sign[]} [drawn] what was here before a file with drawings was opened
 * @property {{ side: number, files: File[] }} [images]
 * @property {OwnTable} [table]
 *
 * A table as text, and how its columns are read: see readTable() and readColumns().
 * @typedef {object} OwnTable
 * @property {string} name of its file; "" if it was pasted
 * @property {string} text
 * @property {string} [separator]
 * @property {boolean} [header]
 * @property {number[]} [inputs] places of columns
 * @property {number | "one-hot"} [answer]
 * @property {"classes" | "number"} [task]
 * @property {"refuse" | "skip" | "mean"} [missing]
 */

export {}
