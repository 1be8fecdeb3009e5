import { findToolchain } from '../../recorder/toolchain.ts'

/** The pinned compiler and gdb on this machine, or why tests that need them are skipped. */
export const { found, missing } = await findToolchain(process.env).then(
  (toolchain) => ({ found: toolchain, missing: toolchain.pinned ? undefined : 'another rustc' }),
  (error: Error) => ({ found: undefined, missing: error.message }),
)

/** What to write behind a suite's name when it is skipped. */
export const skipped = missing === undefined ? '' : ` (skipped: ${missing})`

/** The path of the pinned compiler, for a suite that is not skipped; an error in one that is. */
export function pinnedRustc(): string {
  if (found === undefined || missing !== undefined) throw new Error(`no pinned rustc: ${missing}`)
  return found.rustc
}
