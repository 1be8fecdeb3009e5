/** A picture, as bytes of red, green, blue and alpha, row by row. */
export interface Pixels {
  width: number
  height: number
  data: Uint8Array | Uint8ClampedArray
}

/** How much ink a cell of a picture has, 0 to 1: how far its pixels are from the ground on the whole. */
export type Ink = number[]

/** Cells of the grid that a picture of a slide is looked at by. */
const GRID = { columns: 16, rows: 9 }
/** How far the ink of two cells may be apart: by itself, and as a part of the larger one. */
const TOLERANCE = { least: 0.035, part: 0.45 }

/**
 * The ink of a slide's picture, a number for each cell of a coarse grid, row by row. The ground is the colour that
 * most pixels have.
 * @param frame the part of the picture to look at, px; all of it without.
 */
export function inkOf(
  { width, height, data }: Pixels,
  frame: { x: number; y: number; width: number; height: number } = { x: 0, y: 0, width, height },
): Ink {
  const at = (x: number, y: number): [number, number, number] => {
    const i = 4 * (y * width + x)
    return [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0]
  }
  const ground = commonest({ width, height, data })
  const { columns, rows } = GRID
  return Array.from({ length: columns * rows }, (_, cell) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)]
    const edge = (from: number, size: number, part: number) => Math.round(from + size * part)
    const [left, right] = [column, column + 1].map((i) => edge(frame.x, frame.width, i / columns)) as [number, number]
    const [top, bottom] = [row, row + 1].map((i) => edge(frame.y, frame.height, i / rows)) as [number, number]
    let sum = 0
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const pixel = at(x, y)
        sum += ground.reduce((far, channel, i) => far + Math.abs(channel - (pixel[i] ?? 0)), 0) / (3 * 255)
      }
    }
    return sum / Math.max(1, (right - left) * (bottom - top))
  })
}

/** The colour that most pixels have. */
function commonest({ width, height, data }: Pixels): [number, number, number] {
  const counts = new Map<number, number>()
  for (let i = 0; i < width * height; i++) {
    const colour = ((data[4 * i] ?? 0) << 16) | ((data[4 * i + 1] ?? 0) << 8) | (data[4 * i + 2] ?? 0)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const [[colour] = [0]] = [...counts].sort(([, a], [, b]) => b - a)
  return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]
}

/** The cells in which one picture has much less ink than the other, a sentence for each. */
export function inkFaults(printed: Ink, shown: Ink): string[] {
  return shown.flatMap((on, cell) => {
    const off = printed[cell] ?? 0
    if (Math.abs(on - off) <= TOLERANCE.least + TOLERANCE.part * Math.max(on, off)) return []
    const place = `row ${Math.floor(cell / GRID.columns) + 1}, column ${(cell % GRID.columns) + 1}`
    return [`${place}: ink ${off.toFixed(3)} printed, ${on.toFixed(3)} on the screen`]
  })
}
