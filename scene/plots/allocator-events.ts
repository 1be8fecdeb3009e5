import type { AllocatorCall, Recording } from '../../recorder/schema.ts'
import type { Recorded } from '../recorded.ts'
import { bytesInWords, bytesText } from '../stage/text.ts'

/** What a page asks of `AllocationLog`. */
export type LogRequest = {
  recording: Recorded
  /** Build whose run is shown. */
  build?: string
  /** Canvas px. */
  width?: number
  /** Canvas px. */
  height?: number
}

/** One call of the Rust global allocator, in the order in which the program made them. */
export type AllocatorEvent = {
  /** From 1. */
  order: number
  kind: 'alloc' | 'zeroed' | 'realloc' | 'free'
  /** Bytes that the call allocated; 0 for a free. */
  allocated: number
  /** Bytes that the call gave back: a free's, and the old block's of a realloc. */
  given: number
  /** Bytes live after it. */
  live: number
  /** `32 B`, `32 → 64 B`. */
  size: string
  line?: number
  /** The call in one sentence. */
  sentence: string
}

const KINDS = { alloc: 'alloc', alloc_zeroed: 'zeroed', realloc: 'realloc', dealloc: 'free' } as const

/**
 * The allocator's calls of a build's run, with the bytes that are live after each.
 * @throws when the recording has no such build or it was not run.
 */
export function allocatorEvents(recording: Recording, profile: string): AllocatorEvent[] {
  const run = recording.builds[profile]?.run
  if (!run) {
    const ran = Object.entries(recording.builds).flatMap(([name, build]) => (build.run ? [name] : []))
    throw new Error(`${recording.name} was not run in "${profile}"; it was run in ${ran.join(', ') || 'none'}`)
  }
  let live = 0
  return run.calls.map((call, i) => {
    const allocated = call.kind === 'dealloc' ? 0 : call.size
    const given = call.kind === 'dealloc' ? call.size : (call.oldSize ?? 0)
    live += allocated - given
    const event = { order: i + 1, kind: KINDS[call.kind], allocated, given, live, size: sizeOf(call), line: call.line }
    return { ...event, sentence: sentenceOf(call, live) }
  })
}

function sizeOf(call: AllocatorCall): string {
  return call.kind === 'realloc' ? `${call.oldSize ?? 0} → ${bytesText(call.size)}` : bytesText(call.size)
}

function sentenceOf(call: AllocatorCall, live: number): string {
  const who = call.line === undefined ? 'The program' : `Line ${call.line}`
  const size = bytesInWords(call.size)
  const did = {
    alloc: `allocated ${size}`,
    alloc_zeroed: `allocated ${size}, all zero`,
    realloc: reallocated(call, size),
    dealloc: `gave ${size} back`,
  }[call.kind]
  return `${who} ${did}; ${live === 0 ? 'nothing is' : `${bytesInWords(live)} ${live === 1 ? 'is' : 'are'}`} live`
}

function reallocated(call: AllocatorCall, size: string): string {
  const place = call.oldAddress === call.address ? 'in place' : 'at a new address'
  return `called realloc: ${bytesInWords(call.oldSize ?? 0)} became ${size}, ${place}`
}

/** All calls of a run in one sentence. */
export function summary(events: readonly AllocatorEvent[]): string {
  if (events.length === 0) return 'The allocator was not called.'
  const calls = events.filter((event) => event.kind !== 'free').length
  const frees = events.length - calls
  const peak = Math.max(...events.map((event) => event.live))
  const left = events.at(-1)?.live ?? 0
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`
  const end = left === 0 ? 'none at the end' : `${bytesInWords(left)} at the end`
  return `${count(calls, 'call')} allocated memory, ${count(frees, 'free')} gave it back: at most ${bytesInWords(peak)} were live, ${end}.`
}
