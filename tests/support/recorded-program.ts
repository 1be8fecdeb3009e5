import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compile } from '../../recorder/compile.ts'
import { analyse } from '../../recorder/liveness/index.ts'
import { recordTrace, type RecordedTrace } from '../../recorder/memory/index.ts'
import { profiles } from '../../recorder/profiles.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { replay } from '../../scene/replay.ts'
import { pinnedRustc } from './toolchain.ts'

/** A program of `tests/programs/` with all states of its threads. */
export type RecordedProgram = RecordedTrace & { source: { file: string; text: string }; states: MemoryState[][] }

/** How to record it. */
export type RecordingOptions = {
  stepLimit?: number
  /** Without rustc's analysis. */
  plain?: boolean
  instructions?: string[]
}

/** Compiles a program as cargo's dev profile does and records it; leaves no file. */
export async function recordProgram(name: string, options: RecordingOptions = {}): Promise<RecordedProgram> {
  const file = `${name}.rs`
  const text = await readFile(join(import.meta.dirname, '../programs', file), 'utf8')
  const workplace = await mkdtemp(join(tmpdir(), 'recorded-program-'))
  try {
    const profile = profiles.debug
    if (!profile) throw new Error('there is no debug profile')
    const { binary } = await compile({ name, file, text }, profile, pinnedRustc(), workplace)
    const analysis = options.plain ? undefined : await analyse({ text, rustc: pinnedRustc() })
    const { stepLimit = 300, instructions } = options
    const recorded = await recordTrace({
      binary,
      dir: join(workplace, 'trace'),
      file,
      text,
      analysis,
      stepLimit,
      // For what hangs: a trace takes seconds.
      timeout: 300_000,
      dropsAreCalls: true,
      instructions,
    })
    const states = recorded.trace.threads.map((thread) => {
      const at = replay(thread)
      return thread.steps.map((_, step) => at(step))
    })
    return { ...recorded, source: { file, text }, states }
  } finally {
    await rm(workplace, { recursive: true, force: true })
  }
}
