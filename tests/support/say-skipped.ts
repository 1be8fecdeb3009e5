import { missing } from './toolchain.ts'

/** Says once, before the tests that record, why they are skipped; the reporter itself only counts them. */
export function setup(): void {
  if (missing !== undefined) console.error(`\nTests that record a program are skipped: ${missing}.\n`)
}
