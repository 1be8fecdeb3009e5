/** The snippet's frames of each thread, told apart from call to call, with their locals. */
import type { PlaceState } from '../trace-schema.ts'
import type { CodeMap } from './code-map.ts'
import type { FunctionInfo, LocalInfo } from './debug-info.ts'
import type { RawFrame } from './events.ts'
import type { LineRow } from './line-table.ts'
import { locate } from './locations.ts'
import type { ProcessMemory } from './process-memory.ts'
import { fromDebugInfo, type FrameStates, type StatesOf, type VariableView } from './variable-states.ts'

/** A local of a frame at one stop. */
export interface PlacedLocal {
  info?: LocalInfo
  view: VariableView
  address?: number
  via?: number
  register?: string
  /** What that register holds, in the innermost frame. */
  bits?: number
}

/** Registers of the innermost frame, by name. */
type Registers = (name: string) => number | undefined

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
  locals: PlacedLocal[]
  /** Functions of std that run between this frame and the one that called it. */
  between: number[]
  replay?: FrameStates
  /** Calls of dealloc that its thread had made at its last stop. */
  frees: number
  /** The call that this frame is waiting for: its return address and the inner frame. */
  waiting?: string
  /** It stands at its return instruction. */
  returned: boolean
  /** It stopped where it only jumps, which is no step of the program. */
  jumps: boolean
}

/** At a line, at the return instruction, or elsewhere. */
export type StopKind = 'line' | 'return' | 'other'

/** A stop, as far as frames go. */
export interface FrameStop {
  thread: number
  /** Innermost first. */
  frames: RawFrame[]
  kind: StopKind
  /** Calls of dealloc that the thread has made. */
  frees: number
  registers: Registers
}

/** The frames of all threads. */
export interface Frames {
  /** Takes over a stop's frames; innermost last. */
  update(stop: FrameStop): FrameRecord[]
  /** Frames of a thread as of its last stop. */
  of(thread: number): FrameRecord[]
  threads(): number[]
}

/** State of what is left of a place when its frame returns. */
function afterReturn(state: PlaceState, droppable: boolean): PlaceState {
  return droppable && (state === 'live' || state === 'partly-moved') ? 'dropped' : state
}

/** No frames yet. `statesOf` gives the compiler's knowledge of a function, if there is any. */
export function frameTable(
  code: CodeMap,
  memory: ProcessMemory,
  base: number,
  statesOf: StatesOf | undefined,
  droppable: Set<string>,
): Frames {
  const threads = new Map<number, FrameRecord[]>()
  let count = 0

  function place(
    record: FrameRecord,
    view: VariableView,
    info: LocalInfo | undefined,
    registers: Registers | undefined,
  ): PlacedLocal {
    const context = {
      rsp: record.low,
      rbp: record.rbp,
      register: (name: string) => registers?.(name),
      cfa: record.cfa,
      base,
      frameBase: record.function.frameBase,
      word: (address: number) => memory.word(address),
    }
    if (info?.type.size === 0) return { info, view }
    const expression = info?.locationAt(record.pc - base - (registers ? 0 : 1))
    const found = expression && locate(expression, context)
    if (found && !('address' in found)) return { info, view, ...found, bits: registers?.(found.register) }
    return { info, view, ...found }
  }

  function placed(
    record: FrameRecord,
    views: VariableView[],
    registers: Registers | undefined,
  ): PlacedLocal[] {
    const used = new Set<LocalInfo>()
    return views.flatMap((view) => {
      const info =
        view.local ??
        record.function.locals.find(
          (local) => local.name === view.name && local.line === view.line && !used.has(local),
        )
      // Without debug information it is none of this function's: closures on one line share names.
      if (!info) return []
      used.add(info)
      return [place(record, view, info, registers)]
    })
  }

  function views(
    record: FrameRecord,
    { kind, frees }: FrameStop,
    inner?: FrameRecord,
  ): VariableView[] {
    const { row, replay } = record
    if (!replay) return fromDebugInfo(record.function, record.pc - base - (inner ? 1 : 0), row.line)
    if (!inner && kind !== 'line') return record.locals.map((local) => local.view)
    const callee = inner?.between.length === 0 ? inner.function.name : undefined
    const known = inner
      ? replay.calling(`0x${record.pc.toString(16)}`, callee)
      : replay.stop({ line: row.line, column: row.column, freed: frees !== record.frees })
    if (!inner) Object.assign(record, { frees, jumps: replay.isJump() })
    // The analysis speaks of a variable from the end of its `let` on; its place is there before.
    const pending = fromDebugInfo(record.function, record.pc - base - (inner ? 1 : 0), row.line).filter(
      (view) => view.state === 'uninitialised' && !known.some(
        (one) => one.name === view.name && one.line === view.line,
      ),
    )
    // A match guard sees its binding by reference: the same name once more.
    const guards = (view: VariableView) =>
      pending.some((one) => one.name === view.name && view.local?.type.name === `&${one.local?.type.name}`)
    return [...known, ...pending.filter((view) => !guards(view))]
  }

  function enter(fn: FunctionInfo, raw: RawFrame, row: LineRow, frees: number): FrameRecord {
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
      frees,
      returned: false,
      jumps: false,
    }
    return { ...record, replay: statesOf?.(fn) }
  }

  function update(stop: FrameStop): FrameRecord[] {
    const { thread, frames: raw, kind, frees, registers } = stop
    const before = (threads.get(thread) ?? []).filter((record) => !record.returned)
    const now: FrameRecord[] = []
    let between: number[] = []
    for (const [i, one] of [...raw.entries()].reverse()) {
      const [pc, rsp, cfa, , rbp] = one
      const innermost = i === 0
      const fn = code.functionAt(innermost ? pc : pc - 1)
      const row = fn && code.rowAt(innermost ? pc : pc - 1)
      if (!fn || !row) {
        between.push(pc)
        continue
      }
      const known = before[now.length]
      const sameCaller = now.at(-1)?.id === before[now.length - 1]?.id
      const same = sameCaller && known?.cfa === cfa && known.function === fn
      const record = same ? known : enter(fn, one, row, frees)
      const returning = innermost && kind === 'return'
      // In its epilogue the frame is taken down step by step; its locals' places were the old ones.
      const kept = rsp > record.low ? {} : { low: rsp, rbp }
      Object.assign(record, { pc, row, between, returned: returning, jumps: false, ...kept })
      now.push(record)
      between = []
    }
    for (const [i, record] of now.entries()) {
      const inner = now[i + 1]
      const waiting = inner && `${record.pc}:${inner.id}`
      if (inner && record.waiting === waiting) continue
      record.waiting = waiting
      // At its return instruction a frame's places are those of the line before.
      if (!record.returned) record.locals = placed(
        record,
        views(record, stop, inner),
        inner ? undefined : registers,
      )
      if (!record.returned) continue
      for (const local of record.locals) {
        const { view, info } = local
        const state = afterReturn(view.state, info !== undefined && droppable.has(info.type.path))
        local.view = { ...view, state }
      }
    }
    threads.set(thread, now)
    return now
  }

  return { update, of: (thread) => threads.get(thread) ?? [], threads: () => [...threads.keys()] }
}
