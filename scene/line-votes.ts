import type { MemoryState } from '../recorder/trace-schema.ts'
import type { HighlightedSource } from './code-lines.ts'
import { callsByLine } from './calls-by-line.ts'
import type { Recording } from '../recorder/schema.ts'

/** What a viewer may vote for: a line's calls of the allocator. */
export const VOTES = ['0', '1', '2+'] as const

/** A line that is voted on, with the allocator calls that each build made there. */
export type VotedLine = { number: number; calls: { build: string; calls: number }[] }

/** Lines that do nothing of their own: a function's head, attributes, closing braces, blank ones. */
const SILENT = /^\s*($|\}|#\[|(pub )?fn\b)/

/**
 * The lines of a region that a viewer votes on: all that do something.
 * @throws when the recording has no such region, or a build was not run.
 */
export function votedLines(recording: Recording & HighlightedSource, region: string, builds: string[]): VotedLine[] {
  return callsByLine(recording, region, builds)
    .filter(({ tokens }) => !SILENT.test(tokens.map(({ text }) => text).join('')))
    .map(({ number, builds: counts }) => ({ number, calls: counts.map(({ build, calls }) => ({ build, calls })) }))
}

/**
 * The lines of a function that have run when a step is reached: those that it left for another. A
 * line that waits for what it called has not run yet.
 * @param step place among the recorded states, from 0.
 */
export function linesRun(states: readonly MemoryState[], functionName: string, step: number): Set<number> {
  const own = states.slice(0, step + 1).filter((state) => state.function === functionName)
  const now = states[step]
  const ran = own.flatMap(({ line }, i) => (own[i + 1] && own[i + 1]?.line !== line ? [line] : []))
  const returned = now?.event === 'return' && now.function === functionName
  return new Set(returned ? [...ran, now.line] : ran)
}

/** Whether a vote is what was recorded; `undefined` where nobody voted. */
export function verdict(vote: string | undefined, calls: number): 'right' | 'wrong' | undefined {
  if (vote === undefined) return undefined
  return vote === (calls >= 2 ? '2+' : String(calls)) ? 'right' : 'wrong'
}
