import type { Instruction, Listing } from '../recorder/schema.ts'
import { isTransfer } from './rust-to-asm/asm-text.ts'
import { arithmetic, stackPointer } from './rust-to-asm/explain/arithmetic.ts'
import { transfer } from './rust-to-asm/explain/calls.ts'
import { condition } from './rust-to-asm/explain/conditions.ts'
import type { Context, Explanation, Rule } from './rust-to-asm/explain/explanation.ts'
import { address, move, vector } from './rust-to-asm/explain/moves.ts'
import { pop, push } from './rust-to-asm/explain/stack.ts'
import { called, fieldAt, plainText } from './rust-to-asm/explain/words.ts'
import { parseOperands, type Memory, type Operand } from './rust-to-asm/operands.ts'
import { parseSignature } from './rust-to-asm/signature.ts'
import { addressOf, trackListing, type State } from './rust-to-asm/track.ts'

const RULES: Readonly<Record<string, Rule>> = {
  push,
  pop,
  mov: move,
  movabs: move,
  lea: address,
  add: stackPointer,
  sub: stackPointer,
  inc: arithmetic,
  dec: arithmetic,
  'lock inc': (_instruction, [a]) => `${plainText(a)} + 1, as a single step`,
  imul: arithmetic,
  addsd: arithmetic,
  subsd: arithmetic,
  mulsd: arithmetic,
  divsd: arithmetic,
  and: arithmetic,
  or: arithmetic,
  xor: arithmetic,
  shl: arithmetic,
  shr: arithmetic,
  sar: arithmetic,
  call: transfer,
  jmp: transfer,
  ret: () => 'returns to the caller',
  cmp: (_instruction, [a, b], context) => `compares ${comparand(a, context)} with ${comparand(b, context)}`,
  test: (_instruction, [a, b]) => tested(plainText(a), plainText(b)),
  neg: (_instruction, [a]) => `${plainText(a)} = −${plainText(a)}`,
  not: (_instruction, [a]) => `inverts ${plainText(a)}’s bits`,
  mul: (_instruction, [a]) => `rdx:rax = rax × ${plainText(a)}`,
  ud2: () => 'traps: never reached',
  nop: () => 'does nothing',
  xorps: (_instruction, [a]) => `${plainText(a)} = 0`,
  pxor: (_instruction, [a]) => `${plainText(a)} = 0`,
}

const FAMILIES: readonly [RegExp, Rule][] = [
  [/^j[a-z]+$/, transfer],
  [/^movz|^movs[xl]/, (_instruction, [to, from]) => `${plainText(to)} = ${plainText(from)}, widened`],
  [/^mov(?:[au]p[sd]|dq[au]|q|d|s[sd])$/, vector],
  [/^set/, ({ mnemonic }, [to], context) => `${plainText(to)} = 1 ${condition(mnemonic.slice(3), context)}, else 0`],
  [/^cmov/, ({ mnemonic }, [, from], context) => `takes ${plainText(from)} ${condition(mnemonic.slice(4), context)}`],
]

/** A word of a `Vec` by its name, an argument by its own. */
function comparand(operand: Operand | undefined, context: Context): string {
  const address = operand?.kind === 'memory' ? addressOf(operand, context.state) : undefined
  return fieldAt(address, context) ?? called(operand, context)
}

function tested(a: string, b: string): string {
  if (a === b) return `is ${a} 0?`
  return b === '1' ? `looks at ${a}’s lowest bit` : `looks at ${a} and ${b}`
}

/**
 * Explains every instruction of a listing, from its operands, its role and what registers hold.
 * Semantics follow the Intel SDM volume 2, calls and registers the System V psABI.
 * @param head the function's head in Rust, for its parameters and what it returns.
 * @param optimised whether LLVM may have changed which arguments the function takes.
 */
export function explainListing(listing: Listing, head: string, optimised: boolean): Explanation[] {
  const signature = parseSignature(head)
  const states = trackListing(listing, signature, optimised)
  const headers = headersInFrame(listing, states)
  return listing.instructions.map((instruction, index) => {
    const state = states[index] ?? { registers: new Map(), slots: new Map(), rsp: 0 }
    return explain(instruction, { listing, signature, index, state, headers })
  })
}

/** Slots where a `Vec` or `String` begins: their address is the first argument of its functions. */
function headersInFrame(listing: Listing, states: State[]): Set<number> {
  return new Set(
    listing.instructions.flatMap(({ mnemonic, target }, i) => {
      const first = states[i]?.registers.get('rdi')
      const takesHeader = /RawVec<.*grow_one|Vec<.*>>?::(?:new|push|with_capacity)|String>?::(?:new|push)/
      if (mnemonic !== 'call' || first?.is !== 'frame') return []
      return takesHeader.test(target ?? '') ? [first.offset] : []
    }),
  )
}

function explain(instruction: Instruction, context: Context): Explanation {
  const operands = parseOperands(instruction.operands)
  const rule = ruleFor(instruction.mnemonic)
  const said = rule?.(instruction, operands, context) ?? ''
  const explanation = typeof said === 'string' ? { text: said } : said
  const memory = operands.find((operand) => operand.kind === 'memory')
  const { mnemonic } = instruction
  const touches = memory && mnemonic !== 'lea' && !(memory.symbol && isTransfer(mnemonic))
  return touches ? { region: regionOf(memory, context.state), ...explanation } : explanation
}

function ruleFor(mnemonic: string): Rule | undefined {
  return RULES[mnemonic] ?? FAMILIES.find(([pattern]) => pattern.test(mnemonic))?.[1]
}

function regionOf(memory: Memory, state: State): Explanation['region'] {
  if (memory.base === 'rip') return 'static'
  if (memory.base === 'rsp') return 'stack'
  const base = state.registers.get(memory.base ?? '')
  if (base?.is === 'frame') return 'stack'
  if (base?.is === 'argument' && base.word === 'vtable') return 'static'
  return base?.is === 'heap' ? 'heap' : undefined
}
