import type { HeapBlock, MemoryState, StaticDatum, Value } from '../../recorder/trace-schema.ts'
import { addressOf } from './address.ts'
import type { Part } from './cell.ts'
import { bytesText } from './text.ts'
import { pointersIn } from './value-tree.ts'
import { placePart } from './value-cells.ts'

/** A heap block or static datum as a box with rows. */
export type MemoryBox = {
  id: string
  /** What has a place in the column: a block has another one at each address that realloc gave it. */
  slot: string
  /** The slot from which realloc carried it here. */
  slotBefore?: string
  region: 'heap' | 'static'
  title: string
  size: string
  address: number
  part: Part
  /** Whether the block was given back: its cells are hatched. */
  freed: boolean
}

/**
 * A heap block's rows, in the order of their bytes.
 * @param shape a value of the block's type, for the rows of one whose contents are not known yet.
 */
export function blockBox(block: HeapBlock, shape?: Value): MemoryBox {
  const freed = block.state === 'freed'
  const address = addressOf(block.address)
  const part = placePart(
    {
      id: `b${block.id}`,
      name: bytesText(block.size),
      address,
      size: block.size,
      state: freed ? 'freed' : block.value ? (block.value.moved ? 'moved' : 'live') : 'unknown',
      value: block.value,
      shape,
    },
    'up',
    false,
  )
  const blank = { ...part.closed, name: '', text: freed ? 'freed' : block.value ? part.closed.text : '?' }
  const closed = part.open.length === 1 && part.open[0] === part.closed
  return {
    id: `b${block.id}`,
    ...slotsOf(block),
    region: 'heap',
    title: block.type ?? 'block',
    size: bytesText(block.size),
    address,
    part: { ...part, closed: blank, open: closed ? [blank] : part.open },
    freed,
  }
}

function slotsOf(block: HeapBlock): Pick<MemoryBox, 'slot' | 'slotBefore'> {
  const moves = (block.reallocated ?? []).filter((one) => one.from !== undefined).length
  const slot = (move: number) => (move === 0 ? `b${block.id}` : `b${block.id} move ${move}`)
  return { slot: slot(moves), slotBefore: moves === 0 ? undefined : slot(moves - 1) }
}

/** A static datum's rows; a vtable is named by its type and trait. */
export function staticBox(datum: StaticDatum): MemoryBox {
  const address = addressOf(datum.address)
  const part = placePart(
    {
      id: `s${datum.id}`,
      name: '',
      address,
      size: datum.size,
      state: datum.value ? 'live' : 'unknown',
      value: datum.value,
    },
    'up',
    false,
  )
  const named = datum.name ?? datum.type ?? (datum.kind === 'str' ? 'str' : 'constant')
  const implementer = /^<(.+) as /.exec(named)?.[1] ?? named
  const title = datum.kind === 'vtable' ? `vtable: ${implementer}` : named
  const box = {
    id: `s${datum.id}`,
    slot: `s${datum.id}`,
    region: 'static' as const,
    title,
    size: bytesText(datum.size),
    address,
    freed: false,
  }
  return {
    ...box,
    part: datum.kind === 'vtable' ? { ...part, closed: { ...part.closed, text: vtableText(datum) } } : part,
  }
}

/** A vtable on one line: the size of a value, and the trait's methods, which lie behind drop, size and alignment. */
function vtableText({ value }: StaticDatum): string {
  const [, size, , ...methods] = value?.fields ?? []
  return [`size ${size?.text ?? '?'}`, ...methods.map(({ name }) => name)].join(', ')
}

/**
 * Heap blocks to show: the live ones, those that this step freed, and those that a live pointer
 * still names after they were freed.
 */
export function shownBlocks(state: MemoryState, before: MemoryState | undefined): HeapBlock[] {
  const wasLive = new Set(before?.blocks.filter((block) => block.state === 'live').map((block) => block.id))
  const named = danglingBlocks(state)
  return state.blocks.filter((block) => block.state === 'live' || wasLive.has(block.id) || named.has(block.id))
}

function danglingBlocks(state: MemoryState): Set<number> {
  const values = [
    ...state.frames
      .flatMap((frame) => frame.locals)
      .filter((local) => local.state === 'live')
      .map((one) => one.value),
    ...state.blocks.filter((block) => block.state === 'live').map((block) => block.value),
  ]
  const targets = values.flatMap(pointersIn).map((pointer) => pointer.target)
  return new Set(targets.flatMap((to) => (to.kind === 'dangling' && to.block !== undefined ? [to.block] : [])))
}
