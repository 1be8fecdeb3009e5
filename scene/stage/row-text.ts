import type { Cell } from './cell.ts'
import { cut, monoFit } from './text.ts'

/** Blanks that keep a name and a value apart. */
const APART = 2

/**
 * Name, type and value of a cell in `characters` columns: the type gives way first, then the
 * value, then the name, each cut with “…”.
 */
export function rowText(cell: Cell, characters: number): { left: string; right: string } {
  const named = withType(cell)
  if (fits(named, cell.text, characters)) return { left: named, right: cell.text }
  const room = characters - (cell.text ? cell.text.length + APART : 0)
  if (cell.type && cell.depth === 0 && room >= cell.name.length + 5) return { left: cut(named, room), right: cell.text }
  if (room >= cell.name.length) return { left: cell.name, right: cell.text }
  const value = cut(cell.text, Math.max(5, characters - cell.name.length - APART))
  return { left: cut(cell.name, characters - value.length - APART), right: value }
}

/** Columns that a cell would like. */
export function wantedCharacters(cell: Cell): number {
  const left = withType(cell).length
  return left + (cell.text ? cell.text.length + APART : 0) + 2 * cell.depth
}

function withType(cell: Cell): string {
  if (cell.depth > 0 || !cell.type) return cell.name
  return cell.name ? `${cell.name}: ${cell.type}` : cell.type
}

function fits(left: string, right: string, characters: number): boolean {
  return left.length + (right ? right.length + APART : 0) <= characters
}

/** A box's name, cut so that its size fits beside it in `width` canvas px of the code face at `font` px. */
export function titleText(title: string, size: string, width: number, font: number): string {
  return cut(title, monoFit(width, font) - size.length - 1)
}
