import type { Recording } from '../recorder/schema.ts'

/**
 * Where a picture was recorded, on one line: the builds shown, compiler and target, and that the
 * recorder fixed the random keys of a HashMap where the program asked for them.
 * @param builds the builds by name, in the order they are shown; all of the recording by default.
 */
export function provenance(recording: Recording, builds = Object.keys(recording.builds)): string {
  const { toolchain } = recording
  const fixed = builds.some((name) => recording.builds[name]?.run?.fixedSeed)
  const how = fixed ? ['fixed HashMap seed'] : []
  return [listed(builds.map(buildName)), `rustc ${toolchain.rustc}`, toolchain.target, ...how].join(' · ')
}

/** A build as slides call it: `clean` is a debug build, too. */
export function buildName(build: string): string {
  return build === 'clean' ? 'clean debug' : build
}

function listed(names: string[]): string {
  const last = names.at(-1)
  const before = names.slice(0, -1)
  return before.length > 0 ? `${before.join(', ')} and ${last}` : String(last)
}
