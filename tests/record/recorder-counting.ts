import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runProcess } from '../../recorder/run-process.ts'
import { pinnedRustc } from '../support/toolchain.ts'

/**
 * The second way of knowing: a global allocator that counts. It stands in a crate of its own and is
 * built without LTO, else the optimiser sees that it counts and keeps calls that it would remove.
 */
const COUNTING = `
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static COUNTS: [AtomicUsize; 5] = [const { AtomicUsize::new(0) }; 5];
fn count(kind: usize, bytes: usize) {
    COUNTS[kind].fetch_add(1, Relaxed);
    COUNTS[4].fetch_add(bytes, Relaxed);
}
pub fn counts() -> [usize; 5] {
    std::array::from_fn(|kind| COUNTS[kind].load(Relaxed))
}

struct Counting;
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(0, layout.size());
        unsafe { System.alloc(layout) }
    }
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(1, layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }
    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(2, size);
        unsafe { System.realloc(old, layout, size) }
    }
    unsafe fn dealloc(&self, old: *mut u8, layout: Layout) {
        count(3, 0);
        unsafe { System.dealloc(old, layout) }
    }
}
#[global_allocator]
static COUNTER: Counting = Counting;
`

/** Runs the program's `main` between two readings of the counters. */
const MAIN = `
fn main() {
    let before = counting::counts();
    counted_main();
    let after = counting::counts();
    let counts: Vec<usize> = std::iter::zip(before, after).map(|(one, other)| other - one).collect();
    eprintln!("{counts:?}");
}
`

/** Compiles the counting allocator into a directory; gives the library's path. The same one counts in all programs. */
export async function compileCounting(dir: string): Promise<string> {
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'counting.rs'), COUNTING)
  await rustc(dir, 'counting.rs', '--crate-type', 'rlib', '-C', 'opt-level=3')
  return join(dir, 'libcounting.rlib')
}

const rustc = (dir: string, file: string, ...args: string[]) =>
  run(pinnedRustc(), ['--edition', '2024', '-A', 'warnings', file, ...args], dir)

/**
 * What the counting allocator counts in `main` of a program, built with the same flags; without debug
 * information, which changes no code.
 *
 * @param counting The library of `compileCounting`.
 * @param dir A directory of its own, which is made.
 */
export async function countWithAllocator(text: string, flags: string[], counting: string, dir: string) {
  mkdirSync(dir, { recursive: true })
  writeFileSync(join(dir, 'counted.rs'), text.replace(/^fn main\(\)/m, 'fn counted_main()') + MAIN)
  const bare = ['-C', 'debuginfo=0', '-C', 'strip=debuginfo']
  await rustc(dir, 'counted.rs', ...flags, ...bare, '--extern', `counting=${counting}`)
  const stderr = await run(join(dir, 'counted'), [], dir)
  const last = stderr.trim().split('\n').at(-1) ?? ''
  const [alloc, allocZeroed, realloc, dealloc, bytes] = JSON.parse(last) as number[]
  return { alloc, allocZeroed, realloc, dealloc, bytes }
}

/** Runs a program that must end well, and gives what it says on stderr. */
async function run(program: string, args: string[], cwd: string): Promise<string> {
  const { code, stderr } = await runProcess(program, args, { cwd, env: process.env })
  if (code !== 0) throw new Error(`${program} ends with ${code}: ${stderr}`)
  return stderr
}
