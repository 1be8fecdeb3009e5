import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { isRunning, processesBelow } from '../../recorder/started-processes.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { onPath, pathWith, runCli, scratch, startCli } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

const MAIN = 'fn main() {}\n'
/** Milliseconds after which something hangs. */
const HANGS = { timeout: 300_000 }
const dir = scratch()
const put = (name: string, content: string | Buffer) => {
  writeFileSync(join(dir, name), content)
}

/** Records `x.rs` and gives what was said; nothing may be written or left behind. */
async function refusal(args: string[], environment: NodeJS.ProcessEnv = {}) {
  const { child, ended } = startCli([...args, '--out', join(dir, 'out')], dir, environment)
  const { code, stdout, stderr } = await ended
  expect(code, stdout).toBe(1)
  expect(places(child.pid!)).toEqual([])
  expect(existsSync(join(dir, 'out')) ? readdirSync(join(dir, 'out')) : []).toEqual([])
  expect(stderr).not.toMatch(/^\s+at .*\.ts:\d+/m)
  return stderr
}

describe('without a compiler', () => {
  test('a file that is not there, is a directory, or is not Rust', async () => {
    expect(await refusal(['nothing.rs'])).toBe('no such file: nothing.rs\n')
    expect(await refusal(['.'])).toMatch(/is a directory/)
    put('x.c', 'int main;')
    expect(await refusal(['x.c'])).toBe('x.c is not a Rust source file (.rs)\n')
    put('latin.rs', Buffer.from([0x2f, 0x2f, 0xff, 0x0a]))
    expect(await refusal(['latin.rs'])).toMatch(/^latin.rs is not UTF-8/)
  })

  test('no rustc: what to install', async () => {
    put('x.rs', MAIN)
    expect(await refusal(['x.rs'], { PATH: pathWith(dir, {}) })).toMatch(/^rustc is not installed.*rustup/)
  })

  test('another rustc: both versions and how to use it all the same', async () => {
    put('x.rs', MAIN)
    const answer = 'echo "release: 1.80.0"; echo "host: x86_64-unknown-linux-gnu"'
    const said = await refusal(['x.rs'], { PATH: pathWith(dir, { rustc: answer }) })
    expect(said).toMatch(/^rustc is 1\.80\.0, the recordings are made by 1\.95\.0.*RUSTC=/)
  })

  test('a RUSTC that is none', async () => {
    put('x.rs', MAIN)
    expect(await refusal(['x.rs'], { RUSTC: '/nowhere/rustc' })).toMatch(/cannot run the compiler that RUSTC/)
    expect(await refusal(['x.rs'], { RUSTC: '/bin/echo' })).toMatch(/does not answer as rustc does/)
  })

  test('options that are none are told with a code', async () => {
    const { code, stderr } = await runCli(['--steps', 'many'], dir)
    expect(code).toBe(1)
    expect(stderr).toMatch(/not a number above 0/)
  })

  test('--debug and --release together, which ask for only the one and only the other', async () => {
    expect(await refusal(['x.rs', '--debug', '--release'])).toMatch(/'--debug' cannot be used with option '--release'/)
  })

  test('--times of a program that times nothing', async () => {
    put('x.rs', MAIN)
    expect(await refusal(['--times', 'x.rs'])).toMatch(/^x\.rs: no times to measure/)
  })

  test('--help says what there is', async () => {
    const { code, stdout } = await runCli(['--help'], dir)
    expect(code).toBe(0)
    for (const option of ['--out', '--debug', '--release', '--steps', '--check', 'RUSTC']) {
      expect(stdout).toContain(option)
    }
  })
})

describe.skipIf(missing)(`with a compiler${skipped}`, () => {
  test("a program that does not compile: rustc's message with file and line", async () => {
    put('x.rs', 'fn main() {\n    let n: u32 = "a";\n}\n')
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs does not compile:\nerror\[E0308\][^]*--> x\.rs:2:18/)
  })

  test('one of another edition: which it was compiled in, and how to ask for another', async () => {
    const old = 'async fn f() {}\nfn main() {\n    let gen = f();\n    drop(gen);\n}\n'
    put('x.rs', old)
    expect(await refusal(['x.rs'])).toMatch(
      /^x\.rs does not compile:\n[^]*It was compiled in edition 2024; "\/\/@ edition: 2021" in its head comment/,
    )
    put('x.rs', '//@ edition: 2015\nfn main() {\n    let n = async { 1 };\n}\n')
    expect(await refusal(['x.rs'])).toMatch(/It was compiled in edition 2015; "\/\/@ edition: 2021"/)
    put('x.rs', `//@ edition: 2020\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs:1: edition: there is no edition 2020: there are 2015, 2018/)
  })

  test('one that wants a feature of nightly: RUSTC names a compiler that has it', async () => {
    put('x.rs', `#![feature(f16)]\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs does not compile \(it needs a feature[^)]*nightly[^)]*RUSTC=/)
    put('x.rs', 'fn main() {\n    let half: f16 = 1.5;\n}\n')
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs does not compile \(it needs a feature[^)]*RUSTC=[^]*E0658/)
  })

  test('a layout of a type that is not there', async () => {
    put('x.rs', `//@ layout: Absent\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs:1: layout: rustc does not know all of Absent:\n[^]*(?:E0425|E0412)/)
  })

  test('one without main, one that wants a crate, one that is not Rust', async () => {
    put('x.rs', 'pub fn f() {}\n')
    expect(await refusal(['x.rs'])).toMatch(/it has no main/)
    put('x.rs', `use serde::Serialize;\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/only std can be used[^]*serde/)
    put('x.rs', 'not rust\n')
    expect(await refusal(['x.rs'])).toMatch(/x\.rs:1:/)
  })

  test('one that must not compile and does', async () => {
    put('x.rs', `//@ must-not-compile: E0515\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/x\.rs: must not compile, but debug compiles/)
  })

  test('a claim that does not hold: both numbers, file and line', async () => {
    put('x.rs', `//! T\n//@ calls: debug 2\n${MAIN}`)
    const said = await refusal(['x.rs'])
    expect(said).toMatch(/x\.rs:2: debug claims 2 calls of the allocator, the recording has 0/)
  })

  test('a listing of a function that is not there: what there is', async () => {
    put('x.rs', `//! T\n//@ listing: absent\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs:2: listing: the program has no function absent; it has main/)
    put('x.rs', `//! T\n//@ listing: main\n//@ instructions: absent\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs:3: instructions: the program has no function absent/)
    put('x.rs', `//! T\n//@ builds: debug\n//@ listing: mian\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs:3: listing: the program has no function mian, did you mean main\?/)
  })

  test('a listing of a function of which the compiler left nothing: why, and how to keep it', async () => {
    const small = '#[inline(always)]\nfn small(n: u8) -> u8 {\n    n + 1\n}\n'
    put('x.rs', `//@ listing: small\n${small}fn main() {\n    std::hint::black_box(small(1));\n}\n`)
    expect(await refusal(['x.rs'])).toMatch(
      /^x\.rs:1: listing: debug has no function small \(inlined, removed.*it has main/,
    )
    put('x.rs', `//@ listing: unused\n// fn unused() {}\n${MAIN}`)
    expect(await refusal(['x.rs'])).toMatch(/^x\.rs:1: listing: the program has no function unused;/)
  })

  test('no gdb, and a gdb that dies', async () => {
    put('x.rs', MAIN)
    const tools = pathWith(dir, {})
    for (const tool of ['rustc', 'cc', 'ld', 'as', 'objdump', 'c++filt', 'sh']) {
      const found = onPath(tool)
      if (found !== undefined) symlinkSync(found, join(tools, tool))
    }
    expect(await refusal(['x.rs'], { PATH: tools })).toMatch(/^gdb is not installed.*apt install gdb/)
    const dies = pathWith(dir, { gdb: '[ "$1" = --version ] && echo "GNU gdb 13.1" && exit 0; kill -SEGV $$' })
    const said = await refusal(['x.rs'], { PATH: `${dies}:${process.env.PATH}` })
    expect(said).toMatch(/^x\.rs: gdb is killed by SIGSEGV/)
  })

  test('a gdb that dies in the middle of the trace', async () => {
    put('x.rs', 'fn main() {\n    for n in 0..5000 {\n        std::hint::black_box(n);\n    }\n}\n')
    const kill = 'while kill -0 $$ && ! [ -s events ]; do sleep 0.02; done; kill -KILL $$'
    const dies = pathWith(dir, {
      gdb: `case "$*" in *run.py*) (${kill}) 2>/dev/null & ;; esac; exec ${onPath('gdb')} "$@"`,
    })
    const said = await refusal(['x.rs', '--debug'], { PATH: `${dies}:${process.env.PATH}` })
    expect(said).toMatch(/^x\.rs: gdb is killed by SIGKILL while it runs x:/)
  })

  test('Ctrl-C ends it at once: no gdb, no file, no directory is left', async () => {
    put('x.rs', 'fn main() { loop {} }\n')
    const { child, ended } = startCli(['x.rs', '--out', join(dir, 'out')], dir)
    await expect.poll(() => processesBelow(child.pid!).map(({ name }) => name), HANGS).toContain('x')
    expect(places(child.pid!)).toHaveLength(1)
    const started = processesBelow(child.pid!)
    expect(started.map(({ name }) => name)).toContain('gdb')
    child.kill('SIGINT')
    const { code } = await ended
    expect(code).toBe(130)
    // The kernel ends the program with gdb (PTRACE_O_EXITKILL), a moment after it.
    const alive = () => started.filter(({ pid }) => isRunning(pid))
    await expect.poll(alive, HANGS).toEqual([])
    expect(existsSync(join(dir, 'out', 'x.json'))).toBe(false)
    expect(places(child.pid!)).toEqual([])
  })
})

/** Directories that a recorder uses, by its process id. */
function places(owner: number): string[] {
  return readdirSync('/tmp').filter((name) => {
    if (!name.startsWith('rust-recording-')) return false
    try {
      return readFileSync(join('/tmp', name, 'owner'), 'utf8') === String(owner)
    } catch (error) {
      // Another recorder has just made it, or removed it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      return false
    }
  })
}
