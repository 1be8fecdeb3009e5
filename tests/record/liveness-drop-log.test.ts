/**
 * A second way of knowing: the programs' own `Drop` prints which value it drops. At each of these
 * drops the replay must say which variable held that value, and drop it then.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { analysisOf, type VariableState } from '../../recorder/liveness/index.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, pinnedRustc, skipped } from '../support/toolchain.ts'
import { golden, keptBodies, keptStops, goldensOf } from './liveness-programs.ts'
import { replay, shortName } from './liveness-replay.ts'

const test = recordTests(import.meta.filename)

/** What the program prints, run outside any debugger. */
function printed(text: string): string[] {
  const dir = mkdtempSync(join(tmpdir(), 'liveness-drop-'))
  try {
    writeFileSync(join(dir, 'program.rs'), text)
    execFileSync(pinnedRustc(), ['--edition', '2024', '-A', 'warnings', 'program.rs'], { cwd: dir })
    return execFileSync(join(dir, 'program'), { encoding: 'utf8' }).trim().split('\n')
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** For each run of `Drop::drop`, the variable of its caller that turned to dropped by it. */
function droppedBy(name: string): string[] {
  const moments = replay(analysisOf(keptBodies(name), golden(name, 'rs'), 'snippet.rs'), keptStops(name))
  return moments.flatMap(({ stop, callers }, at) => {
    if (shortName(stop.function) !== '{impl#0}::drop' || stop.column !== 0) return []
    const caller = stop.callers[0]!
    const after = moments.slice(at + 1).find((later) => later.stop.frame === caller.frame)
    const held = callers[0]!.states.filter((one) => ['live', 'partly-moved'].includes(one.state))
    const now = (one: VariableState) => after?.states.find((other) => other.id === one.id)?.state
    const turned = held.filter((one) => now(one) === 'dropped')
    // Behind the brace of a scope its last variable is gone with it.
    const gone = held.filter((one) => now(one) === undefined)
    return [(turned.length > 0 ? turned : gone).map((one) => one.name).join('+') || 'none']
  })
}

describe.skipIf(missing)(`what a program says it drops${skipped}`, () => {
  for (const [name, held] of [
    // The remaining field `two` is dropped as the rest of `pair`.
    ['drop-order', { two: 'pair' }],
    // `eat` names what it is given `noisy`.
    ['conditional-move', { 'treat 0': 'noisy', 'snack 0': 'noisy' }],
    // `drop` takes the first value and the one of round 0 away; round 1 forgets its own.
    ['reinitialised', { first: 'none', second: 'slot', third: 'other', again: 'none' }],
    // The first value is returned and dropped by the caller as `kept`, the second one as `other`.
    ['early-return', { 'first 0': 'none', second: 'other', 'first 1': 'kept' }],
    ['unwinding', { 'given 1': 'none' }],
  ] as const) {
    test(
      name,
      () => {
        const counts = new Map<string, number>()
        const expected = printed(golden(name, 'rs')).map((word) => {
          const nth = counts.get(word) ?? 0
          counts.set(word, nth + 1)
          const table = held as Record<string, string>
          return table[`${word} ${nth}`] ?? table[word] ?? word
        })
        const found = droppedBy(name)
        // Where a value is already the callee's, `drop` of std holds it: no variable of the program does.
        expect(found).toEqual(name === 'reinitialised' ? ['none', 'slot', 'none', 'other'] : expected)
      },
      goldensOf(name),
    )
  }
})
