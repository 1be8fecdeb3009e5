import { describe, expect, it } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { plotCost, sayCost, timeText } from '../../scene/plots/cost-plot.ts'
import { monoWidth } from '../../scene/stage/text.ts'
import { spreadOf } from '../../scene/time-figure.ts'

const cost = readRecording('cost')
const functions = ['stack_array', 'boxed', 'with_capacity', 'growing']
const plot = plotCost(cost, 'release', functions, 678)

describe('the spread of samples', () => {
  const samples = Array.from({ length: 101 }, (_, i) => 100 - i).map((ns) => ns + 1)
  const { median, low, high, least, most } = spreadOf(
    {
      machine: { cpu: 'x', cores: 1, system: 'Linux' },
      flags: [],
      callsPerSample: 1,
      functions: { counted: samples },
    },
    'counted',
  )

  it('has its median in the middle, half of the samples in the box and nine of ten on the line', () => {
    const between = (from: number, to: number) => samples.filter((ns) => ns >= from && ns <= to).length
    expect(median).toBe(51)
    expect(between(low, high)).toBe(51)
    expect(between(least, most)).toBe(91)
  })

  it('is refused for a function that was not timed, with those that were', () => {
    expect(() => spreadOf(cost.builds.release!.times!, 'leaked')).toThrow(
      'no times of leaked: there are those of stack_array',
    )
  })
})

describe('plotCost', () => {
  it('draws all functions on one scale that begins at nothing', () => {
    const [array, boxed] = plot.rows
    expect(boxed!.median / array!.median).toBeCloseTo(boxed!.spread.median / array!.spread.median)
    expect(plot.ticks[0]).toEqual({ x: 0, text: '0' })
  })

  it('keeps the median in its box, the box on its line, and each number inside the plot', () => {
    for (const { median, bar, whisker, label } of plot.rows) {
      expect(median).toBeGreaterThanOrEqual(bar.x)
      expect(median).toBeLessThanOrEqual(bar.x + bar.width)
      expect(bar.x).toBeGreaterThanOrEqual(whisker.from)
      expect(label.x).toBeGreaterThan(bar.x + bar.width)
      expect(label.x + monoWidth(label.text, 20)).toBeLessThanOrEqual(plot.width)
    }
  })

  it('puts beside each function how often one call of it called the allocator', () => {
    expect(plot.rows.map(({ calls }) => calls)).toEqual([0, 1, 1, 3])
  })

  it('says how it was measured, and the same in words', () => {
    const { machine, functions: all } = cost.builds.release!.times!
    expect(plot.method).toContain(machine.cpu)
    expect(plot.method).toContain(`${all.boxed!.length} samples of 10,000 calls each`)
    expect(sayCost(plot)).toContain(`boxed: 1 allocator call, median ${timeText(plot.rows[1]!.spread.median)} ns`)
  })

  it('refuses a build that was not timed, with the command that does', () => {
    expect(() => plotCost(cost, 'debug', functions, 678)).toThrow(
      'cost has no times of "debug": npm run record -- --times cost',
    )
  })
})
