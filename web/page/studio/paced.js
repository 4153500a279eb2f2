// Drawing as often as it leaves the page time to answer.

const SHARE = 15 // of the time that a drawing took, which then is the reader's

/**
 * Does its work with the next picture of the screen, once for all calls until then; what takes long
 * is done less often.
 * @param {() => void} work
 */
export function paced(work) {
  let [isAsked, free] = [false, 0]
  function go() {
    isAsked = false
    const start = performance.now()
    work()
    const end = performance.now()
    free = end + SHARE * (end - start)
  }
  return () => {
    if (isAsked) return
    isAsked = true
    setTimeout(() => requestAnimationFrame(go), Math.max(0, free - performance.now()))
  }
}
