import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { missing, skipped } from '../support/toolchain.ts'
import { runCli, scratch } from './recorder-tools.ts'

const PROGRAMS = join(import.meta.dirname, '../programs')

/** One with two threads that wait for one another, one with a HashMap, one that prints addresses of its own. */
const NAMES = ['thread-talk', 'hash-map', 'raw-pointers']

/** Runs `work` while every core is kept busy by as many endless loops. */
async function underLoad<Result>(work: () => Promise<Result>): Promise<Result> {
  const loops = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  )
  try {
    return await work()
  } finally {
    for (const loop of loops) loop.kill('SIGKILL')
  }
}

describe.skipIf(missing)(`recording again gives the same bytes${skipped}`, { timeout: 120_000 }, () => {
  const dir = scratch()
  let used = 0

  /** Records the programs as a user does, both builds, and gives the files' bytes by name. */
  async function record(cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Map<string, string>> {
    const out = join(dir, `out-${used++}`)
    const { code, stderr } = await runCli(
      [...NAMES.map((name) => join(PROGRAMS, `${name}.rs`)), '--out', out],
      cwd,
      env,
    )
    expect(code, stderr).toBe(0)
    return new Map(NAMES.map((name) => [name, readFileSync(join(out, `${name}.json`), 'utf8')]))
  }

  let plain: Map<string, string> | undefined
  const expectSame = async (again: Promise<Map<string, string>>) => {
    plain ??= await record(dir)
    for (const [name, bytes] of await again) expect(bytes === plain.get(name), name).toBe(true)
  }

  test('while every core is busy', async () => {
    await expectSame(underLoad(() => record(dir)))
  })

  test('with other environment variables, of another size', async () => {
    const long = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`RECORDED_${i}`, 'x'.repeat(997)]))
    const foreign = {
      RUST_BACKTRACE: 'full',
      RUSTFLAGS: '-C opt-level=3',
      RUST_MIN_STACK: '99999',
      LANG: 'C',
      TZ: 'Asia/Tokyo',
    }
    const tmp = join(dir, 'a-temporary-directory-with-a-long-name')
    mkdirSync(tmp)
    await expectSame(record(dir, { ...long, ...foreign, TMPDIR: tmp, MALLOC_PERTURB_: '85' }))
  })

  test('from another directory, for a copy of the program there', async () => {
    const far = join(dir, 'a', 'much', 'deeper', 'directory with spaces')
    mkdirSync(far, { recursive: true })
    for (const name of NAMES) copyFileSync(join(PROGRAMS, `${name}.rs`), join(far, `${name}.rs`))
    const { code, stderr } = await runCli(
      NAMES.map((name) => `${name}.rs`),
      far,
    )
    expect(code, stderr).toBe(0)
    await expectSame(
      Promise.resolve(new Map(NAMES.map((name) => [name, readFileSync(join(far, `${name}.json`), 'utf8')]))),
    )
  })
})
