import type { Recording } from '../../recorder/schema.ts'
import type { AddressSpace } from '../../recorder/trace-schema.ts'

/**
 * The memory map of a recording's build.
 * @throws when none was recorded, with what the program needs.
 */
export function recordedSpace({ name, builds }: Pick<Recording, 'name' | 'builds'>, build: string): AddressSpace {
  const space = builds[build]?.addressSpace
  if (!space) throw new Error(`${name} has no memory map in "${build}"; its program needs //@ map`)
  return space
}
