import { describe, expect, it } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { statesOf } from '../../scene/replay.ts'
import { legendOf } from '../../scene/stage/legend.ts'
import { prepareStage } from '../../scene/stage/prepare.ts'

function stageOf(name: string, legend: boolean) {
  const recording = readRecording(name)
  const highlighted = recording.source.text.split('\n').map((text) => [{ text, style: 'plain' as const }])
  const thread = recording.builds.debug?.trace?.threads[0]
  if (!thread) throw new Error(`${name} has no steps`)
  const states = statesOf(thread)
  return prepareStage({ ...recording, highlighted }, states, {
    build: 'debug',
    addresses: true,
    legend,
    width: 1168,
    height: 560,
  })
}

describe('the legend of a stage', () => {
  it('explains the signs that its play uses and no other', () => {
    const { legend, play } = stageOf('box-new', true)
    const states = new Set(
      Array.from({ length: play.length }, (_, step) => play.at(step).scene.cells)
        .flat()
        .map(({ cell }) => cell.state),
    )
    expect(legend?.map(({ sign }) => sign)).toEqual(
      expect.arrayContaining(['ran', 'next', 'changed', 'uninitialised', 'freed']),
    )
    for (const sign of ['uninitialised', 'moved', 'dropped', 'freed', 'padding'] as const) {
      expect(
        legend?.some((entry) => entry.sign === sign),
        sign,
      ).toBe(states.has(sign))
    }
    expect(legendOf([], false)).toEqual([])
  })

  it('takes its line from the picture, which stays above it', () => {
    const [without, having] = [stageOf('box-new', false), stageOf('box-new', true)]
    expect(without.legend).toBeUndefined()
    expect(having.play.plan.area.height).toBeLessThan(without.play.plan.area.height)
  })
})
