import type { Instruction } from '../../recorder/schema.ts'
import { parseOperand, registerSize, splitOperands, type Operand } from './operands.ts'

/** A run of characters of an instruction; `memory` is an operand that touches memory. */
export type AsmPiece = { text: string; kind: 'mnemonic' | 'operand' | 'memory' | 'name' }

/** Mnemonics whose operand in brackets is an address to compute, not memory to touch. */
const NO_ACCESS = new Set(['lea', 'nop'])

/** A transfer of control whose operand is where to go. */
export function isTransfer(mnemonic: string): boolean {
  return mnemonic === 'call' || /^j[a-z]+$/.test(mnemonic)
}

/**
 * An instruction's operands as a slide sets them. Nothing that decides about the meaning is left
 * out: `ptr` goes, the size word goes where a register says the same, and a call through the
 * global offset table shows the function that it reaches.
 */
export function asmPieces(instruction: Instruction): AsmPiece[] {
  const { mnemonic } = instruction
  const parts = splitOperands(instruction.operands)
  const operands = parts.map(parseOperand)
  const registers = operands.flatMap((operand) => (operand.kind === 'register' ? [registerSize(operand.name)] : []))
  return parts.map((part, i) => {
    const operand = operands[i]
    if (isTransfer(mnemonic)) return { text: cut(shortPath(reached(part, operand))), kind: 'name' }
    if (operand?.kind !== 'memory') return { text: shortPath(part), kind: 'operand' }
    const implied = NO_ACCESS.has(mnemonic) || registers.includes(operand.size ?? 0)
    const text = implied ? part.replace(/^[a-z]+ (?:ptr )?(?=\[)/, '') : part.replace(/ ptr (?=\[)/, ' ')
    return { text: shortSymbol(text), kind: NO_ACCESS.has(mnemonic) ? 'operand' : 'memory' }
  })
}

/** The operands of `asmPieces` as one text. */
export function operandText(instruction: Instruction): string {
  return asmPieces(instruction)
    .map((piece) => piece.text)
    .join(', ')
}

/** Longest name of a function that is shown whole, in characters. */
const NAME = 24

/** `__rust_no_alloc_shim_is_unstable_v2`, by the part that says what it is. */
const SHIM = 'no_alloc_shim'

function cut(name: string): string {
  if (name.includes(SHIM)) return `…${SHIM}…`
  return name.length > NAME ? `${name.slice(0, NAME - 3)}…` : name
}

function reached(part: string, operand: Operand | undefined): string {
  if (operand?.kind === 'memory') return operand.symbol ?? part.replace(/ ptr (?=\[)/, ' ')
  return part.replace(/@[A-Z]+$/, '')
}

function shortSymbol(text: string): string {
  return text.replace(/\[rip \+ ([^\]]+)\]/, (_all, symbol: string) => {
    return `[rip + ${shortPath(symbol.replace(/@[A-Z]+.*$/, ''))}]`
  })
}

/**
 * A demangled path down to its type and function, without generics, crates' hashes and modules:
 * `RawVec::grow_one` for `alloc[fd]::raw_vec::RawVec<T,A>::grow_one`.
 */
export function shortPath(path: string): string {
  if (!path.includes('::')) return path
  const plain = withoutGenerics(path.replace(/\[[0-9a-f]{8,}\]/g, '').replace(/::h[0-9a-f]{16}$/, ''))
  const parts = plain.replace(/[<>]/g, '').split('::').filter(Boolean)
  const last = parts.at(-1) ?? plain
  const before = parts.at(-2)
  return before && /^[A-Z]/.test(before) ? `${before}::${last}` : last
}

function withoutGenerics(path: string): string {
  let out = path
  for (let before = ''; before !== out;) {
    before = out
    out = out.replace(/(?<=[A-Za-z0-9_])(?:::)?<[^<>]*>/g, '')
  }
  return out.replace(/^<(?:.* as )?([^<>]*)>/, '$1')
}
