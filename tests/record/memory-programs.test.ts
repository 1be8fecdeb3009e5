import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { trace as traceSchema } from '../../recorder/trace-schema.ts'
import { claimsIn } from '../support/memory-claims.ts'
import { traceFaults } from '../../recorder/invariants/index.ts'
import { disagreements } from '../support/instrumented.ts'
import { memoryText, terminalText } from '../support/memory-text.ts'
import { recordProgram } from '../support/recorded-program.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'

const test = recordTests(import.meta.filename)

const programs = readdirSync(join(import.meta.dirname, '../programs'))
  .filter((file) => file.endsWith('.rs'))
  .map((file) => file.replace(/\.rs$/, ''))

// Each program prints where its variables lie (`addr_of!`, `size_of_val`, `offset_of!`), and rustc is asked which
// variables may be used: ways of knowing that share nothing with the recorder.
describe.skipIf(missing)(
  `programs are recorded as they say themselves, without contradictions, as reviewed${skipped}`,
  () => {
    for (const name of programs)
      test(name, async () => {
        const recorded = await recordProgram(name, name === 'forever' ? { stepLimit: 20 } : {})
        const states = recorded.states.flat()
        expect(traceSchema.parse(recorded.trace)).toEqual(recorded.trace)
        expect(traceFaults(recorded.trace, recorded.source.text, false)).toEqual([])
        expect(disagreements(recorded)).toEqual([])
        const missing = claimsIn(recorded.run.stderr).filter(({ holds }) => !states.some(holds))
        expect(missing.map(({ line }) => line)).toEqual([])
        await expect(memoryText(recorded)).toMatchFileSnapshot(`../golden/memory/${name}.txt`)
        await expect(terminalText(recorded)).toMatchFileSnapshot(`../golden/text/${name}.txt`)
      }, [`tests/programs/${name}.rs`, `tests/golden/memory/${name}.txt`, `tests/golden/text/${name}.txt`])
  },
)
