import type { MemoryState } from '../../recorder/trace-schema.ts'
import { blockBox, shownBlocks, type MemoryBox } from './block-parts.ts'
import { hexadecimal, shortAddress } from './address.ts'
import { bottom, type Box } from './box.ts'
import type { Cell } from './cell.ts'
import type { Density } from './density.ts'
import { foldHeap, heapEntryHeight, heapHeight, wholeHeap, type HeapEntry } from './heap-fold.ts'
import { layoutCell } from './layout-cell.ts'
import type { Lit } from './lit.ts'
import { CELL_FONT, HEADING, staticHeight, type StagePlan } from './plan.ts'
import { titleText } from './row-text.ts'
import type { SceneBox, SceneCell } from './scene.ts'
import { bytesText } from './text.ts'

type Column = { boxes: SceneBox[]; cells: SceneCell[] }

/** The heap column of a state. */
export function layoutHeap(plan: StagePlan, state: MemoryState, before: MemoryState | undefined, lit: Lit): Column {
  const column: Column = { boxes: [], cells: [] }
  if (!plan.heap) return column
  const { x, width, height, density, slots } = plan.heap
  const blocks = shownBlocks(state, before).map((block) => blockBox(block, plan.shapes.get(block.type ?? '')))
  const top = plan.area.y + HEADING
  const whole = wholeHeap(blocks)
  const fits = heapHeight(whole, density) <= height
  const entries = slots || fits ? whole : foldHeap(blocks, lit.boxes, height, density)
  let y = top
  for (const entry of entries) {
    const slot = entry.kind === 'block' ? slots?.get(entry.block.slot) : undefined
    const at = { x, y: slot === undefined ? y : top + slot, width, height: heapEntryHeight(entry, density) }
    place(column, entry, at, density, lit, plan.addresses)
    y = bottom(at) + density.between
  }
  return column
}

/** Static data that something points at, in its place at the bottom of the column. */
export function layoutStatics(plan: StagePlan, state: MemoryState): Column {
  const column: Column = { boxes: [], cells: [] }
  if (!plan.heap) return column
  const { boxes, slots, top, density } = plan.statics
  const present = new Set(state.statics.map((datum) => `s${datum.id}`))
  for (const box of boxes.filter((one) => present.has(one.id))) {
    const y = top + (slots.get(box.id) ?? 0) + density.header
    const frame = { x: plan.heap.x, y, width: plan.heap.width, height: staticHeight(box, density) - density.header }
    column.boxes.push(memoryBox(box, frame, density, false))
    column.cells.push(...cellsIn(box, box.part.open, frame, density, new Set()))
  }
  return column
}

function place(column: Column, entry: HeapEntry, at: Box, density: Density, lit: Lit, addresses: boolean): void {
  if (entry.kind === 'fold') {
    column.boxes.push(foldedBlocks(entry.blocks, entry.id, at))
    return
  }
  const { block, cells, inline } = entry
  const header = inline ? 0 : density.header
  const note = inline ? 0 : density.note
  const box = { ...at, y: at.y + header, height: at.height - header - note }
  const drawn = memoryBox(block, box, density, lit.boxes.has(block.id))
  if (note && addresses) drawn.note = { text: `from ${shortAddress(hexadecimal(block.address))}`, y: bottom(box) + 18 }
  column.boxes.push(inline ? { ...drawn, title: '', size: '' } : drawn)
  column.cells.push(...cellsIn(block, cells, box, density, lit.cells))
}

function memoryBox(block: MemoryBox, box: Box, density: Density, lit: boolean): SceneBox {
  return {
    id: block.id,
    region: block.region,
    box,
    title: titleText(block.title, block.size, box.width, CELL_FONT),
    size: block.size,
    titleY: box.y - (density.header > 25 ? 9 : 7),
    lit,
    freed: block.freed,
    folded: false,
  }
}

function cellsIn(
  block: MemoryBox,
  cells: readonly Cell[],
  box: Box,
  density: Density,
  changed: ReadonlySet<string>,
): SceneCell[] {
  return cells.map((cell, i) => {
    const row = {
      x: box.x + density.pad,
      y: box.y + density.pad + i * (density.row + density.gap),
      width: box.width - 2 * density.pad,
      height: density.row,
    }
    return layoutCell(cell, row, { owner: block.id, region: block.region }, changed.has(cell.id))
  })
}

function foldedBlocks(blocks: readonly MemoryBox[], id: string, box: Box): SceneBox {
  const size = blocks.reduce((sum, block) => sum + block.part.size, 0)
  return {
    id,
    region: 'heap',
    box,
    title: `${blocks.length} folded`,
    size: bytesText(size),
    titleY: box.y + box.height / 2 + 6,
    lit: false,
    freed: false,
    folded: true,
    holds: blocks.map((block) => block.id),
  }
}
