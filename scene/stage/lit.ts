import type { MemoryState } from '../../recorder/trace-schema.ts'
import { blockBox } from './block-parts.ts'
import type { CellState, Part } from './cell.ts'
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
    const known = new Map(earlier?.flatMap(signatures).map((one) => [one.id, one]))
    for (const part of its) {
      const news = signatures(part).filter((one) => isNew(one, known.get(one.id)))
      if (news.length === 0) continue
      parts.add(part.id)
      boxes.add(box)
      // A new frame's rows are all new, which says nothing; a new block is what the click is about.
      if (earlier || box.startsWith('b'))
        news.filter((one) => !onlyLeft(one, known.get(one.id))).forEach(({ id }) => cells.add(id))
    }
  }
  return { cells, parts, boxes }
}

function groups(state: MemoryState, shapes: Shapes): Map<string, Part[]> {
  const frames = state.frames.map((frame): [string, Part[]] => [`f${frame.id}`, frameParts(frame, shapes)])
  const blocks = state.blocks.map((block): [string, Part[]] => [
    `b${block.id}`,
    [blockBox(block, shapes.get(block.type ?? '')).part],
  ])
  return new Map([...frames, ...blocks])
}

/** What of a cell is compared. */
type Signature = { id: string; state: CellState; bytes: string; member: boolean }

function signatures(part: Part): Signature[] {
  const cells = part.open.includes(part.closed) ? part.open : [part.closed, ...part.open]
  return cells.map((cell) => ({
    id: cell.opened ? `${cell.id} head` : cell.id,
    state: cell.state,
    bytes: cell.opened ? '' : `${cell.text}|${cell.address}`,
    member: cell.depth > 0,
  }))
}

function isNew(now: Signature, was: Signature | undefined): boolean {
  return now.state !== was?.state || now.bytes !== was.bytes
}

/** Whether a member's bytes stayed as they were when the whole value left: the row of the whole says so. */
function onlyLeft(now: Signature, was: Signature | undefined): boolean {
  return now.member && (now.state === 'moved' || now.state === 'dropped') && now.bytes === was?.bytes
}
