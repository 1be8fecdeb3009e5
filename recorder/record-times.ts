import { existsSync } from 'node:fs'
import { compile } from './compile.ts'
import { readDirectives } from './directives.ts'
import { describeMachine } from './machine.ts'
import { profiles } from './profiles.ts'
import { readRecording } from './recording-file.ts'
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
    const { binary, dir } = await compile(program, profile, rustc, workplace.dir, signal)
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

/** The times in a recording's file, where it is of the same program by the same compiler. */
export function keptTimes(file: string, { source, toolchain }: Recording): Times | undefined {
  if (!existsSync(file)) return undefined
  const before = readRecording(file)
  const same = before.source.sha256 === source.sha256 && before.toolchain.commit === toolchain.commit
  return same ? before.builds[TIMED_BUILD]?.times : undefined
}

/** The recording with these times. */
export function withTimes(recording: Recording, times: Times | undefined): Recording {
  const build = recording.builds[TIMED_BUILD]
  if (!build || !times) return recording
  return { ...recording, builds: { ...recording.builds, [TIMED_BUILD]: { ...build, times } } }
}
