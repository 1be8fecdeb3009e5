import { describe, expect, it } from 'vitest'
import { lineHere } from '../../scene/stage/code-window.ts'
import { countersAt } from '../../scene/stage/counters.ts'
import { keepUnchanged } from '../../scene/stage/keep-unchanged.ts'
import { sceneOf } from '../../scene/stage/layout.ts'
import { planStage } from '../../scene/stage/plan.ts'
import { readAs } from '../../scene/stage/read-bytes.ts'
import { chooseSteps } from '../../scene/stage/steps.ts'
import { withPlaces } from '../../scene/stage/with-places.ts'
import { boxNew, frame, local, scalar, stateOf, struct } from '../support/stage-states.ts'

const source = { file: 'box-new.rs', marks: { made: 15, end: 22 }, text: '' }
const numbers = (steps: number[]) => steps.map((step) => step + 1)

describe('chooseSteps', () => {
  it('takes every step at which memory changed by default', () => {
    const still = [...boxNew.slice(0, 2), ...boxNew.slice(1)]
    expect(numbers(chooseSteps(still, undefined, source))).toEqual([1, 2, 4, 5, 6, 7])
  })

  it('reads numbers, ranges, lines, functions and marks', () => {
    expect(numbers(chooseSteps(boxNew, '2,4-5', source))).toEqual([2, 4, 5])
    expect(numbers(chooseSteps(boxNew, 'line:14', source))).toEqual([3])
    expect(numbers(chooseSteps(boxNew, 'in:make', source))).toEqual([2, 3, 4])
    expect(numbers(chooseSteps(boxNew, 'return:make', source))).toEqual([4])
    expect(numbers(chooseSteps(boxNew, '#made', source))).toEqual([4])
    expect(numbers(chooseSteps(boxNew, '#made-#end', source))).toEqual([4, 5, 6])
  })

  it('reads names of functions whole: paths, closures, types of generic ones', () => {
    const names = ['generic::<Square>', 'main::{closure#0}', 'pair::<u8, Vec<u8>>']
    const states = names.map((name, index) => ({ ...stateOf(index + 1, []), function: name }))
    for (const [index, name] of names.entries())
      expect(numbers(chooseSteps(states, `in:${name}`, source))).toEqual([index + 1])
    expect(numbers(chooseSteps(states, `line:1,in:${names[2]}`, source))).toEqual([1, 3])
  })

  it('takes steps away', () => {
    expect(numbers(chooseSteps(boxNew, 'all,!1-2', source))).toEqual([3, 4, 5, 6])
    expect(numbers(chooseSteps(boxNew, 'in:make,!return:make', source))).toEqual([2, 3])
  })

  it('refuses what was not recorded', () => {
    expect(() => chooseSteps(boxNew, '#nowhere', source)).toThrow('box-new.rs: no step is "#nowhere"')
    expect(() => chooseSteps(boxNew, '7', source)).toThrow('6 steps')
  })

  it('names the marks that there are when one is missing', () => {
    expect(() => chooseSteps(boxNew, '!#mad', source)).toThrow(
      'no step is "!#mad"; the snippet\'s marks are #made, #end',
    )
    expect(() => chooseSteps(boxNew, '#made-#ende', source)).toThrow("the snippet's marks are #made, #end")
    expect(() => chooseSteps(boxNew, '#mad', { ...source, marks: {} })).toThrow('the snippet has no marks')
    expect(() => chooseSteps(boxNew, '#end-#made', source)).toThrow('the recording has 6 steps')
  })
})

describe('lineHere', () => {
  const lines = [3, 4, 5].map((number) => ({ number, tokens: [], gap: false }))
  const at = (line: number, callers: number[]) =>
    stateOf(
      line,
      [...callers, line].map((one, i) => frame(i, 'f', '0x7fff0000', 16, [], one)),
    )

  it('is the line that runs next, or the innermost of those shown that waits for it', () => {
    expect(lineHere(at(5, []), lines)).toBe(5)
    expect(lineHere(at(40, [3, 4]), lines)).toBe(4)
    expect(lineHere(at(40, [20]), lines)).toBe(40)
  })
})

describe('withPlaces', () => {
  it('shows a local’s place before its scope begins', () => {
    const early = stateOf(1, [frame(1, 'main', '0x7fff0000', 32, [])])
    const late = stateOf(2, [
      frame(1, 'main', '0x7fff0000', 32, [local(5, 'x', 'i64', '0x7fff0008', 8, scalar(undefined, 0, '1'))]),
    ])
    const [first] = withPlaces([early, late])
    expect(first?.frames[0]?.locals).toMatchObject([{ name: 'x', state: 'uninitialised', value: undefined }])
  })

  it('does not show two locals in the same bytes', () => {
    const with1 = (id: number) =>
      frame(1, 'main', '0x7fff0000', 32, [local(id, `x${id}`, 'i64', '0x7fff0008', 8, scalar(undefined, 0, '1'))])
    const [first] = withPlaces([stateOf(1, [with1(1)]), stateOf(2, [with1(2)])])
    expect(first?.frames[0]?.locals.map((one) => one.name)).toEqual(['x1'])
  })
})

describe('readAs', () => {
  const shape = struct('P', [
    scalar('a', 0, '0', 'i32', 4),
    scalar('b', 4, '0', 'u16', 2),
    { offset: 6, size: 2, kind: 'padding' },
  ])

  it('reads little-endian integers at their offsets', () => {
    expect(readAs(shape, 'fe ff ff ff 01 02 00 00')?.fields?.map((field) => field.text)).toEqual([
      '-2',
      '513',
      undefined,
    ])
  })

  it('gives nothing where bytes are missing', () => {
    expect(readAs(shape, 'fe ff')).toBeUndefined()
  })
})

describe('countersAt', () => {
  it('counts calls, frees and live bytes up to a step', () => {
    const call = (kind: 'alloc' | 'dealloc' | 'realloc', size: number, oldSize?: number) => ({
      kind,
      size,
      align: 8,
      address: '0x1',
      oldSize,
      thread: 0,
    })
    const log = [call('alloc', 32), call('realloc', 64, 32), call('dealloc', 64)]
    expect([0, 1, 2, 3].map((happened) => countersAt(log, happened))).toEqual([
      { calls: 0, frees: 0, live: 0 },
      { calls: 1, frees: 0, live: 32 },
      { calls: 2, frees: 0, live: 64 },
      { calls: 2, frees: 1, live: 0 },
    ])
  })
})

describe('keepUnchanged', () => {
  it('takes equal parts from the other picture and changes nothing in this one', () => {
    const plan = planStage(boxNew, { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true })
    const [one, two] = [1, 2].map((i) => sceneOf(plan, boxNew[i] ?? stateOf(1, []), boxNew[i - 1]))
    if (!one || !two) throw new Error('no pictures')
    const kept = keepUnchanged(two, one)
    expect(kept).toEqual(two)
    expect(kept.cells.find((cell) => cell.id === 'f2/return')).toBe(one.cells.find((cell) => cell.id === 'f2/return'))
    expect(kept.cells.find((cell) => cell.id === 'f2/l2@0')).not.toBe(one.cells.find((cell) => cell.id === 'f2/l2@0'))
  })
})
