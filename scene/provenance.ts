import type { Recording } from '../recorder/schema.ts'

/**
 * Where a picture comes from, on one line: the builds shown, compiler and target.
 * @param builds the builds by name, in the order they are shown; all of the recording by default.
 */
export function provenance(recording: Recording, builds = Object.keys(recording.builds)): string {
  const { toolchain } = recording
  return [listed(builds), `rustc ${toolchain.rustc}`, toolchain.target, 'recorded'].join(' · ')
}

function listed(names: string[]): string {
  const last = names.at(-1)
  const before = names.slice(0, -1)
  return before.length > 0 ? `${before.join(', ')} and ${last}` : String(last)
}
