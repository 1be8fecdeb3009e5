import type { Frame, HeapBlock, Local, MemoryState, Value } from '../../recorder/trace-schema.ts'
import { valueText } from './value-tree.ts'

/** A local in its frame. */
export type LocalPlace = { frame: Frame; local: Local }

/** One thing that a step did to memory. */
export type Change =
  | { kind: 'call'; frame: Frame; caller?: Frame }
  | { kind: 'return'; frame: Frame; to?: Frame }
  | { kind: 'allocate'; block: HeapBlock }
  | { kind: 'reallocate'; block: HeapBlock; oldSize: number; newSize: number; from?: string; line?: number }
  | { kind: 'free'; block: HeapBlock; owner?: LocalPlace }
  /** A value left its local; `to` is where its bytes are now, when that can be told. */
  | { kind: 'move'; from: LocalPlace; to?: { local: LocalPlace } | { block: HeapBlock } }
  | { kind: 'drop'; place: LocalPlace }
  | { kind: 'initialise'; place: LocalPlace }
  | { kind: 'write'; place: LocalPlace; before: Value }
  | { kind: 'store'; block: HeapBlock; before: Value }

/** What differs between two states of a thread, in the order in which a sentence tells it. */
export function changesBetween(before: MemoryState, after: MemoryState): Change[] {
  const heap = heapChanges(before, after)
  const calls = after.frames.flatMap((frame, i): Change[] =>
    has(before.frames, frame.id) ? [] : [{ kind: 'call', frame, caller: after.frames[i - 1] }],
  )
  const returns = before.frames.flatMap((frame, i): Change[] => {
    if (has(after.frames, frame.id)) return []
    return [{ kind: 'return', frame, to: before.frames[i - 1] }]
  })
  const locals = localChanges(before, after)
  const moves = locals.filter((change) => change.kind === 'move').map((move) => located(move, after, locals, heap))
  const landed = new Set(moves.flatMap((move) => (move.to && 'local' in move.to ? [move.to.local.local] : [])))
  const writes = locals.filter((change) => isWrite(change) && !landed.has(change.place.local))
  const drops = locals.filter((change) => change.kind === 'drop')
  return [...heap, ...returns, ...calls, ...moves, ...drops, ...writes]
}

function has(items: readonly { id: number }[], id: number): boolean {
  return items.some((item) => item.id === id)
}

function isWrite(change: Change): change is Extract<Change, { kind: 'initialise' | 'write' }> {
  return change.kind === 'initialise' || change.kind === 'write'
}

function heapChanges(before: MemoryState, after: MemoryState): Change[] {
  const allocations: Change[] = []
  const frees: Change[] = []
  const stores: Change[] = []
  for (const block of after.blocks) {
    const was = before.blocks.find((one) => one.id === block.id)
    if (!was) allocations.push({ kind: 'allocate', block })
    for (const one of (block.reallocated ?? []).slice(was?.reallocated?.length ?? 0)) {
      allocations.push({ kind: 'reallocate', block, ...one })
    }
    const isFreed = block.state === 'freed' && was?.state !== 'freed'
    if (isFreed) frees.push({ kind: 'free', block, owner: ownerOf(before, block) })
    else if (was?.value && contents(was.value) !== contents(block.value))
      stores.push({ kind: 'store', block, before: was.value })
  }
  return [...frees, ...allocations, ...stores]
}

/** The local that owns a block, or else the last that did before its value was moved out. */
function ownerOf(state: MemoryState, block: HeapBlock): LocalPlace | undefined {
  const owners = state.frames.flatMap((frame) =>
    frame.locals
      .filter((local) => !/^[&*]/.test(local.type) && pointsAt(local.value, block.id))
      .map((local) => ({ frame, local })),
  )
  return owners.find(({ local }) => local.state === 'live') ?? owners.findLast(({ local }) => local.state === 'moved')
}

function pointsAt(value: Value | undefined, block: number): boolean {
  if (!value) return false
  if (value.target?.kind === 'heap' && value.target.block === block) return true
  return (value.fields ?? []).some((field) => pointsAt(field, block))
}

function contents(value: Value | undefined): string {
  return value ? valueText(value) : ''
}

function localChanges(before: MemoryState, after: MemoryState): Change[] {
  return after.frames.flatMap((frame) => {
    const was = before.frames.find((one) => one.id === frame.id)
    if (!was) return []
    return frame.locals.flatMap((local) => {
      const earlier = was.locals.find((one) => one.id === local.id)
      return localChange({ frame, local }, earlier)
    })
  })
}

function localChange(place: LocalPlace, earlier: Local | undefined): Change[] {
  const { local } = place
  const wasLive =
    earlier !== undefined &&
    earlier.state !== 'uninitialised' &&
    earlier.state !== 'moved' &&
    earlier.state !== 'dropped'
  if (local.state === 'moved' && earlier?.state !== 'moved') return [{ kind: 'move', from: place }]
  if (local.state === 'dropped' && wasLive) return [{ kind: 'drop', place }]
  if (local.state !== 'live') return []
  if (!wasLive) return [{ kind: 'initialise', place }]
  if (earlier.value && contents(earlier.value) !== contents(local.value)) {
    return [{ kind: 'write', place, before: earlier.value }]
  }
  return []
}

/** Finds where a moved value went: a local of its type that became live, or a new block of its size. */
function located(
  move: Extract<Change, { kind: 'move' }>,
  after: MemoryState,
  locals: readonly Change[],
  heap: readonly Change[],
): Extract<Change, { kind: 'move' }> {
  const { local } = move.from
  const becameLive = locals.find(
    (change) =>
      change.kind === 'initialise' && change.place.local.type === local.type && sameBytes(change.place.local, local),
  )
  if (becameLive?.kind === 'initialise') return { ...move, to: { local: becameLive.place } }
  const inner = after.frames.at(-1)
  const argument = inner?.locals.find((one) => one.argument && one.type === local.type && one.state === 'live')
  if (inner && argument && inner.id !== move.from.frame.id)
    return { ...move, to: { local: { frame: inner, local: argument } } }
  const block = heap.find(
    (change) =>
      change.kind === 'allocate' &&
      change.block.size === local.size &&
      (change.block.type ?? local.type) === local.type,
  )
  if (block?.kind === 'allocate') return { ...move, to: { block: block.block } }
  return move
}

/** Whether two places hold the same, as the source and the target of a move do; what is not known may be. */
function sameBytes(one: Local, other: Local): boolean {
  return !one.value || !other.value || contents(one.value) === contents(other.value)
}
