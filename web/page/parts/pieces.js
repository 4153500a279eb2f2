// Long work in small pieces, so that the page stays awake.

const PATIENCE = 30 // milliseconds of work before the page gets its turn

/** A piece of work, which begins now. */
export class Piece {
  started = performance.now()

  /** Whether it has taken long enough. */
  get isLong() {
    return performance.now() - this.started >= PATIENCE
  }

  /** Let the page have its turn; then another piece begins. */
  async pause() {
    await new Promise((go) => setTimeout(go))
    this.started = performance.now()
  }
}
