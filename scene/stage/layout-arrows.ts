import type { MemoryState, PointerTarget } from '../../recorder/trace-schema.ts'
import { addressOf } from './address.ts'
import { arrowPath, stubPath } from './arrows.ts'
import { right, type Box, type Point } from './box.ts'
import { holdsValue } from './cell.ts'
import { localId } from './frame-parts.ts'
import type { StagePlan } from './plan.ts'
import type { SceneArrow, SceneBox, SceneCell } from './scene.ts'
import type { PointerAt } from './value-tree.ts'

/** From a row's edge to the first and after the last of its bytes, canvas px. */
const INSET = 5

/** Where an arrow may end. */
type Landing = { id: string; box: Box; y: number; column: 'stack' | 'heap' }

/** An arrow for every pointer that a shown cell holds. */
export function layoutArrows(
  plan: StagePlan,
  state: MemoryState,
  boxes: readonly SceneBox[],
  cells: readonly SceneCell[],
): SceneArrow[] {
  const lanes = { channel: 0, outside: 0 }
  return cells.flatMap((row) => {
    if (!holdsValue(row.cell.state)) return []
    return row.cell.pointers.flatMap((pointer) => {
      const arrow = layoutArrow(plan, state, boxes, cells, row, pointer, lanes)
      return arrow ? [arrow] : []
    })
  })
}

/** y of byte `offset` of a row: ascending in heap and statics, descending on the stack. */
function byteY(row: SceneCell, offset: number, size = 0): number {
  const share = row.cell.size > 0 ? Math.min(1, (offset + size / 2) / row.cell.size) : 0
  const reach = row.box.height - 2 * INSET
  return row.region === 'stack' ? row.box.y + row.box.height - INSET - share * reach : row.box.y + INSET + share * reach
}

function layoutArrow(
  plan: StagePlan,
  state: MemoryState,
  boxes: readonly SceneBox[],
  cells: readonly SceneCell[],
  row: SceneCell,
  pointer: PointerAt,
  lanes: { channel: number; outside: number },
): SceneArrow | undefined {
  const id = `${row.id}>${pointer.offset}`
  const landing = landingOf(state, boxes, cells, pointer.target)
  const onLeft = row.region === 'stack' || row.region === 'register'
  const y = row.region === 'register' ? row.box.y + row.box.height / 2 : byteY(row, pointer.offset, pointer.size)
  if (!landing) {
    if (pointer.target.kind !== 'dangling' || isEmptySlot(row, pointer)) return undefined
    const from = { x: onLeft ? edge(row, boxes) : start(row, boxes), y }
    const refused = pointer.target.why === 'freed' || pointer.target.why === 'out-of-scope'
    const colour = refused ? 'refused' : 'none'
    return {
      id,
      source: row.id,
      from,
      end: 'cross',
      colour,
      lit: isLit(row, boxes, cells),
      ...stubPath(from, onLeft ? 1 : -1),
    }
  }
  const channel = channelOf(plan, onLeft, landing)
  const from: Point = { x: onLeft || channel.outside ? edge(row, boxes) : start(row, boxes), y }
  const toX = channel.outside || landing.column === 'stack' ? right(landing.box) : landing.box.x
  const to = { x: toX, y: landing.y }
  const turns = onLeft === (landing.column === 'stack')
  const lane = turns ? (channel.outside ? lanes.outside++ : lanes.channel++) % 4 : 0
  const freed = pointer.target.kind === 'dangling'
  return {
    id,
    source: row.id,
    target: landing.id,
    from,
    to,
    end: freed ? 'cross' : 'head',
    colour: freed ? 'refused' : regionOf(pointer.target),
    lit: isLit(row, boxes, cells),
    ...arrowPath({ from, to, channel, lane }),
  }
}

/** Whether a step wrote a row: it changed, or it came with the whole of its frame or block. */
function isLit(row: SceneCell, boxes: readonly SceneBox[], cells: readonly SceneCell[]): boolean {
  if (row.changed) return true
  const isOwn = (one: { owner?: string; changed: boolean }) => one.owner === row.owner && one.changed
  return boxes.some(({ id, lit }) => id === row.owner && lit) && !cells.some(isOwn)
}

/** Right edge of what a row lies in, so that no line crosses a border twice. */
function edge(row: SceneCell, boxes: readonly SceneBox[]): number {
  const owner = boxes.find((box) => box.id === row.owner)
  return right(owner?.box ?? row.box)
}

/** A null in a vtable is no pointer that leads nowhere: it says that there is nothing to call. */
function isEmptySlot(row: SceneCell, pointer: PointerAt): boolean {
  return row.region === 'static' && pointer.target.kind === 'dangling' && pointer.target.why === 'null'
}

/** Left edge of what a row lies in. */
function start(row: SceneCell, boxes: readonly SceneBox[]): number {
  return boxes.find((box) => box.id === row.owner)?.box.x ?? row.box.x
}

function channelOf(plan: StagePlan, onLeft: boolean, landing: Landing) {
  const stackEnd = plan.stack.x + plan.stack.width
  const limit = plan.area.x + plan.area.width
  const heap = plan.heap
  if (heap && !onLeft && landing.column === 'heap') {
    return { left: heap.x + heap.width, right: limit, outside: true }
  }
  return { left: stackEnd, right: heap ? heap.x : limit, outside: false }
}

function regionOf(target: PointerTarget): SceneArrow['colour'] {
  if (target.kind === 'heap' || target.kind === 'stack' || target.kind === 'static') return target.kind
  return 'none'
}

/** The row, or else the box or fold, that stands for the byte a pointer names. */
function landingOf(
  state: MemoryState,
  boxes: readonly SceneBox[],
  cells: readonly SceneCell[],
  target: PointerTarget,
): Landing | undefined {
  if (target.kind === 'heap') return inBlock(boxes, cells, `b${target.block}`, addressIn(state, target))
  if (target.kind === 'static') return inBlock(boxes, cells, `s${target.datum}`, addressIn(state, target))
  if (target.kind === 'stack') return inFrame(state, boxes, cells, target)
  if (target.kind === 'dangling' && target.block !== undefined) {
    const block = state.blocks.find((one) => one.id === target.block)
    return block && inBlock(boxes, cells, `b${block.id}`, addressOf(block.address))
  }
  return undefined
}

function addressIn(state: MemoryState, target: Extract<PointerTarget, { kind: 'heap' | 'static' }>): number {
  const base =
    target.kind === 'heap'
      ? state.blocks.find((block) => block.id === target.block)?.address
      : state.statics.find((datum) => datum.id === target.datum)?.address
  return addressOf(base ?? '0x0') + target.offset
}

function inBlock(
  boxes: readonly SceneBox[],
  cells: readonly SceneCell[],
  id: string,
  address: number,
): Landing | undefined {
  const box = boxes.find((one) => one.id === id)
  if (!box) return folded(boxes, id, 'heap')
  const row = covering(
    cells.filter((cell) => cell.owner === id),
    address,
  )
  const y = row ? byteY(row, address - (row.cell.address ?? address)) : box.box.y + box.box.height / 2
  return { id: row?.id ?? id, box: box.box, y, column: 'heap' }
}

function inFrame(
  state: MemoryState,
  boxes: readonly SceneBox[],
  cells: readonly SceneCell[],
  target: Extract<PointerTarget, { kind: 'stack' }>,
): Landing | undefined {
  const frame = state.frames.find((one) => one.id === target.frame)
  const local = frame?.locals.find((one) => one.id === target.local)
  const box = boxes.find((one) => one.id === `f${target.frame}`)
  if (!frame || !box) return folded(boxes, `f${target.frame}`, 'stack') ?? unrecorded(boxes)
  const rows = cells.filter((cell) => cell.owner === box.id)
  const base = local?.address ?? frame.low
  const address = addressOf(base) + target.offset
  const mine = local ? rows.filter((row) => row.id.split('@')[0] === localId(frame, local)) : rows
  const row = covering(mine, address) ?? rows.find((one) => one.cell.state === (local ? 'folded' : 'rest'))
  const at = row?.cell.address
  const y = row
    ? at === undefined
      ? row.box.y + row.box.height / 2
      : byteY(row, address - at)
    : box.box.y + box.box.height / 2
  return { id: row?.id ?? box.id, box: box.box, y, column: 'stack' }
}

/** The row whose bytes hold an address, or end at it; a member before the row that names the whole. */
function covering(rows: readonly SceneCell[], address: number): SceneCell | undefined {
  const holds = ({ cell }: SceneCell) =>
    cell.address !== undefined && address >= cell.address && address < cell.address + Math.max(1, cell.size)
  const isEnd = ({ cell }: SceneCell) => cell.address !== undefined && address === cell.address + cell.size
  return rows.find((row) => !row.cell.opened && holds(row)) ?? rows.find(holds) ?? rows.findLast(isEnd)
}

/** Where the frames are that the recording itself leaves out. */
function unrecorded(boxes: readonly SceneBox[]): Landing | undefined {
  const fold = boxes.find((one) => one.region === 'stack' && one.holds?.some((id) => id.startsWith('before')))
  return fold && { id: fold.id, box: fold.box, y: fold.box.y + fold.box.height / 2, column: 'stack' }
}

/** What is folded has no place of its own: the arrow ends at the fold that stands for it. */
function folded(boxes: readonly SceneBox[], id: string, column: Landing['column']): Landing | undefined {
  const fold = boxes.find((one) => one.holds?.includes(id))
  return fold && { id: fold.id, box: fold.box, y: fold.box.y + fold.box.height / 2, column }
}
