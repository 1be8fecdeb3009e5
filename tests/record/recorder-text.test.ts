import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { pathWith, readJson, runCli, scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)
const dir = scratch()
const BOXED = 'fn main() {\n    let boxed = Box::new(std::hint::black_box(7));\n    drop(boxed);\n}\n'

describe('text of what is recorded already', () => {
  test('needs no compiler, and has colours only where they are asked for', async () => {
    copyFileSync(join(import.meta.dirname, '../../recordings/box-new.json'), join(dir, 'kept.json'))
    const plain = await runCli(['--text', 'kept.json'], dir, { PATH: pathWith(dir, {}), FORCE_COLOR: undefined })
    expect(plain.stderr).toBe('')
    expect(plain.code).toBe(0)
    expect(plain.stdout).toContain('~ moved          point: Point = { x: 7, y: 8 }')
    expect(plain.stdout).not.toContain('\u001b')
    const coloured = await runCli(['--text', 'kept.json'], dir, { FORCE_COLOR: '1', NO_COLOR: undefined })
    expect(coloured.stdout).toContain('\u001b[33m  ~ moved')
  })

  test('wants a name, and says which recording there is not', async () => {
    expect((await runCli(['--text'], dir)).stderr).toMatch(/^--text wants the name of a program or of a recording/)
    const { code, stderr } = await runCli(['--text', 'none.json'], dir)
    expect(code).toBe(1)
    expect(stderr).toMatch(/no recording .*none\.json/)
    expect((await runCli(['--text', '--check', 'x.rs'], dir)).stderr).toMatch(/'--text' cannot be used with/)
  })
})

describe.skipIf(missing)(`text of a program${skipped}`, () => {
  test('is printed, of both builds, and no file is written but where --out says', async () => {
    writeFileSync(join(dir, 'boxed.rs'), BOXED)
    const before = readdirSync(dir)
    const debug = await runCli(['--text', 'boxed.rs'], dir)
    expect(debug.stderr).toBe('')
    expect(debug.stdout).toContain('debug build by rustc')
    expect(debug.stdout).toMatch(/~ moved +boxed: Box<i32> = → #0, freed/)
    const release = await runCli(['--release', '--brief', 'boxed.rs'], dir)
    expect(release.stdout).toContain('release build by rustc')
    expect(readdirSync(dir)).toEqual(before)
    const written = await runCli(['--text', 'boxed.rs', '--out', join(dir, 'out')], dir)
    expect(written.stdout).toBe(debug.stdout)
    expect(Object.keys(readJson(join(dir, 'out', 'boxed.json')).builds)).toEqual(['debug'])
  })

  test('is also that of a build whose steps the program does not ask for, if it has that build', async () => {
    writeFileSync(join(dir, 'asks.rs'), `//! T\n//@ builds: release\n//@ calls: release 0\n\nfn main() {}\n`)
    expect((await runCli(['--text', '--release', 'asks.rs'], dir)).stdout).toContain('── step 1 of')
    const { code, stderr } = await runCli(['--text', 'asks.rs'], dir)
    expect(code).toBe(1)
    expect(stderr).toBe('asks.rs: it has no debug build, its directives ask for release\n')
    expect(existsSync(join(dir, 'asks.json'))).toBe(false)
  })
})
