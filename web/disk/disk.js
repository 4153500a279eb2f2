// For the copy of the course that opens from a disk (weave/disk.py makes it). There a browser lets
// a page load scripts of its own kind and nothing else: no modules, no data, no workers. So each
// file that the course would import, fetch or run beside the page stands in a script of the same
// name and one more ".js", which hands it to what is here.

/** @typedef {{ module?: (here: string) => any, bytes?: string }} Brought */

const root = new URL(".", /** @type {HTMLScriptElement} */ (document.currentScript).src).href
/** @type {Map<string, Promise<Brought>>} */
const asked = new Map()
/** @type {Map<string, any>} */
const modules = new Map()
/** @type {Map<string, (brought: Brought) => void>} */
const waiting = new Map()

/** The address below the course's folder. @param {string | URL} address */
const below = (address) =>
  new URL(address, document.baseURI).href.replace(root, "").split(/[?#]/)[0]

/** @param {string} file @returns {Promise<Brought>} */
function bring(file) {
  const known = asked.get(file)
  if (known) return known
  const coming = new Promise((resolve, reject) => {
    waiting.set(file, resolve)
    const script = document.createElement("script")
    script.src = `${root}${file}.js`
    script.onerror = () => reject(new TypeError(`${file} is not in this copy of the course`))
    document.head.append(script)
  })
  asked.set(file, coming)
  return coming
}

/** @param {string} file @returns {Promise<Uint8Array<ArrayBuffer>>} */
const bytesOf = async (file) =>
  Uint8Array.from(atob((await bring(file)).bytes ?? ""), (letter) => letter.charCodeAt(0))

const disk = {
  /** What a file's script calls. @param {string} file @param {Brought} brought */
  take: (file, brought) => waiting.get(file)?.(brought),

  /** In place of import(). @param {string} address */
  load: async (address) => {
    const file = below(address)
    const { module } = await bring(file)
    if (!modules.has(file)) modules.set(file, module?.(root + file))
    return modules.get(file)
  },
}
Object.assign(window, { disk })

const fetchElsewhere = window.fetch
/** @type {(address: any, options?: any) => Promise<Response>} */
window.fetch = async (address, options) => {
  const { href } = new URL(address.url ?? address, document.baseURI)
  if (!href.startsWith(root)) return fetchElsewhere(address, options)
  return new Response(await bytesOf(below(href)))
}

// A worker begins once its program is here; what is said to it before that waits in line.
const WorkerOfBlob = window.Worker
class WorkerFromDisk extends EventTarget {
  /** @type {Worker | undefined} */
  worker
  /** @type {[any, any][]} */
  line = []
  isOver = false
  /** @type {((event: MessageEvent) => void) | null} */
  onmessage = null
  /** @type {((event: ErrorEvent) => void) | null} */
  onerror = null

  /** @param {string | URL} address */
  constructor(address) {
    super()
    const { href } = new URL(address, document.baseURI)
    const program = href.startsWith(root)
      ? bytesOf(below(href)).then((bytes) =>
          URL.createObjectURL(new Blob([bytes], { type: "text/javascript" })),
        )
      : Promise.resolve(href)
    program.then((url) => this.begin(url)).catch((error) => this.tell("error", error))
  }

  /** @param {string} url */
  begin(url) {
    if (this.isOver) return
    this.worker = new WorkerOfBlob(url)
    this.worker.onmessage = ({ data }) => this.tell("message", { data })
    this.worker.onerror = (event) => this.tell("error", event)
    for (const [data, options] of this.line) this.worker.postMessage(data, options)
  }

  /** @param {"message" | "error"} kind @param {any} about */
  tell(kind, about) {
    const { data, message } = about
    const event =
      kind === "message" ? new MessageEvent(kind, { data }) : new ErrorEvent(kind, { message })
    this.dispatchEvent(event)
    if (event instanceof MessageEvent) this.onmessage?.(event)
    else this.onerror?.(event)
  }

  /** @param {any} data @param {any} [options] */
  postMessage(data, options) {
    if (this.worker) this.worker.postMessage(data, options)
    else this.line.push([data, options])
  }

  terminate() {
    this.isOver = true
    this.worker?.terminate()
  }
}
Object.assign(window, { Worker: WorkerFromDisk })
