import type { Recording } from '../../recorder/schema.ts'
import type { AddressSpace } from '../../recorder/trace-schema.ts'
import type { Recorded } from '../recorded.ts'

/** What a page asks of `AddressSpace`. */
export type SpaceRequest = {
  recording: Recorded
  /** Build whose map is shown. */
  build?: string
  /**
   * Which values fly together: `literal code; local box.place; box.target` are three clicks. Marks
   * of the snippet; by default in groups by region. Empty: no values.
   */
  groups?: string
  /** The map alone, where it will lie once the values of `groups` are on it. */
  alone?: boolean
  /** Canvas px. */
  width?: number
  /** Canvas px. */
  height?: number
}

/**
 * The memory map of a recording's build.
 * @throws when none was recorded, with what the program needs.
 */
export function recordedSpace({ name, builds }: Pick<Recording, 'name' | 'builds'>, build: string): AddressSpace {
  const space = builds[build]?.addressSpace
  if (!space) throw new Error(`${name} has no memory map in "${build}"; its program needs //@ map`)
  return space
}
