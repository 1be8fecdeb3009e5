import { dirname, join } from 'node:path'
import { countCalls, readCalls, readEarlyCalls, readEnding, readKernelCalls } from './allocator-log.ts'
import { REMAPPED } from './compile.ts'
import { readEntryPoint, readSymbols } from './binary.ts'
import { OUTPUT_END, STACK_LIMIT, readLog, runUnderGdb } from './debugger.ts'
import { regionsOf } from './meaning.ts'
import { Refused } from './refused.ts'
import { demangle } from './symbols.ts'
import type { AllocatorEvent } from './allocator-log.ts'
import type { Compiled } from './compile.ts'
import type { Directives } from './directives.ts'
import type { AllocatorCall, Build, Ending } from './schema.ts'

/** What ends a run that does not end by itself. */
export type RunLimits = {
  /** Calls of the allocator. */
  calls: number
  /** Milliseconds, with gdb's own time. */
  time: number
}

/** Limits of a run whose trace ends after `steps` source steps. */
export function runLimits(steps: number): RunLimits {
  return { calls: 2 * steps, time: Math.max(10_000, 5 * steps) }
}

/**
 * Milliseconds that a trace may take, gdb's own time included. A step takes one to three; a program
 * that did not end by itself when it ran without steps is not waited for.
 */
export function traceTime(steps: number, run: NonNullable<Build['run']>): number {
  const hangs = run.ending.kind === 'limit' && run.ending.what !== 'calls'
  return hangs ? 10_000 : 15_000 + 5 * steps
}

const SCRIPT = join(import.meta.dirname, 'gdb', 'allocator.py')

/** Entry points of the global allocator by their demangled names. */
const ENTRY_POINTS: Record<string, AllocatorCall['kind']> = {
  '__rustc::__rust_alloc': 'alloc',
  '__rustc::__rust_alloc_zeroed': 'alloc_zeroed',
  '__rustc::__rust_realloc': 'realloc',
  '__rustc::__rust_dealloc': 'dealloc',
}

/** std's source of a HashMap's random keys. */
const SEED = 'std::sys::random::linux::hashmap_random_keys'

/**
 * Runs a build under gdb and records what it asked of the global allocator between entry and exit
 * of `main`, what it printed and how it ended.
 *
 * @throws Refused when gdb breaks.
 */
export async function recordRun(
  compiled: Compiled,
  limits: RunLimits,
  wanted: Pick<Directives, 'kernel' | 'beforeMain'>,
  signal?: AbortSignal,
): Promise<NonNullable<Build['run']>> {
  const { binary, crate, file } = compiled
  const symbols = await readSymbols(binary, signal)
  const names = await demangle(symbols.keys(), signal)
  const addressOf = (wanted: string) => {
    for (const [symbol, { address }] of symbols) if (names.get(symbol) === wanted) return address
    return undefined
  }
  const main = addressOf(`${crate}::main`)
  if (main === undefined) throw new Refused(`${file}: the executable has no function main of its own`)
  const dir = join(compiled.dir, 'run')
  const log = join(dir, 'log')
  const entries = Object.entries(ENTRY_POINTS).flatMap(([name, kind]) => {
    const address = addressOf(name)
    return address === undefined ? [] : [[kind, address]]
  })
  const { stdout, stderr, ended } = await runUnderGdb({
    binary,
    dir,
    script: SCRIPT,
    settings: {
      log,
      entry: await readEntryPoint(binary),
      main,
      entries: Object.fromEntries(entries),
      seed: addressOf(SEED) ?? null,
      file,
      calls: limits.calls,
      kernel: wanted.kernel,
      early: wanted.beforeMain,
    },
    timeout: limits.time,
    signal,
  })
  const events = await readLog<AllocatorEvent>(log)
  const own = events.flatMap((event) => (event.event === 'call' && event.frame?.symbol) || [])
  const calls = readCalls(events, await demangle(own, signal), crate)
  const entered = events.find((event) => event.event === 'main')
  // A program that prints its own path: which of the equally long workplaces it is may differ.
  const withoutWorkplace = (text: string) => text.replaceAll(dirname(compiled.dir), REMAPPED)
  return {
    ending: readEnding(events) ?? limitOf(events, ended, limits),
    stdout: withoutWorkplace(stdout),
    stderr: withoutWorkplace(stderr),
    calls,
    counts: countCalls(calls),
    stackLimit: STACK_LIMIT,
    ...(entered && { regions: regionsOf(entered.maps, binary) }),
    ...(wanted.kernel && { kernel: readKernelCalls(events) }),
    ...(wanted.beforeMain && { beforeMain: readEarlyCalls(events, await demangle(callersOf(events), signal)) }),
    ...(events.some(({ event }) => event === 'seed') && { fixedSeed: true }),
  }
}

function callersOf(events: AllocatorEvent[]): string[] {
  return events.flatMap((event) => (event.event === 'early' ? event.callers : []))
}

function limitOf(events: AllocatorEvent[], ended: 'timeout' | 'endWhen' | undefined, limits: RunLimits): Ending {
  if (events.some(({ event }) => event === 'limit')) {
    return { kind: 'limit', what: 'calls', limit: limits.calls }
  }
  if (ended === 'timeout') return { kind: 'limit', what: 'seconds', limit: limits.time / 1000 }
  if (ended === 'endWhen') return { kind: 'limit', what: 'output', limit: OUTPUT_END }
  throw new Refused('gdb did not say how the program ended')
}
