import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { readJson, recordText, runCli, scratch, startCli } from './recorder-tools.ts'

const test = recordTests(import.meta.filename)

/** What `debug` of a program did. */
const run = async (name: string, text: string, dir: string) => {
  const { recording, stdout } = await recordText(name, text, dir, {}, '--debug', '--steps', '50')
  return { ...recording.builds.debug!.run!, said: stdout }
}

describe.skipIf(missing)(`any program of one file${skipped}`, () => {
  const dir = scratch()

  test('a panic is recorded with its message and exit code', async () => {
    const text = 'fn main() {\n    let v = vec![1];\n    let at = v.len();\n    println!("{}", v[at]);\n}\n'
    const { ending, stderr, said } = await run('panics', text, dir)
    expect(ending).toEqual({ kind: 'exit', code: 101 })
    expect(stderr).toContain("thread 'main' (…) panicked at panics.rs:4:")
    expect(said).toContain('exit code 101')
  })

  test('so is a stack overflow, with the limit that it ran under', async () => {
    const text = [
      '//@ steps: release',
      '#[inline(never)]',
      'fn down(n: u64) -> u64 { let a = std::hint::black_box([n; 10000]); down(n + 1) + a[3] }',
      'fn main() { down(0); }',
    ].join('\n')
    const { ending, stderr, stackLimit } = await run('overflows', text, dir)
    expect(ending).toEqual({ kind: 'signal', signal: 'SIGABRT' })
    expect(stderr).toContain('has overflowed its stack')
    expect(stackLimit).toBe(8 * 1024 * 1024)
  })

  test('an exit code of its own leaves what is on the heap', async () => {
    const { ending, calls } = await run('exits', 'fn main() { std::process::exit(*Box::new(7)) }', dir)
    expect(ending).toEqual({ kind: 'exit', code: 7 })
    const [box] = calls
    expect(box).toMatchObject({ kind: 'alloc', size: 4 })
    expect(calls.slice(1).filter(({ address }) => address === box!.address)).toEqual([])
  })

  test('stdin is empty, arguments and environment are too', async () => {
    const text = `fn main() {
      let mut line = String::new();
      let read = std::io::stdin().read_line(&mut line).unwrap();
      println!("{read} {} {}", std::env::args().count(), std::env::vars().count());
    }`
    expect((await run('reads', text, dir)).stdout).toBe('0 1 0\n')
  })

  test('calls are those between entry and exit of main', async () => {
    const text = 'fn main() { std::hint::black_box(Box::new(1u64)); }'
    const { calls } = await run('one-box', text, dir)
    expect(calls.map(({ kind, size, align, line }) => [kind, size, align, line])).toEqual([
      ['alloc', 8, 8, 1],
      ['dealloc', 8, 8, 1],
    ])
    expect(calls[0]!.address).toBe(calls[1]!.address)
  })

  test('a call is its caller’s, also where the program brings its own allocator', async () => {
    const text = [
      'struct Own;',
      'unsafe impl std::alloc::GlobalAlloc for Own {',
      '    unsafe fn alloc(&self, layout: std::alloc::Layout) -> *mut u8 { unsafe { std::alloc::System.alloc(layout) } }',
      '    unsafe fn dealloc(&self, at: *mut u8, layout: std::alloc::Layout) { unsafe { std::alloc::System.dealloc(at, layout) } }',
      '}',
      '#[global_allocator]',
      'static OWN: Own = Own;',
      'fn main() {',
      '    let boxed = std::hint::black_box(Box::new(1u64));',
      '    drop(boxed);',
      '}',
    ].join('\n')
    const { calls } = await run('own-allocator', text, dir)
    expect(calls.map(({ kind, line, function: name }) => [kind, line, name])).toEqual([
      ['alloc', 9, 'main'],
      ['dealloc', 10, 'main'],
    ])
  })

  test('a realloc tells both sizes and both addresses', async () => {
    const text = 'fn main() { let mut v = vec![1u32]; v.reserve_exact(100); std::hint::black_box(&v); }'
    const { calls } = await run('grows', text, dir)
    const realloc = calls.find(({ kind }) => kind === 'realloc')
    expect(realloc).toMatchObject({ oldSize: 4, size: 404, align: 4, oldAddress: calls[0]!.address })
    expect(realloc!.address).toBe(calls.at(-1)!.address)
  })

  test('a HashMap has its order fixed, and says so', async () => {
    const text = `fn main() {
      let map: std::collections::HashMap<u8, u8> = (0..20).zip(0..20).collect();
      println!("{map:?}");
    }`
    const [one, other] = [await run('map', text, dir), await run('map', text, dir)]
    expect(one.fixedSeed).toBe(true)
    expect(other.stdout).toBe(one.stdout)
  })

  test('threads have numbers, and each its own calls', async () => {
    const text = `fn main() {
      let work = |size: usize| move || { std::hint::black_box(Vec::<u8>::with_capacity(size)); };
      std::thread::spawn(work(1000)).join().unwrap();
      std::thread::spawn(work(2000)).join().unwrap();
    }`
    const { calls } = await run('threads', text, dir)
    const big = calls.filter(({ kind, size }) => kind === 'alloc' && size >= 1000)
    expect(big.map(({ thread, size }) => [thread, size])).toEqual([
      [1, 1000],
      [2, 2000],
    ])
  })

  test('one that asks for ever ends at the limit of calls, with what it did', async () => {
    const text = 'fn main() { loop { std::hint::black_box(Box::new(1)); } }'
    const { ending, calls, said } = await run('for-ever', text, dir)
    expect(ending).toEqual({ kind: 'limit', what: 'calls', limit: 100 })
    expect(calls).toHaveLength(100)
    expect(said).toContain('the limit of 100 calls')
  })

  test('one that does nothing for ever ends after three seconds in which nothing is seen', async () => {
    const text = '//@ builds: debug, release\n//@ steps: release\nfn main() { loop {} }'
    const { ending } = await run('hangs', text, dir)
    expect(ending).toEqual({ kind: 'limit', what: 'seconds', limit: 3 })
  })

  test('one whose threads wait for one another ends likewise; one that sleeps as long does not', async () => {
    const deadlock = `use std::sync::{Mutex, mpsc};
fn main() {
    let (first, second) = (Mutex::new(1), Mutex::new(2));
    let (told, heard) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let _held = first.lock().unwrap();
            told.send(()).unwrap();
            drop(second.lock().unwrap());
        });
        let _held = second.lock().unwrap();
        heard.recv().unwrap();
        drop(first.lock().unwrap());
    });
}
`
    expect((await run('deadlock', deadlock, dir)).ending).toEqual({ kind: 'limit', what: 'seconds', limit: 3 })
    const sleeps = 'fn main() { std::thread::sleep(std::time::Duration::from_secs(4)); }'
    expect((await run('sleeps', sleeps, dir)).ending).toEqual({ kind: 'exit', code: 0 })
  })

  test('calls are counted on behind the last step that is recorded', async () => {
    const text = ['fn main() {', '    for n in 0..40 {', '        std::hint::black_box(Box::new(n));', '    }', '}']
    const { recording } = await recordText('goes-on', text.join('\n'), dir, {}, '--debug', '--steps', '50')
    const { run: ran, trace } = recording.builds.debug!
    expect(trace!.truncated).toBe(50)
    expect(ran!.counts).toMatchObject({ alloc: 40, dealloc: 40 })
    expect(ran!.ending).toEqual({ kind: 'exit', code: 0 })
  })

  test('recordings are written though nobody reads what is said, and their places are told to who does', async () => {
    for (const name of ['unread-one', 'unread-two']) writeFileSync(join(dir, `${name}.rs`), 'fn main() {}\n')
    const { child, ended } = startCli(['unread-one.rs', 'unread-two.rs', '--debug', '--out', dir], dir)
    child.stdout.destroy()
    expect(await ended).toMatchObject({ code: 0, stderr: '' })
    for (const name of ['unread-one', 'unread-two']) expect(readJson(join(dir, `${name}.json`)).name).toBe(name)
    const { stdout } = await runCli(['box-vanishes', '--debug', '--out', dir], dir)
    expect(stdout).toContain(join(dir, 'box-vanishes.json'))
  })

  test('nothing but programs and recordings is left', () => {
    expect(readdirSync(dir).filter((file) => !/\.(rs|json)$/.test(file))).toEqual([])
  })
})
