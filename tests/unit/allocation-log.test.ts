import { describe, expect, it } from 'vitest'
import { readRecording, recordingNames } from '../../embed/read-recording.ts'
import type { AllocatorCall, Recording } from '../../recorder/schema.ts'
import { plotAllocations } from '../../scene/plots/allocation-plot.ts'
import { allocatorEvents, summary } from '../../scene/plots/allocator-events.ts'
import { monoWidth } from '../../scene/stage/text.ts'

const call = (kind: AllocatorCall['kind'], size: number, more: Partial<AllocatorCall> = {}): AllocatorCall => ({
  kind,
  size,
  align: 8,
  address: '0x10',
  thread: 0,
  line: 3,
  ...more,
})

function recorded(calls: AllocatorCall[]): Recording {
  return { name: 'growing', builds: { debug: { run: { calls } }, clean: {} } } as unknown as Recording
}

const growing = recorded([
  call('alloc', 32),
  call('realloc', 64, { oldSize: 32, oldAddress: '0x20' }),
  call('alloc_zeroed', 8),
  call('dealloc', 64, { line: undefined }),
])

describe('allocatorEvents', () => {
  const events = allocatorEvents(growing, 'debug')

  it('keeps the order and adds up what is live', () => {
    expect(events.map(({ kind, live }) => [kind, live])).toEqual([
      ['alloc', 32],
      ['realloc', 64],
      ['zeroed', 72],
      ['free', 8],
    ])
  })

  it('counts a realloc as allocating the new size and giving back the old', () => {
    expect(events[1]).toMatchObject({ allocated: 64, given: 32, size: '32 → 64 B' })
  })

  it('says each call in a sentence', () => {
    expect(events[1]?.sentence).toBe(
      'Line 3 called realloc: 32 bytes became 64 bytes, at a new address; 64 bytes are live',
    )
    expect(events[3]?.sentence).toBe('The program gave 64 bytes back; 8 bytes are live')
  })

  it('sums the run up, what leaks included', () => {
    expect(summary(events)).toBe(
      '3 calls allocated memory, 1 free gave it back: at most 72 bytes were live, 8 bytes at the end.',
    )
    expect(summary([])).toBe('The allocator was not called.')
  })

  it('refuses a build that did not run, naming those that did', () => {
    expect(() => allocatorEvents(growing, 'clean')).toThrow('growing was not run in "clean"; it was run in debug')
  })
})

describe('plotAllocations', () => {
  const events = allocatorEvents(growing, 'debug')

  it('draws what was allocated upwards and what was given back downwards, to one scale', () => {
    const { marks, base } = plotAllocations(events, events.length, 1168, 400)
    const [alloc, realloc, , free] = marks
    expect(alloc?.down).toBeUndefined()
    expect(free?.up).toBeUndefined()
    expect((alloc?.up?.y ?? 0) + (alloc?.up?.height ?? 0)).toBeCloseTo(base)
    expect(free?.down?.y).toBeCloseTo(base)
    expect(free?.down?.height).toBeCloseTo(2 * (alloc?.up?.height ?? 0))
    expect(realloc?.down?.height).toBeCloseTo(alloc?.up?.height ?? 0)
  })

  it('steps to the bytes that are live after each call', () => {
    const { steps } = plotAllocations(events, events.length, 1168, 400)
    const levels = [...steps.line.matchAll(/,([\d.]+)/g)].map((match) => Number(match[1]))
    const zero = Math.max(...levels)
    const unit = (zero - Math.min(...levels)) / 72
    const heights = levels.map((y) => Math.round((zero - y) / unit))
    expect(heights.filter((height, i) => height !== heights[i - 1])).toEqual([0, 32, 64, 72, 8])
  })

  it('keeps the scale while calls come one by one', () => {
    const whole = plotAllocations(events, 4, 1168, 400)
    const part = plotAllocations(events, 2, 1168, 400)
    expect(part.marks).toEqual(whole.marks.slice(0, 2))
    expect(part.steps.ticks).toEqual(whole.steps.ticks)
  })

  const runs = recordingNames().flatMap((name) => {
    const recording = readRecording(name)
    return Object.entries(recording.builds).flatMap(([build, { run }]) => (run ? [{ name, build, recording }] : []))
  })

  it.each(runs)('keeps $name, $build inside its box, labels beside one another', ({ recording, build }) => {
    const all = allocatorEvents(recording, build)
    const { marks, steps, lineY } = plotAllocations(all, all.length, 1168, 406)
    expect(all.at(-1)?.live ?? 0).toBeGreaterThanOrEqual(0)
    expect(Math.max(0, ...all.map(({ live }) => live))).toBe(recording.builds[build]?.run?.counts.peak)
    marks.forEach((mark, i) => {
      const next = marks[i + 1]
      if (mark.up) expect(mark.sizeY - 18).toBeGreaterThan(lineY)
      if (mark.down && !mark.up) expect(mark.sizeY + 5).toBeLessThan(steps.box.y - 10 - 18)
      expect(mark.column.x + mark.column.width).toBeLessThanOrEqual(1168.01)
      if (!next) return
      expect(mark.column.x + mark.column.width).toBeLessThanOrEqual(next.column.x + 0.01)
      if (mark.sized && next.sized) {
        const half = (text: string) => monoWidth(text, 18) / 2
        expect(mark.x + half(mark.event.size)).toBeLessThan(next.x - half(next.event.size))
      }
    })
  })
})
