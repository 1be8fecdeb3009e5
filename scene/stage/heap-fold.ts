import type { MemoryBox } from './block-parts.ts'
import type { Cell } from './cell.ts'
import { boxHeight, type Density } from './density.ts'

/** What the heap column shows, in order of allocation. */
export type HeapEntry =
  /** A block with its rows; `inline` sets name and size inside its one row. */
  | { kind: 'block'; block: MemoryBox; cells: Cell[]; inline: boolean }
  /** Blocks that are not shown one by one. */
  | { kind: 'fold'; id: string; blocks: MemoryBox[] }

/** Height of one entry, header and note included. */
export function heapEntryHeight(entry: HeapEntry, density: Density): number {
  if (entry.kind === 'fold' || entry.inline) return density.row + 2 * density.pad
  return boxHeight(entry.cells.length, density, density.note)
}

/** Height of the entries in canvas px. */
export function heapHeight(entries: readonly HeapEntry[], density: Density): number {
  const heights = entries.map((entry) => heapEntryHeight(entry, density))
  return heights.reduce((sum, height) => sum + height, 0) + Math.max(0, entries.length - 1) * density.between
}

/** Everything open. */
export function wholeHeap(blocks: readonly MemoryBox[]): HeapEntry[] {
  return blocks.map((block) => ({ kind: 'block', block, cells: block.part.open, inline: false }))
}

/** A block in one row: its name and what it holds besides pointers, which are the arrows. */
function inlineEntry(block: MemoryBox): HeapEntry {
  const texts = block.part.open
    .filter((one) => one.pointers.length === 0 && one.state !== 'padding')
    .map((one) => one.text)
  const cell: Cell = { ...block.part.closed, name: block.title, type: undefined, text: texts.join(' ') }
  return { kind: 'block', block, cells: [cell], inline: true }
}

/**
 * Folds blocks until they fit into `height`: first those that did not change become one row, then
 * the others, then unchanged ones are counted instead of shown, from the oldest on.
 * @param changed ids of blocks that changed in this step.
 */
export function foldHeap(
  blocks: readonly MemoryBox[],
  changed: ReadonlySet<string>,
  height: number,
  density: Density,
): HeapEntry[] {
  const inline = new Set<string>()
  const hidden = new Set<string>()
  const quiet = blocks.filter((block) => !changed.has(block.id))
  const loud = blocks.filter((block) => changed.has(block.id))
  const reductions = [
    ...quiet.map((block) => () => inline.add(block.id)),
    ...loud.map((block) => () => inline.add(block.id)),
    ...[...quiet, ...loud.slice(0, -1)].map((block) => () => hidden.add(block.id)),
  ]
  const build = () => entriesOf(blocks, inline, hidden)
  for (const reduce of reductions) {
    if (heapHeight(build(), density) <= height) break
    reduce()
  }
  return build()
}

function entriesOf(
  blocks: readonly MemoryBox[],
  inline: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
): HeapEntry[] {
  const entries: HeapEntry[] = []
  for (const block of blocks) {
    const last = entries.at(-1)
    if (!hidden.has(block.id)) {
      entries.push(
        inline.has(block.id) ? inlineEntry(block) : { kind: 'block', block, cells: block.part.open, inline: false },
      )
    } else if (last?.kind === 'fold') last.blocks.push(block)
    else entries.push({ kind: 'fold', id: `fold-${block.id}`, blocks: [block] })
  }
  return entries
}
