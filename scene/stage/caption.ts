import type { Frame, Local, MemoryState, PointerTarget, Value } from '../../recorder/trace-schema.ts'
import { gutterAddress, addressOf } from './address.ts'
import { changesBetween, type Change, type LocalPlace } from './changes.ts'
import { bytesInWords, cut, listed } from './text.ts'
import type { MovedInto } from './moved-into.ts'
import { memberChanges } from './value-changes.ts'
import { briefText, pointersIn, valueText } from './value-tree.ts'

/** What a caption holds at most, so that it stays within two lines. */
const LONGEST = 180

/** Names of the program stand in back ticks, as in Markdown. */
function code(name: string): string {
  return `\`${name}\``
}

/** What a sentence is made from besides the two states. */
export type CaptionFacts = {
  /** The line that ran last. */
  ran?: number
  /** Where the source says that a local's value went. */
  movedInto?: (place: LocalPlace) => MovedInto | undefined
}

/** One sentence that says what happened between two shown states, or where the first one stands; names in back ticks. */
export function captionOf(state: MemoryState, before: MemoryState | undefined, facts: CaptionFacts = {}): string {
  const { ran } = facts
  const clauses = eventClauses(state)
  if (!before) return sentence([...clauses, `${code(state.function)} begins: line ${state.line} is next`].slice(0, 1))
  const changes = changesBetween(before, state)
  clauses.push(...combined(changes, state, before, facts))
  if (clauses.length === 0)
    clauses.push(ran === undefined ? `line ${state.line} is next` : `line ${ran} ran; line ${state.line} is next`)
  return sentence(clauses)
}

function sentence(clauses: readonly string[]): string {
  let text = ''
  for (const clause of clauses) {
    const longer = text ? `${text}; ${clause}` : clause
    if (text && longer.length > LONGEST) break
    text = longer
  }
  return `${text.charAt(0).toUpperCase()}${cut(text, LONGEST).slice(1)}.`
}

function eventClauses(state: MemoryState): string[] {
  if (state.event === 'panic') return [`${code(state.function)} panics${state.message ? `: ${state.message}` : ''}`]
  if (state.event === 'signal') return [`the kernel stops the program with ${state.message ?? 'a signal'}`]
  if (state.event === 'exit') return ['`main` has returned: its frame is gone, the process ends']
  return []
}

function combined(
  changes: readonly Change[],
  state: MemoryState,
  before: MemoryState,
  { ran, movedInto }: CaptionFacts,
): string[] {
  const returning = returningClause(state, before)
  const of = <K extends Change['kind']>(kind: K) =>
    changes.filter((change): change is Extract<Change, { kind: K }> => change.kind === kind)
  const toHeap = of('move').filter((move) => move.to && 'block' in move.to)
  const plainMoves = of('move').filter((move) => !toHeap.includes(move))
  const calls = of('call')
  const isNew = (id: number) => of('reallocate').some(({ block }) => block.id === id)
  const isCalled = new Set(calls.map((call) => call.frame.id))
  const quietDrops = of('drop').filter(
    ({ place }) => !of('free').some((free) => free.owner?.local.id === place.local.id),
  )
  return [
    ...dropClauses([...of('free'), ...quietDrops]),
    ...of('allocate').map(
      (change) =>
        allocateClause(change, toHeap, ran) +
        (isHeld(change.block.id, state) ? '' : '; no variable holds its address yet'),
    ),
    ...of('reallocate').map((change) => reallocateClause(change, ran)),
    ...returnClause(of('return')),
    ...calls.map((change) => callClause(change)),
    ...plainMoves
      .filter(({ to }) => !(to && 'local' in to && isCalled.has(to.local.frame.id)))
      .map((move) => moveClause(move, movedInto?.(move.from))),
    ...of('initialise').map(({ place }) => takenClause(place, state, before) ?? initialiseClause(place, state)),
    ...of('store')
      .filter(({ block }) => !isNew(block.id))
      .flatMap(storeClause),
    ...of('write').flatMap(({ place, before: was }) => writeClause(place, was)),
    ...(returning ? [returning] : []),
  ]
}

type Dropped = Extract<Change, { kind: 'free' | 'drop' }>

/** Frees and drops, locals in the order in which a scope drops them: the last declared first (Reference: destructors). */
function dropClauses(changes: readonly Dropped[]): string[] {
  const ordered = changes.toSorted((one, other) => {
    const [first, second] = [placeOf(one), placeOf(other)]
    if (!first || !second) return (first ? 0 : 1) - (second ? 0 : 1)
    return second.frame.id - first.frame.id || second.local.id - first.local.id
  })
  const clauses: string[] = []
  let quiet: string[] = []
  const tell = () => {
    if (quiet.length > 0) clauses.push(`${listed(quiet)} ${quiet.length > 1 ? 'were' : 'was'} dropped`)
    quiet = []
  }
  for (const change of ordered) {
    if (change.kind === 'drop') {
      quiet.push(code(change.place.local.name))
      continue
    }
    tell()
    clauses.push(freeClause(change))
  }
  tell()
  return clauses
}

/** The local that was dropped; none for a block that no local owned. */
function placeOf(change: Dropped): LocalPlace | undefined {
  return change.kind === 'drop' ? change.place : change.owner
}

function freeClause({ block, owner }: Extract<Change, { kind: 'free' }>): string {
  const size = bytesInWords(block.size)
  if (!owner) return `${size} went back to the allocator`
  const dropped = owner.local.state === 'moved' ? `what was in ${code(owner.local.name)}` : code(owner.local.name)
  return `${dropped} was dropped: its ${size} went back to the allocator`
}

function allocateClause(
  { block }: Extract<Change, { kind: 'allocate' }>,
  moves: readonly Extract<Change, { kind: 'move' }>[],
  ran?: number,
): string {
  const line = block.line ?? ran
  const moved = moves.find((move) => move.to && 'block' in move.to && move.to.block.id === block.id)
  const carried = moved ? ` and moved the bytes of ${code(moved.from.local.name)} there` : ''
  const size = bytesInWords(block.size)
  return line === undefined ? `${size} were allocated${carried}` : `line ${line} allocated ${size}${carried}`
}

/** Whether a pointer in the picture leads to a block, or one in a register that a function hands back. */
function isHeld(id: number, { frames, blocks, returning }: MemoryState): boolean {
  const values = [...frames.flatMap(({ locals }) => locals), ...blocks, ...(returning ? [returning] : [])].map(
    ({ value }) => value,
  )
  return values.some((value) => pointersIn(value).some(({ target }) => target.kind === 'heap' && target.block === id))
}

function reallocateClause(
  { oldSize, newSize, from, line: calling }: Extract<Change, { kind: 'reallocate' }>,
  ran?: number,
): string {
  const way = newSize > oldSize ? 'grew' : 'shrank'
  const place = from ? ' and carried its contents to a new address' : ', in place'
  const line = calling ?? ran
  const caller = line === undefined ? 'realloc' : `line ${line} called realloc, which`
  return `${caller} ${way} the block from ${oldSize} to ${bytesInWords(newSize)}${place}`
}

function returnClause(changes: readonly Extract<Change, { kind: 'return' }>[]): string[] {
  const [outer] = changes
  if (!outer) return []
  const names = listed(changes.toReversed().map((change) => code(change.frame.function)))
  const to = outer.to ? ` to ${code(outer.to.function)}` : ''
  const frames = changes.filter((change) => !change.frame.inlined)
  if (frames.length === 0) return [`${names} returned${to}`]
  const size = frames.reduce((sum, change) => sum + change.frame.size, 0)
  const whose = changes.length > frames.length ? 'a frame' : frames.length > 1 ? 'their frames' : 'its frame'
  return [`${names} returned${to}: ${whose} of ${bytesInWords(size)} ${frames.length > 1 ? 'are' : 'is'} gone`]
}

function callClause({ frame, caller }: Extract<Change, { kind: 'call' }>): string {
  const values = argumentsOf(frame)
  const given = values.length ? ` with ${listed(values)}` : ''
  if (!caller) return `${code(frame.function)} begins, with a frame of ${bytesInWords(frame.size)}`
  const called = `${code(caller.function)} called ${code(frame.function)}${given}`
  if (frame.inlined) return `${called}: it is inlined, its variables lie in the frame around it`
  return `${called}: a frame of ${bytesInWords(frame.size)} below its own`
}

function argumentsOf(frame: Frame): string[] {
  const known = frame.locals.filter((local) => local.argument && local.state === 'live' && local.value)
  return known.slice(0, 3).map((local) => {
    const text = valueText(local.value)
    return code(text.length > 16 || pointersIn(local.value).length > 0 ? local.name : `${local.name} = ${text}`)
  })
}

function moveClause({ from, to }: Extract<Change, { kind: 'move' }>, into: MovedInto | undefined): string {
  const { name, size } = from.local
  const carried = into === 'result' && pointersIn(from.local.value).some(({ target }) => target.kind === 'heap')
  if (!to)
    return `${code(name)} was moved ${into ? destination(into) : 'away'}${carried ? ', the address of its block with it' : ''}`
  const target = 'local' in to ? code(to.local.local.name) : 'the heap'
  return `the ${bytesInWords(size)} of ${code(name)} were copied to ${target}; ${code(name)} may no longer be used`
}

function destination(into: MovedInto): string {
  if (into === 'result') return 'into the result'
  if (into === 'closure') return 'into the closure'
  if (into === 'loop') return 'into the loop, which takes its items'
  return 'call' in into ? `into the call of ${code(into.call)}` : `into a ${code(into.wrapper)}`
}

/** Where a local got its bytes out of a heap block that this step moved out of: `let text = *boxed;`. */
function takenClause({ local }: LocalPlace, state: MemoryState, before: MemoryState): string | undefined {
  const [pointer] = pointersIn(local.value)
  const block = state.blocks.find(({ id, size, value }) => {
    const was = before.blocks.find((one) => one.id === id)?.value
    const [held] = pointersIn(was)
    return value?.moved && was && !was.moved && size === local.size && isSamePlace(held?.target, pointer?.target)
  })
  if (!block) return undefined
  const owner = before.frames
    .flatMap((frame) => frame.locals)
    .find((one) => pointersIn(one.value).some(({ target }) => target.kind === 'heap' && target.block === block.id))
  const place = owner ? `the block of ${code(owner.name)}` : 'a block'
  return `the ${bytesInWords(local.size)} in ${place} were copied to ${code(local.name)}; the block holds no value now`
}

function isSamePlace(one: PointerTarget | undefined, other: PointerTarget | undefined): boolean {
  return one?.kind === 'heap' && other?.kind === 'heap' && one.block === other.block && one.offset === other.offset
}

function initialiseClause({ local }: LocalPlace, state: MemoryState): string {
  const text = local.value ? briefText(local.value) : ''
  const [pointer, beside] = pointersIn(local.value)
  if (pointer)
    return `${pointerClause(local, pointer.target, state)}${isVtable(beside?.target, state) ? ', and that of a vtable' : ''}`
  return text.length > 40 || text === '' ? `${code(local.name)} is set` : `${code(local.name)} is now ${code(text)}`
}

function pointerClause({ name, type }: Local, target: PointerTarget, state: MemoryState): string {
  if (target.kind === 'dangling') return `${code(name)} is set; its pointer leads to no memory`
  if (target.kind === 'code') return `${code(name)} is the address of the code of ${code(target.function)}`
  const isBorrowed = /^[&*]/.test(type)
  if (target.kind === 'heap')
    return `${code(name)} now ${isBorrowed ? 'points to the heap' : `holds the address of ${owned(type)} on the heap`}`
  if (target.kind === 'static') {
    const datum = state.statics.find((one) => one.id === target.datum)
    return `${code(name)} now points to ${datum?.name && datum.kind === 'static' ? `the static ${code(datum.name)}` : 'static data'}`
  }
  const frame = state.frames.find((one) => one.id === target.frame)
  const place = frame?.locals.find((one) => one.id === target.local)
  return `${code(name)} now points to ${place ? code(place.name) : 'the stack'}`
}

function isVtable(target: PointerTarget | undefined, state: MemoryState): boolean {
  return target?.kind === 'static' && state.statics.some(({ id, kind }) => id === target.datum && kind === 'vtable')
}

/** What an owner of a block has there. */
function owned(type: string): string {
  if (/^(Vec|VecDeque|Box<\[)/.test(type)) return 'its elements'
  return /^(String|Box<str)/.test(type) ? 'its text' : 'its value'
}

/** The members that changed, addresses left to the arrows. */
function writeClause({ local }: LocalPlace, before: Value): string[] {
  const changes = local.value ? memberChanges(before, local.value).filter((change) => !change.pointer) : []
  if (changes.length === 0) return []
  if (changes.length > 3) return [`${code(local.name)} changed`]
  const parts = changes.map(
    ({ name, after }) => `${code(name ? `${local.name}.${name}` : local.name)} is now ${code(cut(after, 24))}`,
  )
  return [listed(parts)]
}

function storeClause({ block, before }: Extract<Change, { kind: 'store' }>): string[] {
  const [change, ...others] = block.value ? memberChanges(before, block.value) : []
  if (!change) return []
  if (others.length > 0 || change.pointer) return [`the ${bytesInWords(block.size)} on the heap were written to`]
  return [`${code(cut(change.after, 24))} was written to the heap, at byte ${change.offset}`]
}

function returningClause(state: MemoryState, before: MemoryState): string | undefined {
  const { returning } = state
  if (!returning || before.returning?.function === returning.function || returning.type === '()') return undefined
  if (returning.place.startsWith('0x')) {
    for (const frame of state.frames) {
      const local = frame.locals.find((one) => one.address === returning.place)
      if (local)
        return `the result was copied to ${code(local.name)} of ${code(frame.function)}, where the caller wants it`
    }
    return `the result was copied to where the caller wants it, at ${gutterAddress(addressOf(returning.place))}`
  }
  const [pointer] = pointersIn(returning.value)
  const what = pointer ? 'the address' : 'the result'
  const places = listed(returning.place.split(':').map(code))
  return `${code(returning.function)} hands ${what} back in ${places}`
}
