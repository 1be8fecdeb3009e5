import type { Recording } from '../recorder/schema.ts'
import { figure } from './figure.ts'

const COMPARE = {
  '=': (a: number | string, b: number | string) => a === b,
  '!=': (a: number | string, b: number | string) => a !== b,
  '<': (a: number | string, b: number | string) => a < b,
  '<=': (a: number | string, b: number | string) => a <= b,
  '>': (a: number | string, b: number | string) => a > b,
  '>=': (a: number | string, b: number | string) => a >= b,
}

/** How a predicate compares. */
export type Comparison = keyof typeof COMPARE

/** A figure of a named recording; see `figure`. */
export type FigureName = { recording: string; of: string }

/** One claim of a sentence: a recorded figure compared with a number, a place or another figure. */
export type Predicate = FigureName & {
  comparison: Comparison
  expected: number | string | FigureName
  /** As written, its recording put before it. */
  text: string
  /** Offset of what was written in the whole text. */
  start: number
}

/** What is wrong with a part of the text, at its offset. */
export type Fault = { start: number; message: string }

const PART = /[^;\n]+/g
const RECORDING = /^([a-z0-9][a-z0-9-]*):\s+/
const CLAIM = /^(.+) (=|!=|<|<=|>|>=) (.+)$/
const FIGURE = /^(?:([a-z0-9][a-z0-9-]*): )?([a-z0-9]+\.[a-z].*)$/

/**
 * Reads what a sentence rests on: `vec-new: debug.calls = 0; release.calls = 0`. Predicates are
 * parted by `;` or a new line; a recording's name holds until the next one. Right of the comparison
 * stands a number, a word such as `rax` or `heap`, or a figure (`release.calls`, `box-new: debug.calls`).
 */
export function parsePredicates(text: string): { predicates: Predicate[]; faults: Fault[] } {
  const predicates: Predicate[] = []
  const faults: Fault[] = []
  let recording: string | undefined
  for (const match of text.matchAll(PART)) {
    const part = match[0].trim()
    if (part === '') continue
    const start = match.index + match[0].indexOf(part)
    const named = RECORDING.exec(part)
    recording = named?.[1] ?? recording
    const claim = CLAIM.exec(named ? part.slice(named[0].length) : part)
    if (recording === undefined) {
      faults.push({ start, message: `"${part}" names no recording: write "vec-new: ${part}"` })
    } else if (!claim) {
      faults.push({ start, message: `"${part}" compares nothing: write "${recording}: debug.calls = 0"` })
    } else {
      const [whole, of = '', sign, right = ''] = claim
      const comparison = sign as Comparison
      const expected = expectedOf(right, recording)
      predicates.push({ recording, of, comparison, expected, text: `${recording}: ${whole}`, start })
    }
  }
  return { predicates, faults }
}

function expectedOf(right: string, recording: string): Predicate['expected'] {
  if (/^-?\d+$/.test(right)) return Number(right)
  const [, other, of] = FIGURE.exec(right) ?? []
  return of === undefined ? right : { recording: other ?? recording, of }
}

/** Whether a predicate holds, with the value that was recorded and the one that is claimed. */
export type Verdict = { holds: boolean; recorded: number | string; claimed: number | string }

/**
 * Evaluates a predicate.
 * @param recordingOf gives a recording by name
 * @throws when a recording or figure is unknown, or a number is compared with a word.
 */
export function check(predicate: Predicate, recordingOf: (name: string) => Recording | undefined): Verdict {
  const valueOf = (name: FigureName): number | string => {
    const recording = recordingOf(name.recording)
    if (!recording) throw new Error(`There is no recording "${name.recording}"`)
    return figure(recording, name.of).value
  }
  const recorded = valueOf(predicate)
  const { comparison, expected } = predicate
  const claimed = typeof expected === 'object' ? valueOf(expected) : expected
  if (typeof recorded !== typeof claimed) {
    const [left, right] = [recorded, claimed].map((value) => `${typeof value} ${value}`)
    throw new Error(`"${predicate.text}" compares ${left} with ${right}`)
  }
  if (typeof recorded === 'string' && comparison !== '=' && comparison !== '!=') {
    throw new Error(`"${predicate.text}" orders words: places are compared with = and != only`)
  }
  return { holds: COMPARE[comparison](recorded, claimed), recorded, claimed }
}

const NUMBERS = new Map<string, number>([
  ...['no', 'none', 'nothing', 'never'].map((word) => [word, 0] as const),
  ...['one', 'once', 'single'].map((word) => [word, 1] as const),
  ...['two', 'twice'].map((word) => [word, 2] as const),
  ...['three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, i) => [word, i + 3] as const),
])

/**
 * Words of a sentence that count (`nothing`, `one`, `twice`) and whose number no predicate claims.
 * "No:" as an answer's first word counts nothing.
 */
export function unclaimedNumbers(sentence: string, predicates: readonly Predicate[]): string[] {
  const claimed = new Set(predicates.map(({ expected }) => expected))
  const words =
    sentence
      .replace(/^\s*no[:,]/i, '')
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  return [...new Set(words)].filter((word) => {
    const number = NUMBERS.get(word)
    return number !== undefined && !claimed.has(number)
  })
}
