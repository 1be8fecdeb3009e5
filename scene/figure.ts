import type { AllocatorCounts, Build, Recording } from '../recorder/schema.ts'
import { argumentUse, resultPlace } from './register-use.ts'

/** A number of a recording with the unit it counts, or a place that its code names. */
export type Figure =
  | { value: number; unit: 'call' | 'free' | 'byte' | 'instruction' }
  | { value: string; unit: 'place' }

/**
 * Reads one figure of a recording, so that no page types it.
 *
 * `of` names it: `<build>.calls` (alloc, alloc_zeroed and realloc together), `<build>.frees`,
 * `<build>.bytes` (asked for in all), `<build>.peak` (most bytes live at once),
 * `<build>.call.<n>.size` and `.align` (the n-th allocator call, from 1), or
 * `<build>.instructions.<function>`. Two name places: `<build>.arrives.<function>` is the registers
 * that carry the function's arguments, in brackets where they hold an address (`rdi and rsi`,
 * `[rdi]`), `<build>.returns.<function>` where it leaves its result (`rax`, `rax and rdx`, `memory`).
 * @throws when the recording has no such figure, naming what was asked.
 */
export function figure(recording: Recording, of: string): Figure {
  const [profile = '', kind = '', ...rest] = of.split('.')
  const build = recording.builds[profile]
  if (!build) {
    throw new Error(`${recording.name} has no build "${profile}"; it has ${Object.keys(recording.builds).join(', ')}`)
  }
  const found = readFigure(build, kind, rest)
  if (!found) throw new Error(`${recording.name} has no figure "${of}"`)
  return found
}

/** Calls that ask the allocator for memory: alloc, alloc_zeroed and realloc together. */
export function callsOf(counts: AllocatorCounts): number {
  return counts.alloc + counts.allocZeroed + counts.realloc
}

function readFigure(build: Build, kind: string, rest: string[]): Figure | undefined {
  if (kind === 'instructions') {
    const listing = listingOf(build, rest.join('.'))
    return listing && { value: listing.instructions.length, unit: 'instruction' }
  }
  if (kind === 'arrives' || kind === 'returns') {
    const listing = listingOf(build, rest.join('.'))
    if (!listing) return undefined
    return { value: kind === 'arrives' ? arrival(listing) : resultPlace(listing), unit: 'place' }
  }
  const run = build.run
  if (!run) return undefined
  if (kind === 'calls') return { value: callsOf(run.counts), unit: 'call' }
  if (kind === 'frees') return { value: run.counts.dealloc, unit: 'free' }
  if (kind === 'bytes') return { value: run.counts.bytes, unit: 'byte' }
  if (kind === 'peak') return { value: run.counts.peak, unit: 'byte' }
  if (kind === 'call') {
    const call = run.calls[Number(rest[0]) - 1]
    if (call && (rest[1] === 'size' || rest[1] === 'align')) return { value: call[rest[1]], unit: 'byte' }
  }
  return undefined
}

function listingOf(build: Build, name: string): Build['listings'][number] | undefined {
  return build.listings.find((listing) => listing.function === name)
}

function arrival(listing: Build['listings'][number]): string {
  const uses = argumentUse(listing)
  return uses.map(({ register, as }) => (as === 'value' ? register : `[${register}]`)).join(' and ')
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** A number as a sentence writes it: in words up to twelve, with thousands apart beyond 9,999. */
export function inWords(value: number): string {
  return WORDS[value] ?? (value > 9999 ? value.toLocaleString('en-GB') : String(value))
}

/** A figure with its unit, in the plural where it is one: `1 call`, `32 bytes`, or `one call` in words; a place as it is. */
export function withUnit({ value, unit }: Figure, words: boolean): string {
  if (unit === 'place') return value
  const number = words ? inWords(value) : String(value)
  return `${number} ${unit}${value === 1 ? '' : 's'}`
}
