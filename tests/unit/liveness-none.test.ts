import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { analyse } from '../../recorder/liveness/index.ts'

const dir = mkdtempSync(join(tmpdir(), 'liveness-none-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** A compiler that does just what the shell script says. */
function compiler(name: string, script: string): string {
  const path = join(dir, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const text = 'fn main() {}\n'

test('a compiler that refuses the options gives none, with its own first line', async () => {
  const rustc = compiler('refuses', 'echo "error: unknown unstable option: \\`dump-mir\\`" >&2; exit 1')
  const reason = "rustc's analysis failed: error: unknown unstable option: `dump-mir`"
  expect(await analyse({ text, rustc })).toEqual({ kind: 'none', reason })
})

test('a compiler that writes nothing gives none', async () => {
  const reason = 'rustc wrote no MIR of the borrow checker'
  expect(await analyse({ text, rustc: compiler('silent', 'exit 0') })).toEqual({ kind: 'none', reason })
})

test('a compiler that writes something else gives none, and no directory is left behind', async () => {
  const temporary = join(dir, 'tmp')
  mkdirSync(temporary)
  vi.stubEnv('TMPDIR', temporary)
  const script = 'mkdir mir; echo "fn main() -> () {" > mir/a.main.-------.nll.0.mir'
  const analysis = await analyse({ text, rustc: compiler('other', script) })
  expect(analysis).toEqual({ kind: 'none', reason: expect.stringContaining('cannot be read') as string })
  vi.unstubAllEnvs()
  expect(readdirSync(temporary)).toEqual([])
})
