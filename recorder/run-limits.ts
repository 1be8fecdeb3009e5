/** What ends a run that does not end by itself. */
import { statSync } from 'node:fs'
import { quietClock } from './quiet-clock.ts'
import { processesBelow, stateOf, waitsForTheClock } from './started-processes.ts'
import type { Ending } from './schema.ts'

/** The limit that a run reached. */
export type ReachedLimit = Extract<Ending, { kind: 'limit' }>

/** Limits of a run. */
export type RunLimits = {
  /** Calls of the allocator. */
  calls: number
  /** Seconds, with the debugger's own time. */
  seconds: number
}

/** Limits of a run with so many source steps, or of one without that is as long. */
export function runLimits(steps: number, isTraced: boolean): RunLimits {
  const seconds = Math.ceil((5 * steps) / 1000)
  return { calls: 2 * steps, seconds: isTraced ? 15 + seconds : Math.max(10, seconds) }
}

/** Seconds in which a program that computes, or waits for another thread, does nothing that the debugger sees. */
const SILENCE = 3

/** Bytes that a program may print. */
const OUTPUT = 16 * 1024 * 1024

/** What a run writes: the debugger's script its log, the program what it prints. */
export type RunFiles = { log: string; stdout: string; stderr: string }

/**
 * Watches a run; to be asked often. Time is a quiet machine's: a busy one makes runs slower and ends none.
 *
 * @param passed Milliseconds since the run began.
 * @returns Gives the limit that was reached, by the debugger's process id.
 */
export function watchRun(
  { log, stdout, stderr }: RunFiles,
  seconds: number,
  passed = quietClock(),
): (pid: number) => ReachedLimit | undefined {
  let [written, heard] = [0, 0]
  const reached = (what: ReachedLimit['what'], limit: number): ReachedLimit => ({ kind: 'limit', what, limit })
  return (pid) => {
    const now = passed()
    const printed = sizeOf(stdout) + sizeOf(stderr)
    if (printed > OUTPUT) return reached('output', OUTPUT)
    if (now > seconds * 1000) return reached('seconds', seconds)
    const size = printed + sizeOf(log)
    // The debugger has work of its own: a deep stack takes it a while.
    if (size !== written || stateOf(pid) === 'R') [written, heard] = [size, now]
    if (now - heard <= SILENCE * 1000) return undefined
    return processesBelow(pid).some((one) => waitsForTheClock(one.pid)) ? undefined : reached('seconds', SILENCE)
  }
}

/** Bytes of a file, 0 of one that is not there. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
