import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { trace as traceSchema } from '../../recorder/trace-schema.ts'
import { claimsIn } from '../support/memory-claims.ts'
import { memoryFaults } from '../support/memory-faults.ts'
import { memoryText } from '../support/memory-text.ts'
import { recordProgram } from '../support/recorded-program.ts'
import { missing, skipped } from '../support/toolchain.ts'

const programs = readdirSync(join(import.meta.dirname, '../programs'))
  .filter((file) => file.endsWith('.rs'))
  .map((file) => file.replace(/\.rs$/, ''))

// Each program prints where its variables lie (`addr_of!`, `size_of_val`, `offset_of!`): a second
// way of knowing that shares nothing with the recorder.
describe.skipIf(missing).each(programs)(`the program %s${skipped}`, { timeout: 60_000 }, (name) => {
  it('is recorded as it says itself, without contradictions, and as reviewed', async () => {
    const recorded = await recordProgram(name, { stepLimit: name === 'forever' ? 20 : 300 })
    const states = recorded.states.flat()
    expect(traceSchema.parse(recorded.trace)).toEqual(recorded.trace)
    expect([...new Set(states.flatMap(memoryFaults))]).toEqual([])
    const missing = claimsIn(recorded.stderr).filter(({ holds }) => !states.some(holds))
    expect(missing.map(({ line }) => line)).toEqual([])
    await expect(memoryText(recorded)).toMatchFileSnapshot(`../golden/memory/${name}.txt`)
  })
})
