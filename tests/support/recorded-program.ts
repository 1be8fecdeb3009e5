import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile } from '../../recorder/compile.ts'
import { analyse } from '../../recorder/liveness/index.ts'
import { readExecutable } from '../../recorder/executable.ts'
import type { RecordedTrace } from '../../recorder/memory/index.ts'
import { profiles } from '../../recorder/profiles.ts'
import { recordRun } from '../../recorder/record-run.ts'
import type { Build } from '../../recorder/schema.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { statesOf } from '../../scene/replay.ts'
import { pinnedRustc } from './toolchain.ts'

/** A program of `tests/programs/` with all states of its threads. */
export type RecordedProgram = RecordedTrace & {
  source: { file: string; text: string }
  build: 'debug' | 'release'
  run: NonNullable<Build['run']>
  states: MemoryState[][]
}

/** How to record it. */
export type RecordingOptions = {
  stepLimit?: number
  /** Without rustc's analysis. */
  plain?: boolean
  instructions?: string[]
  /** As cargo's dev or release profile; dev without it. */
  build?: 'debug' | 'release'
}

/** Compiles a program as one of cargo's profiles does and records it; leaves no file. */
export async function recordProgram(name: string, options: RecordingOptions = {}): Promise<RecordedProgram> {
  const file = `${name}.rs`
  const text = await readFile(join(import.meta.dirname, '../programs', file), 'utf8')
  const workplace = await mkdtemp(join(tmpdir(), 'recorded-program-'))
  try {
    const { build = 'debug' } = options
    const profile = profiles[build]
    if (!profile) throw new Error(`there is no ${build} profile`)
    const { binary } = await compile({ name, file, text }, profile, pinnedRustc(), workplace)
    const analysis = options.plain ? undefined : await analyse({ text, rustc: pinnedRustc() })
    const { stepLimit = 300, instructions = [] } = options
    const { run, memory } = await recordRun({
      executable: await readExecutable(binary),
      file,
      text,
      dir: join(workplace, 'run'),
      // For what hangs: a run takes seconds.
      limits: { calls: 2 * stepLimit, seconds: 300 },
      kernel: false,
      beforeMain: false,
      dropsAreCalls: build === 'debug',
      instructions,
      steps: stepLimit,
      analysis,
    })
    if (!memory) throw new Error(`${file} is not traced`)
    return { ...memory, run, source: { file, text }, build, states: memory.trace.threads.map(statesOf) }
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}
