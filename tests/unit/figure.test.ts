import { describe, expect, it } from 'vitest'
import type { Recording } from '../../recorder/schema.ts'
import { countRows } from '../../scene/count-rows.ts'
import { figure, inWords, withUnit } from '../../scene/figure.ts'

const recording = {
  name: 'growing',
  builds: {
    debug: {
      listings: [{ function: 'grow', instructions: [{}, {}, {}] }],
      run: {
        calls: [{ kind: 'alloc', size: 32, align: 8 }, { kind: 'realloc', size: 64, align: 8 }],
        counts: { alloc: 1, allocZeroed: 2, realloc: 3, dealloc: 4, bytes: 96, peak: 64 },
      },
    },
    clean: { listings: [] },
  },
} as unknown as Recording

describe('figure', () => {
  it('counts all calls that ask for memory, and frees apart', () => {
    expect(figure(recording, 'debug.calls')).toEqual({ value: 6, unit: 'call' })
    expect(figure(recording, 'debug.frees')).toEqual({ value: 4, unit: 'free' })
  })

  it('reads the n-th call and the length of a listing', () => {
    expect(figure(recording, 'debug.call.2.size')).toEqual({ value: 64, unit: 'byte' })
    expect(figure(recording, 'debug.instructions.grow')).toEqual({ value: 3, unit: 'instruction' })
  })

  it('names where arguments arrive and results are left', () => {
    const listings = [{ function: 'sum', instructions: [{ mnemonic: 'mov', operands: 'rax, qword ptr [rdi]' }, { mnemonic: 'add', operands: 'rax, rsi' }] }]
    const reading = { name: 'reading', builds: { release: { listings } } } as unknown as Recording
    expect(figure(reading, 'release.arrives.sum').value).toBe('[rdi] and rsi')
    expect(figure(reading, 'release.returns.sum').value).toBe('rax')
  })

  it.each(['release.calls', 'clean.calls', 'debug.call.3.size', 'debug.instructions.shrink', 'debug.speed'])(
    'refuses %s, which was not recorded',
    (of) => expect(() => figure(recording, of)).toThrow(/growing has no/),
  )
})

describe('countRows', () => {
  it('has a row for each build that ran', () => {
    expect(countRows(recording, ['debug', 'clean', 'release'])).toEqual([
      { build: 'debug', calls: 6, frees: 4, bytes: 96 },
    ])
  })
})

describe('withUnit', () => {
  it('writes the plural and small numbers in words', () => {
    expect(withUnit({ value: 1, unit: 'call' }, true)).toBe('one call')
    expect(withUnit({ value: 0, unit: 'call' }, true)).toBe('no calls')
    expect(withUnit({ value: 32, unit: 'byte' }, true)).toBe('32 bytes')
    expect(inWords(1048576)).toBe('1,048,576')
  })
})
