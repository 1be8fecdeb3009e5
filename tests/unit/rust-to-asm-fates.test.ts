import { describe, expect, it } from 'vitest'
import { recordingNames } from '../../embed/read-recording.ts'
import { sayNothing, sayRustLine, sayState } from '../../scene/rust-to-asm/say-lines.ts'
import { litByLine, shownNumber } from '../../scene/rust-to-asm/states.ts'
import { recorded, stateOf } from '../support/rust-to-asm.ts'

describe('every shown Rust line of every function of every build', () => {
  it('has instructions, became nothing, or has none for a stated reason, and only one of these', async () => {
    const reasons = new Map<string, number>()
    for (const name of recordingNames()) {
      const recording = await recorded(name)
      for (const [build, { listings }] of Object.entries(recording.builds)) {
        for (const { function: own } of listings) {
          const state = stateOf(recording, own, build)
          for (const { number } of state.rust) {
            const has = state.instructions.some((row) => row.line === number)
            const fates = [has, state.nothing.includes(number), number in state.without]
            expect(fates.filter(Boolean), `${name} ${own}@${build}, line ${number}`).toHaveLength(1)
            const why = has ? 'instructions' : (state.without[number]?.replace(/\d+$/, 'n') ?? 'nothing')
            reasons.set(why, (reasons.get(why) ?? 0) + 1)
          }
        }
      }
    }
    expect([...reasons.keys()].sort()).toEqual([
      'instructions',
      'it is no statement',
      'its work may stand on a line that is no statement',
      'nothing',
      'the line table names none, without optimisation either',
      'what it sets is used in line n',
    ])
  })

  it('calls nothing what an expert calls so', async () => {
    const nothing = async (name: string, own: string, build: string) => {
      const state = stateOf(await recorded(name), own, build)
      return state.nothing.map((line) => shownNumber(state, line))
    }
    expect(await nothing('vec-capacity-vanishes', 'sized', 'release')).toEqual([])
    expect(await nothing('never-returned', 'area', 'release')).toEqual([2])
    expect(await nothing('vec-push-kept', 'grows', 'release')).toEqual([])
    expect(await nothing('box-new', 'make', 'release')).toEqual([])
  })

  it('is said for what it is', async () => {
    const area = stateOf(await recorded('never-returned'), 'area', 'release')
    expect(sayNothing(area)).toBe('Line 2 became nothing.')
    const several = area.rust.slice(1, 4).map(({ number }) => number)
    expect(sayNothing({ ...area, nothing: several })).toBe('Lines 2, 3 and 4 became nothing.')
    expect(sayNothing(stateOf(await recorded('never-returned'), 'area', 'clean'))).toBe('')
    const state = stateOf(await recorded('stack-probes'), 'four_pages', 'release')
    const said = state.rust.map(({ number }) => sayRustLine(state, number))
    expect(said[0]).toMatch(/^became \d+ instructions in release$/)
    expect(said[1]).toMatch(/^has no instruction of its own in release: /)
  })
})

it('a state is said with what is lit in it', async () => {
  const state = stateOf(await recorded('box-new'), 'make', 'release')
  const [first] = state.instructions
  expect(sayState(state, { lines: [], instructions: [] })).toBe(`release, ${state.instructions.length} instructions`)
  expect(sayState(state, { lines: [], instructions: [0] })).toBe(
    `release, ${state.instructions.length} instructions. Highlighted: ${first?.text}`,
  )
  const line = state.rust[1]?.number ?? 0
  expect(sayState(state, litByLine(state, line))).toMatch(/Highlighted: line 2; \w/)
})
