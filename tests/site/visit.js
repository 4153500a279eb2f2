// Runs in each page that the tests visit, before the page's own scripts, and tells what it shows.
window.visit = (() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]

  // What scripts change in the text, and how far the text jumps, from the first moment on.
  const changed = []
  const note = ({ target }) => {
    if (target.closest("article")) changed.push(target.className || target.tagName)
  }
  // The first to listen hears it before the theme does.
  document.addEventListener("DOMContentLoaded", () => {
    const observer = new MutationObserver((changes) => changes.forEach(note))
    observer.observe(document, { childList: true, subtree: true })
  })
  let shift = 0
  const add = (entries) => entries.forEach(({ value }) => (shift += value))
  const jumps = new PerformanceObserver((list) => add(list.getEntries()))
  jumps.observe({ type: "layout-shift", buffered: true })

  // Resolves when nothing is on its way: no transition, no frame to be drawn, no script that waits.
  async function settled() {
    const frame = () => new Promise(requestAnimationFrame)
    const ends = ({ effect }) => effect.getComputedTiming().endTime < Infinity
    const runs = (each) => each.playState === "running" && ends(each)
    const moving = () => document.getAnimations().filter(runs)
    await document.fonts.ready
    await frame()
    while (moving().length) { // one transition may begin another
      await Promise.allSettled(moving().map(({ finished }) => finished))
      await frame()
    }
    await new Promise(requestIdleCallback)
  }

  // Opens all that is folded; that this moves the text is nobody's fault.
  async function unfold() {
    add(jumps.takeRecords())
    const before = shift
    for (const details of all("details")) details.open = true
    await settled()
    jumps.takeRecords()
    shift = before
  }

  const style = (element) => getComputedStyle(element)
  const overflow = (element) => element.scrollWidth - element.clientWidth
  const box = (element) => element.getBoundingClientRect()

  const links = () =>
    all("article :is(p, li, td, figcaption) a:not(.md-button)").map((link) => ({
      html: link.outerHTML,
      line: style(link).textDecorationLine,
    }))

  const code = () =>
    all("article > .highlight code").map((each) => ({
      text: each.innerText,
      out: overflow(each),
    }))

  const scrolling = () =>
    all("pre, pre > code")
      .filter((each) => overflow(each) > 0 && style(each).overflowX !== "visible")
      .map((each) => ({ text: each.textContent, tabIndex: each.tabIndex }))

  // The labels of all figures: their size, and by how many pixels they leave their figure.
  const labels = () =>
    all("figure.figure svg").flatMap((svg) => {
      const frame = box(svg)
      const named = svg.closest("figure").id || svg.getAttribute("aria-label").slice(0, 60)
      const written = all("text", svg).filter((text) => text.textContent.trim())
      return written.map((text) => {
        const { a, b } = text.getScreenCTM()
        const sizes = [text, ...all("tspan", text)].map((part) => parseFloat(style(part).fontSize))
        const { left, right, top, bottom } = box(text)
        const across = Math.max(frame.left - left, right - frame.right)
        return {
          figure: named,
          label: text.textContent,
          size: Math.min(...sizes) * Math.hypot(a, b),
          out: Math.max(across, frame.top - top, bottom - frame.bottom),
          width: frame.width,
        }
      })
    })

  // The labels again, in a font given as base64, which takes the place of the reader's own.
  async function labelsIn(font) {
    const face = new FontFace("Other", `url(data:font/ttf;base64,${font})`)
    document.fonts.add(await face.load())
    document.documentElement.style.setProperty("--fig-font", "Other")
    await settled()
    const found = labels()
    document.documentElement.style.removeProperty("--fig-font")
    return found
  }

  const shown = () => ({
    about: all(".lesson-time").map((line) => line.innerText),
    links: links(),
    code: code(),
    scrolling: scrolling(),
    labels: labels(),
    width: document.documentElement.scrollWidth,
  })

  const happened = () => {
    add(jumps.takeRecords())
    return { shift, changed }
  }

  return { settled, unfold, shown, labelsIn, happened }
})()
