import { InvalidArgumentError } from 'commander'
import { closestWord } from '../recorder/closest-word.ts'
import { parseRanges } from './ranges.ts'

/** The slides to show, in the order of the list: a number, a range, or a short address such as `vec-new`. */
export type WantedSlides = 'all' | string[]

/** The clicks to show of each slide. */
export type WantedClicks = 'all' | 'last' | number[]

/** More slides or clicks than any deck has; how many this one has is known only when it is open. */
const MANY = 999

/** Reads `--slides`; throws the error that commander prints for what is no list of slides. */
export function parseSlides(text: string): WantedSlides {
  if (text === 'all') return 'all'
  const parts = text.split(',').map((part) => part.trim())
  for (const part of parts) if (!isAlias(part)) refuseBadRanges(part, 1)
  return parts
}

/** Reads `--clicks`; throws the error that commander prints for what is no list of clicks. */
export function parseClicks(text: string): WantedClicks {
  return text === 'all' || text === 'last' ? text : refuseBadRanges(text, 0)
}

/** Reads `--scale`; throws the error that commander prints for what is no number above 0. */
export function parseScale(text: string): number {
  const scale = Number(text)
  if (!(scale > 0 && scale <= 10))
    throw new InvalidArgumentError('A scale is a number above 0 and up to 10, such as 2.')
  return scale
}

/**
 * The numbers of the slides that are wanted, in ascending order, each once.
 * @param aliases Short addresses of the deck's slides with their numbers.
 * @throws when the deck has no such slide.
 */
export function slideNumbers(wanted: WantedSlides, aliases: ReadonlyMap<string, number>, slides: number): number[] {
  if (wanted === 'all') return parseRanges('all', 1, slides)
  requireAliases(wanted, aliases.keys())
  const numbers = wanted.flatMap((part) => aliases.get(part) ?? parseRanges(part, 1, slides))
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/** Throws when a short address among the wanted slides is none of the known ones. */
export function requireAliases(wanted: WantedSlides, known: Iterable<string>): void {
  if (wanted === 'all') return
  const aliases = [...known]
  const unknown = wanted.find((part) => isAlias(part) && !aliases.includes(part))
  if (unknown === undefined) return
  const meant = closestWord(unknown, aliases)
  throw new Error(
    `--slides: no slide has the address ${unknown}${meant === undefined ? '' : `: did you mean ${meant}?`}`,
  )
}

/** Of the wanted clicks those that a slide of `total` clicks has, and those that it lacks. */
export function clicksOf(wanted: WantedClicks, total: number): { there: number[]; missing: number[] } {
  if (wanted === 'last') return { there: [total], missing: [] }
  if (wanted === 'all') return { there: parseRanges('all', 0, total), missing: [] }
  return { there: wanted.filter((clicks) => clicks <= total), missing: wanted.filter((clicks) => clicks > total) }
}

function isAlias(part: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(part)
}

function refuseBadRanges(text: string, first: number): number[] {
  try {
    return parseRanges(text, first, MANY)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}
