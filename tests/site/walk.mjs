// Walks the site by keyboard alone and says what it has met: asked on stdin, answers on stdout.
import { readFileSync } from "node:fs"
import puppeteer from "puppeteer-core"

const { engine, path, flags, site, lesson, wide, pictures, contrasts } = JSON.parse(readFileSync(0, "utf8"))
const stops = readFileSync(new URL("stops.js", import.meta.url), "utf8")
const [PHONE, DESK] = [{ width: 390, height: 844 }, { width: 1280, height: 900 }]
const MOST = 600 // stops of a page; more would be a circle
const MENU = ".md-sidebar--primary"

const launch = (prefs = {}) =>
  puppeteer.launch({
    browser: engine,
    executablePath: path,
    args: flags,
    extraPrefsFirefox: { "ui.prefersReducedMotion": 1, ...prefs }, // what moves only costs time
  })
const browser = await launch()

/** Do something in a page of its own, opened at an address. */
async function at(address, viewport, act, before) {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport(viewport)
  await page.evaluateOnNewDocument(stops)
  if (before) await page.evaluateOnNewDocument(before)
  await page.goto(site + address)
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key)
    return page.evaluate(() => stops.settled())
  }
  const found = await act(page, press)
  await context.close()
  return found
}

/** Go on to the end of the page; what is folded is opened on the way. */
async function everyStop(page, press) {
  const met = []
  while (met.length < MOST) {
    const stop = await press("Tab")
    if (!stop) break
    if (stop.tag === "summary") stop.opens = await opens(page, press)
    met.push(stop)
  }
  return met
}

/** The same from the text on, as the first stop offers. */
async function everyStopOfTheText(page, press) {
  await press("Tab", "Enter")
  return everyStop(page, press)
}

/** Go back from the end of the page through its text. */
async function everyStopBack(page, press) {
  const met = []
  await page.keyboard.down("Shift")
  while (met.length < MOST && !met.at(-1)?.kind.includes("md-nav__link")) met.push(await press("Tab"))
  await page.keyboard.up("Shift")
  return met
}

async function opens(page, press) {
  const isOpen = () => page.evaluate(() => document.activeElement.closest("details")?.open)
  if (await isOpen()) return true
  const { tag } = await press("Enter")
  return tag !== "summary" || isOpen() // a guess takes the focus along to its form
}

/** Tab to the first stop of this kind and name. */
async function reach(press, isIt) {
  for (let tried = 0; tried < MOST; tried++) {
    const stop = await press("Tab")
    if (stop && isIt(stop)) return stop
  }
  throw new Error(`not reached: ${isIt}`)
}

const searching = async (page, press) => {
  const field = await reach(press, ({ kind }) => kind.includes("md-search__input"))
  await page.keyboard.type("gradient")
  await page.waitForSelector(".md-search-result__item")
  const said = await page.$eval(".md-search-result__meta", (e) => [e.role, e.textContent.trim()])
  const result = await press("ArrowDown")
  await press("Escape")
  const isOpen = await page.$eval("#__search", ({ checked }) => checked)
  return { field, said, result, isOpen }
}

const switching = async (page, press) => {
  const scheme = () => page.evaluate(() => document.body.dataset.mdColorScheme)
  const met = [await reach(press, ({ kind }) => kind.includes("md-option"))]
  const schemes = []
  for (let time = 0; time < 2; time++) {
    met.push(await press("Enter"))
    schemes.push(await scheme())
  }
  return { met, schemes }
}

const menu = async (page, press) => {
  const button = await reach(press, ({ name }) => name === "Menu")
  const within = (selector) =>
    page.evaluate((each) => document.activeElement.closest(each) !== null, selector)
  const first = await press("Enter")
  const inside = [first]
  for (let count = 0; count < 20; count++) {
    const stop = await press("Tab")
    if (!stop || stop.name === first.name) break
    inside.push({ ...stop, within: await within(MENU) })
  }
  const back = await press("Escape")
  const isOpen = await page.$eval("#__drawer", ({ checked }) => checked)
  const again = await press(" ")
  const parts = await reach(press, ({ kind }) => kind.includes("press"))
  const panel = await press("Enter")
  return { button, inside, back, isOpen, again, parts, panel }
}

/** What a page does without a store: it finds, it copies, and it says so. */
const withoutStore = async (page, press) => {
  const { said } = await searching(page, press)
  await page.$eval(".md-code__button", (button) => button.focus())
  await press("Enter")
  await page.waitForSelector(".md-dialog--active")
  const copied = await page.$eval(".md-dialog__inner", (e) => [e.role, e.textContent.trim()])
  return { said, copied }
}
const BLOCKED = `for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(self, name, { configurable: true, get() { throw new DOMException("no") } })`

/** Single keys, alone and with Alt: what they have done. */
const singleKeys = async (page, press) => {
  await page.evaluate(() => (window.stayed = true))
  for (const key of ["n", "p", ".", ",", "s", "f", "/"]) {
    await press(key)
    if (engine === "chrome") {
      await page.keyboard.down("Alt")
      await press(key)
      await page.keyboard.up("Alt")
    }
  }
  return page.evaluate(() => [window.stayed === true, document.activeElement.localName])
}

/** How wide pages are on a phone. */
async function widths(page) {
  const found = {}
  for (const address of wide) {
    await page.goto(site + address)
    found[address] = await page.evaluate(() => document.documentElement.scrollWidth)
  }
  return found
}

/** A picture made of pixels, in dark colors, as PNG. */
const pixels = async (page, press) => {
  await switching(page, press)
  const picture = await page.$(".figure .pixels image")
  return picture.screenshot({ encoding: "base64" })
}

/** Labels of figures in Firefox's forced colors: of those of Chromium, other tests ask. */
async function inForcedColors() {
  const forced = await launch({ "browser.display.document_color_use": 2 })
  const page = await forced.newPage()
  await page.goto(site + pictures)
  const found = await page.evaluate(
    (call) => [matchMedia("(forced-colors: active)").matches, eval(call)()],
    contrasts,
  )
  await forced.close()
  return found
}

const answers = {
  home: await at("", DESK, everyStop),
  lesson: await at(lesson, DESK, everyStopOfTheText),
  back: await at("", DESK, everyStopBack),
  search: await at(lesson, DESK, searching),
  switch: await at(lesson, DESK, switching),
  menu: await at(lesson, PHONE, menu),
  keys: await at(lesson, DESK, singleKeys),
  blocked: await at(lesson, DESK, withoutStore, BLOCKED),
  widths: await at("", PHONE, widths),
  pixels: await at(pictures, DESK, pixels),
  forced: engine === "firefox" ? await inForcedColors() : undefined,
}
await browser.close()
process.stdout.write(JSON.stringify(answers))
