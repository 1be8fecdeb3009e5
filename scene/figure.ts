import type { Recording } from '../recorder/schema.ts'
import { codeFigure } from './code-figure.ts'
import { memoryFigure } from './memory-figure.ts'
import { runFigure } from './run-figure.ts'
import { timeFigure } from './time-figure.ts'

/** What a figure counts, in the singular. */
type Unit = 'call' | 'free' | 'byte' | 'instruction' | 'register' | 'listing' | 'element' | 'kernel call' | 'nanosecond'

/** A number of a recording with the unit it counts, or a place (or another word) that it names. */
export type Figure = { value: number; unit: Unit } | { value: string; unit: 'place' }

/**
 * Reads one figure of a recording, so that no page types it and every claim can name it.
 *
 * `refusal.codes` is what rustc refused the program with; all others begin with a build:
 *
 * - its run: `calls` (alloc, alloc_zeroed and realloc together), `frees`, both also
 *   `.in.<function>` and `.at.<text>` (only those from lines that hold the text), `callers` (the
 *   lines that call, each with how often: `8: 1, 9: 3`), `bytes` (allocated
 *   in all), `peak` (most bytes live at once), `call.<n>.size` and `.align` (the n-th allocator
 *   call, from 1), `kernel` (the kernel's memory calls, also `.at.<text>` and
 *   `.<mmap, brk …>.at.<text>`), `early` (calls before
 *   main), `early.bytes` and `early.<n>.size`, `reallocs` and `reallocs.moved` (those that got another address), `ending`
 *   (`exit`, `limit` or the signal), `prints` (its output on one line);
 * - its times: `time.<function>` (median of a call), `time.<function>.low` and `.high` (where the
 *   middle half of the samples begins and ends), `slowest` (the function with the largest median);
 * - its listings: `instructions.<function>`, `copies.<function>` (those that name memcpy), `memory.<function>` (those that read or write memory),
 *   `indirect.<function>` (calls through a pointer), `goes.<function>` (what it calls or jumps out to, or `nowhere`), `role.<function>.<role>` and
 *   `role.<function>.<role>.<mnemonic>`, `listings.<function>` (copies of a generic one),
 *   `arrives.<function>`, the registers that carry the arguments, in brackets where they hold an
 *   address (`rdi and rsi`, `[rdi]`; `stack` when they lie there), `registers.<function>`, how many, and `returns.<function>`
 *   (`rax`, `rax and rdx`, `memory`);
 * - its memory: `layout.<type>.size`, `.align` and `.tells` (`tag`, `niche` or `nothing`),
 *   `region.<variable>.place` and `.target` (a role of the map, or `nowhere`),
 *   `permissions.<role>`, `local.<name>.size`, `.ends` (its last state), `.leads` (what its
 *   pointers point into) and `.block` (which heap block), `.slot` (its address, to compare
 *   with another's) and `.lies` (the function whose frame holds it), `capacity.<n>` and
 *   `capacity.<vector>.<n>` (of the first or a named vector, at n elements), `rsp.<function>.<mnemonic>` (bytes by which the first such instruction moved `rsp`).
 * @throws when the recording has no such figure, naming what was asked.
 */
export function figure(recording: Recording, of: string): Figure {
  const [profile = '', kind = '', ...rest] = of.split('.')
  if (profile === 'refusal' && kind === 'codes' && recording.refusal) {
    return { value: recording.refusal.codes.join(' and '), unit: 'place' }
  }
  const build = recording.builds[profile]
  if (!build) {
    const known = Object.keys(recording.builds).join(', ') || 'none'
    throw new Error(`${recording.name} has no build "${profile}"; it has ${known}`)
  }
  const found =
    codeFigure(build, kind, rest) ??
    runFigure(recording, build, kind, rest) ??
    timeFigure(build, kind, rest) ??
    memoryFigure(recording, build, kind, rest)
  if (!found) throw new Error(`${recording.name} has no figure "${of}"`)
  return found
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
