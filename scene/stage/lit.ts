import type { MemoryState } from '../../recorder/trace-schema.ts'
import { blockBox } from './block-parts.ts'
import type { Part } from './cell.ts'
import { frameParts, type Shapes } from './frame-parts.ts'

/** What a step changed, by id of cell, part and box. */
export type Lit = {
  cells: ReadonlySet<string>
  parts: ReadonlySet<string>
  boxes: ReadonlySet<string>
}

/** Compares two states; nothing is lit where there is no earlier one. */
export function litBy(state: MemoryState, before: MemoryState | undefined, shapes: Shapes): Lit {
  const cells = new Set<string>()
  const parts = new Set<string>()
  const boxes = new Set<string>()
  if (!before) return { cells, parts, boxes }
  const was = groups(before, shapes)
  for (const [box, its] of groups(state, shapes)) {
    const earlier = was.get(box)
    if (!earlier) boxes.add(box)
    const known = new Map(earlier?.flatMap(signatures))
    for (const part of its) {
      const news = signatures(part).filter(([id, signature]) => known.get(id) !== signature)
      if (news.length === 0) continue
      parts.add(part.id)
      boxes.add(box)
      if (earlier) news.forEach(([id]) => cells.add(id))
    }
  }
  return { cells, parts, boxes }
}

function groups(state: MemoryState, shapes: Shapes): Map<string, Part[]> {
  const frames = state.frames.map((frame): [string, Part[]] => [`f${frame.id}`, frameParts(frame, shapes)])
  const blocks = state.blocks.map((block): [string, Part[]] => [`b${block.id}`, [blockBox(block, shapes.get(block.type ?? '')).part]])
  return new Map([...frames, ...blocks])
}

function signatures(part: Part): [string, string][] {
  const cells = part.open.includes(part.closed) ? part.open : [part.closed, ...part.open]
  return cells.map((cell) => [cell.opened ? `${cell.id} head` : cell.id, signature(cell)])
}

function signature(cell: Part['closed']): string {
  return [cell.state, cell.opened ? '' : cell.text, cell.opened ? '' : cell.address].join('|')
}
