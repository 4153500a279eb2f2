// The examples of the studio's project: made in the page, or fetched from the site.
import { setOf } from "../../studio/sets.js"

/** @import { Studio } from "./studio.js" */

/** @param {string} file in the site's folder studio/ @throws {Error} if it cannot be fetched */
export async function fetched(file) {
  const answer = await fetch(new URL(`../../../studio/${file}`, import.meta.url))
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`)
  return answer.arrayBuffer()
}

/**
 * Get the examples of the studio's project, unless they are there, or the reader's own. What cannot
 * be fetched now is asked for again when the project changes next.
 * @param {Studio} studio
 */
export async function load(studio) {
  const { source } = studio.project
  if (studio.dataset) return
  const isFetched = setOf(source) !== undefined
  if (isFetched) studio.say("Fetching the examples …")
  const found = await studio.load(source).catch((error) => {
    console.error(error)
    studio.say("The examples could not be fetched. Are you offline? Choose them once more.")
  })
  if (!found) return
  studio.datasets.set(source, found)
  if (studio.project.source !== source) return
  if (isFetched) studio.say(`Here are ${found.y.length.toLocaleString("en")} examples.`)
  studio.changed("data")
}
