import type { AllocatorCall, Recording } from '../recorder/schema.ts'
import { codeLines, type CodeLine, type HighlightedSource } from './code-lines.ts'

/** The calls of the allocator by one line of a program in one build. */
export type LineCalls = { build: string; calls: number; bytes: number; frees: number }

/** A line of code with its calls of the allocator, build by build. */
export type CountedLine = CodeLine & { builds: LineCalls[] }

/**
 * The lines of a region, each with the allocator calls that it made, whatever std did in between.
 * @throws when the recording has no such region, or a build was not run.
 */
export function callsByLine(recording: Recording & HighlightedSource, region: string, builds: string[]): CountedLine[] {
  const runs = builds.map((build) => {
    const run = recording.builds[build]?.run
    if (!run) throw new Error(`${recording.name} was not run in ${build}`)
    return { build, calls: run.calls }
  })
  return codeLines(recording, region).map((line) => ({
    ...line,
    builds: runs.map(({ build, calls }) =>
      countOf(
        build,
        calls.filter((call) => call.line === line.number),
      ),
    ),
  }))
}

function countOf(build: string, calls: AllocatorCall[]): LineCalls {
  const allocating = calls.filter((call) => call.kind !== 'dealloc')
  return {
    build,
    calls: allocating.length,
    bytes: allocating.reduce((sum, call) => sum + call.size, 0),
    frees: calls.length - allocating.length,
  }
}
