/** One run of a program under gdb: starts it, hands back what the script saw. */
import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runUnderGdb } from '../debugger.ts'
import type { Executable } from '../executable.ts'
import { Refused } from '../refused.ts'
import type { ReachedLimit } from '../run-limits.ts'
import { eventReader, type RawEvent } from './events.ts'
import { loadedPart } from './loaded-part.ts'
import type { Plan, SessionFiles } from './plan.ts'

const SCRIPT = join(import.meta.dirname, '..', 'gdb', 'run.py')

/** Bytes of the log that are read at one time. */
const CHUNK = 1 << 16

/** What a run gives. */
export interface Session {
  /** What the script saw, read as it is asked for: it may be more than fits in memory. */
  events: Iterable<RawEvent>
  stdout: string
  stderr: string
  /** The limit at which the recorder ended the run from outside; absent when it ended by itself. */
  ended?: ReachedLimit
}

/** What runs, where and how long. */
export interface SessionRequest {
  executable: Executable
  /** Directory for the run's own files, which must not exist before. */
  dir: string
  /** Seconds; a program that sleeps or waits is stopped then. */
  seconds: number
  signal?: AbortSignal
}

/**
 * Runs an executable under gdb as the plan says.
 *
 * @throws Refused when gdb dies, or on an interrupt; `events` when the script did not tell how the program ended.
 */
export async function runSession(
  { executable, dir, seconds, signal }: SessionRequest,
  plan: Omit<Plan, SessionFiles>,
): Promise<Session> {
  const log = join(dir, 'events')
  const { path: binary, file } = executable
  const unwinding = join(dir, 'unwinding')
  mkdirSync(dir, { recursive: true })
  writeFileSync(unwinding, loadedPart(file))
  const settings: Plan = { ...plan, program: binary, unwinding, events: log }
  const run = await runUnderGdb({ binary, dir, script: SCRIPT, settings, log, seconds, signal })
  return { ...run, events: readEvents(log, run.ended === undefined) }
}

function* readEvents(log: string, mustEnd: boolean): Iterable<RawEvent> {
  const read = eventReader()
  let last: RawEvent | undefined
  for (const line of linesOf(log)) yield (last = read(line))
  if (mustEnd && last?.event !== 'end') throw new Refused('gdb did not say how the program ended')
}

/** The lines of a file; a last one that was cut short by a kill is left out. */
function* linesOf(file: string): Iterable<string> {
  const buffer = Buffer.alloc(CHUNK)
  const opened = openSync(file, 'r')
  try {
    let begun: Buffer[] = []
    for (let size = readSync(opened, buffer); size > 0; size = readSync(opened, buffer)) {
      let from = 0
      for (let to = buffer.indexOf(10); to >= 0 && to < size; to = buffer.indexOf(10, from)) {
        begun.push(Buffer.from(buffer.subarray(from, to)))
        yield Buffer.concat(begun).toString('utf8')
        begun = []
        from = to + 1
      }
      begun.push(Buffer.from(buffer.subarray(from, size)))
    }
  } finally {
    closeSync(opened)
  }
}
