import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { trace as traceSchema } from '../../recorder/trace-schema.ts'
import { statesOf } from '../../scene/replay.ts'
import { claimsIn } from '../support/memory-claims.ts'
import { traceFaults } from '../../recorder/invariants/index.ts'
import { memoryFaults, pointersIn } from '../../recorder/invariants/state.ts'
import { terminalText } from '../support/memory-text.ts'
import { recordProgram } from '../support/recorded-program.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { recordText, runCli, scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

const program = (name: string) => readFileSync(join(import.meta.dirname, `../programs/${name}.rs`), 'utf8')

describe.skipIf(missing)(`steps of an optimised build${skipped}`, () => {
  const dir = scratch()

  async function recordStates(name: string, text: string) {
    const { recording } = await recordText(name, text, dir, {}, '--release', '--steps', '300')
    expect(Object.keys(recording.builds)).toEqual(['release'])
    const { trace, run } = recording.builds['release']!
    expect(traceSchema.parse(trace)).toEqual(trace)
    return { states: trace!.threads.flatMap(statesOf), run: run! }
  }

  for (const name of ['shared', 'trait-objects', 'matching', 'threads', 'unsized', 'reused', 'panics'])
    test(
      `${name}: what is shown agrees with what the program says, without contradictions`,
      async () => {
        const { states, run } = await recordStates(name, program(name))
        expect([...new Set(states.flatMap(memoryFaults))]).toEqual([])
        // What the optimiser keeps nowhere cannot be shown; what has an address is where the program has it.
        const placed = claimsIn(run.stderr).filter(({ line }) => /^(?:heap|value) /.test(line))
        expect(placed.filter(({ holds }) => !states.some(holds)).map(({ line }) => line)).toEqual([])
      },
      [`tests/programs/${name}.rs`],
    )

  for (const name of ['late-stores', 'kept-registers'])
    test(
      `${name}: is recorded as reviewed`,
      async () => {
        const recorded = await recordProgram(name, { build: 'release' })
        expect(traceFaults(recorded.trace, recorded.source.text, true)).toEqual([])
        await expect(terminalText(recorded)).toMatchFileSnapshot(`../golden/release/${name}.txt`)
      },
      [`tests/programs/${name}.rs`, `tests/golden/release/${name}.txt`],
    )

  test('a variable that the optimiser keeps nowhere says so, and no result is guessed', async () => {
    const text = `#[inline(never)]
fn half(n: u64) -> (u64, [u8; 3]) {
    let unused = [n; 4];
    (unused[1] / 2, [n as u8; 3])
}
fn main() {
    std::hint::black_box(half(std::hint::black_box(8)));
}
`
    const { states } = await recordStates('half', text)
    const locals = states.flatMap((state) => state.frames.flatMap((frame) => frame.locals))
    const gone = locals.filter(({ name, state }) => name === 'unused' && state === 'live')
    expect(gone.length).toBeGreaterThan(0)
    expect(gone.filter(({ optimisedOut, value }) => !optimisedOut || value)).toEqual([])
    expect(states.some(({ event }) => event === 'return')).toBe(true)
    expect(states.filter(({ returning }) => returning)).toEqual([])
  })

  test(
    'a poll that returns because its future waits has dropped nothing of it',
    async () => {
      const { states } = await recordStates('awaits', program('awaits'))
      const isPoll = (name: string) => name === 'both::{closure#0}'
      const polls = states.filter(({ event, frames }) => event === 'return' && isPoll(frames.at(-1)?.function ?? ''))
      const kept = polls.map(({ frames }) => frames.at(-1)?.locals.findLast(({ name }) => name === 'text')?.state)
      expect(kept).toEqual(['live', 'live', 'live', 'dropped'])
    },
    ['tests/programs/awaits.rs'],
  )

  test('a variable that is not stored yet, or whose drop was inlined, is not shown as live', async () => {
    const text = `fn main() {
    let list = vec![String::from("a"), String::from("b")];
    let mut first = None;
    for x in list {
        if first.is_none() { first = Some(x); continue; }
        println!("{x}");
    }
    println!("{first:?}");
}
`
    const { states } = await recordStates('stale-places', text)
    const locals = states.flatMap((state) => state.frames.flatMap((frame) => frame.locals))
    const first = locals.filter(({ name, state }) => name === 'first' && state === 'live')
    // Its None is stored only when the loop has a Some: until then its bytes are not its own.
    expect(first[0]).toMatchObject({ optimisedOut: true })
    const shown = first.flatMap(({ value }) => (value ? pointersIn(value).map(({ target }) => target?.kind) : []))
    expect([...new Set(shown)]).toEqual(['heap'])
    const [brace] = states.filter(({ line, blocks }) => line === 7 && blocks[2]?.state === 'freed')
    expect(brace?.frames[0]?.locals.find(({ name }) => name === 'x')?.state).toBe('dropped')
  })

  test('instructions of a function that was inlined away are refused, with what there is', async () => {
    const text = '//@ builds: release\n//@ instructions: gone\nfn gone(n: u8) -> u8 { n + 1 }\nfn main() { gone(1); }\n'
    writeFileSync(join(dir, 'inlined.rs'), text)
    const { code, stderr } = await runCli(['inlined.rs', '--release', '--out', dir], dir)
    expect(code).toBe(1)
    expect(stderr).toMatch(/release has no function gone.*it has main/)
  })
})
