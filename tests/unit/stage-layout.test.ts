import { describe, expect, it } from 'vitest'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import type { Box } from '../../scene/stage/box.ts'
import { sceneOf } from '../../scene/stage/layout.ts'
import { planStage, type StagePlan } from '../../scene/stage/plan.ts'
import { stateTable } from '../../scene/stage/state-table.ts'
import type { Scene, SceneCell } from '../../scene/stage/scene.ts'
import { sceneFaults } from '../support/scene-faults.ts'
import { bigState, boxNew, pointer } from '../support/stage-states.ts'

const area: Box = { x: 520, y: 0, width: 648, height: 430 }

function scenesOf(states: MemoryState[], options: Partial<StagePlan> = {}): { plan: StagePlan; scenes: Scene[] } {
  const plan = planStage(states, { area, addresses: true, ...options })
  return { plan, scenes: states.map((state, i) => sceneOf(plan, state, states[i - 1])) }
}

/** A deep stack as the recorder gives it: the middle is left out, and a local points into it. */
function deepState(): MemoryState {
  const state = bigState(20, 3, 2)
  const frames = state.frames.map((frame, i) => {
    if (i === 12) return { ...frame, between: { functions: ['descend'], size: 4096, folded: 64 } }
    if (i === 19) return { ...frame, between: { functions: ['call_once', 'for_each'], size: 160 } }
    return frame
  })
  const [first, second, ...rest] = frames[19]!.locals
  const lost = pointer(undefined, 0, '0x7fffffffe000', { kind: 'stack', frame: 900, local: 1, offset: 0 })
  return {
    ...state,
    frames: frames.with(19, { ...frames[19]!, locals: [first!, { ...second!, value: lost }, ...rest] }),
  }
}

const sequences: Record<string, MemoryState[]> = {
  'a box that is returned': boxNew,
  'a list of six': [bigState(2, 4, 6)],
  'eight frames of ten locals and twelve blocks': Array.from({ length: 8 }, (_, i) => bigState(i + 1, 10, 5 + i)),
  'one frame and nothing on the heap': [bigState(1, 3, 0)],
  'sixty frames and forty blocks': [bigState(60, 6, 40)],
  'a stack of which the recording leaves frames out': [deepState()],
  'a hundred frames': [bigState(100, 2, 1)],
}

describe.each(Object.entries(sequences))('the picture of %s', (_, states) => {
  const { scenes } = scenesOf(states)

  it('shows nothing over anything else, cut off or out of place', () => {
    for (const scene of scenes) expect(sceneFaults(scene, area)).toEqual([])
  })

  it('is the same each time', () => {
    expect(scenesOf(states).scenes).toEqual(scenes)
  })
})

describe('arrows', () => {
  const { scenes } = scenesOf(boxNew)

  it('leave the row that holds the pointer and end at the byte it names', () => {
    const scene = at(scenes, 4)
    const [arrow] = scene.arrows
    const source = cellOf(scene, 'f1/l1')
    const target = cellOf(scene, 'b0@0')
    expect(arrow?.source).toBe('f1/l1')
    expect(arrow?.target).toBe('b0@0')
    expect(arrow?.from.y).toBeCloseTo(source.box.y + source.box.height / 2)
    expect(arrow?.to.y).toBeGreaterThanOrEqual(target.box.y)
    expect(arrow?.to.y).toBeLessThan(target.box.y + target.box.height / 2)
    expect(arrow?.end).toBe('head')
  })

  it('leave the register while the value is on its way back', () => {
    expect(at(scenes, 3).arrows.map((arrow) => arrow.source)).toEqual(['r/rax'])
  })

  it('leave nothing that was dropped', () => {
    expect(at(scenes, 5).arrows).toEqual([])
  })

  it('end in a cross where there is no memory', () => {
    const [scene] = scenesOf([bigState(1, 2, 3)]).scenes
    const last = scene?.arrows.find((arrow) => arrow.source.startsWith('b2'))
    expect(last?.end).toBe('cross')
    expect(last?.target).toBeUndefined()
  })
})

describe('rows', () => {
  it('add up to the size of their frame', () => {
    for (const scene of scenesOf(boxNew).scenes) {
      for (const box of scene.boxes.filter((one) => one.region === 'stack')) {
        const rows = scene.cells.filter((cell) => cell.owner === box.id && !cell.cell.opened)
        expect(rows.reduce((sum, row) => sum + row.cell.size, 0)).toBe(Number.parseInt(box.size))
      }
    }
  })

  it('stand in address order, the highest above', () => {
    for (const scene of scenesOf(boxNew).scenes) {
      const rows = scene.cells.filter((cell) => cell.region === 'stack' && !cell.cell.opened)
      const addresses = rows.flatMap((row) => row.cell.address ?? [])
      expect(addresses).toEqual(addresses.toSorted((a, b) => b - a))
    }
  })

  it('stay where they are when they did not change', () => {
    const { scenes } = scenesOf(boxNew)
    scenes.slice(1).forEach((scene, i) => {
      const before = at(scenes, i)
      for (const cell of scene.cells) {
        const was = before.cells.find((one) => one.id === cell.id && one.cell.opened === cell.cell.opened)
        if (was) expect(cell.box, cell.id).toEqual(was.box)
      }
    })
  })

  it('name the moved value and keep its stale bytes', () => {
    const scene = at(scenesOf(boxNew).scenes, 3)
    const head = scene.cells.find((cell) => cell.id === 'f2/l2' && cell.cell.opened)
    expect(head?.right.text).toBe('moved')
    expect(cellOf(scene, 'f2/l2@8').right.text).toBe('8')
  })
})

describe('what a step lights', () => {
  it('is the frames, blocks and rows that it changed', () => {
    const scenes = scenesOf(boxNew).scenes
    const lit = (i: number) =>
      at(scenes, i)
        .boxes.filter((box) => box.lit)
        .map((box) => box.id)
    const changed = (i: number) =>
      at(scenes, i)
        .cells.filter((cell) => cell.changed && cell.region !== 'register')
        .map((cell) => cell.id)
    expect(lit(1)).toEqual(['f2'])
    expect(lit(2)).toEqual(['f2'])
    expect(changed(2)).toEqual(['f2/l2', 'f2/l2@8', 'f2/l2@0'])
    expect(lit(3)).toEqual(['f2', 'b0'])
    expect(lit(4)).toEqual(['f1'])
  })
})

describe('folding', () => {
  it('says how much it folded and keeps the innermost frame open', () => {
    const [scene] = scenesOf([bigState(60, 6, 40)]).scenes
    const folds = scene?.boxes.filter((box) => box.holds) ?? []
    const shown = scene?.boxes.filter((box) => box.region === 'stack' && !box.holds) ?? []
    const hidden = folds.filter((box) => box.region === 'stack').flatMap((box) => box.holds ?? [])
    expect(hidden.length + shown.length).toBe(60)
    expect(folds[0]?.title).toBe('… 55 more')
    const wide = scenesOf([bigState(60, 6, 40)], { area: { ...area, x: 320, width: 848 } }).scenes[0]
    expect(wide?.boxes.map((box) => box.title)).toContain('… 55 more frames')
    expect(scene?.cells.filter((cell) => cell.owner === 'f60').length).toBeGreaterThan(1)
    expect(scene?.miniMap?.frames).toHaveLength(60)
  })

  it('counts what the recording itself leaves out, and lets pointers end there', () => {
    const state = deepState()
    const [scene] = scenesOf([state]).scenes
    const folds = scene?.boxes.filter((box) => box.region === 'stack' && box.holds) ?? []
    const shown = scene?.boxes.filter((box) => box.region === 'stack' && !box.holds) ?? []
    const counts = folds.map((box) => Number(/^… (\d+) /.exec(box.title)?.[1]))
    expect(shown.length + counts.reduce((sum, count) => sum + count, 0)).toBe(20 + 64 + 2)
    expect(folds.map((box) => box.title)).toContain('… 2 of std')
    const whole = [...folds, ...shown].reduce((sum, box) => sum + Number.parseInt(box.size.replaceAll(',', '')), 0)
    expect(whole).toBe(20 * 40 + 4096 + 160)
    const into = scene?.arrows.find((arrow) => arrow.source === 'f20/l2')
    expect(folds.find((box) => box.id === into?.target)?.holds).toContain('before13')
    expect(stateTable(state, new Map()).map((row) => row.name)).toContain('64 more frames')
    for (const frame of scene?.miniMap?.frames ?? []) expect(frame.box.height).toBeGreaterThan(0)
  })

  it.each([
    ['eight frames', bigState(8, 2, 2)],
    ['ten locals', bigState(1, 10, 2)],
    ['twelve blocks', bigState(2, 4, 12)],
    ['a list of six levels', bigState(2, 4, 6)],
  ])('leaves %s unfolded', (_, state) => {
    const scene = at(scenesOf([state]).scenes, 0)
    expect(scene.boxes.filter((box) => box.holds).map((box) => box.title)).toEqual([])
    expect(scene.boxes).toHaveLength(state.frames.length + state.blocks.length)
    const inner = state.frames.at(-1)
    const names = scene.cells.filter((cell) => cell.owner === `f${inner?.id}`).map((cell) => cell.cell.name)
    expect(names).toEqual(expect.arrayContaining(inner?.locals.map((local) => local.name) ?? []))
    const chain = scene.arrows.filter((arrow) => arrow.source.startsWith('b') && arrow.end === 'head')
    expect(chain.map((arrow) => arrow.target?.split('@')[0])).toEqual(
      state.blocks.slice(1).map((block) => `b${block.id}`),
    )
  })

  it('leaves the frame that runs and all blocks of eight frames, ten locals and twelve blocks, and counts the rest', () => {
    const states = Array.from({ length: 8 }, (_, i) => bigState(i + 1, 10, 5 + i))
    const scene = at(scenesOf(states).scenes, 7)
    expect(scene.boxes.filter((box) => box.region === 'stack').map((box) => box.title)).toEqual([
      'f0',
      '… 6 more',
      'f7',
    ])
    expect(scene.cells.filter((cell) => cell.owner === 'f8' && cell.cell.name.startsWith('local_'))).toHaveLength(10)
    expect(scene.boxes.filter((box) => box.region === 'heap' && !box.folded)).toHaveLength(12)
  })
})

function at(scenes: Scene[], i: number): Scene {
  const scene = scenes[i]
  if (!scene) throw new Error(`no scene ${i}`)
  return scene
}

function cellOf(scene: Scene, id: string): SceneCell {
  const cell = scene.cells.find((one) => one.id === id)
  if (!cell) throw new Error(`no cell ${id}; there are ${scene.cells.map((one) => one.id).join(' ')}`)
  return cell
}
