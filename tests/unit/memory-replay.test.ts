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
  for (const one of states) store.push(one, store.changesTo(one) ?? [])
  return store.steps
}

describe('a stored trace', () => {
  const states = Array.from({ length: 40 }, (_, n) => state(n))
  const steps = storeSteps(states)

  it('gives back every state, in any order', () => {
    const forward = replay({ steps })
    expect(states.map((_, n) => forward(n))).toEqual(states)
    const backward = replay({ steps })
    for (let n = states.length - 1; n >= 0; n--) expect(backward(n)).toEqual(states[n])
  })

  it('starts with a whole state, and is never far longer than its changes', () => {
    expect(steps[0]).toHaveProperty('full')
    expect(steps.some((step, n) => n > 0 && 'full' in step)).toBe(true)
    const size = (kind: 'full' | 'change') => JSON.stringify(steps.slice(1).filter((step) => kind in step)).length
    expect(size('change')).toBeGreaterThan(0)
    let since = 0
    for (const step of steps) {
      since = 'full' in step ? 0 : since + JSON.stringify(step.change).length
      expect(since).toBeLessThan(JSON.stringify(states).length / 10)
    }
  })

  it('takes where an address is kept for no change', () => {
    const store = stepStore()
    store.push(state(1), [])
    expect(store.changesTo(state(1))).toBeUndefined()
    expect(store.changesTo(state(2))).not.toBeUndefined()
  })

  it('refuses a step that it has not', () => {
    expect(() => replay({ steps })(40)).toThrow(RangeError)
  })

  it('shares what did not change with the state before', () => {
    const same = { ...state(1), line: 9 }
    const at = replay({ steps: storeSteps([state(1), same]) })
    expect(at(1).frames).toBe(at(0).frames)
  })
})
