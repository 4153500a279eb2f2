// Loaded just before the theme's own script. Without it the site works too; it only gets heavier
// and, on some devices, harder to use by keyboard.

// The search engine and its index, which grows with the course, wait until somebody searches: the
// theme would fetch both on every first visit.
const searched = new Promise((resolve) => {
  if (/[?&][hq]=/.test(location.search)) resolve() // a link that searches or highlights
  addEventListener("focusin", ({ target }) => {
    if (target.closest("[data-md-component=search]")) resolve()
  })
})
const BackgroundWorker = window.Worker
window.Worker = function (url) {
  const { port1, port2 } = new MessageChannel() // keeps what is said before the worker lives
  searched.then(() => {
    const worker = new BackgroundWorker(url)
    worker.onmessage = ({ data }) => port1.postMessage(data)
    port1.onmessage = ({ data }) => worker.postMessage(data)
  })
  port2.start()
  return port2
}
window.XMLHttpRequest = class extends XMLHttpRequest {
  open(method, url) {
    this.waits = String(url).includes("search/search_index.json")
    super.open(method, url)
  }
  send() {
    if (this.waits) searched.then(() => super.send())
    else super.send()
  }
}

// Colors change all at once. The theme has an attribute for this too, but sets it even when a page
// loads, which computes the style of every element anew.
addEventListener("change", ({ target }) => {
  if (target.name !== "__palette") return
  document.body.dataset.switching = ""
  setTimeout(() => delete document.body.dataset.switching, 50)
}, true)

// For the same reason it need not add its element that names the color scheme: course.css does that.
const add = document.head.appendChild
document.head.appendChild = (node) => (node.name === "color-scheme" ? node : add.call(document.head, node))

// What scrolls sideways must be reachable by keyboard on every device: code, wide tables, long
// formulas. The theme sees to code only, and only where a pointer can hover.
const keepReachable = new ResizeObserver((entries) => {
  const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth) // read all, then write
  for (const [number, { target }] of entries.entries()) {
    if (wide[number]) target.setAttribute("tabindex", "0")
    else target.removeAttribute("tabindex")
  }
})
const mayScroll = ".highlight pre > code, .md-typeset__scrollwrap, math[display=block]"
addEventListener("load", () => {
  for (const element of document.querySelectorAll(mayScroll)) keepReachable.observe(element)
})

// The buttons on code blocks: one copies the block, one the program from the first block down to this
// one. The theme sees to the copying and to saying so.
addEventListener("click", ({ target }) => {
  const button = target.closest(".md-code__button")
  if (!button) return
  const code = button.closest("pre").querySelector("code")
  const blocks = [...document.querySelectorAll("article .language-python.highlight code")]
  const copied = button.dataset.mdType === "upto" ? blocks.slice(0, blocks.indexOf(code) + 1) : [code]
  button.dataset.clipboardText = copied.map((each) => each.textContent.trimEnd()).join("\n\n")
}, true)
