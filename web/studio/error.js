// What is wrong with what a reader gave: a table, a file, a link, a network that cannot be made.

/**
 * The message is for readers: it says what is wrong, where (line, column, layer), and what would be
 * right. Parts of the studio are fetched apart from each other, so it is told by its name.
 */
export class StudioError extends Error {
  name = "StudioError"
}

/** @type {(text: string) => never} */
export const fail = (text) => {
  throw new StudioError(text)
}

/** Whether the message of what was thrown is meant for readers. @param {any} error */
export const isForReaders = (error) =>
  error?.name === "StudioError" || error?.constructor?.name === "NetworkError"
