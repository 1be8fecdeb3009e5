import { describe, expect, it } from 'vitest'
import type { HeapBlock } from '../../recorder/trace-schema.ts'
import { carriesBetween } from '../../scene/stage/carries.ts'
import { sceneOf } from '../../scene/stage/layout.ts'
import { motionBetween, type Track } from '../../scene/stage/motion.ts'
import { planStage } from '../../scene/stage/plan.ts'
import { block, boxNew, frame, scalar, stateOf, struct } from '../support/stage-states.ts'

describe('motionBetween', () => {
  const plan = planStage(boxNew, { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true })
  const scenes = boxNew.map((state, i) => sceneOf(plan, state, boxNew[i - 1]))
  const moves = (i: number, forward: boolean) => {
    const [earlier, later] = [scenes[i], scenes[i + 1]]
    const [before, after] = [boxNew[i], boxNew[i + 1]]
    if (!earlier || !later || !before || !after) throw new Error(`no step ${i}`)
    return motionBetween(earlier, later, carriesBetween(before, after), forward)
  }

  it('plays backward what it played forward', () => {
    for (let i = 0; i + 1 < scenes.length; i++) {
      const forward = moves(i, true).tracks.filter((track) => track.part !== 'outline')
      const backward = moves(i, false).tracks
      for (const track of forward) {
        const inverse = backward.find((one) => one.id === track.id && one.part === track.part)
        expect(inverse, `${track.part} ${track.id}`).toBeDefined()
        if (track.looks[0].opacity !== undefined) expect(inverse?.looks).toEqual(track.looks.toReversed())
      }
    }
  })

  it('slides a called frame in from below and a returned one out', () => {
    const call = moves(0, true).tracks.find((track) => track.id === 'f2' && track.part === 'box')
    expect(call).toMatchObject({
      layer: 'stays',
      looks: [
        { transform: 'translateY(60px)', opacity: 0 },
        { transform: 'none', opacity: 1 },
      ],
    })
    const back = moves(3, true)
    expect(back.ghosts.boxes.map((box) => box.id)).toEqual(['f2'])
    expect(back.tracks.find((track) => track.id === 'f2')?.layer).toBe('goes')
  })

  it('grows an allocated block’s outline, and takes a freed one away', () => {
    const outline = (forward: boolean) =>
      moves(2, forward).tracks.find((track) => track.id === 'b0' && track.part === 'outline')
    const height = `${scenes[3]?.boxes.find((box) => box.id === 'b0')?.box.height}px`
    expect(outline(true)).toMatchObject({ layer: 'stays', looks: [{ height: '0px' }, { height }] })
    expect(outline(false)).toMatchObject({ layer: 'goes', looks: [{ height }, { height: '0px' }] })
  })

  it('carries a moved value to its new place', () => {
    const [value] = moves(2, true).carried
    const target = scenes[3]?.cells.find((cell) => cell.id === 'b0@0')
    expect(value?.to.x).toBe(target?.box.x)
    expect(value?.from.x).toBe(scenes[2]?.cells.find((cell) => cell.id === 'f2/l2')?.box.x)
  })

  it('ends within 450 ms', () => {
    for (let i = 0; i + 1 < scenes.length; i++) {
      for (const track of [...moves(i, true).tracks, ...moves(i, false).tracks]) {
        expect(track.delay + track.duration).toBeLessThanOrEqual(450)
      }
    }
  })
})

describe('motionBetween, when realloc changes a block', () => {
  const numbersOf = (count: number) => ({
    ...struct(
      '[u64]',
      Array.from({ length: count }, (_, i) => scalar(`${i}`, i * 8, `${i}`, 'u64')),
    ),
    kind: 'array' as const,
  })
  const main = frame(1, 'main', '0x7fff0000', 32, [])
  const at = (address: string, count: number, reallocated?: HeapBlock['reallocated']) =>
    stateOf(3, [main], [block(0, address, count * 8, '[u64]', numbersOf(count), { reallocated })])
  const first = { oldSize: 16, newSize: 24, from: '0x5000' }
  const states = [at('0x5000', 2), at('0x6000', 3, [first]), at('0x6000', 4, [first, { oldSize: 24, newSize: 32 }])]
  const plan = planStage(states, { area: { x: 520, y: 0, width: 648, height: 430 }, addresses: true })
  const scenes = states.map((state, i) => sceneOf(plan, state, states[i - 1]))
  const block0 = (i: number) =>
    scenes[i]?.boxes.find((box) => box.id === 'b0')?.box ?? { x: 0, y: 0, width: 0, height: 0 }
  const tracks = (i: number, forward: boolean) => {
    const [earlier, later] = [scenes[i], scenes[i + 1]]
    if (!earlier || !later) throw new Error(`no step ${i}`)
    return motionBetween(earlier, later, [], forward).tracks.filter((track) => track.id.startsWith('b0'))
  }
  const isCarried = (track: Track) => track.looks[0].transform?.startsWith('translate(') ?? false

  it('carries block and contents to another place when the address changed, there and back', () => {
    const by = block0(1).y - block0(0).y
    expect(by).toBeGreaterThan(30)
    for (const [forward, way] of [
      [true, -by],
      [false, by],
    ] as const) {
      const carried = tracks(0, forward).filter(isCarried)
      expect(carried.map((track) => `${track.part} ${track.id}`)).toEqual(['box b0', 'cell b0@0', 'cell b0@8'])
      for (const { looks } of carried)
        expect(looks).toEqual([{ transform: `translate(0px, ${way}px)` }, { transform: 'none' }])
    }
  })

  it('stretches the block where it is when it grew in place, there and back', () => {
    expect(block0(2)).toMatchObject({ x: block0(1).x, y: block0(1).y })
    for (const [forward, from, to] of [
      [true, 1, 2],
      [false, 2, 1],
    ] as const) {
      const moved = tracks(1, forward)
      expect(moved.filter(isCarried)).toEqual([])
      const stretched = moved.find((track) => track.part === 'outline')
      expect(stretched?.looks).toEqual([{ height: `${block0(from).height}px` }, { height: `${block0(to).height}px` }])
    }
  })
})
