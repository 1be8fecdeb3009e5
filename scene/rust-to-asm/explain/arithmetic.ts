import type { Operand } from '../operands.ts'
import type { Rule } from './explanation.ts'
import { forUse, nextUse } from './next-use.ts'
import { called, plainText } from './words.ts'

/** `add` and `sub`, which also move `rsp`. */
export const stackPointer: Rule = ({ mnemonic }, [to, from], context) => {
  if (to?.kind === 'register' && to.name === 'rsp' && from?.kind === 'immediate') {
    const bytes = `${from.value} B`
    const text = mnemonic === 'sub' ? `makes room: ${bytes} of stack` : `gives the ${bytes} back`
    return { text, region: 'stack' }
  }
  return arithmetic({ mnemonic, operands: '', offset: 0 }, to && from ? [to, from] : [], context)
}

const SIGNS: Readonly<Record<string, string>> = {
  ...{ add: '+', sub: '−', imul: '×', and: 'and', or: 'or', xor: 'xor' },
  ...{ addsd: '+', subsd: '−', mulsd: '×', divsd: '÷' },
  ...{ shl: '<<', shr: '>>', sar: '>>', inc: '+ 1', dec: '− 1' },
}

export const arithmetic: Rule = ({ mnemonic }, [to, from, third], context) => {
  if (!to) return undefined
  const use = to.kind === 'register' ? nextUse(to.name, context) : undefined
  const becomes = (what: string) => (use ? forUse(use, what) : `${plainText(to)} = ${what}`)
  if (mnemonic === 'xor' && to.kind === 'register' && plainText(to) === plainText(from)) return becomes('0')
  const once: Operand | undefined = /^(?:sh[lr]|sar)$/.test(mnemonic) ? { kind: 'immediate', value: 1n } : undefined
  const [a, b] = third ? [from, third] : [to, from ?? once]
  return becomes(`${called(a, context)} ${SIGNS[mnemonic] ?? mnemonic}${b ? ` ${called(b, context)}` : ''}`)
}
