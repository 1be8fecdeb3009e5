import type { AllocatorCall } from '../../recorder/schema.ts'

/** What the allocator has done so far. */
export type Counters = {
  /** alloc, alloc_zeroed and realloc together. */
  calls: number
  frees: number
  /** Bytes handed out and not given back. */
  live: number
}

/** Counts the first `happened` calls of a run's log. */
export function countersAt(log: readonly AllocatorCall[], happened: number): Counters {
  const counters: Counters = { calls: 0, frees: 0, live: 0 }
  for (const call of log.slice(0, happened)) {
    if (call.kind === 'dealloc') {
      counters.frees += 1
      counters.live -= call.size
    } else {
      counters.calls += 1
      counters.live += call.size - (call.oldSize ?? 0)
    }
  }
  return counters
}
