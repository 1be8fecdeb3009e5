/**
 * The control flow graph of a body, one point for each MIR instruction, with what each point
 * changes, where it stands in the source and whether a run that passes it can go unseen.
 */
import { ABSENT, type Change, type LocalState } from './facts.ts'
import { flaggedDrops } from './drop-flags.ts'
import type { Body, Instruction } from './mir.ts'
import { borrows, takenByHand } from './by-hand.ts'
import {
  borrowedLocal,
  elementPaths,
  isOwned,
  movesIn,
  pathText,
  placeAt,
  withoutLiterals,
  type FieldNames,
  type Place,
} from './place.ts'

/** A way on from a point. */
export type Edge = {
  to: number
  /** What happens only when this way is taken: a call's result, the end of a drop. */
  changes: readonly Change[]
  unwind: boolean
}

/** One MIR instruction. */
export type Point = {
  index: number
  instruction: Instruction
  /** What happens when it runs, before any call in it returns. */
  changes: readonly Change[]
  edges: Edge[]
  /** Whether the machine code of a debug build has instructions for it. */
  weight: Weight
  /** Gives a variable or the result its value: what a line of the source does. */
  binds: boolean
  /** Gives a variable a constant, which may have been stored elsewhere or nowhere. */
  constant: boolean
  /** Calls a function, drop glue included. */
  calls: boolean
  /** Ends the function. */
  returns: boolean
  /** Suspends a future: the poll that comes here returns, and the next one goes on behind it. */
  suspends: boolean
  /** What it drops: a local, by slot, or the part of it that `path` names; the local's type. */
  drops?: { slot: number; path: string; type: string }
  /** Calls drop glue, of a place that no local holds too. */
  glue: boolean
  cleanup: boolean
}

/**
 * How sure it is that executing a point shows as machine code of its own: `none` never has code,
 * `temporary` may have been folded away, `store` writes a variable, `branch` decides, `call` calls.
 */
export type Weight = 'none' | 'temporary' | 'store' | 'branch' | 'call'

/** A body as a graph; entry is point 0. */
export type Flow = {
  body: Body
  points: Point[]
  /** Slot of each tracked local. */
  slots: Map<number, number>
  /** States on entry, by slot. */
  entry: LocalState[]
  /** Drops that some path reaches with the local whole and some path without: they ask a flag first. */
  flagged: Set<number>
  /** Locals that are moved whole into the function's result. */
  results: Set<number>
}

/** Builds the graph. @throws Error when a block has no terminator that is known. */
export function flowOf(body: Body, names: FieldNames): Flow {
  const slots = trackedLocals(body)
  const stored = new Set(body.variables.map((variable) => variable.place.local))
  const first = new Map<string, { index: number; cleanup: boolean }>()
  let count = 0
  for (const block of body.blocks.values()) {
    first.set(block.name, { index: count, cleanup: block.cleanup })
    count += block.instructions.length
  }
  const typeOf = (local: number) => body.types.get(local) ?? ''
  const change = (kind: Change['kind'], place: Place): Change[] => {
    const slot = slots.get(place.local)
    if (slot === undefined) return []
    const path = pathText(place.path, typeOf(place.local), names)
    if (kind === 'drop' && path !== '' && !isOwned(place, typeOf(place.local))) return []
    if (kind !== 'move') return [{ slot, kind, path }]
    return elementPaths(place, path, typeOf(place.local)).map((one) => ({ slot, kind, ...one }))
  }
  const borrowed = borrows(body)
  const points: Point[] = []
  for (const block of body.blocks.values()) {
    block.instructions.forEach((instruction, at) => {
      const index = points.length
      const last = at === block.instructions.length - 1
      const text = withoutLiterals(instruction.text)
      const assigned = assignment(text)
      const moves = movesIn(text).flatMap((place) => change('move', place))
      const point: Point = {
        index,
        instruction,
        changes: [...moves, ...storageChanges(text, change)],
        edges: last ? [] : [{ to: index + 1, changes: [], unwind: false }],
        weight: weightOf(text, assigned, stored, body),
        binds: assigned !== undefined && bindsVariable(text, assigned, stored),
        constant: assigned !== undefined && stored.has(assigned.local) && / = const [^()]*$/.test(text),
        calls: false,
        returns: text === 'return',
        suspends: / = yield\(/.test(text),
        glue: isGlue(text),
        cleanup: block.cleanup,
      }
      points.push(point)
      const results = [
        ...(assigned ? change('init', assigned) : assemblyOutputs(text).flatMap((place) => change('init', place))),
        ...takenByHand(text, borrowed).flatMap(({ kind, place }) => change(kind, place)),
      ]
      if (last) terminator(point, text, results, first, change, typeOf)
      else point.changes = [...point.changes, ...results]
    })
  }
  const entry = [...slots.keys()].map((local): LocalState =>
    local >= 1 && local <= body.arguments ? { kind: 'live' } : ABSENT,
  )
  return { body, points, slots, entry, flagged: flaggedDrops(points, entry), results: resultsOf(points) }
}

/** The locals that some `_0 = move _3` moves. */
function resultsOf(points: readonly Point[]): Set<number> {
  const moved = points.map(({ instruction }) => /^_0 = (?:move|copy) _(\d+)$/.exec(instruction.text)?.[1])
  return new Set(moved.filter((local) => local !== undefined).map(Number))
}

/** Locals of the source's variables, and those that something drops or borrows. */
function trackedLocals(body: Body): Map<number, number> {
  const locals = new Set(body.variables.map((variable) => variable.place.local))
  for (const block of body.blocks.values()) {
    const dropped = /^drop\(_(\d+)\)/.exec(block.instructions.at(-1)?.text ?? '')
    if (dropped) locals.add(Number(dropped[1]))
    for (const { text } of block.instructions) {
      const borrowed = borrowedLocal(text)
      if (borrowed !== undefined) locals.add(borrowed)
    }
  }
  return new Map([...locals].sort((a, b) => a - b).map((local, slot) => [local, slot]))
}

function storageChanges(text: string, change: (kind: Change['kind'], place: Place) => Change[]): Change[] {
  const storage = /^Storage(Live|Dead)\(_(\d+)\)/.exec(text)
  if (!storage) return []
  return change(storage[1] === 'Live' ? 'begin' : 'end', { local: Number(storage[2]), path: [] })
}

/** The place that an assignment or call writes. */
function assignment(text: string): Place | undefined {
  const found = placeAt(text, 0)
  return found && text.startsWith(' = ', found.end) ? found.place : undefined
}

function bindsVariable(text: string, place: Place, stored: ReadonlySet<number>): boolean {
  if (isResult(place)) return !text.endsWith(' = const ()')
  return place.path.length === 0 && stored.has(place.local)
}

/** The whole of the function's result. */
function isResult({ local, path }: Place): boolean {
  return local === 0 && path.length === 0
}

/** The places that inline assembly writes: `out(reg) _2`, `inout(reg) copy _1 => _2`. */
function assemblyOutputs(text: string): Place[] {
  if (!text.startsWith('asm!')) return []
  return [...text.matchAll(/(?:\b(?:late)?out\([^)]*\)|=>) (?=[_(])/g)].flatMap((match) => {
    const found = placeAt(text, match.index + match[0].length)
    return found ? [found.place] : []
  })
}

/** Types without bytes: nothing is stored for them. `?` keeps such a one of an Option's None, or of an `Err(())`. */
const EMPTY =
  /^(?:\(\)|std::option::Option<std::convert::Infallible>|std::result::Result<std::convert::Infallible, \(\)>)$/

function weightOf(text: string, assigned: Place | undefined, stored: Set<number>, body: Body): Weight {
  if (/^(switchInt|assert|return)\b/.test(text)) return 'branch'
  if (/^drop\(/.test(text)) return 'call'
  if (text.startsWith('asm!')) return 'store'
  if (!assigned) return 'none'
  if (/ -> (?:\[return: |unwind |bb)/.test(text)) return 'call'
  if (/ = const \(\)$/.test(text) || EMPTY.test(body.types.get(assigned.local) ?? '')) return 'none'
  return stored.has(assigned.local) || isResult(assigned) ? 'store' : 'temporary'
}

/** Whether it drops a place: as the compiler inserts it, or by a call of `std::ptr::drop_in_place`. */
function isGlue(text: string): boolean {
  return /^drop\(| = (?:\w+::)*drop_in_place::</.test(text)
}

/** Adds the ways on from a block's last instruction. */
function terminator(
  point: Point,
  text: string,
  results: Change[],
  first: ReadonlyMap<string, { index: number; cleanup: boolean }>,
  change: (kind: Change['kind'], place: Place) => Change[],
  typeOf: (local: number) => string,
): void {
  const dropped = /^drop\(/.test(text) ? placeAt(text, 'drop('.length)?.place : undefined
  const drops = dropped ? change('drop', dropped) : []
  if (dropped && drops[0]) {
    point.drops = { slot: drops[0].slot, path: drops[0].path, type: typeOf(dropped.local) }
  }
  point.calls = point.weight === 'call'
  for (const name of targets(text)) {
    const to = first.get(name)
    if (!to) throw new Error(`no ${name} for: ${point.instruction.text}`)
    const unwind = to.cleanup && !point.cleanup
    point.edges.push({ to: to.index, changes: unwind ? drops : [...drops, ...results], unwind })
  }
}

/** Where a terminator leads. Edges that only the borrow checker sees are left out. */
function targets(text: string): string[] {
  const arrow = text.lastIndexOf(' -> ')
  if (arrow < 0) return []
  const imagined = text.startsWith('falseEdge') || text.startsWith('falseUnwind')
  return [...text.slice(arrow).matchAll(/(?:(\w+):? )?(bb\d+)/g)]
    .filter((match) => (imagined ? match[1] === 'real' : match[1] !== 'drop'))
    .map((match) => match[2] ?? '')
}
