import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { recordingFaults, traceFaults } from '../../recorder/invariants/index.ts'
import { letVariables } from '../../recorder/invariants/source-lets.ts'
import type { MemoryState, Trace } from '../../recorder/trace-schema.ts'
import { statesOf } from '../../scene/replay.ts'

const names = readdirSync(join(import.meta.dirname, '../../recordings'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))

it.each(names)('the recording of %s contradicts neither itself nor its source', (name) => {
  expect(recordingFaults(readRecording(name))).toEqual([])
})

describe('a trace', () => {
  const { source, builds } = readRecording('vec-new')
  const recorded = builds.debug?.trace

  /** What is found when each state has been changed. */
  function found(change: (state: MemoryState) => void): string[] {
    if (!recorded) throw new Error('vec-new has no steps')
    const steps = statesOf(recorded.threads[0] ?? { steps: [] }).map((state) => {
      const changed = structuredClone(state)
      change(changed)
      return { full: changed }
    })
    const trace: Trace = { ...recorded, threads: [{ steps }] }
    return traceFaults(trace, source.text, false).map(({ says }) => says)
  }
  const locals = (state: MemoryState) => state.frames.flatMap((frame) => frame.locals)

  it('is sound as it was recorded', () => {
    expect(found(() => undefined)).toEqual([])
  })

  it.each<[string, (state: MemoryState) => void, RegExp]>([
    [
      'that lacks a variable of the source',
      (state) => state.frames.forEach((frame) => frame.locals.splice(0)),
      /: “\w+” of line \d+ is not there at line \d+$/,
    ],
    [
      'with a variable that the source does not have',
      (state) => locals(state).forEach((local) => (local.name = 'residual')),
      /“residual” does not stand on line \d+/,
    ],
    [
      'with a variable of another size than its type has',
      (state) => locals(state).forEach((local) => Object.assign(local, { type: 'i32', size: 40 })),
      /is said to have 40 bytes, and i32 has 4$/,
    ],
    [
      'with a live variable of which nothing is known',
      (state) => locals(state).forEach((local) => (local.state === 'live' ? delete local.value : undefined)),
      /is live and has no value/,
    ],
    [
      'with a frame of another size than its addresses say',
      (state) => state.frames.forEach((frame) => (frame.size += 8)),
      /size is not high - low/,
    ],
  ])('%s is told', (_, change, says) => {
    expect(found(change)).toEqual(expect.arrayContaining([expect.stringMatching(says)]))
  })
})

describe('who owns a block', () => {
  const block = { id: 1, address: '0x1000', size: 4, align: 4, state: 'live' as const, line: 2, function: 'main' }
  const local = (id: number, name: string, state: 'live' | 'moved', target: object) => ({
    id,
    name,
    type: 'Box<i32>',
    argument: false,
    address: `0x${(0x7000 + 8 * id).toString(16)}`,
    size: 8,
    state,
    line: 2,
    value: { offset: 0, size: 8, kind: 'pointer' as const, text: '0x1000', target },
  })
  const heap = { kind: 'heap', block: 1, offset: 0 }
  const found = (line: number, locals: object[], end: 'live' | 'freed' = 'freed', others: object[] = []) => {
    const frame = { id: 0, function: 'main', line, low: '0x7000', high: '0x7040', size: 64 }
    const state = {
      thread: 0,
      blocks: [block],
      statics: [],
      calls: 1,
      frames: [{ ...frame, locals }],
    }
    const last = { ...state, blocks: [{ ...block, state: end }], frames: [{ ...frame, locals: [] }] }
    const trace = {
      threads: [{ steps: [{ full: state }, { full: last }] }, ...others],
      analysis: 'rustc',
      notes: [],
      instructionRuns: [],
    }
    return traceFaults(trace as unknown as Trace, '\nlet a, b;', false).map(({ says }) => says)
  }

  it('is one live variable', () => {
    expect(found(30, [local(1, 'a', 'moved', heap), local(2, 'b', 'live', heap)])).toEqual([])
  })

  it('cannot be two', () => {
    expect(found(30, [local(1, 'a', 'live', heap), local(2, 'b', 'live', heap)])).toEqual([
      'line 30: main: “a” and main: “b” both own block 1',
    ])
  })

  it('cannot be two by what their fields own, unless one of them was moved out', () => {
    const inField = (id: number, name: string, more: object = {}) => {
      const { value, ...rest } = local(id, name, 'live', heap)
      const field = { ...value, name: '0', type: 'Box<i32>', ...more }
      return { ...rest, type: 'Held', value: { offset: 0, size: 8, kind: 'aggregate', fields: [field] } }
    }
    expect(found(30, [inField(1, 'a'), inField(2, 'b')])).toEqual(['line 30: main: “a” and main: “b” both own block 1'])
    expect(found(30, [inField(1, 'a', { moved: true }), inField(2, 'b')])).toEqual([])
  })

  it('may be a macro, while the line runs that has moved it there', () => {
    const frame = (id: number, fn: string, line: number, state?: 'live' | 'moved') => ({
      ...{ id, function: fn, line, low: `0x${(0x7000 - 64 * id).toString(16)}`, size: 64 },
      high: `0x${(0x7040 - 64 * id).toString(16)}`,
      locals: state ? [local(1, 'a', state, heap)] : [],
    })
    const says = (line: number) => {
      const before = {
        thread: 0,
        line: 30,
        blocks: [block],
        statics: [],
        calls: 1,
        frames: [frame(0, 'main', 30, 'live')],
      }
      const within = { ...before, line: 9, frames: [frame(0, 'main', 30, 'moved'), frame(1, 'fmt', 9)] }
      const back = { ...before, line, frames: [frame(0, 'main', line, 'moved')] }
      const last = { ...before, line: 40, blocks: [{ ...block, state: 'freed' }], frames: [frame(0, 'main', 40)] }
      const steps = [before, within, back, last].map((full) => ({ full }))
      const trace = { threads: [{ steps }], analysis: 'rustc', notes: [], instructionRuns: [] }
      return traceFaults(trace as unknown as Trace, '\nlet a, b;', false).map((fault) => fault.says)
    }
    expect(says(30)).toEqual([])
    expect(says(31)).toEqual(['line 31: nothing leads to block 1 (4 B, allocated by line 2)'])
  })

  it('cannot be nobody, but in the statement that allocated it, or when it is never freed', () => {
    const nobody = [local(1, 'a', 'moved', heap)]
    expect(found(30, nobody)).toEqual(['line 30: nothing leads to block 1 (4 B, allocated by line 2)'])
    expect(found(3, nobody)).toEqual([])
    expect(found(30, nobody, 'live')).toEqual([])
    // Another thread may hold it.
    expect(found(30, nobody, 'freed', [{ steps: [] }])).toEqual([])
  })

  it('is nobody any more when it is freed', () => {
    const freed = { kind: 'dangling', why: 'freed', block: 1 }
    expect(found(3, [local(1, 'a', 'live', freed)])).toEqual(['line 3: main: “a” is live and owns freed memory'])
  })
})

it('variables are read from a source with their scopes; patterns, macros and `if let` are left out', () => {
  const source = `fn main() {
    let a = 1;
    let mut b = {
        let c: u8 = 2;
        c
    };
    if let Some(d) = Some(3) { }
    let (e, f) = (1, 2);
    let _ = 1;
    let r#type;
    let Some::Path(h) = a else { return };
    let i = a?;
}
macro_rules! m { () => { let g = 1; } }`
  expect(letVariables(source)).toEqual([
    { name: 'a', line: 2, statementEnd: 2, scopeEnd: 13, mayLeave: false },
    { name: 'b', line: 3, statementEnd: 6, scopeEnd: 13, mayLeave: false },
    { name: 'c', line: 4, statementEnd: 4, scopeEnd: 6, mayLeave: false },
    { name: 'type', line: 10, statementEnd: 10, scopeEnd: 13, mayLeave: false },
    { name: 'i', line: 12, statementEnd: 12, scopeEnd: 13, mayLeave: true },
  ])
})
