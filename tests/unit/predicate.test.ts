import { describe, expect, it } from 'vitest'
import type { Recording } from '../../recorder/schema.ts'
import { check, parsePredicates, unclaimedNumbers } from '../../scene/predicate.ts'

const counts = (alloc: number) => ({ alloc, allocZeroed: 0, realloc: 0, dealloc: 0, bytes: 0, peak: 0 })
const built = (alloc: number) => ({
  listings: [{ function: 'make', instructions: [{ mnemonic: 'ret', operands: '' }] }],
  run: { calls: [], counts: counts(alloc) },
})
const recordings: Record<string, Recording> = {
  few: { name: 'few', builds: { debug: built(1), release: built(0) } } as unknown as Recording,
  many: { name: 'many', builds: { debug: built(7) } } as unknown as Recording,
}
const verdict = (text: string) => {
  const {
    predicates: [predicate],
    faults,
  } = parsePredicates(text)
  if (!predicate) throw new Error(JSON.stringify(faults))
  return check(predicate, (name) => recordings[name])
}

describe('parsePredicates', () => {
  it('keeps a recording until the next is named, over semicolons and lines', () => {
    const { predicates, faults } = parsePredicates(
      'few: debug.calls = 1; release.calls < 1\n\nmany: debug.calls >= few: debug.calls',
    )
    expect(faults).toEqual([])
    expect(predicates.map(({ text, start }) => [text, start])).toEqual([
      ['few: debug.calls = 1', 0],
      ['few: release.calls < 1', 22],
      ['many: debug.calls >= few: debug.calls', 41],
    ])
    expect(predicates[2]?.expected).toEqual({ recording: 'few', of: 'debug.calls' })
  })

  it('takes the last comparison, since lines of code and types have signs of their own', () => {
    expect(parsePredicates('moves: debug.calls.at.let owner = name = 0').predicates[0]).toMatchObject({
      of: 'debug.calls.at.let owner = name',
      expected: 0,
    })
    expect(parsePredicates('o: debug.layout.Option<u32>.size > debug.layout.u32.size').predicates[0]).toMatchObject({
      of: 'debug.layout.Option<u32>.size',
      comparison: '>',
      expected: { recording: 'o', of: 'debug.layout.u32.size' },
    })
  })

  it('tells words from figures right of the comparison', () => {
    const expected = parsePredicates('a: b.c = [rdi]; b.c = rdi and rsi; b.c = -8; b.c = release.calls').predicates
    expect(expected.map((one) => one.expected)).toEqual([
      '[rdi]',
      'rdi and rsi',
      -8,
      { recording: 'a', of: 'release.calls' },
    ])
  })

  it('says what it cannot read, and where', () => {
    expect(parsePredicates('debug.calls = 1; few: debug.calls').faults).toEqual([
      { start: 0, message: expect.stringContaining('names no recording') as string },
      { start: 17, message: expect.stringContaining('compares nothing') as string },
    ])
  })
})

describe('check', () => {
  it.each([
    ['few: debug.calls = 1', true],
    ['few: debug.calls = 2', false],
    ['few: debug.calls != 1', false],
    ['few: debug.calls > release.calls', true],
    ['few: debug.calls < release.calls', false],
    ['few: debug.calls >= 1', true],
    ['few: debug.calls <= 0', false],
    ['many: debug.calls > few: debug.calls', true],
    ['few: debug.returns.make = rax', true],
    ['few: debug.returns.make = memory', false],
  ])('%s: %s', (text, holds) => {
    expect(verdict(text).holds).toBe(holds)
  })

  it('gives both values', () => {
    expect(verdict('few: debug.calls = many: debug.calls')).toEqual({ holds: false, recorded: 1, claimed: 7 })
  })

  it.each([
    ['none: debug.calls = 1', /no recording "none"/],
    ['few: debug.speed = 1', /few has no figure "debug.speed"/],
    ['few: debug.calls = rax', /compares number 1 with string rax/],
    ['few: debug.returns.make > memory', /orders words/],
  ])('refuses %s', (text, message) => {
    expect(() => verdict(text)).toThrow(message)
  })
})

describe('unclaimedNumbers', () => {
  const { predicates } = parsePredicates('few: debug.calls = 1; release.calls = 0')

  it('finds the number words that no predicate claims', () => {
    expect(unclaimedNumbers('One call in debug, never one in release', predicates)).toEqual([])
    expect(unclaimedNumbers('It asks twice, and never three times', predicates)).toEqual(['twice', 'three'])
  })

  it('takes an answer’s No for an answer', () => {
    expect(unclaimedNumbers('No: it does not', [])).toEqual([])
    expect(unclaimedNumbers('It has no header', [])).toEqual(['no'])
  })
})
