import { describe, expect } from 'vitest'
import { debuggerLines } from '../support/debugger-lines.ts'
import { recordTests } from '../support/record-test.ts'
import { recordProgram } from '../support/recorded-program.ts'
import { missing, skipped } from '../support/toolchain.ts'

const test = recordTests(import.meta.filename)

/** Programs with branches, loops and calls, and the lines at which they stop only to jump. */
const PROGRAMS: [name: string, jumps: number[]][] = [
  ['awaits', [33]],
  ['closures', []],
  ['early-returns', []],
  ['guards', [8]],
  ['inline-const', [10]],
  ['inlined-calls', []],
  ['inlined-constants', []],
  ['let-chains', []],
  ['loop-heads', []],
  ['matching', []],
  ['printing-branches', []],
  ['returns', []],
  ['without-code', []],
]

describe.skipIf(missing)(`each line at which a debugger stops is a step${skipped}`, () => {
  for (const [name, jumps] of PROGRAMS) {
    test(name, async () => {
      const { states } = await recordProgram(name)
      const shown = new Set(states.flat().map(({ line }) => line))
      const stops = await debuggerLines(name)
      expect(stops.length).toBeGreaterThan(5)
      expect([...new Set(stops)].filter((line) => !shown.has(line))).toEqual(jumps)
    }, [`tests/programs/${name}.rs`])
  }
})
