import { describe, expect, it } from 'vitest'
import { readRecording, recordingNames } from '../../embed/read-recording.ts'
import type { Recording } from '../../recorder/schema.ts'
import type { MemoryState, Value } from '../../recorder/trace-schema.ts'
import { plotCapacity } from '../../scene/plots/capacity-plot.ts'
import { sayGrowth, vecGrowth, type Growth } from '../../scene/plots/vec-growth.ts'
import { overlap } from '../../scene/stage/box.ts'
import { monoWidth } from '../../scene/stage/text.ts'

const scalar = (name: string, text: string): Value => ({ name, text, offset: 0, size: 8, kind: 'scalar' })

/** A state with one vector in a frame; `block` is where its elements are. */
function state(frame: number, local: number, length: number, capacity: number, block?: number, grown = 0): MemoryState {
  const target =
    block === undefined
      ? ({ kind: 'dangling', why: 'never-valid' } as const)
      : ({ kind: 'heap', block, offset: 0 } as const)
  const fields: Value[] = [
    scalar('cap', String(capacity)),
    { ...scalar('ptr', '0x8'), kind: 'pointer', target },
    scalar('len', String(length)),
  ]
  const value: Value = { offset: 0, size: 24, kind: 'aggregate', fields }
  const owner = {
    id: local,
    name: 'v',
    type: 'Vec<u64>',
    argument: false,
    size: 24,
    state: 'live',
    value,
    line: 1,
  } as const
  const reallocated = Array.from({ length: grown }, () => ({ oldSize: 8, newSize: 16 }))
  const blocks =
    block === undefined
      ? []
      : [{ id: block, address: '0x10', size: capacity * 8, align: 8, state: 'live' as const, reallocated }]
  const frames = [{ id: frame, function: 'f', line: 1, low: '0x0', high: '0x10', size: 16, locals: [owner] }]
  return { thread: 0, line: 1, function: 'f', frames, blocks, statics: [], calls: 0 }
}

function traced(states: MemoryState[]): Recording {
  const threads = [{ steps: states.map((full) => ({ full })) }]
  return { name: 'growing', builds: { debug: { trace: { threads } } } } as unknown as Recording
}

describe('vecGrowth', () => {
  it('reads length and capacity step by step, and which call each growth was', () => {
    const [growth] = vecGrowth(
      traced([state(0, 0, 0, 0), state(0, 0, 1, 4, 7), state(0, 0, 4, 4, 7), state(0, 0, 5, 8, 7, 1)]),
      'debug',
    )
    expect(growth?.points).toEqual([
      { length: 0, capacity: 0 },
      { length: 1, capacity: 4 },
      { length: 4, capacity: 4 },
      { length: 5, capacity: 8 },
    ])
    expect(growth?.grown).toEqual([
      { length: 1, capacity: 4, bytes: 32, kind: 'alloc' },
      { length: 5, capacity: 8, bytes: 64, kind: 'realloc' },
    ])
    expect(growth && sayGrowth(growth)).toBe(
      'v, a Vec<u64>, was filled to 5 elements; its capacity was 0, then 4, then 8.',
    )
  })

  it('follows a vector that moves to another variable', () => {
    expect(vecGrowth(traced([state(1, 0, 1, 4, 7), state(0, 2, 1, 4, 7)]), 'debug')).toHaveLength(1)
  })

  it('refuses a build without a vector that grew, and says what its program needs', () => {
    expect(() => vecGrowth(traced([state(0, 0, 0, 0)]), 'debug')).toThrow(
      'growing has no trace of a vector that grew in "debug"; its program needs //@ steps: debug',
    )
    expect(() => vecGrowth(traced([]), 'release')).toThrow('//@ steps: release')
  })

  it('finds in the recording of a growing Vec<u64> what its allocator calls say', () => {
    const recording = readRecording('vec-grows')
    const [growth] = vecGrowth(recording, 'debug')
    const allocated = recording.builds['debug']?.run?.calls
      .filter(({ kind }) => kind !== 'dealloc')
      .map(({ size }) => size)
    expect(growth?.grown.map(({ bytes }) => bytes)).toEqual(allocated)
    expect(growth?.grown.map(({ capacity, bytes }) => bytes / capacity)).toEqual(growth?.grown.map(() => 8))
  })
})

describe('plotCapacity', () => {
  const doubling = (first: number, bytes: number, filled: number): Growth => {
    const points: Growth['points'] = [{ length: 0, capacity: 0 }]
    const grown: Growth['grown'] = []
    for (let length = 1, capacity = 0; length <= filled; length++) {
      if (length > capacity) {
        capacity = Math.max(first, capacity * 2)
        grown.push({ length, capacity, bytes: capacity * bytes, kind: grown.length > 0 ? 'realloc' : 'alloc' })
      }
      points.push({ length, capacity })
    }
    return { type: 'Vec', variable: 'v', points, grown }
  }
  const three = [doubling(8, 1, 9), doubling(4, 8, 9), doubling(1, 1025, 9)]
  const recorded = recordingNames().flatMap((name) => {
    try {
      return [{ name, growths: vecGrowth(readRecording(name), 'debug') }]
    } catch {
      return []
    }
  })

  it('puts all panels on one scale, the largest capacity uppermost', () => {
    const { panels } = plotCapacity(three, 1168, 410)
    const tops = panels.map(({ dots }) => Math.min(...dots.map(({ y }) => y)))
    expect(tops[1]).toBeCloseTo(tops[0] ?? 0)
    expect(tops[2]).toBeCloseTo(tops[0] ?? 0)
    expect(panels[0]?.yTicks.map(({ text }) => text)).toEqual(panels[2]?.yTicks.map(({ text }) => text))
  })

  it('steps at the element that did not fit any more', () => {
    const [panel] = plotCapacity([doubling(4, 8, 9)], 1168, 410).panels
    const [first, second] = panel?.dots ?? []
    const unit = (panel?.box.width ?? 0) / 10
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeCloseTo(4 * unit)
  })

  it.each([
    { name: 'three sizes', growths: three },
    { name: 'a thousand', growths: [doubling(4, 8, 1000)] },
    ...recorded,
  ])('keeps the labels of $name in their panels and apart', ({ growths }) => {
    for (const { labels, box, growth } of plotCapacity(growths, 1168, 410).panels) {
      const boxes = labels.map(({ x, y, call, capacity, end }) => {
        const width = Math.max(monoWidth(call, 16), monoWidth(capacity, 18))
        return { x: end ? x - width : x, y: y - 16, width, height: 36 }
      })
      for (const one of boxes) {
        expect(one.x).toBeGreaterThanOrEqual(box.x - 3)
        expect(one.x + one.width).toBeLessThanOrEqual(box.x + box.width + 3)
        expect(one.y).toBeGreaterThan(24)
      }
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(overlap(a, b)).toBe(false)))
      expect(labels.at(-1)?.capacity.replaceAll(',', '')).toBe(String(growth.grown.at(-1)?.capacity))
    }
  })
})
