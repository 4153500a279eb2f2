// What the reader has made of a figure, in the address of the page, so that it can be linked.

/** @param {string} name of the figure */
export const inAddress = (name) => new URLSearchParams(location.search).get(name)

/** @type {number | undefined} */
let waiting

/**
 * Put it into the address, when the reader has paused: browsers allow so many changes only.
 * @param {string} name
 * @param {string | null} state null for how the figure starts
 */
export function toAddress(name, state) {
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    const address = new URL(location.href)
    if (state === null) address.searchParams.delete(name)
    else address.searchParams.set(name, state)
    history.replaceState(history.state, "", address)
  }, 300)
}
