/** One run of a program under gdb: starts it, hands back what the script saw. */
import { join } from 'node:path'
import { readLog, runUnderGdb } from '../debugger.ts'
import { Refused } from '../refused.ts'
import { readEvents, type RawEvent } from './events.ts'
import type { Plan, PlanFiles } from './plan.ts'

const SCRIPT = join(import.meta.dirname, '..', 'gdb', 'memory.py')

/** What a run gives. */
export interface Session {
  events: RawEvent[]
  stdout: string
  stderr: string
  /** Why the recorder ended the run, in words; absent when it ended by itself. */
  ended?: string
}

/** What runs, where and how long. */
export interface SessionRequest {
  /** Path of the executable. */
  binary: string
  /** Directory for the run's own files, which must not exist before. */
  dir: string
  stepLimit: number
  /** Milliseconds; a program that sleeps or waits is stopped then. */
  timeout: number
  signal?: AbortSignal
}

/**
 * Runs an executable under gdb as the plan says.
 *
 * @throws Refused when gdb dies or does not tell how the program ended, or on an interrupt.
 */
export async function runSession(
  { binary, dir, stepLimit, timeout, signal }: SessionRequest,
  makePlan: (files: PlanFiles) => Plan,
): Promise<Session> {
  const log = join(dir, 'events')
  const settings = { ...makePlan({ program: binary, events: log, stepLimit }) }
  const { stdout, stderr, ended } = await runUnderGdb({ binary, dir, script: SCRIPT, settings, timeout, signal })
  const events = readEvents(await readLog(log))
  if (ended === undefined && events.at(-1)?.event !== 'end') {
    throw new Refused('gdb did not say how the program ended')
  }
  const why = ended === 'timeout' ? `after ${timeout / 1000} s` : ended && 'because it printed without end'
  return { events, stdout, stderr, ...(why === undefined ? {} : { ended: `the run was stopped ${why}` }) }
}
