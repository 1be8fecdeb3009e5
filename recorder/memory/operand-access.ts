/** What memory an instruction touches, from its text in Intel syntax as gdb writes it. */

/** One access of memory; `address` is worked out from the registers before the instruction. */
export interface Access {
  address: number
  size: number
  access: 'read' | 'write'
}

const SIZES: Record<string, number> = {
  BYTE: 1,
  WORD: 2,
  DWORD: 4,
  QWORD: 8,
  XMMWORD: 16,
  YMMWORD: 32,
}
const READS_FIRST = /^(?:cmp|test|bt|u?comis[sd]|mul|imul|div|idiv|jmp|call)$/
const WRITES_FIRST = /^(?:mov|set|cvt|vmov|pop$|fst|stmxcsr|pextr|fnst)/

/** Value of a register by name; undefined for one that was not recorded. */
type Registers = (name: string) => bigint | undefined

const REGISTER = /^[er]?[a-z]{2}$|^r\d+[dwb]?$/

/** The address of `[base+index*scale+displacement]`. */
function effectiveAddress(text: string, registers: Registers): number | undefined {
  let sum = 0n
  for (const [, sign, term] of text.matchAll(/([+-]?)([^+-]+)/g)) {
    const [first = '', factor] = (term ?? '').split('*')
    const value = REGISTER.test(first) ? registers(first) : BigInt(first)
    if (value === undefined) return undefined
    const scaled = factor === undefined ? value : value * BigInt(factor)
    sum += sign === '-' ? -scaled : scaled
  }
  return Number(BigInt.asUintN(64, sum))
}

/** Splits operands at commas. */
function operandsOf(text: string): { mnemonic: string; operands: string[] } {
  const [, mnemonic = '', rest = ''] = /^(?:(?:lock|rep\w*|bnd|notrack) )?(\S+)\s*([^#<]*)/.exec(text) ?? []
  return {
    mnemonic,
    operands: rest
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  }
}

/**
 * The accesses of one instruction, in order. String instructions (`rep movs`) and segment-relative
 * operands are left out. `push`, `pop`, `call` and `ret` touch the word at `rsp` (Intel SDM, vol. 2).
 */
export function memoryAccesses(text: string, registers: Registers): Access[] {
  const { mnemonic, operands } = operandsOf(text)
  if (/^(?:lea|nop\w*|endbr64|movs[bwdq]$|stos)/.test(mnemonic)) return []
  const out: Access[] = []
  for (const [i, operand] of operands.entries()) {
    const match = /^(?:(\w+) PTR )?\[([^\]]+)\]$/.exec(operand)
    if (!match) continue
    const size = SIZES[match[1] ?? 'QWORD'] ?? 8
    const address = effectiveAddress(match[2] ?? '', registers)
    if (address === undefined) continue
    const first = i === 0 && !READS_FIRST.test(mnemonic) && mnemonic !== 'push'
    if (!first || !WRITES_FIRST.test(mnemonic)) out.push({ address, size, access: 'read' })
    if (first) out.push({ address, size, access: 'write' })
  }
  const rsp = Number(registers('rsp') ?? 0n)
  if (mnemonic === 'push' || mnemonic === 'call') out.push({ address: rsp - 8, size: 8, access: 'write' })
  if (mnemonic === 'pop' || mnemonic === 'ret') out.unshift({ address: rsp, size: 8, access: 'read' })
  return out
}
