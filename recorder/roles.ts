import { targetOf } from './assembly.ts'
import type { AsmInstruction } from './assembly.ts'
import type { Instruction } from './schema.ts'

type Role = NonNullable<Instruction['role']>

/** The program's own allocator entry points and what in std does nothing but lead to them. */
const ASKS = new RegExp(
  [
    ...['__(rust|rdl)_(alloc|alloc_zeroed|realloc)$', 'alloc::alloc::(alloc|realloc|alloc_zeroed)\\b'],
    ...['exchange_malloc', 'box_new_uninit', 'Global>?::(alloc_impl|grow_impl)', '::(try_)?allocate'],
    ...['finish_grow', 'grow_one', 'grow_amortized', 'do_reserve'],
  ].join('|'),
)
const GIVES_BACK = /__rust_dealloc$|__rdl_dealloc$|alloc::alloc::dealloc\b|deallocate/
const SHIM = /__rust_no_alloc_shim_is_unstable/
const PANICS = new RegExp(
  [
    ...['core::panicking', 'panic_', 'begin_panic', 'unwrap_failed', 'expect_failed', 'slice_index_fail'],
    ...['handle_alloc_error', 'handle_error', 'capacity_overflow'],
  ].join('|'),
)

/** Registers that a function must give back as it got them (System V psABI for AMD64, 3.2.1). */
const CALLEE_SAVED = /^(rbx|rbp|r12|r13|r14|r15)$/

/**
 * What leads to the allocator: std's functions by what they call in turn, as far as this program's
 * assembly shows it. A function of the program itself is no part of std, so a call of it has no
 * role.
 *
 * @param calls Symbols that each function of the assembly calls.
 * @param nameOf Demangled name of a symbol.
 * @param isOwn Whether a symbol is a function of the program's own file.
 */
export function allocatingFunctions(
  calls: ReadonlyMap<string, string[]>,
  nameOf: (symbol: string) => string,
  isOwn: (symbol: string) => boolean,
): (symbol: string) => 'allocator' | 'free' | undefined {
  const known = new Map<string, 'allocator' | 'free' | undefined>()
  const find = (symbol: string): 'allocator' | 'free' | undefined => {
    if (known.has(symbol)) return known.get(symbol)
    known.set(symbol, undefined)
    const name = nameOf(symbol)
    let role: 'allocator' | 'free' | undefined
    if (ASKS.test(name)) role = 'allocator'
    else if (GIVES_BACK.test(name)) role = 'free'
    else if (!isOwn(symbol) && !PANICS.test(name) && !SHIM.test(name)) {
      const found = (calls.get(symbol) ?? []).map(find)
      const asks = found.includes('allocator') && !name.includes('drop_in_place')
      role = asks ? 'allocator' : found.find((item) => item === 'free')
    }
    known.set(symbol, role)
    return role
  }
  return find
}

/** What an instruction is for, from its operands and target (see the schema), or undefined. */
export function roleOf(
  instruction: AsmInstruction,
  nameOf: (symbol: string) => string,
  allocating: (symbol: string) => 'allocator' | 'free' | undefined,
): Role | undefined {
  const { mnemonic, operands } = instruction
  const target = targetOf(instruction)
  if (target !== undefined) {
    const name = nameOf(target)
    if (SHIM.test(name)) return 'shim'
    if (PANICS.test(name)) return 'panic'
    return allocating(target)
  }
  if (mnemonic === 'push') return CALLEE_SAVED.test(operands) ? 'save' : 'stack'
  if (mnemonic === 'pop') return CALLEE_SAVED.test(operands) ? 'restore' : 'stack'
  if (/^(sub|add|lea|mov|and)$/.test(mnemonic) && /^rsp\b/.test(operands)) return 'stack'
  if (mnemonic === 'leave') return 'stack'
  return undefined
}
