/** Finds functions of std by their mangled names. */
import type { Names } from '../symbols.ts'
import type { Elf } from './elf.ts'

/** Kinds of call of the Rust global allocator. */
export type AllocatorKind = 'alloc' | 'alloc_zeroed' | 'realloc' | 'dealloc'

/** How rustc's v0 mangling ends for `__rustc::__rust_alloc` and its siblings (RFC 2603). */
const ALLOCATOR: Record<AllocatorKind, RegExp> = {
  alloc: /12___rust_alloc$/,
  alloc_zeroed: /19___rust_alloc_zeroed$/,
  realloc: /14___rust_realloc$/,
  dealloc: /14___rust_dealloc$/,
}

/** Addresses of std's functions in the file's own numbering. */
export interface StdSymbols {
  allocator: [number, AllocatorKind][]
  /** Entered once by every panic, before its hook prints the message. */
  panic?: number
  /** Entered once by every unwinding, before it starts. */
  unwind?: number
  /** Drop glue, and what drops a box whose contents were moved out. */
  glue: number[]
  /** Gives a HashMap its two random keys. */
  hashKeys?: number
  /** Lets a thread sleep: the others run meanwhile. */
  sleep?: number
}

const SLEEP = /^std::thread::(?:functions::)?sleep$/
const GLUE = /^core::ptr::drop_in_place::?<|^<alloc::boxed::Box<.*> as core::ops::drop::Drop>::drop$/

/** Looks up the functions that recording stops in; `names` are the demangled symbols. */
export function stdSymbols(elf: Elf, names: Names): StdSymbols {
  const code = elf.symbols.filter((symbol) => symbol.code)
  const find = (pattern: RegExp) => code.find((symbol) => pattern.test(symbol.name))?.address
  const kinds: AllocatorKind[] = ['alloc', 'alloc_zeroed', 'realloc', 'dealloc']
  return {
    allocator: kinds.flatMap((kind): [number, AllocatorKind][] => {
      const address = find(ALLOCATOR[kind])
      return address === undefined ? [] : [[address, kind]]
    }),
    panic: find(/rust_begin_unwind$/),
    unwind: find(/18___rust_start_panic$/),
    glue: code.filter(({ name }) => GLUE.test(names.get(name) ?? '')).map(({ address }) => address),
    hashKeys: find(/\d+hashmap_random_keys/),
    sleep: code.find(({ name }) => SLEEP.test(names.get(name) ?? ''))?.address,
  }
}
