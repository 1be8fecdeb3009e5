import type { Instruction } from '../../../recorder/schema.ts'
import { parseOperands, wholeRegister } from '../operands.ts'
import { isPair, type Signature } from '../signature.ts'
import { ARGUMENTS, reads } from '../track.ts'
import type { Context } from './explanation.ts'

/**
 * What a register is set for: the next call's argument, or the result. A caller-saved register that
 * nothing reads before the call can only be the call's (psABI 3.2.1).
 */
export function nextUse(name: string, { listing, index, signature }: Context): string | undefined {
  const register = wholeRegister(name)
  for (const later of listing.instructions.slice(index + 1)) {
    if (later.label || /^j/.test(later.mnemonic)) return undefined
    if (later.mnemonic === 'ret') return resultPart(register, signature)
    if (later.mnemonic === 'call') return argumentName(register, later)
    if (parseOperands(later.operands).some((operand) => reads(operand, register))) return undefined
  }
  return undefined
}

function resultPart(register: string, { returns }: Signature): string | undefined {
  if (register === 'rax' && returns) return isPair(returns) ? 'the result’s first half' : 'the result'
  return register === 'rdx' && isPair(returns) ? 'its second half' : undefined
}

/** Begins what is said of a register that is set for the next call. */
const PASSES = 'passes'

/** `size: 16`, `passes n`. */
export function forUse(use: string, what: string): string {
  return use === PASSES ? `${use} ${what}` : `${use}: ${what}`
}

function argumentName(register: string, call: Instruction): string | undefined {
  const position = (ARGUMENTS as readonly string[]).indexOf(register)
  if (position < 0 || call.role === 'shim') return undefined
  const target = call.target ?? ''
  if (/__rust_alloc(?:_zeroed)?\b/.test(target)) return ['bytes to allocate', 'their alignment'][position]
  if (/__rust_dealloc\b/.test(target)) return ['block to free', 'its size', 'its alignment'][position]
  if (/box_new_uninit|handle_alloc_error/.test(target)) return ['alignment', 'size in bytes'][position]
  return PASSES
}
