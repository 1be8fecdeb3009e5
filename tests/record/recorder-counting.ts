import { execFileSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** What the counting allocator counts in `main` of a program, built with the same flags. */
export function countWithAllocator(text: string, flags: string[], dir: string) {
  const library = join(dir, 'libcounting.rlib')
  const rustc = (file: string, ...args: string[]) =>
    execFileSync(pinnedRustc(), ['--edition', '2024', file, ...args], { cwd: dir, stdio: 'pipe' })
  if (!existsSync(library)) {
    writeFileSync(join(dir, 'counting.rs'), COUNTING)
    rustc('counting.rs', '--crate-type', 'rlib', '-C', 'opt-level=3')
  }
  writeFileSync(join(dir, 'counted.rs'), text.replace(/^fn main\(\)/m, 'fn counted_main()') + MAIN)
  rustc('counted.rs', ...flags, '--extern', `counting=${library}`)
  const program = join(dir, 'counted')
  const { stderr } = runProgram(program)
  const [alloc, allocZeroed, realloc, dealloc, bytes] = JSON.parse(stderr) as number[]
  return { alloc, allocZeroed, realloc, dealloc, bytes }
}

function runProgram(program: string): { stderr: string } {
  const stderr = execFileSync('/bin/sh', ['-c', 'exec "$0" 2>&1 >/dev/null', program], { encoding: 'utf8' })
  return { stderr: stderr.trim().split('\n').at(-1) ?? '' }
}
