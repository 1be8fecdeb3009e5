import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeListings } from '../../recorder/list-functions.ts'
import { type Listing } from '../../recorder/schema.ts'
import { GOLDEN, goldenInput } from '../golden/listing/golden-input.ts'

const listings = makeListings(goldenInput())
const listing = (name: string) => listings.find((item) => item.function === name)!

/** A listing as a reader sees it, one instruction a line. */
function shown({ function: name, sameAs, first, last, instructions }: Listing): string {
  const head = `${name}, lines ${first} to ${last}${sameAs === undefined ? '' : `, same as ${sameAs}`}`
  const rows = instructions.map((item) =>
    [
      (item.label ?? '').padEnd(4),
      String(item.offset).padStart(3),
      `${item.mnemonic} ${item.operands}`.padEnd(60),
      (item.line ?? item.unlined)?.toString().padEnd(8),
      item.cold ? 'cold' : '',
      item.role ?? '',
      item.inlined === undefined ? '' : `from ${item.inlined}`,
      item.target === undefined ? '' : `→ ${item.target}`,
    ]
      .join(' ')
      .trimEnd(),
  )
  return [head, ...rows].join('\n')
}

describe('listings of shapes.rs in release', () => {
  test('are the reviewed ones', async () => {
    const text = listings.map(shown).join('\n\n')
    await expect(`${text}\n`).toMatchFileSnapshot(join(GOLDEN, 'shapes.txt'))
  })

  test('every instruction has a line inside its function or a reason to have none', () => {
    for (const { first, last, sameAs, instructions } of listings) {
      for (const { line, unlined } of instructions) {
        expect([line, unlined].filter((item) => item !== undefined)).toHaveLength(1)
        if (line !== undefined && sameAs === undefined) {
          expect(line).toBeGreaterThanOrEqual(first)
          expect(line).toBeLessThanOrEqual(last)
        }
      }
    }
  })

  test('every label is jumped to, and labels count up in reading order', () => {
    for (const { function: name, instructions } of listings) {
      const labels = instructions.flatMap(({ label }) => label ?? [])
      expect(labels).toEqual(labels.map((_, index) => `L${index + 1}`))
      if (name === 'choose') continue
      const jumps = new Set(instructions.map(({ operands }) => operands))
      for (const label of labels) expect(jumps).toContain(label)
    }
  })

  test('no mangled symbol and no directive of the assembler is left', () => {
    for (const { operands, mnemonic } of listings.flatMap(({ instructions }) => instructions)) {
      expect(operands).not.toMatch(/_R[NMXIY]|_ZN|@|\.L/)
      expect(mnemonic).not.toMatch(/^\./)
    }
  })

  test('what a jump table leads to is not cold', () => {
    const { instructions } = listing('choose')
    expect(instructions.some(({ operands }) => operands.includes('table1'))).toBe(true)
    const arm = instructions.find(({ label }) => label === 'L2')
    expect(arm?.cold).toBeUndefined()
  })

  test('a bounds check panics on a cold path', () => {
    const panic = listing('element').instructions.find(({ role }) => role === 'panic')
    expect(panic).toMatchObject({ cold: true, target: 'core::panicking::panic_bounds_check' })
  })

  test('growing a vector is a cold call that asks the allocator', () => {
    const grow = listing('grown').instructions.find(({ role }) => role === 'allocator')
    expect(grow).toMatchObject({ cold: true, operands: 'RawVec<u32>::grow_one', line: 80 })
  })

  test('a function that was merged names the other', () => {
    const { sameAs, first, last } = listing('second_copy')
    expect({ sameAs, first, last }).toEqual({ sameAs: 'first_copy', first: 93, last: 96 })
  })
})
