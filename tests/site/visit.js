// Runs in each page that the tests visit, before the page's own scripts, and tells what it shows.
window.visit = (() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]

  const frame = () => new Promise(requestAnimationFrame)

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
  let unfolding = [Infinity, Infinity] // from, until
  const ours = ({ startTime }) => unfolding[0] <= startTime && startTime <= unfolding[1]
  const add = (entries) => entries.forEach((entry) => (shift += ours(entry) ? 0 : entry.value))
  const jumps = new PerformanceObserver((list) => add(list.getEntries()))
  jumps.observe({ type: "layout-shift", buffered: true })

  // Resolves when nothing is on its way: no transition, no frame to be drawn, no script that waits.
  // Transitions are led to their ends, which nobody has to wait for.
  async function settled() {
    const ends = ({ effect }) => effect.getComputedTiming().endTime < Infinity
    const runs = (each) => each.playState === "running" && ends(each)
    const moving = () => document.getAnimations().filter(runs)
    await document.fonts.ready
    await frame()
    while (moving().length) { // one transition may begin another
      for (const each of moving()) each.finish()
      await frame()
    }
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }))
  }

  // Opens all that is folded; that this moves the text, in the next frame, is nobody's fault.
  async function unfold() {
    unfolding = [performance.now(), Infinity]
    for (const details of all("details")) details.open = true
    await frame()
    await frame()
    unfolding[1] = performance.now()
    await settled()
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
      .filter((each) => each.checkVisibility() && overflow(each) > 0)
      .filter((each) => style(each).overflowX !== "visible")
      .map((each) => ({ text: each.textContent, tabIndex: each.tabIndex }))

  // Cells of tables in which sentences stand in a column of syllables.
  const squeezed = () =>
    all("article :is(td, th)")
      .filter((cell) => cell.textContent.trim().length > 20 && cell.checkVisibility())
      .filter((cell) => box(cell).width < 80)
      .map((cell) => cell.textContent.trim())

  // Formulas that stand on another line than the comma behind them, or the bracket before them.
  const torn = () =>
    all("article math[display=inline]").filter((formula) => {
      const { top, bottom, width } = box(formula)
      const [before, after] = [formula.previousSibling, formula.nextSibling]
      const letter = (text, at) => {
        if (text?.nodeType !== 3 || !text.data.trim() || !width) return null
        const range = document.createRange()
        range.setStart(text, at < 0 ? text.length + at : at)
        range.setEnd(text, at < 0 ? text.length : at + 1)
        return range.toString().trim() ? box(range) : null
      }
      const [last, next] = [letter(before, -1), letter(after, 0)]
      return (last && last.bottom < top + 2) || (next && next.top > bottom - 2)
    }).map((formula) => formula.parentElement.textContent.trim())

  // Where the ink of a label is, whatever room its font takes above and below it.
  function ink(text, size) {
    const matrix = text.getScreenCTM()
    const corners = [...Array(text.getNumberOfChars()).keys()].flatMap((number) =>
      [text.getStartPositionOfChar(number), text.getEndPositionOfChar(number)].flatMap(({ x, y }) =>
        [-0.8 * size, 0.25 * size].map((up) => new DOMPoint(x, y + up).matrixTransform(matrix)),
      ),
    )
    const xs = corners.map(({ x }) => x)
    const ys = corners.map(({ y }) => y)
    const [left, right] = [Math.min(...xs), Math.max(...xs)]
    return { left, right, top: Math.min(...ys), bottom: Math.max(...ys) }
  }

  // The labels of all figures: the size of their letters, and how far they leave their figure.
  function labels() {
    return all("figure.figure svg text").flatMap((text) => {
      if (!text.textContent.trim()) return []
      const svg = text.ownerSVGElement
      const frame = box(svg)
      const { a, b } = text.getScreenCTM()
      const size = parseFloat(style(text).fontSize)
      const sizes = all("tspan", text).map((part) => parseFloat(style(part).fontSize))
      const { left, right, top, bottom } = ink(text, size)
      const across = Math.max(frame.left - left, right - frame.right)
      return {
        figure: svg.closest("figure").id || svg.getAttribute("aria-label").slice(0, 60),
        label: text.textContent.trim(),
        size: Math.min(size, ...sizes) * Math.hypot(a, b),
        out: Math.max(across, frame.top - top, bottom - frame.bottom),
        width: frame.width,
      }
    })
  }

  // The labels again, in a font given as base64, which takes the place of the reader's own.
  async function labelsIn(font) {
    const face = new FontFace("Other", Uint8Array.from(atob(font), (each) => each.charCodeAt(0)))
    document.fonts.add(await face.load())
    document.documentElement.style.setProperty("--fig-font", "Other")
    await settled()
    const found = labels()
    document.documentElement.style.removeProperty("--fig-font")
    return found
  }

  // What stands open although the guess about it is closed. A guess is directly above the cell that
  // answers it, or one paragraph above. To the answer belongs all that was printed or drawn up to
  // the next heading, guess or paragraph, but for a paragraph that leads to a figure.
  const answers = () =>
    all("details.question:not([open])").flatMap((guess) => {
      const open = []
      let [said, met] = [false, false] // a paragraph, an answer
      for (let each = guess.nextElementSibling; each; each = each.nextElementSibling) {
        const isWords = each.matches("p")
        const ends = isWords && (met ? !each.nextElementSibling?.matches(".plotting") : said)
        if (ends || each.matches("h2, h3, .question")) break
        said ||= isWords
        if (!each.matches(".output, .figure")) continue
        met = true
        const isOpen = [...each.children].some((child) => child.checkVisibility())
        if (isOpen) open.push(each.textContent.trim())
      }
      return guess.textContent.trim().startsWith("Guess first") ? open : []
    })

  // Marks one element of each kind of text that is not known: of the same colors, letters and
  // surroundings as all others of its kind. Returns the kinds. To judge the contrast of all would
  // take most of the time of a visit.
  function markKinds(within, known) {
    const surroundings = new Map() // what is around the text of an element
    const around = (element) => {
      if (!element) return ""
      if (!surroundings.has(element))
        surroundings.set(element, paint(element) + around(element.parentElement))
      return surroundings.get(element)
    }
    const paint = (element) => {
      const its = style(element)
      const { backgroundColor: color, backgroundImage: image, opacity, position, filter } = its
      const isPlain = color === "rgba(0, 0, 0, 0)" && image === "none" && opacity === "1"
      const isFixed = position === "fixed" || position === "sticky" || position === "absolute"
      const own = isPlain && filter === "none" ? "" : [color, image, opacity, filter]
      return `${own}${isFixed ? [...element.classList] : ""}`
    }
    const kind = (element) => {
      const { color, fontSize, fontWeight, textDecorationLine, fill } = style(element)
      const link = element.closest("a")
      const from = link ? [style(link.parentElement).color, textDecorationLine] : ""
      const off = element.closest("[disabled], [aria-disabled=true], [inert]") !== null
      const drawn = element.ownerSVGElement ? fill : ""
      return [color, fontSize, fontWeight, from, off, drawn, around(element)].join("|")
    }
    const says = (element) =>
      element.matches("input, select, textarea") ||
      [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
    const met = new Set(known)
    for (const root of within ? all(within) : [document.body]) {
      for (const element of [root, ...all("*", root)]) {
        if (!says(element) || !element.checkVisibility({ visibilityProperty: true })) continue
        const its = kind(element)
        element.toggleAttribute("data-kind", !met.has(its))
        met.add(its)
      }
    }
    return [...met].slice(known.length)
  }

  const shown = () => ({
    answers: answers(),
    about: all(".lesson-time").map((line) => line.innerText),
    links: links(),
    code: code(),
    scrolling: scrolling(),
    squeezed: squeezed(),
    torn: torn(),
    labels: labels(),
    width: document.documentElement.scrollWidth,
  })

  const happened = () => {
    add(jumps.takeRecords())
    return { shift, changed }
  }

  return { settled, unfold, shown, labelsIn, markKinds, happened }
})()
