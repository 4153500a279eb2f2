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

// A second button on code blocks: a program copied so far, from the first block down to this one.
// The theme sees to the copying and to saying so.
addEventListener("load", () => {
  const blocks = [...document.querySelectorAll("article .language-python.highlight code")]
  const add = (number) => {
    const pre = blocks[number].parentElement
    const button = pre.querySelector("[data-md-type=copy]")?.cloneNode()
    if (!button) return
    button.title = "Copy everything up to here"
    button.dataset.mdType = "upto"
    delete button.dataset.clipboardTarget
    button.addEventListener("click", () => {
      const texts = blocks.slice(0, number + 1).map((each) => each.textContent.trimEnd())
      button.dataset.clipboardText = `${texts.join("\n\n")}\n`
    })
    pre.querySelector(".md-code__nav").append(button)
  }
  // One after the other, so that the page answers its reader in between.
  for (let number = 1; number < blocks.length; number++) setTimeout(add, 20 * number, number)
})
