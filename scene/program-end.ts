import type { Recording } from '../recorder/schema.ts'

/** How a run ended, in words. */
export type ProgramEnd = {
  /** Standard output. */
  written: string
  /** Standard error. */
  printed: string
  /** Exit code, signal or the step limit. */
  how: string
  aborted: boolean
  /** In the largest binary unit that divides it. */
  stackLimit: string
}

/**
 * Tells how a build's run ended.
 * @throws when that build was not run.
 */
export function programEnd(recording: Recording, build: string): ProgramEnd {
  const run = recording.builds[build]?.run
  if (!run) throw new Error(`${recording.name} was not run in ${build}`)
  const { ending } = run
  return {
    written: run.stdout.trim(),
    printed: run.stderr.trim(),
    how:
      ending.kind === 'signal' ? ending.signal : ending.kind === 'exit' ? `exit code ${ending.code}` : 'the step limit',
    aborted: ending.kind === 'signal',
    stackLimit: binarySize(run.stackLimit),
  }
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB']

/** A size in the largest binary unit that divides it: `8 MiB`. */
function binarySize(bytes: number): string {
  let size = bytes
  let unit = 0
  while (size >= 1024 && size % 1024 === 0 && unit < UNITS.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${size} ${UNITS[unit]}`
}
