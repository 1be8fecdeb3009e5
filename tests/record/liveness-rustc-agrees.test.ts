/**
 * A second way of knowing: rustc's own errors. `let _ = &x;` is put in front of a line; rustc
 * refuses it (E0382, E0381) exactly when `x` may be moved, partly moved or uninitialised there on
 * some path. The golden programs run all paths, so the runs together must say the same.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect } from 'vitest'
import { analysisOf } from '../../recorder/liveness/index.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, pinnedRustc, skipped } from '../support/toolchain.ts'
import { golden, keptBodies, keptStops, goldensOf } from './liveness-programs.ts'
import { replay, shortName, type Moment } from './liveness-replay.ts'

const test = recordTests(import.meta.filename)

const dir = mkdtempSync(join(tmpdir(), 'liveness-probe-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Lines before which a statement can stand, and that run once for each time they are reached. */
const PROBED = new RegExp(
  '^\\s+(let (?!.* (loop|else) )|if |match |return\\b|drop|eat|send|std::hint|text =|slot =|length =|' +
    'word =|person\\.|counts|keep|call|self\\.|take)',
)

/** Names by function and line that are not whole at the line's first stop in some run. */
function notWhole(moments: readonly Moment[]): Map<number, { names: Set<string>; all: Set<string> }> {
  const lines = new Map<number, { names: Set<string>; all: Set<string> }>()
  const last = new Map<number, number>()
  for (const { stop, isJump, states } of moments) {
    const isFirst = last.get(stop.frame) !== stop.line && stop.column > 0
    last.set(stop.frame, stop.line)
    if (!isFirst || isJump || shortName(stop.function).includes('impl')) continue
    const here = lines.get(stop.line) ?? { names: new Set(), all: new Set() }
    // What a `let` that still runs declares cannot be named in it.
    const declared = states.filter((one) => one.state !== 'uninitialised' || !one.hasHead)
    for (const name of new Set(declared.map((one) => one.name))) {
      here.all.add(name)
      if (declared.findLast((one) => one.name === name)?.state !== 'live') here.names.add(name)
    }
    lines.set(stop.line, here)
  }
  return lines
}

/** Names that rustc refuses to borrow before `line`. */
function refused(text: string, line: number, names: Iterable<string>): Set<string> {
  const lines = text.split('\n')
  const probes = [...names].map((name) => `let _ = &${name};`)
  lines.splice(line - 1, 0, ...probes)
  writeFileSync(join(dir, 'probe.rs'), lines.join('\n'))
  const found = new Set<string>()
  for (const row of rustcErrors()) {
    const { code, message, spans } = JSON.parse(row) as {
      code: { code: string } | null
      message: string
      spans: { is_primary: boolean; line_start: number }[]
    }
    const at = spans.find((span) => span.is_primary)?.line_start ?? 0
    const probe = probes[at - line]
    if (!probe || !['E0381', 'E0382'].includes(code?.code ?? '')) continue
    expect(message).toContain(probe.slice('let _ = &'.length, -1))
    found.add(probe.slice('let _ = &'.length, -1))
  }
  return found
}

function rustcErrors(): string[] {
  const args = ['--edition', '2024', '-A', 'warnings', '--emit=metadata', '--error-format=json', 'probe.rs']
  try {
    execFileSync(pinnedRustc(), args, { cwd: dir, stdio: ['ignore', 'ignore', 'pipe'] })
    return []
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr)
      .split('\n')
      .filter((row) => row.startsWith('{'))
  }
}

const chosen = [
  'conditional-move',
  'loop-move',
  'late-let',
  'match-guard',
  'partial-move',
  'reinitialised',
  'shadowing',
  'closures',
  'drop-order',
  'early-return',
  'methods',
  'macros',
]

describe.skipIf(missing)(`rustc refuses to borrow just what the replay says is not whole${skipped}`, () => {
  for (const name of chosen)
    test(
      name,
      () => {
        const text = golden(name, 'rs')
        const moments = replay(analysisOf(keptBodies(name), text, 'snippet.rs'), keptStops(name))
        const source = text.split('\n')
        let probed = 0
        for (const [line, { names, all }] of notWhole(moments)) {
          if (!PROBED.test(source[line - 1] ?? '')) continue
          probed++
          const said = [...refused(text, line, all)].sort()
          expect(said, `${name}.rs:${line} ${source[line - 1]?.trim()}`).toEqual([...names].sort())
        }
        expect(probed).toBeGreaterThan(2)
      },
      goldensOf(name),
    )
})
