// What a figure's panels show, read off the figure itself: so both cannot tell different stories.

/** @typedef {{ x: number, y: number }[]} Line places in the figure; y grows downward */

/**
 * The panels of a figure that Matplotlib has drawn: the edges of their boxes, and the solid and
 * dashed lines in them, in their order.
 * @param {SVGElement} drawing
 */
export function panelsOf(drawing) {
  return [...drawing.querySelectorAll(":scope > g > g")].slice(1).map((group) => {
    const [box, ...paths] = [...group.querySelectorAll(":scope > g > path")]
    const lines = paths.filter((path) => /stroke: var\(--fig-[12]/.test(style(path))).map(placesOf)
    const heights = placesOf(box).map(({ y }) => y)
    return { group, lines, top: Math.min(...heights), bottom: Math.max(...heights) }
  })
}

/** @param {Element} path */
const style = (path) => path.getAttribute("style") ?? ""

/** @param {Element} path @returns {Line} */
function placesOf(path) {
  const found = path.getAttribute("d")?.matchAll(/[ML] (-?[\d.]+) (-?[\d.]+)/g) ?? []
  return [...found].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
}
