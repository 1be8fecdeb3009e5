import type { Recording } from '../recorder/schema.ts'

/**
 * Where a picture comes from, on one line: the builds shown, compiler and target, and that the
 * recorder fixed the random keys of a HashMap where the program asked for them.
 * @param builds the builds by name, in the order they are shown; all of the recording by default.
 */
export function provenance(recording: Recording, builds = Object.keys(recording.builds)): string {
  const { toolchain } = recording
  const fixed = builds.some((name) => recording.builds[name]?.run?.fixedSeed)
  const how = fixed ? 'recorded with a fixed HashMap seed' : 'recorded'
  return [listed(builds), `rustc ${toolchain.rustc}`, toolchain.target, how].join(' · ')
}

function listed(names: string[]): string {
  const last = names.at(-1)
  const before = names.slice(0, -1)
  return before.length > 0 ? `${before.join(', ')} and ${last}` : String(last)
}
