// Ink on paper as a picture of the page, pixel by pixel.

/**
 * Let a canvas show ink; styles color it and its paper.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} ink row by row, from 0 for paper to 1
 * @param {number} rows
 * @param {number} columns
 */
export function paint(canvas, ink, rows, columns) {
  ;[canvas.width, canvas.height] = [columns, rows]
  const image = new ImageData(columns, rows)
  for (let place = 0; place < rows * columns; place++) image.data[4 * place + 3] = 255 * ink[place]
  canvas.getContext("2d")?.putImageData(image, 0, 0)
}
