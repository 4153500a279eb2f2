// For the scripts that tests ask: questions come in as JSON, answers go out in the same order.
import { readFileSync } from "node:fs"
import { isForReaders } from "../../web/studio/error.js"

/** What `work` gives, or the message for readers; any other exception ends the test. */
export async function tried(work) {
  try {
    return { found: await work() }
  } catch (error) {
    if (isForReaders(error)) return { said: error.message }
    throw error
  }
}

/** Answers all questions. @param {Record<string, (question: any) => any>} known by their names */
export async function answerAll(known) {
  const answers = []
  for (const { ask, ...question } of JSON.parse(readFileSync(0, "utf-8"))) {
    answers.push(await known[ask](question))
  }
  console.log(JSON.stringify(answers))
}
