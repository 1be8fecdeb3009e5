import { endingText } from './claims.ts'
import type { Recording } from './schema.ts'

/** A recording in one line for the terminal: calls of the allocator and how each run ended. */
export function summarise({ builds, refusal }: Recording): string {
  if (refusal) return `rustc refuses it${refusal.codes.map((code) => ` ${code}`).join('')}`
  const runs = Object.values(builds).flatMap(({ profile, run, trace }) => {
    if (!run) return []
    const { alloc, allocZeroed, realloc } = run.counts
    const count = alloc + allocZeroed + realloc
    const well = run.ending.kind === 'exit' && run.ending.code === 0
    const ended = well ? '' : `, ends by ${endingText(run.ending)}`
    const cut = trace?.truncated ? `, trace ends at the limit of ${trace.truncated} steps` : ''
    return [`${profile} ${count} ${count === 1 ? 'call' : 'calls'} of the allocator${ended}${cut}`]
  })
  return runs.join(', ')
}

/** What a recording's traces lack, in plain words, each once. */
export function notesOf({ builds }: Recording): string[] {
  return [...new Set(Object.values(builds).flatMap(({ trace }) => trace?.notes ?? []))]
}
