import type { Instruction } from '../../../recorder/schema.ts'
import { parseOperands } from '../operands.ts'

/** What each mnemonic does in any program (Intel SDM volume 2, at the mnemonic's name). */
const DOES: Readonly<Record<string, string>> = {
  mov: 'copies the second operand into the first; flags stay as they are',
  movabs: 'puts a constant of a whole word into a register',
  lea: 'computes an address and goes to no memory; flags stay as they are',
  push: 'moves rsp down by a word and stores the operand there',
  pop: 'loads the word at rsp and moves rsp up by a word',
  call: 'pushes the address of the next instruction, the return address, and goes to the function',
  ret: 'takes the return address from the stack and goes there',
  jmp: 'goes on at another place, always',
  cmp: 'subtracts the second operand from the first and keeps only the flags',
  test: 'computes the bitwise and of its operands and keeps only the flags',
  add: 'adds the second operand to the first and sets the flags',
  sub: 'subtracts the second operand from the first and sets the flags',
  inc: 'adds 1 and sets the flags, except carry',
  'lock inc': 'adds 1 in memory in a single step, so that no other processor comes between reading and writing',
  dec: 'subtracts 1 and sets the flags, except carry',
  neg: 'changes the sign and sets the flags',
  not: 'inverts every bit; flags stay as they are',
  and: 'computes the bitwise and and sets the flags',
  or: 'computes the bitwise or and sets the flags',
  xor: 'computes the bitwise exclusive or and sets the flags',
  shl: 'shifts bits to the left; zeros come in',
  shr: 'shifts bits to the right; zeros come in',
  sar: 'shifts bits to the right; copies of the sign come in',
  mul: 'multiplies rax by the operand, unsigned; rdx takes the upper half of the product, rax the lower',
  imul: 'multiplies and keeps the lower half of the product; carry and overflow say whether it is all',
  addsd: 'adds two floats of 8 bytes; those in xmm registers lie in the lower half',
  subsd: 'subtracts two floats of 8 bytes; those in xmm registers lie in the lower half',
  mulsd: 'multiplies two floats of 8 bytes; those in xmm registers lie in the lower half',
  divsd: 'divides two floats of 8 bytes; those in xmm registers lie in the lower half',
  movzx: 'copies a narrower value and fills the rest with zeros',
  movsx: 'copies a narrower value and fills the rest with its sign',
  movsxd: 'copies a narrower value and fills the rest with its sign',
  movsd: 'moves a float of 8 bytes',
  movaps: 'moves 16 bytes; an address in memory must be a multiple of 16, else the processor raises a fault',
  movups: 'moves 16 bytes; an address in memory may be any',
  xorps: 'computes the exclusive or of 16 bytes; of a register with itself it is 0',
  pxor: 'computes the exclusive or of 16 bytes; of a register with itself it is 0',
  ud2: 'is no valid instruction on purpose: the processor raises a fault',
  nop: 'does nothing but take its place',
}

const FAMILIES: readonly [RegExp, string][] = [
  [/^j[a-z]+$/, 'goes there if the flags say so, else on to the next instruction'],
  [/^set[a-z]+$/, 'writes 1 into a byte if the flags say so, else 0'],
  [/^cmov[a-z]+$/, 'copies if the flags say so; else the first operand stays as it is'],
]

/** Of a register with itself, which is the usual way to clear it (SDM volume 2, XOR). */
const CLEARS =
  'a register xor itself is 0: it clears the register; the zero flag is set, carry and overflow are cleared'

/** What a step of the stack pointer does; the stack grows towards lower addresses (psABI 3.2.2). */
const MOVES_RSP: Readonly<Record<string, string>> = {
  sub: 'moves rsp down, which makes the frame larger; nothing is written',
  add: 'moves rsp up, which gives the bytes back; nothing is erased',
}

/**
 * What an instruction does in any program, in one sentence without its subject, the mnemonic.
 * `undefined` for a mnemonic that is not known here.
 */
export function whatItDoes({ mnemonic, operands }: Pick<Instruction, 'mnemonic' | 'operands'>): string | undefined {
  const [to, from] = parseOperands(operands)
  const registers = to?.kind === 'register' && from?.kind === 'register' ? [to.name, from.name] : []
  if (mnemonic === 'xor' && registers.length > 0 && registers[0] === registers[1]) return CLEARS
  if (mnemonic === 'imul' && from === undefined) return DOES.mul?.replace('unsigned', 'signed')
  if (to?.kind === 'register' && to.name === 'rsp' && mnemonic in MOVES_RSP) return MOVES_RSP[mnemonic]
  return DOES[mnemonic] ?? FAMILIES.find(([pattern]) => pattern.test(mnemonic))?.[1]
}
