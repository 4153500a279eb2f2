// What the browser keeps of the studio: the work of now, and that of up to three times before, each
// in pieces, so that only what has changed is written.

/**
 * @typedef {"about" | "data" | "run"} Piece what the reader has chosen; their data; the training
 */
/** @typedef {Partial<Record<Piece, any>>} Pieces */

const [NAME, STORE] = ["deep-learning-studio", "kept"]
const NOW = 0
/** Places of the work before, the newest first. */
export const BEFORE = [1, 2, 3]
/** @type {Piece[]} */
const PIECES = ["about", "data", "run"]
/** @type {(slot: number, piece: Piece) => string} */
const key = (slot, piece) => `${slot} ${piece}`

/** @type {Promise<IDBDatabase> | undefined} */
let opened

/** @returns {Promise<IDBDatabase>} */
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1) // throws where the browser forbids it
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = request.onblocked = () => reject(request.error ?? new Error("blocked"))
  })
  return opened
}

/**
 * Do something with the store; it is done wholly, or not at all.
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => void} work
 * @returns {Promise<void>}
 */
async function transact(mode, work) {
  const transaction = (await database()).transaction(STORE, mode)
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined)
    transaction.onerror = transaction.onabort = () =>
      reject(transaction.error ?? new Error("aborted"))
  })
  work(transaction.objectStore(STORE))
  await done
}

/** What is kept in a slot, piece by piece. @returns {Promise<Pieces>} */
export async function read(slot = NOW) {
  /** @type {Pieces} */
  const found = {}
  await transact("readonly", (store) => {
    for (const piece of PIECES) {
      const request = store.get(key(slot, piece))
      request.onsuccess = () => (found[piece] = request.result)
    }
  })
  return found
}

/** Keep what has changed. @param {Pieces} pieces null for what there is no more */
export function write(pieces) {
  return transact("readwrite", (store) => {
    for (const piece of PIECES) {
      if (piece in pieces) store.put(pieces[piece], key(NOW, piece))
    }
  })
}

/** Move everything on by a place, so that what is there now is not written over. */
export function setAside() {
  return transact("readwrite", (store) => {
    for (const slot of [...BEFORE].reverse()) {
      for (const piece of PIECES) {
        const request = store.get(key(slot - 1, piece))
        request.onsuccess = () => store.put(request.result ?? null, key(slot, piece))
      }
    }
    for (const piece of PIECES) store.put(null, key(NOW, piece))
  })
}

/** Forget everything. */
export const forget = () => transact("readwrite", (store) => void store.clear())
