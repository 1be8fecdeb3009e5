import type { Instruction } from '../../../recorder/schema.ts'
import { parseOperands, type Operand } from '../operands.ts'
import { endsPath } from '../track.ts'
import type { Context } from './explanation.ts'
import { plainText } from './words.ts'

const CONDITIONS: Readonly<Record<string, string>> = {
  ...{ e: 'equal', z: 'zero', ne: 'not equal', nz: 'not zero' },
  ...{ b: 'below', nae: 'below', ae: 'above or equal', nb: 'above or equal' },
  ...{ be: 'below or equal', na: 'below or equal', a: 'above', nbe: 'above' },
  ...{ l: 'less', ge: 'greater or equal', le: 'less or equal', g: 'greater' },
  ...{ s: 'negative', ns: 'not negative', o: 'it overflowed', no: 'no overflow' },
  ...{ c: 'it carried', nc: 'no carry' },
}

/** Instructions of this talk that set the flags that conditions look at (SDM volume 1, appendix A). */
const FLAGS = /^(?:cmp|test|add|sub|inc|dec|and|or|xor|neg|sh[lr]|sar|mul|imul)$/

/** Conditions that look at the carry flag, which `inc` and `dec` leave alone (SDM volume 2, INC). */
const CARRY = /^(?:b|nae|ae|nb|be|na|a|nbe|c|nc)$/

/**
 * The instruction that set the flags which one at `index` looks at. `undefined` where several paths
 * lead there.
 */
function flagSetter(instructions: Instruction[], index: number, code: string): Instruction | undefined {
  let at = index
  while (at >= 0) {
    const label = instructions[at]?.label
    const before = instructions[at - 1]
    if (label) {
      const jumps = instructions.flatMap(({ mnemonic, operands }, i) =>
        /^j/.test(mnemonic) && operands === label ? [i] : [],
      )
      const falls = before !== undefined && !endsPath(before)
      const [only] = jumps
      if (jumps.length + (falls ? 1 : 0) !== 1) return undefined
      at = falls || only === undefined ? at - 1 : only
      if (!falls && only !== undefined && only >= index) return undefined
    } else at--
    const here = instructions[at]
    const sets = here && FLAGS.test(here.mnemonic) && !(CARRY.test(code) && /^(?:inc|dec)$/.test(here.mnemonic))
    if (sets) return here
  }
  return undefined
}

/** A condition code in words; after `test r, r` equal means that the register is zero (SDM, TEST). */
export function condition(code: string, { listing, index }: Context): string {
  const setter = flagSetter(listing.instructions, index, code)
  const [a, b] = setter ? parseOperands(setter.operands) : []
  if (setter?.mnemonic === 'test' && a?.kind === 'register' && b?.kind === 'register' && a.name === b.name) {
    if (code === 'e') return `if ${a.name} is 0`
    if (code === 'ne') return `if ${a.name} is not 0`
  }
  if (setter?.mnemonic === 'test' && (code === 'e' || code === 'ne')) return bitText(code, b)
  if (setter && !/^(?:cmp|test)$/.test(setter.mnemonic)) {
    if (code === 'e' || code === 'ne') return `if ${plainText(a)} is ${code === 'e' ? '' : 'not '}0`
    if (code === 'b' || code === 'ae') return code === 'b' ? 'if it carried' : 'if it did not carry'
  }
  return `if ${CONDITIONS[code] ?? code}`
}

/** After `test a, b` with different operands. */
function bitText(code: 'e' | 'ne', mask: Operand | undefined): string {
  const single = mask?.kind === 'immediate' && mask.value > 0n && (mask.value & (mask.value - 1n)) === 0n
  if (single) return code === 'e' ? 'if the bit is 0' : 'if the bit is 1'
  return code === 'e' ? 'if the bits are 0' : 'if a bit is set'
}
