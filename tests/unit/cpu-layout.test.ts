import { describe, expect, it } from 'vitest'
import { readRecording, recordingNames } from '../../embed/read-recording.ts'
import { layoutCpu, type CpuLayout } from '../../scene/cpu/layout-cpu.ts'
import { asmSlots, rustWindow } from '../../scene/cpu/layout-code.ts'
import { playCpu, type CpuPlay } from '../../scene/cpu/play-cpu.ts'
import { viewCpu } from '../../scene/cpu/view-cpu.ts'
import type { Recorded } from '../../scene/recorded.ts'
import { contains, overlap, type Box } from '../../scene/stage/box.ts'
import { monoWidth } from '../../scene/stage/text.ts'
import { ENTRY, leafRun, pushRun } from '../support/push-run.ts'

const WIDTH = 1168
const HEIGHT = 436

/** Every run that is recorded, and those made by hand. */
function plays(): [string, CpuPlay][] {
  const recorded = recordingNames().flatMap((name) => {
    const recording = readRecording(name)
    const highlighted = recording.source.text.split('\n').map((text) => [{ text, style: 'plain' as const }])
    const whole: Recorded = { ...recording, highlighted }
    return Object.entries(recording.builds).flatMap(([build, { trace }]) =>
      (trace?.instructionRuns ?? []).map((run): [string, CpuPlay] => [
        `${name}, ${build}, ${run.function}`,
        playCpu({ recording: whole, build, function: run.function }),
      ]),
    )
  })
  const made: [string, CpuPlay][] = [
    ['call stepped into', playCpu({ recording: pushRun(true), build: 'release' })],
    ['call stepped over', playCpu({ recording: pushRun(false), build: 'release' })],
    ['leaf', playCpu({ recording: leafRun(), build: 'release' })],
  ]
  return [...recorded, ...made]
}

function slotBoxes({ asm }: CpuLayout, name: string, index: number): Box[] {
  return asmSlots(asm, name, index).map(({ y }) => ({ x: 0, y, width: asm.width, height: asm.pitch }))
}

describe.each(plays())('the picture of %s', (_name, play) => {
  const layout = layoutCpu(play, WIDTH, HEIGHT)
  const clicks = [0, ...play.clicks.map((_, i) => i + 1)]
  const canvas: Box = { x: 0, y: 0, width: WIDTH, height: HEIGHT }

  it.each(clicks)('lies in its box without overlap at click %i', (click) => {
    const view = viewCpu(play, layout, click)
    const rust: Box = { x: 0, y: 0, width: layout.asm.width, height: layout.rust.lines * layout.rust.pitch }
    const boxes = [
      rust,
      ...slotBoxes(layout, view.function, view.ran?.index ?? 0),
      ...view.registers.map(({ box }) => box),
      ...view.words.map(({ box }) => box),
    ]
    for (const box of boxes) expect(contains(canvas, box), JSON.stringify(box)).toBe(true)
    boxes.forEach((a, i) =>
      boxes.slice(i + 1).forEach((b) => expect(overlap(a, b), `${JSON.stringify(a)} ${JSON.stringify(b)}`).toBe(false)),
    )
  })

  it.each(clicks)('keeps texts inside their cells at click %i', (click) => {
    const view = viewCpu(play, layout, click)
    for (const { name, text, box } of view.words) {
      expect(monoWidth(`${name}${name && text ? '  ' : ''}${text}`, 18), `${name} ${text}`).toBeLessThanOrEqual(
        box.width - 20,
      )
    }
    for (const { text, box } of view.registers) expect(monoWidth(text, 18)).toBeLessThanOrEqual(box.width - 16)
    for (const { name } of view.frames) expect(monoWidth(name, 18)).toBeLessThanOrEqual(layout.stack.frameWidth)
    expect(view.sentence).not.toMatch(/undefined|NaN/)
    expect(view.sentence.length).toBeLessThan(220)
  })

  it.each(clicks.slice(1))('shows the instruction that ran and its line at click %i', (click) => {
    const view = viewCpu(play, layout, click)
    const rows = view.asm.filter(
      (slot) => slot.kind === 'row' && slot.function === view.ran?.function && slot.row.index === view.ran.index,
    )
    expect(rows).toHaveLength(1)
    const lines = rustWindow(play, view.function, view.line, layout.rust.lines)
    if (view.line !== undefined && play.functions.get(view.function)?.rust.some(({ number }) => number === view.line)) {
      expect(lines.map(({ number }) => number)).toContain(view.line)
    }
  })

  it('has a row for rsp at every click, with free words below it and none above', () => {
    for (const click of clicks) {
      const { rsp } = play.states[
        click === 0 ? (play.clicks[0]?.first ?? 0) : (play.clicks[click - 1]?.last ?? 0) + 1
      ] ?? { rsp: 0 }
      const row = layout.stack.rows.find((one) => one.kind === 'word' && one.address === rsp)
      expect(row, `click ${click}`).toBeDefined()
      const view = viewCpu(play, layout, click)
      expect(view.rsp.middle).toBeCloseTo((row?.box.y ?? 0) + (row?.box.height ?? 0) / 2)
      for (const word of view.words.filter(({ box }) => box.y <= (row?.box.y ?? 0))) expect(word.state).not.toBe('free')
    }
  })

  it('has higher addresses above lower ones', () => {
    const addresses = layout.stack.rows.map((row) => (row.kind === 'word' ? row.address : row.from))
    expect(addresses).toEqual([...addresses].sort((a, b) => b - a))
  })
})

describe('steps of the picture', () => {
  const play = playCpu({ recording: pushRun(true), build: 'release' })
  const layout = layoutCpu(play, WIDTH, HEIGHT)

  it('moves nothing that did not change', () => {
    const places = play.clicks.map((_, i) => viewCpu(play, layout, i + 1))
    for (const view of places) {
      expect(view.words.map(({ box }) => box)).toEqual(places[0]?.words.map(({ box }) => box))
      expect(view.registers.map(({ box }) => box)).toEqual(places[0]?.registers.map(({ box }) => box))
    }
  })

  it('is the same picture whichever way a click was reached', () => {
    const forward = viewCpu(play, layout, 4)
    viewCpu(play, layout, 9)
    expect(viewCpu(play, layout, 4)).toEqual(forward)
  })

  it('flies a pushed value from its register to its word', () => {
    const [flight] = viewCpu(play, layout, 1).flights
    expect(flight?.from).toEqual(layout.registers.find(({ name }) => name === 'rbx')?.box)
    expect(flight?.to).toEqual(layout.stack.rows.find((row) => row.kind === 'word' && row.address === ENTRY - 8)?.box)
    expect(flight?.text).toBe('5')
  })

  it('dims a word that pop has left below rsp and keeps its value', () => {
    const cell = viewCpu(play, layout, 9).words.find(({ address }) => address === '…ead0')
    expect(cell).toMatchObject({ state: 'free', name: 'caller’s rbx', text: '5' })
  })
})
