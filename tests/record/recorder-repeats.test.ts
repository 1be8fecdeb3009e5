import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect } from 'vitest'
import { compareRecordings } from '../../recorder/compare.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { onPath, pathWith, readJson, runCli, scratch } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

const PROGRAMS = join(import.meta.dirname, '../programs')

/**
 * One with two threads that wait for one another, one that asks what its threads are called, one with a
 * HashMap, one that prints addresses of its own, as numbers.
 */
const NAMES = ['thread-talk', 'threads', 'hash-map', 'raw-pointers']

/** A program whose address space, layouts and instructions are recorded. */
const WHOLE = `//! Everything that can be recorded.
//@ builds: debug
//@ steps: debug
//@ layout: Pair
//@ map: marked
//@ listing: make
//@ instructions: make
struct Pair { text: &'static str, place: usize }
fn make(n: u64) -> Box<u64> { Box::new(n) }
fn main() {
    let boxed = make(7); // #mark boxed
    let pair = Pair { text: "kept", place: &raw const *boxed as usize }; // #mark pair
    println!("{:p} {} {}", &raw const pair, pair.place, pair.text);
}
`

/**
 * A library that moves what a program has in memory: it is mapped itself, maps more, and asks malloc before
 * the program does.
 */
const MOVER = `#include <stdlib.h>
#include <sys/mman.h>
static char own[3 << 20] = {1};
void *moved[2];
__attribute__((constructor)) static void move(void) {
  own[0] = 2;
  moved[0] = mmap(0, 5 << 12, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  moved[1] = malloc(7000);
}
`

/** A user who owns nothing. */
const NOBODY = 65534

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

describe.skipIf(missing)(`recording again gives the same${skipped}`, () => {
  const dir = scratch()
  const all = [...NAMES, 'whole']
  let used = 0
  let plain: string

  /** Records the programs as a user does, both builds; gives the directory of the files. */
  async function record(cwd: string, env: NodeJS.ProcessEnv = {}, limits?: string): Promise<string> {
    const out = join(dir, `out-${used++}`)
    const files = [...NAMES.map((name) => join(PROGRAMS, `${name}.rs`)), join(dir, 'whole.rs')]
    const { code, stderr } = await runCli([...files, '--out', out], cwd, env, limits)
    expect(code, stderr).toBe(0)
    return out
  }

  beforeAll(async () => {
    writeFileSync(join(dir, 'whole.rs'), WHOLE)
    plain = await record(dir)
  })

  const read = (place: string, name: string) => readFileSync(join(place, `${name}.json`), 'utf8')
  const expectSameMeaning = (again: string) => {
    for (const name of all) {
      const [one, other] = [plain, again].map((place) => readJson(join(place, `${name}.json`)))
      expect(compareRecordings(one!, other!), name).toEqual([])
    }
  }
  const expectSameBytes = (again: string) => {
    for (const name of NAMES) expect(read(again, name) === read(plain, name), name).toBe(true)
    // What was on the stack before a function ran, its process's number among it, is in `whole`.
    expectSameMeaning(again)
  }

  test('bytes while every core is busy', async () => {
    expectSameBytes(await underLoad(() => record(dir)))
  })

  const isRoot = process.getuid?.() === 0
  const as =
    isRoot && onPath('setpriv') !== undefined ? `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups` : ''
  const who = as === '' ? '(another user is skipped: that needs root and setpriv)' : 'run by another user'
  test(`bytes elsewhere: another path, environment and limit of the stack, ${who}`, async () => {
    const far = join(dir, 'a', 'much', 'deeper', 'directory with spaces')
    mkdirSync(far, { recursive: true })
    for (const name of NAMES) copyFileSync(join(PROGRAMS, `${name}.rs`), join(far, `${name}.rs`))
    writeFileSync(join(far, 'whole.rs'), WHOLE)
    const long = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`RECORDED_${i}`, 'x'.repeat(997)]))
    const foreign = { RUST_BACKTRACE: 'full', RUSTFLAGS: '-C opt-level=3', RUST_MIN_STACK: '99999', LANG: 'C' }
    const tmp = join(dir, 'a-temporary-directory-with-a-long-name')
    mkdirSync(tmp)
    // The debugger and what it runs are the user's; the workplace is given to him.
    const give = as === '' ? ':' : `[ "$1" = --version ] || chown -R ${NOBODY} ../..`
    const bin = pathWith(dir, { gdb: `${give}; exec ${as} ${onPath('gdb')} "$@"` })
    const environment = { ...long, ...foreign, TZ: 'Asia/Tokyo', TMPDIR: tmp, MALLOC_PERTURB_: '85' }
    const files = all.map((name) => `${name}.rs`)
    const PATH = `${bin}:${process.env.PATH}`
    const { code, stderr } = await runCli(files, far, { ...environment, PATH }, 'ulimit -S -s 3072')
    expect(code, stderr).toBe(0)
    expectSameBytes(far)
  })

  test('meaning where other things are mapped: no address is where it was', async () => {
    writeFileSync(join(dir, 'mover.c'), MOVER)
    const mover = join(dir, 'mover.so')
    execFileSync('cc', ['-shared', '-fPIC', '-o', mover, join(dir, 'mover.c')])
    const wrapper = 'set exec-wrapper env -i'
    const loads = `[ "$word" = "${wrapper}" ] && word="${wrapper} LD_PRELOAD=${mover}"`
    const script = `for word do shift; ${loads}; set -- "$@" "$word"; done; exec ${onPath('gdb')} "$@"`
    const bin = pathWith(dir, { gdb: script })
    const moved = await record(dir, { PATH: `${bin}:${process.env.PATH}` })
    expectSameMeaning(moved)
    for (const name of all) {
      const [one, other] = [plain, moved].map((place) => readJson(join(place, `${name}.json`)))
      // Another thread's heap begins where a multiple of 64 MiB is free, which the library does not move.
      const places = (recording: typeof one) =>
        recording!.builds
          .debug!.run!.calls.filter(({ thread, kind }) => thread === 0 && kind !== 'dealloc')
          .map(({ address }) => address)
      const kept = places(other).filter((address) => places(one).includes(address))
      expect(kept, name).toEqual([])
    }
    // A thread's id is the address of what is mapped for it.
    const ids = (place: string): string[] => read(place, 'threads').match(/"1407\d{11}"/g) ?? []
    expect(ids(plain).length).toBeGreaterThan(0)
    expect(ids(moved).filter((id) => ids(plain).includes(id))).toEqual([])
  })
})
