// Numbers that look random and are the same for the same seed, in every browser.

/**
 * A generator of random numbers. It is "mulberry32" by Tommy Ettinger: a counter of 32 bits goes
 * on by a fixed odd step, and each count is mixed by two multiplications until no pattern is left.
 * It comes round after 4 294 967 296 numbers: enough for a lesson, and not for secrets.
 */
export class Random {
  /** @param {number} seed a whole number; the same seed gives the same numbers */
  constructor(seed) {
    this.count = seed | 0
  }

  /** A number from 0, and below 1; all are equally likely. */
  uniform() {
    this.count = (this.count + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.count ^ (this.count >>> 15), this.count | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A number from the bell curve around 0, of standard deviation 1 (Box and Muller, 1958). */
  normal() {
    const away = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    return away * Math.cos(2 * Math.PI * this.uniform())
  }

  /**
   * The whole numbers from 0 to `count` - 1, shuffled (Fisher and Yates).
   * @param {number} count
   */
  order(count) {
    const places = Uint32Array.from({ length: count }, (_, place) => place)
    for (let last = count - 1; last > 0; last--) {
      const other = Math.floor(this.uniform() * (last + 1))
      const kept = places[last]
      places[last] = places[other]
      places[other] = kept
    }
    return places
  }
}
