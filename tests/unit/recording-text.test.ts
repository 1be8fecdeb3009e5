import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecording } from '../../recorder/recording-file.ts'
import { isRecordingFile } from '../../recorder/program-file.ts'
import { textWidth } from '../../recorder/show-text.ts'
import { recordingText, type Paint } from '../../recorder/text/recording-text.ts'
import { valueText } from '../../recorder/text/value-text.ts'
import type { Value } from '../../recorder/trace-schema.ts'
import { statesOf } from '../../scene/replay.ts'

const folder = join(import.meta.dirname, '../../recordings')
const recordings = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => readRecording(join(folder, file)))
  .filter(({ builds }) => Object.values(builds).some(({ trace }) => trace))

describe('a recording as text', () => {
  it.each(recordings.map((recording) => [recording.name, recording] as const))(
    '%s: no line is wider than the terminal, and nothing in memory is left out',
    (_, recording) => {
      for (const width of [60, 80, 100]) {
        const text = recordingText(recording, { width })
        const wide = text.split('\n').filter((line) => [...line].length > width)
        expect(wide).toEqual([])
      }
      const text = recordingText(recording, { width: 10_000 })
      for (const [build, { trace }] of Object.entries(recording.builds)) {
        const steps = recordingText(recording, { width: 10_000, builds: [build] })
          .split('\n── step ')
          .slice(1)
        const states = (trace?.threads ?? []).flatMap(statesOf)
        expect(steps).toHaveLength(states.length)
        for (const [i, { frames, blocks, line }] of states.entries()) {
          const step = steps[i] ?? ''
          expect(step).toContain(`${String(line).padStart(4)} │ ${recording.source.text.split('\n')[line - 1] ?? ''}`)
          for (const { name, type, state } of frames.flatMap(({ locals }) => locals)) {
            expect(step).toMatch(new RegExp(`[ +~] ${state} +(?:argument |captured )?${escaped(`${name}: ${type}`)}`))
          }
          for (const { id, size, state } of blocks.filter((block) => block.state === 'live')) {
            expect(step).toMatch(new RegExp(`[ +~] ${state} +#${id}: .*, ${size} B`))
          }
        }
      }
      expect(text).not.toMatch(/undefined|\[object/)
    },
  )

  it('marks what is new, changed and gone, and in colour only where it is given colours', () => {
    const recording = readRecording(join(folder, 'box-new.json'))
    const tagged = (name: string) => (text: string) => `<${name}>${text}`
    const paint: Paint = {
      heading: tagged('heading'),
      dim: tagged('dim'),
      added: tagged('added'),
      changed: tagged('changed'),
      gone: tagged('gone'),
    }
    const text = recordingText(recording, { width: 80, builds: ['debug'], paint })
    expect(text).toContain('<added>  + live           argument n: i64 = 7')
    expect(text).toContain('<changed>  ~ moved          point: Point = { x: 7, y: 8 }')
    expect(text).toContain('<gone>- make has returned')
    expect(text).toContain('<changed>  ~ freed          #0: Point, 16 B')
    expect(recordingText(recording, { width: 80 })).not.toMatch(/\u001b|<added>/)
  })

  it('names only what is as before, where that is asked for', () => {
    const text = recordingText(readRecording(join(folder, 'box-new.json')), { width: 80, brief: true })
    const [, first = '', second = ''] = text.split('\n── step ')
    expect(first).toContain('uninitialised  boxed: Box<Point>')
    expect(second).toContain('main, 64 B, as before')
    expect(second).toContain('+ live           argument n: i64 = 7')
  })

  it('says of a program that is refused what rustc says', () => {
    const text = recordingText(readRecording(join(folder, 'reference-outlives.json')), { width: 80 })
    expect(text).toMatch(/rustc refuses it:\n\nerror\[E\d{4}\]/)
  })
})

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const nowhere = () => '→ there'
const number = (name: string, text: string): Value => ({ name, type: 'u8', offset: 0, size: 1, kind: 'scalar', text })

describe('a value as text', () => {
  const list: Value = {
    offset: 0,
    size: 40,
    kind: 'array',
    fields: Array.from({ length: 32 }, (_, i) => number(String(i), '100')),
    omitted: 8,
  }

  it('says how many elements are left out, of those recorded and of those that were not', () => {
    expect(valueText(list, nowhere)).toMatch(/^\[100, .*, … 8 more\]$/)
    expect(valueText(list, nowhere, 40)).toBe('[100, 100, 100, 100, 100, … 35 more]')
  })

  it('folds what is deep inside before it leaves out what is outside', () => {
    const inner: Value = { name: 'list', offset: 0, size: 40, kind: 'array', fields: list.fields }
    const outer: Value = { offset: 0, size: 41, kind: 'aggregate', fields: [number('n', '1'), inner] }
    expect(valueText(outer, nowhere, 40)).toBe('{ n: 1, list: [100, 100, … 30 more] }')
  })

  it('cuts a long text and shows that it is cut', () => {
    const text: Value = { offset: 0, size: 60, kind: 'array', text: 'x'.repeat(60) }
    expect(valueText(text, nowhere, 20)).toMatch(/^"x+"…$/)
    expect(valueText(text, nowhere, 20).length).toBeLessThanOrEqual(20)
  })

  it('writes enums, tuples and structs as Rust does', () => {
    const of = (fields: Value[], more: Partial<Value> = {}): Value => ({
      offset: 0,
      size: 9,
      kind: 'enum',
      fields,
      ...more,
    })
    expect(valueText(of([], { variant: 'None' }), nowhere)).toBe('None')
    expect(valueText(of([number('0', '7')], { variant: 'Some' }), nowhere)).toBe('Some(7)')
    expect(valueText(of([number('side', '3')], { variant: 'Square' }), nowhere)).toBe('Square { side: 3 }')
    expect(valueText(of([number('0', '1'), number('1', '2')], { kind: 'aggregate' }), nowhere)).toBe('(1, 2)')
    expect(valueText(of([], { kind: 'aggregate' }), nowhere)).toBe('{}')
  })
})

describe('the terminal', () => {
  it('is as wide as it says, within what can be read', () => {
    expect(textWidth(90, {})).toBe(90)
    expect(textWidth(300, {})).toBe(120)
    expect(textWidth(undefined, { COLUMNS: '100' })).toBe(100)
    expect(textWidth(undefined, { COLUMNS: 'wide' })).toBe(80)
  })

  it('is shown recordings by their files', () => {
    expect(isRecordingFile('recordings/box-new.json')).toBe(true)
    expect(isRecordingFile('box-new')).toBe(false)
  })
})
