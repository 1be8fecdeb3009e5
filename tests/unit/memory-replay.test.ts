import { describe, expect, it } from 'vitest'
import { stepStore } from '../../recorder/memory/store.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { replay } from '../../scene/replay.ts'

/** A state whose frames, blocks and optional parts come and go with `n`. */
function state(n: number): MemoryState {
  return {
    thread: 0,
    line: n + 1,
    function: 'main',
    frames: Array.from({ length: (n % 3) + 1 }, (_, id) => ({
      id,
      function: 'main',
      line: n + 1,
      low: '0x100',
      high: '0x200',
      size: 256,
      locals: [],
    })),
    blocks: Array.from({ length: n % 5 }, (_, id) => ({
      id,
      address: '0x10',
      size: 8,
      align: 8,
      state: id < n % 2 ? ('freed' as const) : ('live' as const),
      ...(n % 4 === 0 ? { type: `T${n}` } : {}),
    })),
    statics: [],
    calls: Math.floor(n / 2),
    ...(n % 7 === 0 ? { event: 'return' as const } : {}),
  }
}

function storeSteps(states: MemoryState[]) {
  const store = stepStore()
  for (const one of states) store.push(one, store.changesTo(one) ?? {})
  return store.steps
}

describe('a stored trace', () => {
  const states = Array.from({ length: 120 }, (_, n) => state(n))
  const steps = storeSteps(states)

  it('gives back every state, in any order', () => {
    const forward = replay({ steps })
    expect(states.map((_, n) => forward(n))).toEqual(states)
    const backward = replay({ steps })
    for (let n = states.length - 1; n >= 0; n--) expect(backward(n)).toEqual(states[n])
  })

  it('starts with a whole state, and the next ones are far between: few are stored, and a jump reads little', () => {
    const length = (part: unknown) => JSON.stringify(part).length
    const whole = steps.flatMap((step, n) => ('full' in step ? [n] : []))
    expect(whole[0]).toBe(0)
    expect(whole.length).toBeGreaterThan(2)
    const stored = (kind: 'full' | 'change') => length(steps.slice(1).filter((step) => kind in step))
    expect(stored('full')).toBeLessThan(stored('change') / 4)
    for (const [i, from] of whole.entries()) {
      const read = length(steps.slice(from, whole[i + 1]))
      expect(read).toBeLessThan(12 * Math.max(...states.map(length)))
    }
  })

  it('stores whole states at the same steps, however long its addresses are', () => {
    const kinds = (of: typeof steps) => of.map((step) => Object.keys(step)[0])
    const far = states.map((one) => ({
      ...one,
      blocks: one.blocks.map((block) => ({ ...block, address: '0x7fff0010' })),
    }))
    expect(kinds(storeSteps(far))).toEqual(kinds(steps))
  })

  it('takes where an address is kept for no change', () => {
    const store = stepStore()
    store.push(state(1), {})
    expect(store.changesTo(state(1))).toBeUndefined()
    expect(store.changesTo(state(2))).not.toBeUndefined()
  })

  it('refuses a step that it has not', () => {
    expect(() => replay({ steps })(states.length)).toThrow(RangeError)
  })

  it('refuses a change of what is not there, and steps that begin with a change', () => {
    const [first] = storeSteps([state(0)])
    expect(() => replay({ steps: [first!, { change: { frames: { 5: { line: 3 } } } }] })(1)).toThrow(
      'a stored step changes item 5 of a list of 1',
    )
    expect(() => replay({ steps: [{ change: { calls: 3 } }] })(0)).toThrow('instead of a whole state')
  })

  it('shares what did not change with the state before', () => {
    const same = { ...state(1), calls: 9 }
    const at = replay({ steps: storeSteps([state(1), same]) })
    expect(at(1).frames).toBe(at(0).frames)
  })
})
