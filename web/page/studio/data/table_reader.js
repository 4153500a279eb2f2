// Who reads a table: the page itself, or a worker where that takes its time.
import { Reading } from "../../../studio/data/reading.js"
import { StudioError } from "../../../studio/error.js"

/** @import { Choices } from "../../../studio/data/columns.js" */
/** @import { Answer } from "../../../studio/data/guess.js" */
/** @import { Wanted } from "../../../studio/data/reading.js" */
/**
 * @typedef {object} TableReader
 * @property {boolean} isApart whether the page can answer meanwhile, and has something to tell
 * @property {(wanted: Wanted) => Promise<ReturnType<Reading["read"]>>} read
 * @property {(answer: Answer) => Promise<ReturnType<Reading["guess"]>>} guess
 * @property {(choices: Choices) => Promise<ReturnType<Reading["use"]>>} use
 * @property {() => void} end what was asked and not yet answered never is
 */

const LONG = 300_000 // signs: to read more keeps a page from answering

/**
 * @param {string} text
 * @param {string} program of the studio's worker
 * @param {(share: number) => void} heard how much of a long text has been read
 * @returns {TableReader}
 */
export const readerOf = (text, program, heard) =>
  text.length > LONG ? apart(program, heard) : here()

/** @returns {TableReader} */
function here() {
  const reading = new Reading()
  return {
    isApart: false,
    read: async (wanted) => reading.read(wanted),
    guess: async (answer) => reading.guess(answer),
    use: async (choices) => reading.use(choices),
    end() {},
  }
}

/** @param {string} program @param {(share: number) => void} heard @returns {TableReader} */
function apart(program, heard) {
  const worker = new Worker(program, { type: "module" })
  /** @type {PromiseWithResolvers<any>[]} in the order in which it was asked */
  const waiting = []
  worker.onmessage = ({ data: { share, answer, failed, isForReaders } }) => {
    if (share !== undefined) return heard(share)
    const next = waiting.shift()
    if (failed === undefined) next?.resolve(answer)
    else next?.reject(isForReaders ? new StudioError(failed) : new Error(failed))
  }
  worker.onerror = (event) => {
    event.preventDefault()
    const error = new StudioError("What reads large tables could not be fetched. Are you offline?")
    for (const { reject } of waiting.splice(0)) reject(error)
  }
  /** @param {"read" | "guess" | "use"} order @param {any} given @returns {Promise<any>} */
  const ask = (order, given) => {
    const answer = Promise.withResolvers()
    waiting.push(answer)
    worker.postMessage({ ask: "table", order, given })
    return answer.promise
  }
  return {
    isApart: true,
    read: (wanted) => ask("read", wanted),
    guess: (answer) => ask("guess", answer),
    use: (choices) => ask("use", choices),
    end: () => worker.terminate(),
  }
}
