// What was, for undo, and what will be again, for redo.

/** Steps that can be taken back. */
const MOST = 200

/**
 * Values that are never changed, only replaced; `now` is the newest, or the one that undo has come
 * to. A new one makes all undone ones go.
 * @template T
 */
export class History {
  /** @param {T} value */
  constructor(value) {
    /** @type {T[]} */
    this.values = [value]
    this.place = 0
  }

  get now() {
    return this.values[this.place]
  }

  get canUndo() {
    return this.place > 0
  }

  get canRedo() {
    return this.place < this.values.length - 1
  }

  /** @param {T} value */
  put(value) {
    if (value === this.now) return value
    this.values = [...this.values.slice(0, this.place + 1), value].slice(-MOST - 1)
    this.place = this.values.length - 1
    return value
  }

  /** The value before, which is `now` from here on; at the first one nothing happens. */
  undo() {
    if (this.canUndo) this.place--
    return this.now
  }

  redo() {
    if (this.canRedo) this.place++
    return this.now
  }
}
