/** How closely rows are set, in canvas px; text keeps its size. */
export type Density = {
  /** Height of a row's box. */
  row: number
  /** Between two rows. */
  gap: number
  /** From a box's edge to its rows. */
  pad: number
  /** Above a box, for its name and size. */
  header: number
  /** Between one box and the next one's header. */
  between: number
  /** Below a heap block, for its address; 0 leaves it out. */
  note: number
}

/** From the roomiest to the closest in which 18 px text still has air. */
export const DENSITIES: readonly [Density, ...Density[]] = [
  { row: 36, gap: 6, pad: 5, header: 27, between: 14, note: 24 },
  { row: 31, gap: 4, pad: 4, header: 26, between: 11, note: 22 },
  { row: 27, gap: 3, pad: 3, header: 25, between: 8, note: 0 },
  { row: 24, gap: 2, pad: 3, header: 24, between: 4, note: 0 },
]

/** The closest density, in which states that still do not fit are folded. */
export const CLOSEST: Density = DENSITIES.at(-1) ?? DENSITIES[0]

/** Height of a frame that is shown as name and size only. */
export const BRIEF = 6

/** Height of a box with so many rows, its header and note included. */
export function boxHeight(rows: number, density: Density, note = 0): number {
  const inner = rows * density.row + Math.max(0, rows - 1) * density.gap
  return density.header + 2 * density.pad + inner + note
}
