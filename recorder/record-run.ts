import { dirname } from 'node:path'
import { allocatorLog, countCalls } from './allocator-log.ts'
import { REMAPPED, isOwnFile } from './compile.ts'
import { STACK_LIMIT } from './debugger.ts'
import { regionsOf } from './meaning.ts'
import { sourceInfo, traceFollower } from './memory/index.ts'
import { makePlan } from './memory/plan.ts'
import { runSession } from './memory/session.ts'
import { Refused } from './refused.ts'
import type { AllocatorLog } from './allocator-log.ts'
import type { Executable } from './executable.ts'
import type { RecordedTrace, TraceRequest } from './memory/index.ts'
import type { Session } from './memory/session.ts'
import type { ReachedLimit, RunLimits } from './run-limits.ts'
import type { Build } from './schema.ts'

/** What is recorded of a run, besides the program's calls of the allocator. */
export type RunRequest = {
  executable: Executable
  /** The program's file as the debug information names it, and its text. */
  file: string
  text: string
  /** Directory for the run's own files, which must not exist before. */
  dir: string
  limits: RunLimits
  /** Whether the kernel's memory calls, and requests before `main`, are recorded. */
  kernel: boolean
  beforeMain: boolean
  /** Whether the executable calls drop glue for each drop: one that is not optimised does. */
  dropsAreCalls: boolean
  /** Functions, as Rust writes them below the crate, of which each instruction is recorded. */
  instructions: string[]
  /** How many source steps, where they are wanted. */
  steps?: number
} & Pick<TraceRequest, 'analysis' | 'listings' | 'marks'> & { signal?: AbortSignal }

/** A run, with what its memory held where steps or instructions are wanted. */
export type RecordedRun = { run: NonNullable<Build['run']>; memory?: RecordedTrace }

/**
 * Runs a build once under gdb and records what it asked of the global allocator between entry and exit of
 * `main`, what it printed, how it ended and, as far as that is wanted, what its memory held.
 *
 * @throws Refused when gdb breaks, when the executable has no `main` of its own or lacks an asked-for
 * function, or on an interrupt.
 */
export async function recordRun(request: RunRequest): Promise<RecordedRun> {
  const { executable, file, limits, steps, instructions, signal } = request
  const info = sourceInfo(executable, request, request.dropsAreCalls)
  const plan = makePlan(executable, { info, file }, { ...request, calls: limits.calls })
  const session = await runSession({ executable, dir: request.dir, seconds: limits.seconds, signal }, plan)
  const log = allocatorLog(
    {
      crate: executable.crate,
      names: executable.names,
      ownFrame: (address) =>
        executable.frames.at(address).find(({ file: path, line }) => line > 0 && isOwnFile(path, file)),
      symbolAt: executable.symbolAt,
    },
    limits.calls,
  )
  const isTraced = steps !== undefined || instructions.length > 0
  const ended = session.ended && wordsFor(session.ended)
  const trace = {
    ...request,
    info,
    stepLimit: steps ?? 0,
    stderr: session.stderr,
    ...(ended !== undefined && { ended }),
  }
  let memory: ReturnType<typeof traceFollower> | undefined
  for (const event of session.events) {
    if (event.event === 'start' && isTraced) memory = traceFollower(trace, event.base)
    log.take(event)
    memory?.take(event)
  }
  return { run: runOf(log, session, request), ...(memory && { memory: memory.recorded() }) }
}

/** Why a trace ends where it does. */
function wordsFor({ what, limit }: ReachedLimit): string {
  return `the run was stopped ${what === 'output' ? 'because it printed without end' : `after ${limit} s`}`
}

function runOf(log: AllocatorLog, { stdout, stderr, ended }: Session, request: RunRequest): RecordedRun['run'] {
  const { executable, kernel, beforeMain } = request
  const ending = log.ending ?? ended
  if (!ending) throw new Refused('gdb did not say how the program ended')
  const calls = log.calls()
  // A program that prints its own path: which of the equally long workplaces it is may differ.
  const withoutWorkplace = (text: string) => text.replaceAll(dirname(dirname(executable.path)), REMAPPED)
  return {
    ending,
    stdout: withoutWorkplace(stdout),
    stderr: withoutWorkplace(stderr),
    calls,
    counts: countCalls(calls),
    stackLimit: STACK_LIMIT,
    ...(log.maps !== undefined && { regions: regionsOf(log.maps, executable.path) }),
    ...(kernel && { kernel: log.kernel }),
    ...(beforeMain && { beforeMain: log.early }),
    ...(log.fixedSeed && { fixedSeed: true }),
  }
}
