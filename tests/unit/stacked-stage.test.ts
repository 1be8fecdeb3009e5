import { describe, expect, it } from 'vitest'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { contains } from '../../scene/stage/box.ts'
import { NARROW, prepareReadingStage } from '../../scene/stage/reading-stage.ts'
import { planStacked, stackedScene } from '../../scene/stage/stacked.ts'
import { readHighlighted } from '../../embed/read-asm-scene.ts'
import { readCompanionTalk } from '../../companion/talk.ts'
import { sceneFaults } from '../support/scene-faults.ts'
import { bigState, boxNew } from '../support/stage-states.ts'

const ROOT = new URL('../..', import.meta.url).pathname

const sequences: Record<string, MemoryState[]> = {
  'a box that is returned': boxNew,
  'a list of six': [bigState(2, 4, 6)],
  'one frame and nothing on the heap': [bigState(1, 3, 0)],
  'sixty frames and forty blocks': [bigState(60, 6, 40)],
}

describe.each(Object.entries(sequences))('the narrow picture of %s', (_, states) => {
  const plan = planStacked(states, {}, NARROW)
  const area = { x: 0, y: 0, width: NARROW, height: plan.height }
  const scenes = states.map((state, i) => stackedScene(plan, state, states[i - 1]))

  it('shows nothing over anything else, cut off or out of place', () => {
    for (const scene of scenes) expect(sceneFaults(scene, area)).toEqual([])
  })

  it('has the heap below the stack', () => {
    for (const { boxes } of scenes) {
      const [stack, heap] = ['stack', 'heap'].map((region) => boxes.filter((box) => box.region === region))
      const end = Math.max(...stack!.map(({ box }) => box.y + box.height))
      for (const { box } of heap!) expect(box.y).toBeGreaterThan(end)
    }
  })
})

it('takes every arrow out to the right, from the row that holds the pointer to the byte it names', () => {
  const plan = planStacked(boxNew, {}, NARROW)
  const scene = stackedScene(plan, boxNew[4]!, boxNew[3])
  const [arrow] = scene.arrows
  const source = scene.cells.find(({ id }) => id === arrow?.source)!
  const target = scene.cells.find(({ id }) => id === arrow?.target)!
  expect(arrow).toMatchObject({ heading: -1, end: 'head', colour: 'heap' })
  expect(contains(source.box, { ...arrow!.from, x: source.box.x, width: 0, height: 0 })).toBe(true)
  expect(contains(target.box, { ...arrow!.to, x: target.box.x, width: 0, height: 0 })).toBe(true)
  expect(arrow!.from.x).toBeGreaterThanOrEqual(source.box.x + source.box.width)
})

const { slides } = await readCompanionTalk(ROOT)
const stages = slides.flatMap(({ alias, markdown }) =>
  [...markdown.matchAll(/<MemoryStage\b([^>]*)>/g)].map(([, attributes = '']): [string, string] => [alias, attributes]),
)

describe.each(stages)('the stage on %s', (_, attributes) => {
  const of = (name: string) => new RegExp(`(?<=\\s)${name}="([^"]*)"`).exec(attributes)?.[1]

  it('has a narrow picture of each of its steps, in which everything fits', async () => {
    const recorded = await readHighlighted(of('recording')!)
    const stage = prepareReadingStage(recorded, 0, {
      build: of('build') ?? 'debug',
      steps: of('steps'),
      code: of('code'),
      frames: of('frames'),
      locals: of('locals'),
      closed: of('closed'),
      addresses: true,
      width: 1168,
      height: 560,
    })
    expect(stage.play.length).toBeGreaterThan(1)
    const area = { x: 0, y: 0, width: NARROW, height: stage.narrow.height }
    for (let step = 0; step < stage.play.length; step++) {
      expect(sceneFaults(stage.narrow.at(step), area), `step ${step}`).toEqual([])
    }
    expect(() => stage.narrow.at(stage.play.length)).toThrow(RangeError)
  })
})

it('refuses a thread that was not recorded', async () => {
  const recorded = await readHighlighted('vec-new')
  const choice = { build: 'debug', addresses: true, width: 1168, height: 560 }
  expect(() => prepareReadingStage(recorded, 7, choice)).toThrow('vec-new has no steps of thread 7 in build "debug"')
})
