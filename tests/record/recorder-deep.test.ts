import { gzipSync } from 'node:zlib'
import { describe, expect } from 'vitest'
import type { Recording } from '../../recorder/schema.ts'
import type { MemoryState } from '../../recorder/trace-schema.ts'
import { statesOf } from '../../scene/replay.ts'
import { memoryFaults } from '../../recorder/invariants/state.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { recordText, scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

const ENDLESS = `fn dive(depth: u64) -> u64 {
    dive(depth + 1) + 1
}
fn main() {
    std::hint::black_box(dive(0));
}
`

const LIST = `enum List {
    Nil,
    Cons(u32, Box<List>),
}
fn build(n: u32) -> List {
    if n == 0 {
        return List::Nil;
    }
    List::Cons(n, Box::new(build(n - 1)))
}
fn main() {
    std::hint::black_box(build(300));
}
`

const dir = scratch()

function debugStates(recording: Recording): MemoryState[] {
  const [thread] = recording.builds['debug']?.trace?.threads ?? []
  if (!thread) throw new Error('the recording has no trace')
  return statesOf(thread)
}

const megabytes = (recording: Recording) => JSON.stringify(recording).length / 1e6

describe.skipIf(missing)(`deep stacks and long lists${skipped}`, () => {
  test('a recursion without end: its middle is folded, and says how much that is', async () => {
    const { recording } = await recordText('endless', ENDLESS, dir, {}, '--debug')
    expect(recording.builds['debug']?.run?.ending).toMatchObject({ kind: 'signal' })
    const states = debugStates(recording)
    expect(states).toHaveLength(2000)
    const last = states.at(-1)
    const dives = states.filter((state) => state.function === 'dive').at(-1)?.frames ?? []
    const [folded] = dives.flatMap((frame) => frame.between ?? [])
    const innermost = dives.at(-1)?.locals.find((local) => local.name === 'depth')
    // main and one frame for each depth from 0 on.
    expect(dives.length + (folded?.folded ?? 0)).toBe(Number(innermost?.value?.text) + 2)
    expect(folded?.functions).toEqual(['dive'])
    expect(folded?.size).toBe((folded?.folded ?? 0) * (dives[1]?.size ?? 0))
    expect(last?.frames.length).toBeLessThanOrEqual(64)
    expect([...new Set(states.flatMap(memoryFaults))]).toEqual([])
    expect(megabytes(recording)).toBeLessThan(6)
  })

  test('a list of three hundred blocks, built and dropped by recursion', async () => {
    const { recording } = await recordText('list', LIST, dir, {}, '--debug')
    const states = debugStates(recording)
    expect(Math.max(...states.map((state) => state.blocks.length))).toBe(300)
    expect(megabytes(recording)).toBeLessThan(6)
    expect(gzipSync(JSON.stringify(recording)).length).toBeLessThan(500_000)
  })
})
