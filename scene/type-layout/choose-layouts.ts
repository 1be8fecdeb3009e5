import type { Layout } from '../../recorder/trace-schema.ts'
import type { Recording } from '../../recorder/schema.ts'
import type { Recorded } from '../recorded.ts'

/** What a page asks of `TypeLayout`. */
export type LayoutRequest = {
  recording: Recorded
  /** Which build of the recording. */
  build?: string
  /** Types as the snippet names them, separated by `;`. All that it asks for by default. */
  types?: string
  /** Leaves out the bytes of recorded values. */
  noBytes?: boolean
  /** Canvas px. */
  width?: number
}

/**
 * The layouts that a page names, in its order.
 * @param types as the snippet names them, separated by `;`; all that it asked for when left out
 * @throws when a type has no recorded layout in the build, with those that have one.
 */
export function chooseLayouts(recording: Recording, build: string, types?: string): Layout[] {
  const all = recording.builds[build]?.layouts ?? []
  if (types === undefined && all.length > 0) return all
  return (types ?? '').split(';').map((text) => {
    const name = text.trim()
    const found = all.find((layout) => layout.name === name)
    if (found) return found
    const known = all.map((one) => one.name).join('; ') || 'none'
    throw new Error(`${recording.name} has no layout of "${name}" in ${build}; it has ${known}`)
  })
}
