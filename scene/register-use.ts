import type { Instruction, Listing } from '../recorder/schema.ts'

/**
 * The registers that carry a function's first six integer arguments and its first eight floats, in
 * order, with their names by width (psABI AMD64, 3.2.3). Rust's own calling convention is unspecified; in the recordings it
 * uses the same registers.
 */
const ARGUMENT_REGISTERS: readonly (readonly string[])[] = [
  ['rdi', 'edi', 'di', 'dil'],
  ['rsi', 'esi', 'si', 'sil'],
  ['rdx', 'edx', 'dx', 'dl'],
  ['rcx', 'ecx', 'cx', 'cl'],
  ['r8', 'r8d', 'r8w', 'r8b'],
  ['r9', 'r9d', 'r9w', 'r9b'],
  ...Array.from({ length: 8 }, (_, no) => [`xmm${no}`]),
]

/** Instructions that only write their first operand: moves of every kind, and those that set a byte. */
const OVERWRITES = /^(v?mov\w*|lea|pop|set\w+)$/

/** How a function uses a register that it was called with. */
export type ArgumentUse = { register: string; as: 'value' | 'address to read' | 'address to write' }

/**
 * The argument registers that a listing reads before it writes them, and whether it takes what
 * they hold as a value or follows it as an address. Straight code only: jumps are not followed.
 */
export function argumentUse(listing: Pick<Listing, 'instructions'>): ArgumentUse[] {
  return ARGUMENT_REGISTERS.flatMap((names) => {
    const [register = ''] = names
    let as: ArgumentUse['as'] | undefined
    for (const instruction of listing.instructions) {
      const seen = useIn(instruction, names)
      if (seen === 'overwritten') break
      if (seen === 'address to write') return [{ register, as: seen }]
      if (seen === 'address to read') as = seen
      else if (seen === 'value' && instruction.mnemonic !== 'ret') as ??= seen
    }
    return as ? [{ register, as }] : []
  })
}

/**
 * Whether a function reads arguments that its caller left on the stack: words above the return
 * address, while `rsp` is still where the call left it (psABI AMD64, 3.2.2).
 */
export function readsCallersStack({ instructions }: Pick<Listing, 'instructions'>): boolean {
  const moved = instructions.findIndex(({ role }) => role === 'stack' || role === 'save')
  const before = instructions.slice(0, moved < 0 ? undefined : moved)
  return before.some(({ operands }) => /,.*\[rsp \+ \d+\]/.test(operands))
}

/** Where a function leaves its result: `memory` when it writes through its first argument. */
export function resultPlace(listing: Pick<Listing, 'instructions'>): 'memory' | 'rax' | 'rax and rdx' {
  if (argumentUse(listing).some(({ register, as }) => register === 'rdi' && as === 'address to write')) return 'memory'
  const writesRdx = listing.instructions.some(({ operands }) => /^(rdx|edx|dx|dl)\b,/.test(operands))
  return writesRdx ? 'rax and rdx' : 'rax'
}

function useIn(
  { mnemonic, operands }: Pick<Instruction, 'mnemonic' | 'operands'>,
  names: readonly string[],
): ArgumentUse['as'] | 'overwritten' | undefined {
  const parts = splitOperands(operands)
  const named = new RegExp(`\\b(${names.join('|')})\\b`)
  const [first = '', ...rest] = parts
  const inMemory = (part: string) => part.includes('[') && named.test(part)
  if (mnemonic !== 'lea') {
    if (inMemory(first)) return mnemonic === 'cmp' || mnemonic === 'test' ? 'address to read' : 'address to write'
    if (rest.some(inMemory)) return 'address to read'
  }
  const zeroes = /^(xor|xorps|pxor)$/.test(mnemonic) && first === rest[0]
  if (zeroes && named.test(first)) return 'overwritten'
  if (rest.some((part) => named.test(part))) return 'value'
  if (!named.test(first)) return undefined
  return OVERWRITES.test(mnemonic) ? 'overwritten' : 'value'
}

function splitOperands(operands: string): string[] {
  return operands.split(/,(?![^[]*\])/).map((part) => part.trim())
}
