// What tests ask of web/studio/data/: questions come in as JSON, answers go out in the same order.
import { readFileSync } from "node:fs"
import { guess, kindsOf, readColumns } from "../../web/studio/data/columns.js"
import { classOf, picturesToDataset, toGray } from "../../web/studio/data/picture.js"
import { readTable } from "../../web/studio/data/table.js"
import { decode } from "../../web/studio/data/text.js"
import { isForReaders } from "../../web/studio/error.js"

const bytesOf = (base64) => new Uint8Array(Buffer.from(base64, "base64"))

/** Numbers as lists, which JSON has. */
const plain = (dataset) => ({ ...dataset, x: [...dataset.x], y: [...dataset.y] })

const ANSWERS = {
  decode: ({ bytes }) => decode(bytesOf(bytes)),
  zeros: ({ count }) => decode(new Uint8Array(count)),
  file: ({ bytes, choices }) => readTable(decode(bytesOf(bytes)), choices),
  table: ({ text, choices }) => readTable(text, choices),
  repeated: ({ text, count }) => readTable(text.repeat(count)),
  guess: ({ text, chosen }) => guess(readTable(text), chosen),
  kinds: ({ text }) => kindsOf(readTable(text)),
  columns: ({ text, choices, reading }) => plain(readColumns(readTable(text, reading), choices)),
  classes: ({ names }) => names.map(classOf),
  gray: ({ rgba, width, height, side }) => [...toGray(Uint8Array.from(rgba), width, height, side)],
  pictures: ({ pictures, side }) => {
    const read = pictures.map(({ name, ink }) => ({ name, ink: Float32Array.from(ink) }))
    return plain(picturesToDataset(read, side))
  },
}

/** What was found, or what readers are told. Any other error ends the test. */
function answer(question) {
  try {
    return { found: ANSWERS[question.ask](question) }
  } catch (error) {
    if (!isForReaders(error)) throw error
    return { said: error.message }
  }
}

const questions = JSON.parse(readFileSync(0, "utf-8"))
process.stdout.write(JSON.stringify(questions.map(answer)))
