/** Time as a machine would count it that has nothing else to do, so that a busy one makes a run slower and never ends it. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** What the clock asks the machine. */
export type Machine = {
  /** Milliseconds of a clock that only goes forward. */
  now: () => number
  /** How many threads of the machine run or want to. */
  running: () => number
  cores: number
}

const thisMachine: Machine = {
  now: () => performance.now(),
  running: runningThreads,
  cores: availableParallelism(),
}

/**
 * Starts a clock: where twice as many threads want to run as there are cores, it goes at half the speed.
 *
 * @returns Gives the milliseconds since the start; to be asked often, as it counts by what runs when it is asked.
 */
export function quietClock({ now, running, cores }: Machine = thisMachine): () => number {
  let last = now()
  let passed = 0
  return () => {
    const at = now()
    passed += (at - last) / Math.max(1, running() / cores)
    last = at
    return passed
  }
}

/** The fourth field of Linux's `/proc/loadavg`, `3/211` (proc(5)). */
function runningThreads(): number {
  return Number(/ (\d+)\/\d+ /.exec(readFileSync('/proc/loadavg', 'utf8'))?.[1] ?? 0)
}
