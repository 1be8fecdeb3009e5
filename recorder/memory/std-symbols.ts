/** Finds functions of std by their mangled names. */
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
  /** Gives a HashMap its two random keys. */
  hashKeys?: number
}

/** Looks up the functions that recording stops in. */
export function stdSymbols(elf: Elf): StdSymbols {
  const code = elf.symbols.filter((symbol) => symbol.code)
  const find = (pattern: RegExp) => code.find((symbol) => pattern.test(symbol.name))?.address
  const kinds: AllocatorKind[] = ['alloc', 'alloc_zeroed', 'realloc', 'dealloc']
  return {
    allocator: kinds.flatMap((kind): [number, AllocatorKind][] => {
      const address = find(ALLOCATOR[kind])
      return address === undefined ? [] : [[address, kind]]
    }),
    panic: find(/rust_begin_unwind$/),
    hashKeys: find(/\d+hashmap_random_keys/),
  }
}
