// Loaded just before the theme's own script. Without it the site works too; it only gets heavier
// and, on some devices, harder to use by keyboard.

// The search engine and its index, which grows with the course, wait until somebody searches: the
// theme would fetch both on every first visit. What stands in for the browser's own here goes as
// soon as it has met the one thing that it waits for, and lets everything else pass.
/** @type {Promise<void>} */
const searched = new Promise((resolve) => {
  if (/[?&][hq]=/.test(location.search)) resolve() // a link that searches or highlights
  addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.closest("[data-md-component=search]")) resolve()
  })
})

const BackgroundWorker = window.Worker
window.Worker = new Proxy(BackgroundWorker, {
  construct(_, [url, ...more], made) {
    if (!String(url).includes("assets/javascripts/workers/search")) {
      return Reflect.construct(BackgroundWorker, [url, ...more], made)
    }
    window.Worker = BackgroundWorker
    const { port1, port2 } = new MessageChannel() // keeps what is said before the worker lives
    searched.then(() => {
      const worker = new BackgroundWorker(url, ...more)
      worker.onmessage = ({ data }) => port1.postMessage(data)
      port1.onmessage = ({ data }) => worker.postMessage(data)
    })
    port2.start()
    return port2
  },
})

const requests = XMLHttpRequest.prototype
const openRequest = requests.open
/** @type {(this: XMLHttpRequest, ...request: any) => void} */
requests.open = function (...request) {
  Reflect.apply(openRequest, this, request)
  if (!String(request[1]).endsWith("search/search_index.json")) return
  requests.open = openRequest
  this.send = () => searched.then(() => requests.send.call(this))
}

// Colors change all at once. The theme has an attribute for this too, but sets it even when a page
// loads, which computes the style of every element anew.
addEventListener(
  "change",
  ({ target }) => {
    if (!(target instanceof HTMLInputElement && target.name === "__palette")) return
    document.body.dataset.switching = ""
    setTimeout(() => delete document.body.dataset.switching, 50)
  },
  true,
)

// For the same reason it need not add its element that names the color scheme: course.css does.
/** @type {(node: any) => any} */
document.head.appendChild = (node) => {
  if (node.name !== "color-scheme") return Node.prototype.appendChild.call(document.head, node)
  Reflect.deleteProperty(document.head, "appendChild")
  return node
}

// Of the three buttons of the switch, Tab is to reach the one that is shown.
const chosen = /** @type {any} */ (window).__md_get?.("__palette")?.index ?? 0
const option = document.getElementById(`__palette_${chosen}`)
if (option instanceof HTMLInputElement) option.checked = true

// What scrolls sideways must be reachable by keyboard on every device: code, its output, wide
// tables, long formulas; what does not scroll is no stop. The theme sees to code only, and only
// where a pointer can hover.
const keepReachable = new ResizeObserver((entries) => {
  // Read all, then write.
  const wide = entries.map(({ target }) => target.scrollWidth > target.clientWidth)
  for (const [number, { target }] of entries.entries()) {
    if (wide[number]) target.setAttribute("tabindex", "0")
    else target.removeAttribute("tabindex")
  }
})
const mayScroll = ".highlight pre > code, .output pre, .md-typeset__scrollwrap, .formula"
addEventListener("load", () => {
  for (const element of document.querySelectorAll(mayScroll)) keepReachable.observe(element)
})

// The buttons on code blocks: one copies the block, one the program from the first block down to
// this one. The theme sees to the copying and to saying so.
addEventListener(
  "click",
  ({ target }) => {
    /** @type {HTMLElement | null} */
    const button = target instanceof Element ? target.closest(".md-code__button") : null
    const code = button?.closest("pre")?.querySelector("code")
    if (!button || !code) return
    const blocks = [...document.querySelectorAll("article .language-python.highlight code")]
    const copied =
      button.dataset.mdType === "upto" ? blocks.slice(0, blocks.indexOf(code) + 1) : [code]
    button.dataset.clipboardText = atHome(
      copied.map((each) => each.textContent.trimEnd()).join("\n\n"),
    )
  },
  true,
)

// Where no publisher has named the site's address, the build does not know where readers will find
// the data that code fetches; here it is known. So what is taken along gets the address.
const home = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href
const isNamed = document.querySelector("link[rel=canonical]") !== null
/** @type {(code: string) => string} */
const atHome = (code) => (isNamed ? code : code.replaceAll("http://localhost:8000/", home))
addEventListener("click", async (event) => {
  /** @type {HTMLAnchorElement | null} */
  const link = event.target instanceof Element ? event.target.closest("a[download]") : null
  if (!link || isNamed || !/^http.*\.(?:py|ipynb)$/.test(link.href)) return
  event.preventDefault()
  const answer = await fetch(link.href).catch(() => undefined)
  if (!answer?.ok) return location.assign(link.href)
  const taken = document.createElement("a")
  taken.href = URL.createObjectURL(new Blob([atHome(await answer.text())]))
  taken.download = link.download || (link.pathname.split("/").pop() ?? "")
  taken.click()
  setTimeout(() => URL.revokeObjectURL(taken.href), 60_000)
})

// That something was copied is said, too.
document.querySelector(".md-dialog__inner")?.setAttribute("role", "status")

// Labels that act as buttons are heard as such: labels may have no role, so a span in each has it.
// In a narrow window the menu is a drawer, and each of its parts a panel over the one before: the
// names of the parts are buttons there. In a wide one all of it stands open, and they are words.
const drawer = /** @type {HTMLInputElement} */ (document.getElementById("__drawer"))
const sidebar = document.querySelector(".md-sidebar--primary")
const isNarrow = matchMedia("(max-width: 76.234375em)")
/** @type {NodeListOf<HTMLLabelElement>} */
const parts = document.querySelectorAll(".md-sidebar--primary label:not([for=__drawer])")
/** @type {(button: Element) => void} */
const tellState = (button) => {
  const toggle = button.closest("label")?.control
  if (toggle instanceof HTMLInputElement) button.ariaExpanded = String(toggle.checked)
}
const tellParts = () => {
  for (const label of parts) {
    label.removeAttribute("tabindex")
    label.querySelector(".press")?.remove()
    if (!isNarrow.matches) continue
    const button = document.createElement("span")
    const ariaLabel = label.textContent.trim()
    Object.assign(button, { className: "press", role: "button", tabIndex: 0, ariaLabel })
    label.append(button)
    tellState(button)
  }
  leaveOnlyTheDrawer()
}
// Behind the open drawer nothing takes the focus.
const leaveOnlyTheDrawer = () => {
  const isOver = drawer.checked && isNarrow.matches
  for (const each of document.querySelectorAll(".md-header, .md-content, .md-footer, .md-skip")) {
    if (each instanceof HTMLElement) each.inert = isOver
  }
}
isNarrow.addEventListener("change", tellParts)
tellParts()
document.querySelectorAll("header .press").forEach(tellState)
/** @type {(element: Element) => boolean} */
const isSeen = (element) => element.checkVisibility({ visibilityProperty: true })
addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement && target.classList.contains("md-toggle"))) return
  document.querySelectorAll(`label[for=${target.id}] > .press`).forEach(tellState)
  if (!isNarrow.matches || target.id === "__search") return
  leaveOnlyTheDrawer()
  // The focus goes along: into the drawer or panel that opens, and back to what has opened it.
  const inside = "a[href], .press"
  const panel = target === drawer ? sidebar : target.parentElement?.querySelector(":scope > nav")
  const near = target === drawer ? document : target.parentElement
  const opened = target.checked ? [...(panel?.querySelectorAll(inside) ?? [])] : []
  const openers = near?.querySelectorAll(`label[for=${target.id}] > .press`) ?? []
  const next = [...opened, ...openers].find(isSeen)
  if (next instanceof HTMLElement) next.focus({ preventScroll: true }) // it slides in
})

addEventListener("keydown", (event) => {
  const { key, target } = event
  // What a term means goes away by Escape too, until the reader comes to another one.
  if (key === "Escape") document.body.dataset.quiet = ""
  if (key === "Escape" && drawer.checked) drawer.click()
  const isPressed = key === "Enter" || key === " "
  if (!isPressed || !(target instanceof HTMLElement && target.matches(".press"))) return
  event.preventDefault()
  target.click()
})
for (const name of ["focusin", "pointerout"]) {
  addEventListener(name, () => delete document.body.dataset.quiet)
}

// A figure that answers stands as the build has drawn it until the reader touches it or, once they
// have begun to move about the page, comes near it. Only then are its code and its network fetched.
const demos = new URL("web/page/demos/", home)
/** @type {Promise<void>} */
const moved = new Promise((resolve) => {
  for (const name of ["scroll", "keydown", "touchstart"]) {
    addEventListener(name, () => resolve(), { once: true, passive: true })
  }
  // Where a pointer only rests on the page, browsers tell of a move too, of no length.
  addEventListener("pointermove", ({ movementX: x, movementY: y }) => (x || y) && resolve())
})

class LiveDemo extends HTMLElement {
  pressed = false

  connectedCallback() {
    const name = this.dataset.demo ?? ""
    const begin = document.createElement("button")
    begin.className = "md-button"
    begin.textContent = "Try it yourself"
    this.append(begin)
    const near = new IntersectionObserver(
      (seen) => seen.some(({ isIntersecting }) => isIntersecting) && this.begin(name, near),
      { rootMargin: "25%" },
    )
    const isLinked = new URLSearchParams(location.search).has(name)
    const start = () => this.begin(name, near)
    begin.addEventListener("click", () => {
      this.pressed = true
      start()
    })
    for (const touch of ["pointerover", "touchstart"]) {
      this.closest("figure")?.addEventListener(touch, start, { once: true, passive: true })
    }
    if (isLinked) start()
    else moved.then(() => near.observe(this))
  }

  /** @param {string} name @param {IntersectionObserver} near */
  async begin(name, near) {
    near.disconnect()
    if (this.hasAttribute("aria-busy")) return
    this.setAttribute("aria-busy", "true")
    try {
      const { start } = await import(new URL(`${name}.js`, demos).href)
      const controls = await start(this.closest("figure")?.querySelector("svg"))
      const hadFocus = this.contains(document.activeElement)
      this.replaceChildren(...controls)
      // Who has pressed the button goes on in its place; who has only come to it presses nothing.
      this.tabIndex = -1
      /** @type {HTMLElement | null} */
      const first = this.querySelector("input, select, [tabindex='0'], button:not([tabindex])")
      if (hadFocus) (this.pressed ? first : this)?.focus()
    } catch (error) {
      console.error(error)
      this.textContent =
        "What brings this figure to life could not be fetched. Reload the page to try again."
    }
    this.setAttribute("aria-busy", "false")
  }
}
customElements.define("live-demo", LiveDemo)

// The theme gives single keys a meaning: n, p, comma and period leave the page, f, s and / search.
// Who speaks to the device or slips must not get lost, so the theme does not hear them.
addEventListener("keydown", (event) => {
  if (event.key.length === 1) event.stopImmediatePropagation()
})
