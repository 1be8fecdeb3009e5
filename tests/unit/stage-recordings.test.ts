import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recording as schema, type Recording } from '../../recorder/schema.ts'
import type { MemoryState, PointerTarget } from '../../recorder/trace-schema.ts'
import { replay } from '../../scene/replay.ts'
import type { SceneCell } from '../../scene/stage/scene.ts'
import { bytesText } from '../../scene/stage/text.ts'
import { prepareStage, type PreparedStage } from '../../scene/stage/prepare.ts'
import { sceneFaults } from '../support/scene-faults.ts'

const folder = new URL('../../recordings/', import.meta.url)
const recordings = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => schema.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))

const traced = recordings.flatMap((recording) =>
  Object.entries(recording.builds).flatMap(([build, { trace }]) =>
    (trace?.threads ?? []).flatMap((thread, i) =>
      thread.steps.length ? [{ recording, build, thread: i, steps: thread.steps.length }] : [],
    ),
  ),
)

function stageOf(recording: Recording, build: string, thread: number, steps: string): PreparedStage {
  const stored = recording.builds[build]?.trace?.threads[thread]
  if (!stored) throw new Error(`${recording.name} has no thread ${thread}`)
  const stateAt = replay(stored)
  const states = stored.steps.map((_, step) => stateAt(step))
  const plain = recording.source.text.split('\n').map((text) => [{ text, style: 'plain' as const }])
  return prepareStage({ ...recording, highlighted: plain }, states, {
    build,
    steps,
    addresses: true,
    width: 1168,
    height: 560,
  })
}

/** How far into a row's bytes a height lies, from 0 to 1: from its top on the heap and in static data, from its bottom on the stack. */
function shareOf({ region, box }: SceneCell, y: number): number {
  const [first, last] = region === 'stack' ? [box.y + box.height - 5, box.y + 5] : [box.y + 5, box.y + box.height - 5]
  return (y - first) / (last - first)
}

/** The address that a recorded pointer leads to, in memory that is there. */
function namedAddress(state: MemoryState, target: PointerTarget): number | undefined {
  if (target.kind === 'heap') return Number(state.blocks.find(({ id }) => id === target.block)?.address) + target.offset
  if (target.kind === 'static')
    return Number(state.statics.find(({ id }) => id === target.datum)?.address) + target.offset
  if (target.kind !== 'stack') return undefined
  const frame = state.frames.find(({ id }) => id === target.frame)
  const local = frame?.locals.find(({ id }) => id === target.local)
  return Number(local?.address ?? frame?.low) + target.offset
}

describe.each(traced)('$recording.name, $build, thread $thread ($steps steps)', ({ recording, build, thread }) => {
  const { play } = stageOf(recording, build, thread, 'all')
  const steps = Array.from({ length: play.length }, (_, step) => play.at(step))

  it('is drawn without overlap or overflow at every step', () => {
    const faults = steps.flatMap(({ scene }, step) =>
      sceneFaults(scene, play.plan.area).map((fault) => `step ${step + 1}: ${fault}`),
    )
    expect(faults).toEqual([])
  })

  it('draws an arrow for every pointer that a shown row holds', () => {
    for (const { scene } of steps) {
      const drawn = new Set(scene.arrows.map((arrow) => arrow.id))
      for (const row of scene.cells.filter((one) => one.cell.state === 'live')) {
        for (const pointer of row.cell.pointers) {
          const leads = pointer.target.kind !== 'code' && row.region !== 'static'
          if (leads)
            expect(drawn, `${row.id} ${JSON.stringify(pointer.target)}`).toContain(`${row.id}>${pointer.offset}`)
        }
      }
    }
  })

  it('lets each arrow begin in the bytes of its pointer and end at the byte that it names', () => {
    for (const { scene, state } of steps) {
      for (const arrow of scene.arrows.filter((one) => one.target)) {
        const [from, to] = [arrow.source, arrow.target].map((id) =>
          scene.cells.find((cell) => cell.id === id && !cell.cell.opened),
        )
        const pointer = from?.cell.pointers.find(({ offset }) => arrow.id === `${arrow.source}>${offset}`)
        if (!from || !pointer) throw new Error(`${arrow.id} leaves no pointer`)
        if (from.region !== 'register')
          expect(shareOf(from, arrow.from.y)).toBeCloseTo((pointer.offset + pointer.size / 2) / from.cell.size, 1)
        const named = namedAddress(state, pointer.target)
        if (to?.cell.address === undefined || named === undefined) continue
        expect(shareOf(to, arrow.to.y), `${arrow.id} to ${to.id}`).toBeCloseTo(
          (named - to.cell.address) / to.cell.size,
          1,
        )
      }
    }
  })

  it('shows rows that add up to each frame', () => {
    for (const { scene } of steps) {
      for (const box of scene.boxes.filter((one) => one.region === 'stack' && !one.folded)) {
        const rows = scene.cells.filter((cell) => cell.owner === box.id && !cell.cell.opened)
        expect(bytesText(rows.reduce((sum, row) => sum + row.cell.size, 0)), box.title).toBe(box.size)
      }
    }
  })

  it('says something true of each step, in at most two lines', () => {
    for (const { caption } of steps) {
      expect(caption).toMatch(/^[`A-Z0-9].*\.$/s)
      expect(caption).not.toMatch(/undefined|NaN|\[object/)
      expect(caption.length).toBeLessThanOrEqual(181)
    }
  })
})

describe('the recordings', () => {
  it('include some with steps', () => {
    expect(traced.length).toBeGreaterThan(0)
  })
})
