import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { replay } from '../../scene/replay.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, pinnedRustc, skipped } from '../support/toolchain.ts'
import { recordText, scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

const PROGRAM = `fn main() {
    let text = String::from("kept");
    let moved = text;
    std::hint::black_box(&moved);
}
`

describe.skipIf(missing)(`a compiler that tells nothing of moves and drops${skipped}`, () => {
  const dir = scratch()

  /** A rustc that does what the pinned one does until it is asked for `what`. */
  function rustcWithout(name: string, what: string): string {
    const file = join(dir, name)
    writeFileSync(file, `#!/bin/sh\n${what}\nexec ${pinnedRustc()} "$@"\n`)
    chmodSync(file, 0o755)
    return file
  }

  async function record(rustc: string) {
    const { recording, stdout } = await recordText('plain', PROGRAM, dir, { RUSTC: rustc }, '--debug')
    const trace = recording.builds['debug']!.trace!
    const [thread] = trace.threads
    const at = replay(thread!)
    return { recording, stdout, trace, states: thread!.steps.map((_, step) => at(step)) }
  }

  for (const [name, what, why] of [
    [
      'as a stable one without RUSTC_BOOTSTRAP',
      'case "$*" in *-Z*) echo "error: the option \\`Z\\` is only accepted on the nightly compiler" >&2; exit 1;; esac',
      /only accepted on the nightly compiler/,
    ],
    ['as one that writes no MIR', 'case "$*" in *-Zdump-mir*) exit 0;; esac', /wrote no MIR/],
    [
      'as one whose MIR reads otherwise',
      'case "$*" in *-Zdump-mir*) mkdir mir; echo "fn main() in another manner {" > mir/x.main.-------.nll.0.mir; exit 0;; esac',
      /unknown/,
    ],
  ] as const)
    test(`${name}: states are unknown, which recording and terminal say; values are read`, async () => {
      const { trace, states, stdout } = await record(rustcWithout(name.replaceAll(' ', '-'), what))
      const told = trace.notes.join('\n')
      expect(told).toMatch(/^states of variables .*unknown/m)
      expect(told).toMatch(why)
      expect(stdout).toContain(`note: ${trace.notes[0]}`)
      const locals = states.flatMap((state) => state.frames.flatMap((frame) => frame.locals))
      expect([...new Set(locals.map(({ state }) => state))].sort()).toEqual(['uninitialised', 'unknown'])
      expect(locals.find((local) => local.name === 'moved' && local.value)?.value?.text).toBe('kept')
      const typed = states
        .flatMap(({ blocks }) => blocks)
        .find((block) => block.type === 'str' && block.state === 'live')
      expect(typed).toMatchObject({ size: 4, length: 4, capacity: 4 })
    })

  test('the recorded executable is made without RUSTC_BOOTSTRAP', async () => {
    const spy = rustcWithout('spy', `echo "$RUSTC_BOOTSTRAP|$*" >> ${join(dir, 'asked')}`)
    const { trace } = await record(spy)
    expect(trace.analysis).toBe('rustc')
    const asked = execFileSync('cat', [join(dir, 'asked')], { encoding: 'utf8' })
      .trim()
      .split('\n')
    const links = asked.filter((line) => line.includes('link'))
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((line) => !line.startsWith('|'))).toEqual([])
    const opened = asked.filter((line) => line.startsWith('1|'))
    expect(opened.map((line) => /--emit metadata/.test(line))).toEqual([true])
  })
})
