// Runs in pages that tests walk by keyboard: where the focus is, and whether one sees it.
window.stops = (() => {
  const frame = () => new Promise(requestAnimationFrame)

  // A radio button without a body of its own shows the focus on its label.
  const body = (element) =>
    element.matches(".md-option") ? element.nextElementSibling : element

  // Nine points of what of the element lies in the window; one that belongs to it is enough.
  function isSeen(element) {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    const [from, to] = [Math.max(left, 0), Math.min(right, innerWidth)]
    const [upper, lower] = [Math.max(top, 0), Math.min(bottom, innerHeight)]
    if (to - from < 1 || lower - upper < 1) return false
    const parts = [0.1, 0.5, 0.9]
    return parts.some((x) =>
      parts.some((y) => {
        const at = document.elementFromPoint(from + x * (to - from), upper + y * (lower - upper))
        return element.contains(at) || (at?.contains(element) && at.matches("body *"))
      }),
    )
  }

  const ring = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none"
  }

  // The caret of a field is its ring.
  const isField = (element) => element.matches("input:not([type]), input[type=text], textarea")

  function now() {
    const element = document.activeElement
    if (!element || element === document.body || element === document.documentElement) return null
    const shown = body(element)
    const name = element.getAttribute("aria-label") || element.title || element.textContent
    return {
      name: name.trim().replace(/\s+/g, " ").slice(0, 80),
      tag: element.localName,
      kind: element.className.baseVal ?? element.className,
      href: element.getAttribute("href"),
      end: element.getAttribute("href") === null ? "" : element.href,
      hidden: element.closest("[aria-hidden=true], [hidden]") !== null,
      seen: isSeen(shown),
      box: ["left", "top", "right", "bottom"].map((side) => shown.getBoundingClientRect()[side]),
      ring: isField(element) || ring(shown),
    }
  }

  // Where the focus is; what is not seen at once is looked at again: the key may have begun more.
  async function settled() {
    for (let still = 0; still < 100; still++) {
      const met = now()
      if (!met || (met.seen && met.ring)) return met
      if (document.getAnimations().some(({ playState }) => playState === "running")) still = 0
      await frame()
    }
    return now()
  }
  return { settled, now }
})()
