import { z } from 'zod'
import { compile } from './compile.ts'
import { readDirectives } from './directives.ts'
import { describeMachine } from './machine.ts'
import { profiles } from './profiles.ts'
import { parseJson, readText } from './recording-file.ts'
import { Refused } from './refused.ts'
import { runProcess } from './run-process.ts'
import { times as timesSchema } from './schema.ts'
import { claimWorkplace } from './workplace.ts'
import type { Program } from './compile.ts'
import type { Recording, Times } from './schema.ts'

/** Build whose code is timed. */
export const TIMED_BUILD = 'release'

/** Milliseconds that a program may take to time itself. */
const TIME_LIMIT = 120_000

/** Functions that a program times by itself (`//@ times:`); none for most. */
export function timedFunctions(program: Program): string[] {
  return readDirectives(program.text, program.file, { builds: [TIMED_BUILD], steps: [] }).times
}

/**
 * Compiles a program in release and lets it time itself: it is run with `SAMPLES` in its environment,
 * alone, with nothing that watches it.
 *
 * @throws Refused when it does not compile, fails, or does not print samples of each function.
 */
export async function recordTimes(program: Program, rustc: string, signal?: AbortSignal): Promise<Times> {
  const profile = profiles[TIMED_BUILD]
  if (!profile) throw new Error(`no profile ${TIMED_BUILD}`)
  const workplace = claimWorkplace()
  try {
    const { binary, dir } = await compile(program, profile, rustc, workplace.dir, { signal })
    const { stdout, stderr, code } = await runProcess(binary, [], {
      cwd: dir,
      env: { SAMPLES: '1' },
      timeout: TIME_LIMIT,
      signal,
    })
    if (code !== 0) throw new Refused(`${program.file} with SAMPLES=1 does not end well: ${stderr.trim()}`)
    const measured = readSamples(stdout, program, timedFunctions(program))
    return timesSchema.parse({ machine: describeMachine(), flags: profile.flags, ...measured })
  } finally {
    workplace.release()
  }
}

/**
 * What a program prints that times itself: `10000 calls a sample`, then a line for each function,
 * its name and nanoseconds a call.
 *
 * @throws Refused when a function is missing or one is there that was not asked for.
 */
export function readSamples(
  printed: string,
  { file }: Pick<Program, 'file'>,
  wanted: string[],
): Pick<Times, 'callsPerSample' | 'functions'> {
  const [head = '', ...lines] = printed.trim().split('\n')
  const [, calls] = /^(\d+) calls a sample$/.exec(head) ?? []
  if (!calls) throw new Refused(`${file} with SAMPLES=1 must begin with "<n> calls a sample", it prints "${head}"`)
  const functions = Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...samples] = line.split(' ')
      return [name, samples.map(Number)]
    }),
  )
  const printedNames = Object.keys(functions).join(', ')
  if (printedNames !== wanted.join(', ')) {
    throw new Refused(
      `${file} with SAMPLES=1 prints ${printedNames || 'no function'}, its times are of ${wanted.join(', ')}`,
    )
  }
  return { callsPerSample: Number(calls), functions }
}

/**
 * What is read of a recording before a new one replaces it. It may be of another schema: only these
 * parts of it have to read.
 */
const earlier = z.object({
  source: z.object({ sha256: z.string() }),
  toolchain: z.object({ commit: z.string() }),
  builds: z.record(z.string(), z.object({ times: timesSchema.optional() })),
})

/** What a new recording takes over from the file that it replaces. */
export type Kept = {
  times?: Times
  /** Why there are no times, where the program has been or may have been measured: `as the program has changed`. */
  lost?: string
  /** Why the file before is no recording that can be read: `is empty`. */
  unreadable?: string
}

/**
 * The times that a recording's file holds, where they are of the same program by the same compiler with
 * the same flags. Never throws: whatever stands in the file, a new recording replaces it.
 */
export function keptTimes(file: string, fresh: Recording): Kept {
  const read = readText(file)
  if ('absent' in read) return {}
  const parsed = 'text' in read ? parseJson(read.text) : read
  const before = 'json' in parsed ? earlier.safeParse(parsed.json).data : undefined
  const isTimed = timedFunctions({ ...fresh, ...fresh.source }).length > 0
  if (!before) {
    const unreadable = 'fault' in parsed ? parsed.fault : 'is no recording of this or a like schema'
    return { unreadable, ...(isTimed && { lost: 'as the file before cannot be read' }) }
  }
  const times = before.builds[TIMED_BUILD]?.times
  const build = fresh.builds[TIMED_BUILD]
  if (!times || !build || !isTimed) return {}
  if (before.source.sha256 !== fresh.source.sha256) return { lost: 'as the program has changed' }
  if (before.toolchain.commit !== fresh.toolchain.commit) return { lost: 'as another compiler made them' }
  if (times.flags.join(' ') !== build.flags.join(' ')) return { lost: 'as the flags have changed' }
  return { times }
}

/** The recording with these times. */
export function withTimes(recording: Recording, times: Times | undefined): Recording {
  const build = recording.builds[TIMED_BUILD]
  if (!build || !times) return recording
  return { ...recording, builds: { ...recording.builds, [TIMED_BUILD]: { ...build, times } } }
}
