import type { TestProject } from 'vitest/node'
import { NOT_REPEATED, passedMemory } from './passed-before.ts'
import { missing } from './toolchain.ts'

/**
 * Says once, before the tests that record, why they are skipped, and after them how many were not repeated; the
 * reporter itself only counts them.
 */
export function setup({ vitest }: TestProject): () => void {
  if (missing !== undefined) console.error(`\nTests that record a program are skipped: ${missing}.\n`)
  return () => {
    const modules = vitest.state.getTestModules()
    const names = modules.flatMap((module) => [...module.children.allTests('skipped')].map((one) => one.name))
    const count = names.filter((name) => name.endsWith(NOT_REPEATED)).length
    passedMemory().prune()
    if (count === 0) return
    console.log(
      `\n${count} tests of recordings passed before with the same recorder, programs and toolchain, and were not ` +
        'repeated. COLD=1 npm test repeats them.\n',
    )
  }
}
