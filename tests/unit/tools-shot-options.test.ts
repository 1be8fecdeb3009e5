import { expect, it } from 'vitest'
import { clicksOf, parseClicks, parseScale, parseSlides, slideNumbers } from '../../tools/shot-options.ts'

const ALIASES = new Map([
  ['cover', 1],
  ['vec-new', 7],
])
const numbers = (list: string) => slideNumbers(parseSlides(list), ALIASES, 9)

it('slides are numbers, ranges and short addresses, each shown once', () => {
  expect(numbers('vec-new, 3-4,cover,7')).toEqual([1, 3, 4, 7])
  expect(numbers('all')).toHaveLength(9)
})

it('a slide that the deck does not have is refused', () => {
  expect(() => numbers('3,vec-nwe')).toThrow('no slide has the address vec-nwe: did you mean vec-new?')
  expect(() => numbers('8-10')).toThrow('8-10 is not within 1–9')
})

it.each(['', '3,', '5-3', '0', 'Vec New'])('"%s" is no list of slides in any deck', (list) => {
  expect(() => parseSlides(list)).toThrow()
})

it('clicks that a slide lacks are told apart from those that it has', () => {
  expect(clicksOf(parseClicks('0,2-4'), 3)).toEqual({ there: [0, 2, 3], missing: [4] })
  expect(clicksOf(parseClicks('77'), 0)).toEqual({ there: [], missing: [77] })
  expect(clicksOf(parseClicks('last'), 3)).toEqual({ there: [3], missing: [] })
  expect(clicksOf(parseClicks('all'), 2)).toEqual({ there: [0, 1, 2], missing: [] })
})

it('a scale is a number above 0', () => {
  expect(parseScale('1.5')).toBe(1.5)
  for (const text of ['abc', '0', '-1', '', 'Infinity']) expect(() => parseScale(text), text).toThrow('A scale is')
})
