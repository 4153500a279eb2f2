// What the build has published of a lesson's run.

/**
 * The contents of a file of JSON.
 * @param {string} path such as "shapes/values.json"
 * @returns {Promise<any>}
 * @throws {Error} if it cannot be fetched
 */
export async function published(path) {
  const answer = await fetch(new URL(`../../../generated/${path}`, import.meta.url))
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`)
  return answer.json()
}
