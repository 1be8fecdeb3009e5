import { describe, expect, it } from 'vitest'
import { readHighlighted } from '../../embed/read-asm-scene.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { linesRun, verdict, votedLines } from '../../scene/line-votes.ts'

const recorded = await readHighlighted('your-turn')
const text = recorded.source.text.split('\n')
const written = (line: number) => text[line - 1]?.trim()

describe('votedLines', () => {
  const lines = votedLines(recorded, 'samples', ['debug', 'release'])

  it('are those that do something, each with its calls in both builds', () => {
    expect(lines.map(({ number }) => written(number))).toEqual([
      'let range = [first, first + 4];',
      'let mut seen = Vec::new();',
      'seen.push(range[0]);',
      'seen.push(range[1]);',
      'let limit = Box::new(first * 2);',
      'let double = Box::new(|n| n * 2);',
      'let mut copy = seen.clone();',
      'let owner = seen;',
      'copy.push(double(*limit));',
      'copy.truncate(owner.len());',
      'copy',
    ])
    const limit = lines.find(({ number }) => written(number)?.startsWith('let limit'))
    expect(limit?.calls).toEqual([
      { build: 'debug', calls: 1 },
      { build: 'release', calls: 0 },
    ])
  })

  it('leave no call of the run out', () => {
    for (const [i, build] of ['debug', 'release'].entries()) {
      const allocating = recorded.builds[build]!.run!.calls.filter(({ kind }) => kind !== 'dealloc')
      expect(lines.reduce((sum, { calls }) => sum + calls[i]!.calls, 0)).toBe(allocating.length)
    }
  })

  it('says which region is missing', () => {
    expect(() => votedLines(recorded, 'nowhere', ['debug'])).toThrow('no region "nowhere"')
  })
})

describe('linesRun', () => {
  const state = (name: string, line: number, event?: MemoryState['event']) =>
    ({ function: name, line, event }) as MemoryState
  const states = [
    state('main', 20),
    state('label', 2),
    state('label', 3),
    state('label::{closure#0}', 2),
    state('label', 3),
    state('label', 4),
    state('label', 4, 'return'),
  ]
  const ran = (step: number) => [...linesRun(states, 'label', step)]

  it('has a line once its function left it for another', () => {
    expect([0, 1, 2, 5].map(ran)).toEqual([[], [], [2], [2, 3]])
  })

  it('has no line that waits for what it called', () => {
    expect([3, 4].map(ran)).toEqual([[2], [2]])
  })

  it('has the last line when the function returns', () => {
    expect(ran(6)).toEqual([2, 3, 4])
  })
})

it.each([
  [undefined, 1, undefined],
  ['0', 0, 'right'],
  ['1', 1, 'right'],
  ['1', 2, 'wrong'],
  ['2+', 2, 'right'],
  ['2+', 5, 'right'],
  ['2+', 1, 'wrong'],
])('a vote for %s of %i calls is %s', (vote, calls, expected) => {
  expect(verdict(vote, calls)).toBe(expected)
})
