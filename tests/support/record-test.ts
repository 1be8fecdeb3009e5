import { relative } from 'node:path'
import { test } from 'vitest'
import { NOT_REPEATED, ROOT, filesOf, isWarm, keyOf, passedMemory, systemName } from './passed-before.ts'
import { found, missing } from './toolchain.ts'

type Work = () => void | Promise<void>

/**
 * Defines tests that record programs, for one test file. One that passed with the same recorder, tests, programs
 * and toolchain is skipped, with `NOT_REPEATED` in its name; hooks around skipped tests alone do not run.
 *
 * @param filename The test file's `import.meta.filename`.
 * @returns A function like vitest's `test`; `reads` names the files of the project that the test reads, where it
 * does not read all snippets, recordings and programs.
 */
export function recordTests(filename: string): (name: string, work: Work, reads?: readonly string[]) => void {
  const file = relative(ROOT, filename)
  const memory = passedMemory()
  const named = new Map<string, number>()
  const toolchain = JSON.stringify([found, systemName()])
  return (name, work, reads) => {
    const nth = named.get(name) ?? 0
    named.set(name, nth + 1)
    const key = keyOf({ test: `${file} ${nth} ${name}`, toolchain, files: filesOf(file, reads) })
    if (missing === undefined && isWarm(process.env) && memory.has(key)) {
      test.skip(`${name}${NOT_REPEATED}`, () => undefined)
      return
    }
    test(name, async () => {
      await work()
      memory.remember(key)
    })
  }
}
