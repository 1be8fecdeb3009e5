import { describe, expect, it } from 'vitest'
import { clockText, paceOf, paceText } from '../../live/pace.ts'
import { readClock } from '../../live/read-clock.ts'
import { makeTrail } from '../../live/trail.ts'

const MINUTE = 60_000
const plan = [1, 2, 0.5].map((minutes) => ({ takes: minutes * MINUTE, appendix: false }))

describe('the pace of a talk', () => {
  it.each([
    ['while the slide’s time runs', 2, 1.5, 'on time'],
    ['at its end', 2, 3, 'on time'],
    ['after it', 2, 4.25, '1:15 behind'],
    ['before it', 2, 0.5, '0:30 ahead'],
    ['at the start', 1, 0, 'on time'],
  ])('%s', (_, no, minutes, text) => {
    const pace = paceOf(plan, no, minutes * MINUTE)
    expect(pace && paceText(pace)).toBe(text)
  })

  it('leaves slides of the appendix out, wherever they stand', () => {
    const withAppendix = [plan[0]!, { takes: 9 * MINUTE, appendix: true }, ...plan.slice(1)]
    expect(paceOf(withAppendix, 2, 0)).toBeUndefined()
    expect(paceOf(withAppendix, 3, 0)).toMatchObject({ from: MINUTE, until: 3 * MINUTE })
  })

  it('is written as on a clock', () => {
    expect([0, 65_000, -9_999, 2_430_000].map(clockText)).toEqual(['0:00', '1:05', '0:09', '40:30'])
  })
})

describe('the way back', () => {
  it('leads to where a jump began, with its clicks', () => {
    const trail = makeTrail()
    for (const [no, clicks] of [
      [3, 0],
      [3, 1],
      [3, 2],
      [20, 0],
      [21, 0],
    ] as const)
      trail.visit({ no, clicks })
    expect(trail.back()).toEqual({ no: 3, clicks: 2 })
    expect(trail.back()).toBeUndefined()
  })

  it('leads back jump by jump, and going back is no jump', () => {
    const trail = makeTrail()
    for (const no of [1, 10, 30]) trail.visit({ no, clicks: 0 })
    expect(trail.back()?.no).toBe(10)
    trail.visit({ no: 10, clicks: 0 })
    expect(trail.back()?.no).toBe(1)
    trail.visit({ no: 1, clicks: 0 })
    expect(trail.back()).toBeUndefined()
  })

  it('knows no jump in steps to the slides beside', () => {
    const trail = makeTrail()
    for (const no of [4, 5, 4, 3]) trail.visit({ no, clicks: 0 })
    expect(trail.back()).toBeUndefined()
  })
})

describe('a clock that a window kept', () => {
  it('goes on, running or paused', () => {
    const kept = { status: 'paused', startedAt: 1000, pausedAt: 4000 }
    expect(readClock(JSON.stringify({ ...kept, more: 1 }))).toEqual({ ...kept, slides: {} })
  })

  it.each([
    null,
    '',
    '{',
    '3',
    '{"status":"stopped","startedAt":0,"pausedAt":0}',
    '{"status":"running","startedAt":"x"}',
  ])('is none that is stopped, or that somebody changed: %s', (text) => expect(readClock(text)).toBeUndefined())
})
