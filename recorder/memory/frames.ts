/** The snippet's frames of each thread, told apart from call to call, with their locals. */
import type { DropCall } from '../liveness/index.ts'
import type { CodeMap } from './code-map.ts'
import type { FunctionInfo, LocalInfo } from './debug-info.ts'
import type { RawDrop, RawFrame } from './events.ts'
import { dropStates } from './needs-drop.ts'
import { runningAt, type InlinedCall } from './inlined.ts'
import type { LineRow } from './line-table.ts'
import { cellOf, infoOf, resultPlaceOf } from './local-places.ts'
import { isHeldAddress, locate, type Location } from './locations.ts'
import type { ProcessMemory } from './process-memory.ts'
import { isReturnedInMemory } from './returns.ts'
import type { Type } from './types.ts'
import { fromDebugInfo, type FrameStates, type StatesOf, type VariableView } from './variable-states.ts'

/** A local of a frame at one stop. */
export interface PlacedLocal {
  info?: LocalInfo
  /** Its type, where it has no debug information of its own. */
  type?: Type
  view: VariableView
  address?: number
  via?: number
  register?: string
  /** What that register holds, in the innermost frame: any 64 bits. */
  bits?: bigint
  /** Dropping it runs code: it may own memory. */
  owns: boolean
}

/** Registers of the innermost frame, by name. */
type Registers = (name: string) => bigint | undefined

/** One call of a function of the snippet. */
export interface FrameRecord {
  /** Unique in the run. */
  id: number
  function: FunctionInfo
  cfa: number
  low: number
  rbp: number
  pc: number
  row: LineRow
  /** The call, of a function that was inlined: its variables lie in the frame of the function around. */
  call?: InlinedCall
  locals: PlacedLocal[]
  /** Functions of std that run between this frame and the one that called it: where they go on, and their frames. */
  between: { pc: number; low: number; cfa: number }[]
  /** Where arguments lie that the caller passed by address, as the register said that the address came in. */
  passed: Map<LocalInfo, Location>
  /** Iterators that a `for` holds without a name: they own what the loop goes through. */
  iterators: { type: Type; address: number }[]
  replay?: FrameStates
  /** The calls of drop glue that it made since its last stop. */
  drops: DropCall[]
  /** Where the last of them returns to. */
  dropReturn?: number
  /** A call that it made since its last stop ended by unwinding. */
  unwound: boolean
  /** The call that this frame is waiting for: its return address and the inner frame. */
  waiting?: { pc: number; inner: number }
  /** It stands at its return instruction. */
  returned: boolean
  /** It stopped where it only jumps, which is no step of the program. */
  jumps: boolean
  /** Where its result goes, when its caller told it an address. */
  resultPlace?: number
  /** The lines without code that it ran before this stop, with its locals before each of them. */
  unseen: { line: number; locals: PlacedLocal[] }[]
}

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
  /** Frames of a thread as of its last stop. */
  of(thread: number): FrameRecord[]
  threads(): number[]
}

/** Functions of std that end an unwinding. */
const CATCHES = /\bcatch_unwind\b|__rust_try\b/

/** What frames are made from. */
export interface FrameSources {
  code: CodeMap
  memory: ProcessMemory
  /** Where the file's addresses start in the process. */
  base: number
  /** Gives the compiler's knowledge of a function, if there is any. */
  statesOf: StatesOf | undefined
  /** Paths of the types for which the compiler made drop glue. */
  droppable: Set<string>
  /** A type of the debug information by the name that rustc writes. */
  typeNamed: (name: string) => Type | undefined
  /** Each drop calls its glue: none is inlined. */
  dropsAreCalls: boolean
  /** Says what the recording lacks. */
  note: (text: string) => void
}

/** No frames yet. */
export function frameTable(sources: FrameSources): Frames {
  const { code, memory, base, statesOf, droppable, typeNamed, dropsAreCalls, note } = sources
  const states = dropStates(droppable)
  const threads = new Map<number, FrameRecord[]>()
  let count = 0

  function placeOf(record: FrameRecord, info: LocalInfo, registers: Registers | undefined): Location | undefined {
    const context = {
      rsp: record.low,
      rbp: record.rbp,
      register: (name: string) => {
        const bits = registers?.(name)
        return bits === undefined ? undefined : Number(bits)
      },
      cfa: record.cfa,
      base,
      frameBase: record.function.frameBase,
      word: (address: number) => memory.word(address),
    }
    if (info.type.size === 0) return undefined
    const pc = record.pc - base - (registers ? 0 : 1)
    // Between two places of an argument that was passed by address, its address is where it will be said to be.
    const isGap = dropsAreCalls && info.argument
    const expression = info.locationAt(pc) ?? (isGap ? info.locationAfter(pc) : undefined)
    if (!expression) return isGap ? record.passed.get(info) : undefined
    const place = locate(expression, context)
    // The register has another value by now, or it is not known in a frame that waits.
    if (!place && isHeldAddress(expression)) return record.passed.get(info)
    if (info.argument && place && 'address' in place && (place.register ?? place.via) !== undefined) {
      record.passed.set(info, { address: place.address, ...(place.via === undefined ? {} : { via: place.via }) })
    }
    return place
  }

  function placed(record: FrameRecord, views: VariableView[], registers: Registers | undefined): PlacedLocal[] {
    const used = new Set<LocalInfo>()
    return views.flatMap((view) => {
      const info = view.local ?? infoOf(record.function, view, used, record.pc - base - (registers ? 0 : 1))
      if (!info) return withoutInfo(record, view)
      used.add(info)
      const place = placeOf(record, info, registers)
      const owned = !view.argument && !view.capture && place && 'address' in place && place.via === undefined
      // Optimised code may stop before its frame is set up.
      const found = owned && place.address + info.type.size > record.cfa ? undefined : place
      const bits = found && !('address' in found) ? { bits: registers?.(found.register) } : {}
      const state = states.afterDrop(view.state, info.type)
      return [{ info, view: { ...view, state }, owns: droppable.has(info.type.path), ...found, ...bits }]
    })
  }

  /**
   * A variable that the debug information leaves out, as it does where a scope has no code: one that is
   * the function's result lies in the result's place, of another one nothing tells where it lies.
   */
  function withoutInfo(record: FrameRecord, view: VariableView): PlacedLocal[] {
    const { function: fn, replay, resultPlace } = record
    if (!dropsAreCalls || view.argument || view.capture || replay?.isCertain !== true) return []
    const type = (view.isResult ? fn.returns : undefined) ?? typeNamed(view.type ?? '')
    const owns = type !== undefined && droppable.has(type.path)
    const held = view.isResult && type && isReturnedInMemory(type) ? cellOf(record, resultPlace, memory) : undefined
    const place = held === undefined ? {} : { address: resultPlace, via: held }
    if (held === undefined && type?.size !== 0) {
      note(`nothing tells where ${view.name} in ${fn.name} lies: no code was made for its scope`)
    }
    return [{ view, owns, ...(type ? { type } : {}), ...place }]
  }

  function views(record: FrameRecord, { kind }: FrameStop, inner?: FrameRecord): VariableView[] {
    const { row, replay } = record
    if (!replay) return fromDebugInfo(record.function, record.pc - base - (inner ? 1 : 0), row.line)
    if (!inner && kind !== 'line') return record.locals.map((local) => local.view)
    const callee = inner?.between.length === 0 ? inner.function.name : undefined
    const drops = dropsAreCalls ? [...record.drops] : undefined
    const isDrop = record.drops.length > 0 && record.dropReturn === record.pc
    const known = inner
      ? replay.calling({ returnAddress: `0x${callAddress(record, inner).toString(16)}`, callee, drops, isDrop })
      : replay.stop({ line: row.line, column: row.column, drops, unwound: record.unwound })
    if (!inner && dropsAreCalls && replay.isLost()) {
      note(`states at line ${row.line} of ${record.function.name} may be older: nothing explains how it was reached`)
    }
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
    return [...known, ...ahead]
  }

  function enter(fn: FunctionInfo, raw: RawFrame, row: LineRow): FrameRecord {
    const [pc, rsp, cfa, , rbp] = raw
    const record = {
      id: count++,
      function: fn,
      cfa,
      low: rsp,
      rbp,
      pc,
      row,
      locals: [],
      between: [],
      passed: new Map(),
      iterators: [],
      drops: [],
      unwound: false,
      returned: false,
      jumps: false,
      unseen: [],
    }
    const replay = statesOf?.(fn)
    if (!replay || !('unknown' in replay)) return { ...record, replay }
    note(`states of variables in ${fn.name} are unknown: ${replay.unknown}`)
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
          now.push(waits)
          for (let call = before[now.length]; call?.call; call = before[now.length]) now.push(call)
          for (const record of now) record.jumps = false
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
        const record = same ? known : enter(running.function, one, running.row)
        if (!same && innermost && !running.call) record.resultPlace = resultPlaceOf(cfa, registers)
        const returned = innermost && kind === 'return'
        // In its epilogue the frame is taken down step by step; its locals' places were the old ones.
        const kept = rsp > record.low ? {} : { low: rsp, rbp }
        Object.assign(record, {
          pc,
          row: running.row,
          call: running.call,
          between,
          returned,
          jumps: false,
          unseen: [],
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
      if (!record.returned) record.locals = placed(record, views(record, stop, inner), running ? registers : undefined)
      if (!inner && kind === 'line' && dropsAreCalls) {
        const lines = record.replay?.unseen() ?? []
        record.unseen = lines.map((one) => ({ line: one.line, locals: placed(record, one.views, registers) }))
      }
      // Inlined drop glue has left no trace: what is live now is gone with the frame.
      if (!record.returned || dropsAreCalls) continue
      for (const local of record.locals) {
        const { view, info } = local
        local.view = { ...view, state: states.afterReturn(view.state, info?.type) }
      }
    }
    threads.set(thread, now)
    return now
  }

  function iteratorsOf(record: FrameRecord, waits: boolean): FrameRecord['iterators'] {
    const pc = record.pc - base - (waits ? 1 : 0)
    return record.function.iterators.flatMap((info) => {
      if (record.returned || !info.ranges.some(([from, to]) => pc >= from && pc < to)) return []
      const place = placeOf(record, info, undefined)
      return place && 'address' in place ? [{ type: info.type, address: place.address }] : []
    })
  }

  /** The variable of a frame that holds an address. */
  function variableAt(record: FrameRecord, address: number): DropCall['variable'] {
    const found = record.function.locals.find((info) => {
      const place = placeOf(record, info, undefined)
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
      const record = records.find((one) => one.cfa === cfa)
      if (record) record.unwound = true
    }
  }

  return { update, drops, unwinds, of: (thread) => threads.get(thread) ?? [], threads: () => [...threads.keys()] }
}
