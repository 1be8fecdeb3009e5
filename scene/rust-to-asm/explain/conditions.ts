import { parseOperands } from '../operands.ts'
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

/** A condition code in words; after `test r, r` equal means that the register is zero (SDM, TEST). */
export function condition(code: string, { listing, index }: Context): string {
  const setter = listing.instructions.slice(0, index).findLast(({ mnemonic }) => FLAGS.test(mnemonic))
  const [a, b] = setter ? parseOperands(setter.operands) : []
  if (setter?.mnemonic === 'test' && a?.kind === 'register' && b?.kind === 'register' && a.name === b.name) {
    if (code === 'e') return `if ${a.name} is 0`
    if (code === 'ne') return `if ${a.name} is not 0`
  }
  if (setter?.mnemonic === 'test' && code === 'e') return 'if the bits are 0'
  if (setter?.mnemonic === 'test' && code === 'ne') return 'if a bit is set'
  if (setter && !/^(?:cmp|test)$/.test(setter.mnemonic)) {
    if (code === 'e' || code === 'ne') return `if ${plainText(a)} is ${code === 'e' ? '' : 'not '}0`
    if (code === 'b' || code === 'ae') return code === 'b' ? 'if it carried' : 'if it did not carry'
  }
  return `if ${CONDITIONS[code] ?? code}`
}
