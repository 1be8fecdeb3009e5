import { constants } from 'node:os'
import { shortPath } from './symbols.ts'
import type { Names } from './symbols.ts'
import type { AllocatorCall, AllocatorCounts, EarlyCall, Ending, KernelCall } from './schema.ts'

/** What `gdb/allocator.py` writes, one a line. */
export type AllocatorEvent =
  | { event: 'left' | 'seed' | 'limit' | 'done' }
  /** `main` is entered; the process's memory map then. */
  | { event: 'main'; maps: string }
  | {
      event: 'call'
      kind: AllocatorCall['kind']
      thread: number
      /** Arguments of the entry point in order, as `GlobalAlloc` and `realloc` have them. */
      arguments: number[]
      frame: { symbol: string | null; line: number } | null
    }
  | { event: 'return'; thread: number; value: number }
  | { event: 'kernel'; name: KernelCall['name']; size: number; frame: { line: number } | null }
  | { event: 'early'; kind: EarlyCall['kind']; arguments: number[]; callers: string[] }
  | { event: 'exit'; code: number }
  | { event: 'signal'; number: number }

/**
 * The calls that a log holds. Those of one thread are in their order; threads come one after the
 * other, since no order across them repeats.
 */
export function readCalls(events: AllocatorEvent[], names: Names, crate: string): AllocatorCall[] {
  const calls: AllocatorCall[] = []
  const pending = new Map<number, AllocatorCall>()
  for (const event of events) {
    if (event.event === 'call') {
      const call = makeCall(event)
      const symbol = event.frame?.symbol
      if (event.frame) call.line = event.frame.line
      if (symbol) call.function = shortPath(names.get(symbol) ?? symbol, crate)
      calls.push(call)
      if (event.kind !== 'dealloc') pending.set(event.thread, call)
    } else if (event.event === 'return') {
      const call = pending.get(event.thread)
      if (call) call.address = hexadecimal(event.value)
    }
  }
  return calls.sort((one, other) => one.thread - other.thread)
}

function makeCall(event: AllocatorEvent & { event: 'call' }): AllocatorCall {
  const { kind, thread } = event
  const [a = 0, b = 0, c = 0, d = 0] = event.arguments
  // `realloc(ptr, old_size, align, new_size)`, `dealloc(ptr, size, align)`, else `(size, align)`.
  if (kind === 'realloc') {
    return { kind, size: d, align: c, address: '0x0', oldSize: b, oldAddress: hexadecimal(a), thread }
  }
  if (kind === 'dealloc') return { kind, size: b, align: c, address: hexadecimal(a), thread }
  return { kind, size: a, align: b, address: '0x0', thread }
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16)}`
}

/**
 * How often each entry point was called, the bytes asked for, and the most bytes live at one time;
 * where there are several threads, as if they had run one after the other.
 */
export function countCalls(calls: AllocatorCall[]): AllocatorCounts {
  const counts = { alloc: 0, allocZeroed: 0, realloc: 0, dealloc: 0, bytes: 0, peak: 0 }
  let live = 0
  for (const { kind, size, oldSize } of calls) {
    counts[kind === 'alloc_zeroed' ? 'allocZeroed' : kind] += 1
    if (kind === 'dealloc') live -= size
    else {
      counts.bytes += size
      live += size - (oldSize ?? 0)
    }
    counts.peak = Math.max(counts.peak, live)
  }
  return counts
}

/** The kernel's memory calls that a log holds, in order. */
export function readKernelCalls(events: AllocatorEvent[]): KernelCall[] {
  return events.flatMap((event) =>
    event.event === 'kernel'
      ? [{ name: event.name, size: event.size, ...(event.frame && { line: event.frame.line }) }]
      : [],
  )
}

/** Paths that want memory only for somebody else: the allocator's own, and the collections'. */
const FOR_OTHERS = /^<?(__rustc|alloc|core|std::alloc|std::ffi|std::sync)\b/

/** The requests to the allocator before `main` that a log holds, each with who wanted it. */
export function readEarlyCalls(events: AllocatorEvent[], names: Names): EarlyCall[] {
  return events.flatMap((event) => {
    if (event.event !== 'early') return []
    const { kind, size, align } = makeCall({ ...event, event: 'call', thread: 0, frame: null })
    const paths = event.callers.map((symbol) => names.get(symbol) ?? symbol)
    const wanted = paths.find((path) => !FOR_OTHERS.test(path)) ?? paths[0] ?? ''
    return [{ kind: kind as EarlyCall['kind'], size, align, function: wanted }]
  })
}

/** How a run ended, by its log; undefined when the log does not say. */
export function readEnding(events: AllocatorEvent[]): Ending | undefined {
  for (const event of events) {
    if (event.event === 'exit') return { kind: 'exit', code: event.code }
    if (event.event === 'signal') return { kind: 'signal', signal: signalName(event.number) }
  }
  return undefined
}

/** `SIGABRT` for 6. */
function signalName(number: number): string {
  const names = Object.entries(constants.signals)
  return names.find(([, value]) => value === number)?.[0] ?? `signal ${number}`
}
