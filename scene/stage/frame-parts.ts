import type { Frame, Local, MemoryState, Value } from '../../recorder/trace-schema.ts'
import { addressOf } from './address.ts'
import type { Cell, Part } from './cell.ts'
import { bytesText } from './text.ts'
import { placePart } from './value-cells.ts'

/** A value of each type seen in a trace: the layout of a place of that type before it is written. */
export type Shapes = ReadonlyMap<string, Value>

/** Collects a value of each local's and block's type over the states that are shown. */
export function shapesOf(states: readonly MemoryState[]): Shapes {
  const shapes = new Map<string, Value>()
  const places = states.flatMap((state) => [...state.frames.flatMap((frame) => frame.locals), ...state.blocks])
  for (const { type, value } of places) {
    if (type && value && !shapes.has(type)) shapes.set(type, value)
  }
  return shapes
}

/** Which locals a page shows how. */
export type LocalChoice = {
  /** Names shown one by one; the others are folded into one row. */
  locals?: readonly string[]
  /** Names shown in one row whatever they hold; `all` is every one. */
  closed?: readonly string[]
  /** Functions whose frames are opened; locals of the others take one row each. All by default. */
  frames?: readonly string[]
}

/** Id of a local's cell, the same in every step. */
export function localId(frame: Frame, local: Local): string {
  return `f${frame.id}/l${local.id}`
}

/**
 * Whether a local's bytes are its own and lie in its frame; an argument passed by address lies elsewhere, and
 * what a guard sees is still another one's. What was
 * inlined has no bytes of its own: its locals are shown where they are named.
 */
function inOwnFrame(frame: Frame, local: Local): boolean {
  if (local.address === undefined || local.inGuard) return false
  if (frame.inlined) return !local.captured
  const at = addressOf(local.address)
  return at >= addressOf(frame.low) && at + local.size <= addressOf(frame.high)
}

/**
 * The rows of a frame from its highest address down: return address, locals, and the bytes that
 * belong to none of them, so that the sizes add up to the frame's.
 * @param choice which locals to show and to open; all by default.
 */
export function frameParts(frame: Frame, shapes: Shapes, choice: LocalChoice = {}): Part[] {
  const { locals: names, closed, frames } = choice
  const isClosed = (part: Part) =>
    closed?.includes(part.name) || closed?.includes('all') || (frames && !frames.includes(frame.function))
  const here = oneForEachSlot(frame.locals.filter((local) => inOwnFrame(frame, local)))
  const shown = names ? here.filter((local) => names.includes(local.name)) : here
  const parts = shown
    .toSorted((a, b) => addressOf(b.address ?? '0x0') - addressOf(a.address ?? '0x0') || a.id - b.id)
    .map((local) => localPart(frame, local, shapes))
    .map((part) => (isClosed(part) ? { ...part, open: [part.closed] } : part))
  const folded = names ? here.filter((local) => !names.includes(local.name)) : []
  const [rest] = restPart(frame, here)
  const at = rest?.address
  const above = at === undefined ? parts : parts.filter(({ address }) => address === undefined || address >= at)
  const below = parts.slice(above.length)
  return [
    ...returnPart(frame),
    ...above,
    ...(rest && below.length > 0 ? [rest] : []),
    ...below,
    ...foldedPart(frame, folded),
    ...(rest && below.length === 0 ? [rest] : []),
  ]
}

/**
 * Of locals that share bytes the one that has them: the live one, else the last declared. rustc
 * gives locals that are only moved into one another a single slot, in debug builds too.
 */
function oneForEachSlot(locals: readonly Local[]): Local[] {
  const first = locals.toSorted((a, b) => Number(b.state === 'live') - Number(a.state === 'live') || b.id - a.id)
  const kept: Local[] = []
  for (const local of first) if (!kept.some((other) => overlap(local, other))) kept.push(local)
  return locals.filter((local) => kept.includes(local))
}

function overlap(one: Local, other: Local): boolean {
  const [a, b] = [addressOf(one.address ?? '0x0'), addressOf(other.address ?? '0x0')]
  return a < b + other.size && b < a + one.size
}

/** Runs of a frame's bytes that neither a local nor the return address covers, lowest first. */
function restRuns(frame: Frame, locals: readonly Local[]): { address: number; size: number }[] {
  const spans = locals.map((local) => {
    const start = addressOf(local.address ?? '0x0')
    return [start, start + local.size] as const
  })
  if (frame.returns) {
    const at = addressOf(frame.returns.at)
    spans.push([at, at + 8])
  }
  const high = addressOf(frame.high)
  const runs: { address: number; size: number }[] = []
  let reached = addressOf(frame.low)
  for (const [start, end] of [...spans.toSorted((a, b) => a[0] - b[0]), [high, high] as const]) {
    if (start > reached) runs.push({ address: reached, size: start - reached })
    reached = Math.max(reached, end)
  }
  return runs
}

/** One row for locals that are not shown one by one. */
export function foldedCell(frame: Frame, count: number, size: number): Cell {
  return {
    id: `f${frame.id}/folded`,
    name: `${count} folded`,
    text: bytesText(size),
    state: 'folded',
    size,
    depth: 0,
    pointers: [],
  }
}

function localPart(frame: Frame, local: Local, shapes: Shapes): Part {
  return placePart(
    {
      id: localId(frame, local),
      name: local.name,
      type: local.type,
      address: local.address === undefined ? undefined : addressOf(local.address),
      size: local.size,
      state: local.state,
      value: local.value,
      shape: shapes.get(local.type),
    },
    'down',
    true,
  )
}

function returnPart(frame: Frame): Part[] {
  if (!frame.returns) return []
  const cell: Cell = {
    id: `f${frame.id}/return`,
    name: `return to ${frame.returns.to.split('>::').at(-1)}`,
    text: '',
    state: 'return',
    address: addressOf(frame.returns.at),
    size: 8,
    depth: 0,
    pointers: [],
  }
  return [single(cell)]
}

function foldedPart(frame: Frame, locals: Local[]): Part[] {
  if (locals.length === 0) return []
  return [
    single(
      foldedCell(
        frame,
        locals.length,
        locals.reduce((sum, local) => sum + local.size, 0),
      ),
    ),
  ]
}

function restPart(frame: Frame, locals: Local[]): Part[] {
  if (frame.inlined) return []
  const runs = restRuns(frame, locals)
  if (runs.length === 0) return []
  const size = runs.reduce((sum, run) => sum + run.size, 0)
  const cell: Cell = {
    id: `f${frame.id}/rest`,
    name: `other: ${bytesText(size)}`,
    text: '',
    state: 'rest',
    // Scattered bytes have no place of their own.
    address: runs.length === 1 ? runs[0]?.address : undefined,
    size,
    depth: 0,
    pointers: [],
  }
  return [single(cell)]
}

function single(cell: Cell): Part {
  return { id: cell.id, name: cell.name, size: cell.size, address: cell.address, open: [cell], closed: cell }
}
