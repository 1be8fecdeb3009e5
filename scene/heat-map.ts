import type { Recording } from '../recorder/schema.ts'

/** One function's allocator calls in each build, as a row of a heat map. */
export type HeatRow = { function: string; cells: { build: string; calls: number; bytes: number }[] }

/**
 * Counts the calls of the allocator, by the snippet's function that made them.
 * @throws when a build was not run, or the program has no such function: its count would be 0 without a reason.
 */
export function heatRows(recording: Recording, functions: string[], builds: string[]): HeatRow[] {
  const absent = functions.find((name) => !new RegExp(`\\bfn ${name}\\b`).test(recording.source.text))
  if (absent !== undefined) throw new Error(`${recording.source.file} has no function "${absent}"`)
  const runs = builds.map((build) => {
    const run = recording.builds[build]?.run
    if (!run) throw new Error(`${recording.name} was not run in ${build}`)
    return { build, calls: run.calls.filter((call) => call.kind !== 'dealloc') }
  })
  return functions.map((name) => ({
    function: name,
    cells: runs.map(({ build, calls }) => {
      const own = calls.filter((call) => call.function === name)
      return { build, calls: own.length, bytes: own.reduce((sum, call) => sum + call.size, 0) }
    }),
  }))
}

/**
 * A build's optimisation level as rustc's `-C opt-level` takes it, read from its flags.
 * @throws when the build's flags name none.
 */
export function levelOf(recording: Recording, build: string): string {
  const flag = recording.builds[build]?.flags.find((one) => one.startsWith('opt-level='))
  if (!flag) throw new Error(`${recording.name}: the flags of ${build} name no opt-level`)
  return flag.slice('opt-level='.length)
}
