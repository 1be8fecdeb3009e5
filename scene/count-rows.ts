import type { Recording } from '../recorder/schema.ts'
import { callsOf } from './run-figure.ts'

/** The calls of the allocator in one recorded run, as a table row. */
export type CountRow = {
  build: string
  /** alloc, alloc_zeroed and realloc together. */
  calls: number
  frees: number
  /** Bytes allocated in all. */
  bytes: number
}

/** A row for each build that was run, in the order asked for. */
export function countRows(recording: Recording, builds = ['debug', 'release']): CountRow[] {
  return builds.flatMap((build) => {
    const run = recording.builds[build]?.run
    if (!run) return []
    return [{ build, calls: callsOf(run.counts), frees: run.counts.dealloc, bytes: run.counts.bytes }]
  })
}
