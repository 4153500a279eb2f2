// Shapes and sizes in words, for readers.

/** @import { Shape } from "../network/tensor.js" */

/** A shape in words: "16 numbers", "pictures of 28 × 28 with 1 channel". @param {Shape} shape */
export function shapeInWords(shape) {
  /** @type {(count: number, one: string) => string} */
  const counted = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`
  if (shape.length === 1) return counted(shape[0], "number")
  if (shape.length === 2) return `${counted(shape[0], "step")} of ${counted(shape[1], "number")}`
  if (shape.length > 3) return `numbers of the shape ${shape.join(" × ")}`
  return `pictures of ${shape[0]} × ${shape[1]} with ${counted(shape[2], "channel")}`
}

/** @param {number} bytes */
export function bytesInWords(bytes) {
  const [size, unit] =
    bytes < 1e6 ? [bytes / 1e3, "KB"] : bytes < 1e9 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"]
  if (size >= 1e12) return `far more than a million million ${unit}`
  return `${Number(size.toFixed(size < 9.95 ? 1 : 0)).toLocaleString("en")} ${unit}`
}
