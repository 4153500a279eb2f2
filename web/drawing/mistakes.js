// What is thrown where something cannot be drawn.

/** A description that cannot be drawn; the message names the field and what would be right. */
export class DrawingError extends Error {}

/** @type {(path: string, text: string) => never} */
export const fail = (path, text) => {
  throw new DrawingError(`${path || "the description"} ${text}`)
}
