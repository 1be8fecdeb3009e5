/** The snippet's frames of each thread, told apart from call to call, with their locals. */
import type { DropCall, Stopped } from '../liveness/index.ts'
import type { CallFrameInfo } from './call-frame-info.ts'
import { callSites, unclearNote, type CodeAddress } from './call-sites.ts'
import type { CodeMap } from './code-map.ts'
import type { FunctionInfo } from './debug-info.ts'
import type { Elf } from './elf.ts'
import type { RawDrop, RawFrame } from './events.ts'
import type { FrameRecord, PlacedLocal, Registers, Sight } from './frame-record.ts'
import { futureTable, type HeldPart } from './futures.ts'
import { leftCalls, runningAt } from './inlined.ts'
import type { LineRow } from './line-table.ts'
import { resultPlaceOf } from './local-places.ts'
import { dropStates } from './needs-drop.ts'
import { outerRegisters } from './outer-registers.ts'
import { localPlaces, type PlaceSources } from './placed-locals.ts'
import { storedPlaces } from './stored-places.ts'
import { temporaryPlaces, type TemporarySources } from './temporaries.ts'
import type { Type } from './types.ts'
import { fromDebugInfo, type StatesOf, type UnseenLine, type VariableView } from './variable-states.ts'

/** At a line, at the return instruction, or elsewhere. */
export type StopKind = 'line' | 'return' | 'other'

/** A stop, as far as frames go. */
export interface FrameStop {
  thread: number
  /** Innermost first. */
  frames: RawFrame[]
  kind: StopKind
  registers: Registers
}

/** The frames of all threads. */
export interface Frames {
  /** Takes over a stop's frames; innermost last. */
  update(stop: FrameStop): FrameRecord[]
  /** Takes note of a call of drop glue; it belongs to the frame that holds its `rsp`. */
  drops(call: RawDrop): void
  /** Takes note that a thread starts to unwind; `frames` are all that it has then, innermost first. */
  unwinds(thread: number, frames: RawFrame[]): void
  /** What a future that was polled holds, by its type and address. */
  held(type: Type, address: number): readonly HeldPart[] | undefined
  /** Frames of a thread as of its last stop. */
  of(thread: number): FrameRecord[]
  /**
   * Calls back for each line that ran without code of its own on the way to the thread's last stop, in order; the
   * thread's frames are meanwhile as they were before that line.
   */
  onWay(thread: number, each: (inner: FrameRecord) => void): void
  threads(): number[]
}

/** Functions of std that end an unwinding. */
const CATCHES = /\bcatch_unwind\b|__rust_try\b/

/** What frames are made from. */
export interface FrameSources extends Omit<PlaceSources & TemporarySources, 'states'> {
  code: CodeMap
  elf: Elf
  /** What functions do with their callers' registers. */
  unwinding: CallFrameInfo
  /** Gives the compiler's knowledge of a function, if there is any. */
  statesOf: StatesOf | undefined
}

/** No frames yet. */
export function frameTable(sources: FrameSources): Frames {
  const { code, base, statesOf, dropsAreCalls, note } = sources
  const states = dropStates(sources.droppable)
  const places = localPlaces({ ...sources, states })
  const stored = storedPlaces({ ...sources, places, isStop: (pc) => code.isRow(pc) })
  const futures = statesOf && futureTable({ memory: sources.memory, statesOf, placeOf: places.placeOf })
  const sites = callSites(sources)
  const withTemporaries = temporaryPlaces({ ...sources, states })
  const threads = new Map<number, FrameRecord[]>()
  /** By thread: the frames before each line that ran without code on the way to its last stop. */
  const ways = new Map<number, FrameRecord[][]>()
  let count = 0

  function views(record: FrameRecord, { kind }: FrameStop, inner?: FrameRecord): VariableView[] {
    const { row, replay } = record
    if (!replay) return fromDebugInfo(record.function, record.pc - base - (inner ? 1 : 0), row.line)
    if (!inner && kind !== 'line') return record.locals.map((local) => local.view)
    const callee = inner?.between.length === 0 ? inner.function.name : undefined
    const drops = dropsAreCalls ? [...record.drops] : undefined
    const isDrop = record.drops.length > 0 && record.dropReturn === record.pc
    const known = inner
      ? replay.calling({
          returnAddress: `0x${callAddress(record, inner).toString(16)}`,
          callee,
          drops,
          isDrop,
          ...(inner.call && { place: inner.call }),
          ...among(record, { back: record.pc }),
        })
      : replay.stop({
          line: row.line,
          column: row.column,
          drops,
          unwound: record.unwound,
          ...among(record, { next: record.pc }),
        })
    if (!inner && dropsAreCalls && replay.isLost()) {
      note(`states at line ${row.line} of ${record.function.name} may be older: nothing explains how it was reached`)
    }
    if (dropsAreCalls) noteCodeless(replay.codeless())
    if (!inner) Object.assign(record, { drops: [], unwound: false, jumps: replay.isJump() })
    // The analysis speaks of a variable from the end of its `let` on; its place is there before.
    const pending = fromDebugInfo(record.function, record.pc - base - (inner ? 1 : 0), row.line).filter(
      (view) =>
        view.state === 'uninitialised' &&
        replay.isAwaitedByLine(view) &&
        !known.some((one) => one.name === view.name && one.line === view.line),
    )
    const ahead = pending.map((view) => {
      const type = replay.typeOf(view)
      return type === undefined ? view : { ...view, type }
    })
    return [...known, ...ahead, ...replay.temporaries()]
  }

  /** Where a frame may stand in what a macro expands to. */
  function among({ function: fn, row, replay, call }: FrameRecord, pc: CodeAddress): Pick<Stopped, 'among'> {
    if (!dropsAreCalls || !replay?.unclear?.unclear.isAt(row)) return {}
    const points = call ? undefined : sites.among(fn, replay.unclear, pc)
    if (!points) note(unclearNote(fn.name, row.line, call !== undefined))
    return { among: points ?? 'anywhere' }
  }

  /** What a frame holds, with places: its variables and, in code that is not optimised, its temporaries. */
  function located(record: FrameRecord, all: VariableView[], sight: Sight): PlacedLocal[] {
    const variables = all.filter(({ temporary }) => !temporary)
    const locals = places.placed(record, variables, sight)
    if (!dropsAreCalls || record.replay?.isCertain !== true || !record.replay.hasTemporaries) return locals
    const temporaries = all.filter(({ temporary }) => temporary)
    return withTemporaries(record, locals, temporaries)
  }

  function noteCodeless(calls: { line: number; callee: string }[]): void {
    for (const { line, callee } of calls) {
      note(`no code was made of ${callee} where line ${line} calls it: its lines are no steps`)
    }
  }

  function enter(
    fn: FunctionInfo,
    holder: FunctionInfo,
    raw: RawFrame,
    row: LineRow,
    registers: Registers | undefined,
  ): FrameRecord {
    const [pc, rsp, cfa, , rbp] = raw
    const record: FrameRecord = {
      id: count++,
      function: fn,
      holder,
      cfa,
      low: rsp,
      rbp,
      pc,
      depth: 0,
      row,
      locals: [],
      between: [],
      passed: new Map(),
      inRegisters: new Map(),
      temporaries: new Map(),
      strays: new Set<number>(),
      iterators: [],
      drops: [],
      unwound: false,
      returned: false,
      jumps: false,
    }
    const replay = fn.isAsync ? futures?.polled(record, registers) : statesOf?.(fn)
    if (!replay || !('unknown' in replay)) return Object.assign(record, { replay })
    // What the compiler makes of a tuple's constructor has none.
    if (fn.locals.length > 0) note(`states of variables in ${fn.name} are unknown: ${replay.unknown}`)
    return record
  }

  /** What tells one call that a frame waits for from the next: where it returns to, or where inlined code begins. */
  function callAddress(record: FrameRecord, inner: FrameRecord): number {
    return inner.call ? inner.call.function.low + base : record.pc
  }

  function update(stop: FrameStop): FrameRecord[] {
    const { thread, frames: raw, kind, registers } = stop
    const before = (threads.get(thread) ?? []).filter((record) => !record.returned)
    const now: FrameRecord[] = []
    // What was inlined returns without a stop: its frames as they were are needed once more.
    const was = before.some(({ call }) => call) ? before.map((record) => ({ ...record })) : []
    let between: FrameRecord['between'] = []
    for (let i = raw.length - 1; i >= 0; i -= 1) {
      const one = raw[i]
      if (!one) continue
      const [pc, rsp, cfa, , rbp] = one
      const innermost = i === 0
      const waits = before[now.length]
      // Of a deep stack most frames wait as they did: nothing of them is looked up again.
      if (!innermost && waits?.waiting && between.length === 0 && waits.between.length === 0) {
        const sameOuter = now.at(-1) === before[now.length - 1]
        if (sameOuter && waits.pc === pc && waits.low === rsp && waits.cfa === cfa && waits.rbp === rbp) {
          const from = now.length
          now.push(waits)
          for (let call = before[now.length]; call?.call; call = before[now.length]) now.push(call)
          for (const record of now.slice(from)) Object.assign(record, { jumps: false, depth: i })
          continue
        }
      }
      const fn = code.functionAt(innermost ? pc : pc - 1)
      const row = fn && code.rowAt(innermost ? pc : pc - 1)
      if (!fn || !row) {
        between.push({ pc, low: rsp, cfa })
        continue
      }
      for (const running of runningAt(fn, row, pc - base - (innermost ? 0 : 1))) {
        const known = before[now.length]
        const sameCaller = now.at(-1)?.id === before[now.length - 1]?.id
        const same = sameCaller && known?.cfa === cfa && known.function === running.function
        const record = same ? known : enter(running.function, fn, one, running.row, innermost ? registers : undefined)
        if (!same && innermost && !running.call) record.resultPlace = resultPlaceOf(cfa, registers)
        const returned = innermost && kind === 'return'
        // In its epilogue the frame is taken down step by step; its locals' places were the old ones.
        const kept = rsp > record.low ? {} : { low: rsp, rbp }
        Object.assign(record, {
          pc,
          depth: i,
          row: running.row,
          call: running.call,
          between,
          returned,
          jumps: false,
          ...kept,
        })
        now.push(record)
        between = []
      }
    }
    for (const [i, record] of now.entries()) {
      const inner = now[i + 1]
      if (record.function.iterators.length > 0) record.iterators = iteratorsOf(record, inner !== undefined)
      const at = inner && callAddress(record, inner)
      const { waiting } = record
      if (inner && waiting && waiting.pc === at && waiting.inner === inner.id) continue
      record.waiting = inner && at !== undefined ? { pc: at, inner: inner.id } : undefined
      const running = now.slice(i + 1).every(({ call }) => call)
      // At its return instruction a frame's places are those of the line before.
      if (!record.returned)
        record.locals = located(record, views(record, stop, inner), {
          registers: running ? registers : outerRegisters(sources, raw, record.depth, registers),
          waits: !running,
        })
      const isSuspended = record.returned && futures?.returned(record) === true
      // Inlined drop glue has left no trace: what is live now is gone with the frame.
      if (!record.returned || dropsAreCalls || isSuspended) continue
      for (const local of record.locals) {
        const { view, info } = local
        local.view = { ...view, state: states.afterReturn(view.state, info?.type) }
      }
    }
    if (!dropsAreCalls) for (const record of now) stored.follow(record, record !== now.at(-1))
    const here = now.at(-1)
    const unseen = kind === 'line' && dropsAreCalls && here ? linesOf(now, here.replay?.unseen() ?? [], registers) : []
    ways.set(thread, [...leftCalls(was, now).flatMap((frames) => leaving(frames, registers)), ...unseen])
    threads.set(thread, now)
    return now
  }

  /** The frames before each line that the innermost of them ran without code. */
  function linesOf(frames: FrameRecord[], lines: UnseenLine[], registers: Registers): FrameRecord[][] {
    const inner = frames.at(-1)
    if (!inner) return []
    return lines.map(({ line, views: known, held }) => {
      const locals = located(inner, known, { registers, waits: false })
      return [...frames.slice(0, -1), { ...inner, row: { ...inner.row, line }, locals, held }]
    })
  }

  /** The frames before each line that an inlined call, the innermost of them, ran without code until it returned. */
  function leaving(frames: FrameRecord[], registers: Registers): FrameRecord[][] {
    const { function: fn, row, replay, drops } = frames.at(-1) ?? {}
    const left = replay?.leave(drops ?? [])
    if (!replay || !left) return []
    noteCodeless(replay.codeless())
    if (left.isUnsure) {
      note(`which lines of ${fn?.name} ran behind line ${row?.line} is not known: no code of its branch was made`)
    }
    return linesOf(frames, left.lines, registers)
  }

  function iteratorsOf(record: FrameRecord, waits: boolean): FrameRecord['iterators'] {
    const pc = record.pc - base - (waits ? 1 : 0)
    return record.function.iterators.flatMap((info) => {
      if (record.returned || !info.ranges.some(([from, to]) => pc >= from && pc < to)) return []
      const place = places.placeOf(record, info, undefined)
      return place && 'address' in place ? [{ type: info.type, address: place.address }] : []
    })
  }

  /** The variable of a frame that holds an address. */
  function variableAt(record: FrameRecord, address: number): DropCall['variable'] {
    const found = record.function.locals.find((info) => {
      const place = places.placeOf(record, info, undefined)
      return place && 'address' in place && address >= place.address && address < place.address + info.type.size
    })
    return found && { name: found.name, line: found.line }
  }

  function drops({ thread, sp, back, at }: RawDrop): void {
    const record = threads.get(thread)?.findLast((one) => sp >= one.low && sp < one.cfa)
    if (!record) return
    record.drops.push({ variable: variableAt(record, at) })
    record.dropReturn = back
  }

  function unwinds(thread: number, frames: RawFrame[]): void {
    const records = threads.get(thread) ?? []
    for (const [pc, , cfa] of frames) {
      if (CATCHES.test(code.nameAt(pc - 1) ?? '')) return
      // What is inlined in a function is left by unwinding as well as that.
      for (const record of records) {
        if (record.cfa !== cfa) continue
        record.unwound = true
        futures?.unwinds(record)
      }
    }
  }

  function onWay(thread: number, each: (inner: FrameRecord) => void): void {
    const now = threads.get(thread) ?? []
    for (const frames of ways.get(thread) ?? []) {
      threads.set(thread, frames)
      const inner = frames.at(-1)
      if (!inner) continue
      // A future knows the frame that polls it, of which this is a copy.
      const polls = now.find(({ id }) => id === inner.id)
      if (polls) polls.held = inner.held
      each(inner)
      if (polls) polls.held = undefined
    }
    threads.set(thread, now)
  }

  return {
    update,
    drops,
    unwinds,
    held: (type, address) => futures?.held(type, address),
    of: (thread) => threads.get(thread) ?? [],
    onWay,
    threads: () => [...threads.keys()],
  }
}
