import type { Recording } from '../recorder/schema.ts'
import { figure } from './figure.ts'

/** The calls of the allocator by two functions that do the same. */
export type Change = { before: Calls; after: Calls }

/** Calls and bytes of one function in the run. */
export type Calls = { function: string; calls: number; bytes: number }

/**
 * Reads pairs of functions, `grows sized; boxed borrowed`, the first of each replaced by the second.
 * @throws when a pair is not two functions, or the build was not run.
 */
export function changes(recording: Recording, build: string, pairs: string): Change[] {
  const run = recording.builds[build]?.run
  if (!run) throw new Error(`${recording.name} was not run in ${build}`)
  const callsOf = (name: string): Calls => {
    const bytes = run.calls
      .filter((call) => call.function === name && call.kind !== 'dealloc')
      .reduce((sum, { size }) => sum + size, 0)
    return { function: name, calls: Number(figure(recording, `${build}.calls.in.${name}`).value), bytes }
  }
  return pairs.split(';').map((pair) => {
    const [before, after, ...more] = pair.trim().split(/\s+/)
    if (!before || !after || more.length > 0) throw new Error(`"${pair.trim()}" is not two functions`)
    return { before: callsOf(before), after: callsOf(after) }
  })
}
