import { shortAddress } from './address.ts'
import type { Box } from './box.ts'
import { holdsValue, type Cell } from './cell.ts'
import { CELL_FONT } from './plan.ts'
import { rowText } from './row-text.ts'
import type { Region, SceneCell } from './scene.ts'
import { monoFit } from './text.ts'

/** Between a row's edge and its text. */
const MARGIN = 8
/** Indentation of a member. */
const INDENT = 14

/** Sets one row: its texts, cut to fit, and their places. */
export function layoutCell(
  cell: Cell,
  box: Box,
  owner: Pick<SceneCell, 'owner' | 'region'>,
  changed: boolean,
): SceneCell {
  const indent = owner.region === 'stack' ? cell.depth * INDENT : 0
  const { left, right } = rowText(cell, monoFit(box.width - 2 * MARGIN - indent, CELL_FONT))
  return {
    ...owner,
    id: cell.id,
    box,
    left: { text: left, x: box.x + MARGIN + indent },
    right: { text: right, x: box.x + box.width - MARGIN },
    baseline: box.y + box.height / 2 + CELL_FONT * 0.35,
    colour: colourOf(cell),
    changed,
    cell,
  }
}

/** The region that the address in a cell's text leads to. */
function colourOf(cell: Cell): Region | undefined {
  const [pointer] = cell.pointers
  if (!pointer || cell.pointers.length > 1 || !holdsValue(cell.state)) return undefined
  const isShown = pointer.target.kind === 'code' || cell.text.includes(shortAddress(pointer.address))
  if (!isShown) return undefined
  const { kind } = pointer.target
  if (kind === 'dangling') return undefined
  return kind === 'code' ? 'static' : kind
}
