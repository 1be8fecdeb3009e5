import type { Recording } from '../../recorder/schema.ts'
import { provenance } from '../provenance.ts'

/** Flags that say nothing about which instructions there are in one function. */
const SILENT = /^(?:debuginfo|codegen-units|embed-bitcode|symbol-mangling-version|dwarf-version)=/

/**
 * Where a listing comes from, on one line: build, compiler, target, and the flags that decide about its
 * code. Without a build, those that the recording has, and no flags.
 * @param build the build's name in the recording.
 */
export function listingProvenance(recording: Recording, build?: string): string {
  const flags = recording.builds[build ?? '']?.flags ?? []
  const deciding = flags.filter((flag) => flag !== '-C' && !SILENT.test(flag)).map((flag) => `-C ${flag}`)
  const parts = [provenance(recording, build ? [build] : undefined), deciding.join(' ')]
  return parts.filter(Boolean).join(' · ')
}
