/**
 * Calls that the compiler inlined into code that is not optimised otherwise (`#[inline(always)]`): to the
 * source they are calls like any other, though there is no frame in memory for them.
 */
import type { DebugInfo, FunctionInfo, LocalInfo } from './debug-info.ts'
import type { FrameRecord } from './frame-record.ts'
import type { LineRow } from './line-table.ts'

/** A call whose code lies within the function that calls. */
export interface InlinedCall {
  /** The called function, as this call has it; `low` is the first address of its code here. */
  function: FunctionInfo
  /** Its code, `[from, to)`. */
  ranges: [number, number][]
  /** Where the call stands. */
  line: number
  column: number
}

/** A function that runs at some address, and the line that it is at. */
export interface Running {
  function: FunctionInfo
  row: LineRow
  /** Set for an inlined one. */
  call?: InlinedCall
}

/** What runs at an address of a function's code, outermost first; `row` is the line table's for the address. */
export function runningAt(fn: FunctionInfo, row: LineRow, pc: number): Running[] {
  const running: Running[] = [{ function: fn, row }]
  for (let at: FunctionInfo | undefined = fn; at; at = running.at(-1)?.function) {
    const call: InlinedCall | undefined = at.calls.find(({ ranges }) =>
      ranges.some(([from, to]) => pc >= from && pc < to),
    )
    const outer = running.at(-1)
    if (!call || !outer) break
    running[running.length - 1] = { ...outer, row: { ...row, line: call.line, column: call.column } }
    running.push({ function: call.function, row, call })
  }
  return running
}

/**
 * The inlined calls among a thread's frames that have returned since: for each, innermost first, the frames up to it.
 * None of what unwinding left, or left together with the function around it.
 */
export function leftCalls(before: readonly FrameRecord[], now: readonly FrameRecord[]): FrameRecord[][] {
  if (before.some(({ unwound }) => unwound)) return []
  const stays = ({ id }: FrameRecord) => now.some((one) => one.id === id)
  const left = before.flatMap((record, at) => {
    const around = before.slice(0, at).findLast(({ call }) => !call)
    return record.call && !stays(record) && around && stays(around) ? [before.slice(0, at + 1)] : []
  })
  return left.reverse()
}

/** The debug information for code in which each inlined call is a call: variables belong to their own function. */
export function withInlinedCalls(info: DebugInfo): DebugInfo {
  const own = (list: LocalInfo[]) => list.filter((local) => !local.inlined)
  const functions = info.functions.map((fn) => ({ ...fn, locals: own(fn.locals), variables: own(fn.variables) }))
  return { ...info, functions }
}

/** The debug information for optimised code, in which what is inlined is part of the function around it. */
export function withoutInlinedCalls(info: DebugInfo): DebugInfo {
  const rows = info.rows.map((row) => ({ ...row, ...row.around }))
  return { ...info, rows, functions: info.functions.map((fn) => ({ ...fn, calls: [] })) }
}
