import { constants } from 'node:os'
import { shortPath } from './symbols.ts'
import type { RawEvent } from './memory/events.ts'
import type { SourceFrame } from './memory/source-frames.ts'
import type { Names } from './symbols.ts'
import type { AllocatorCall, AllocatorCounts, EarlyCall, Ending, KernelCall } from './schema.ts'

/** What the log's addresses mean. */
export type LogContext = {
  crate: string
  /** Demangled names of symbols. */
  names: Names
  /** The innermost frame at an address, as it was linked, that stands in the program's file and has a line. */
  ownFrame: (address: number) => SourceFrame | undefined
  /** The symbol of the function that holds an address. */
  symbolAt: (address: number) => string | undefined
}

/** What the program asked for, by the events of a run. */
export type AllocatorLog = {
  /** Takes over the next event. */
  take: (event: RawEvent) => void
  /**
   * The calls between entry and exit of `main`. Those of one thread are in their order; threads come one
   * after the other, since no order across them repeats.
   */
  calls: () => AllocatorCall[]
  /** The kernel's memory calls, in order. */
  kernel: KernelCall[]
  /** The requests to the allocator before `main`, each with who wanted it. */
  early: EarlyCall[]
  /** Text of the process's memory map when `main` was entered. */
  maps?: string
  /** Whether a HashMap's keys were fixed. */
  fixedSeed: boolean
  /** How the run ended; absent when the log does not say. */
  ending?: Ending
}

/** Paths that want memory only for somebody else: the allocator's own, and the collections'. */
const FOR_OTHERS = /^<?(__rustc|alloc|core|std::alloc|std::ffi|std::sync)\b/

/**
 * An empty log.
 *
 * @param limit Calls that are kept: with one more the run ends by that.
 */
export function allocatorLog({ crate, names, ownFrame, symbolAt }: LogContext, limit: number): AllocatorLog {
  const calls: AllocatorCall[] = []
  const log: AllocatorLog = {
    take,
    calls: () => calls.toSorted((one, other) => one.thread - other.thread),
    kernel: [],
    early: [],
    fixedSeed: false,
  }
  const chains = new Map<number, number[]>()
  const places = new Map<number, Pick<AllocatorCall, 'line' | 'function'>>()
  const pending = new Map<number, AllocatorCall>()
  let base = 0
  let maps = ''

  /** The nearest line of the program, by a chain's number. */
  function placeOf(chain: number): Pick<AllocatorCall, 'line' | 'function'> {
    const known = places.get(chain)
    if (known) return known
    let place: Pick<AllocatorCall, 'line' | 'function'> = {}
    for (const pc of chains.get(chain) ?? []) {
      const frame = ownFrame(pc - base)
      if (!frame) continue
      place = { line: frame.line, function: shortPath(names.get(frame.symbol) ?? frame.symbol, crate) }
      break
    }
    places.set(chain, place)
    return place
  }

  function wantedBy(chain: number): string {
    const paths = (chains.get(chain) ?? []).flatMap((pc) => {
      const symbol = symbolAt(pc - base)
      return symbol === undefined ? [] : [names.get(symbol) ?? symbol]
    })
    return paths.find((path) => !FOR_OTHERS.test(path)) ?? paths[0] ?? ''
  }

  function take(event: RawEvent): void {
    switch (event.event) {
      case 'start':
        base = event.base
        break
      case 'maps':
        maps = event.text
        break
      case 'entered':
        log.maps = maps
        break
      case 'keys':
        log.fixedSeed = true
        break
      case 'chain':
        chains.set(event.chain, event.pcs)
        break
      case 'early': {
        const { size, align } = requestOf(event.kind, event.arguments)
        log.early.push({ kind: event.kind, size, align, function: wantedBy(event.chain) })
        break
      }
      case 'call': {
        if (event.call > limit) {
          log.ending = { kind: 'limit', what: 'calls', limit }
          break
        }
        const request = requestOf(event.kind, event.arguments)
        const call = { ...request, thread: event.thread - 1, ...placeOf(event.chain) }
        calls.push(call)
        if (event.kind !== 'dealloc') pending.set(event.call, call)
        break
      }
      case 'result': {
        const call = pending.get(event.call)
        if (call) call.address = hexadecimal(event.value)
        pending.delete(event.call)
        break
      }
      case 'kernel': {
        const { line } = placeOf(event.chain)
        log.kernel.push({ name: event.name, size: event.size, ...(line !== undefined && { line }) })
        break
      }
      case 'limit':
        if (event.what === 'calls') log.ending ??= { kind: 'limit', what: 'calls', limit }
        break
      case 'end':
        if (event.code !== null) log.ending ??= { kind: 'exit', code: event.code }
        else if (event.signal !== null) log.ending ??= { kind: 'signal', signal: signalName(event.signal) }
        break
      default:
        break
    }
  }

  return log
}

/** What an entry point is asked for, by its arguments: `realloc(ptr, old_size, align, new_size)` and so on. */
function requestOf(kind: AllocatorCall['kind'], [a = 0, b = 0, c = 0, d = 0]: number[]) {
  if (kind === 'realloc') {
    return { kind, size: d, align: c, address: '0x0', oldSize: b, oldAddress: hexadecimal(a) }
  }
  if (kind === 'dealloc') return { kind, size: b, align: c, address: hexadecimal(a) }
  return { kind, size: a, align: b, address: '0x0' }
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

/** `SIGABRT` for 6. */
function signalName(number: number): string {
  const names = Object.entries(constants.signals)
  return names.find(([, value]) => value === number)?.[0] ?? `signal ${number}`
}
