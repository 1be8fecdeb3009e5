import { expect, it } from 'vitest'
import { parseRanges } from '../../tools/ranges.ts'

it.each([
  ['3', [3]],
  ['5-7,3,6', [3, 5, 6, 7]],
  ['all', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
])('%s names %j', (text, numbers) => {
  expect(parseRanges(text, 1, 9)).toEqual(numbers)
})

it.each([
  ['0', 'within 1–9'],
  ['7-12', 'within 1–9'],
  ['7-5', 'is reversed: write 5-7'],
  ['x', 'neither a number'],
])('%s is refused', (text, reason) => {
  expect(() => parseRanges(text, 1, 9)).toThrow(reason)
})
