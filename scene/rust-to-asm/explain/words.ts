import { shortPath } from '../asm-text.ts'
import type { Memory, Operand } from '../operands.ts'
import { HEADER_FIELDS, isHeader } from '../signature.ts'
import { valueOf, type Value } from '../track.ts'
import type { Context } from './explanation.ts'

/** Name of the `Vec`'s word at an address, if a `Vec` or `String` is known to lie there. */
export function fieldAt(address: Value | undefined, { signature, headers }: Context): string | undefined {
  if (address?.is === 'result' && isHeader(signature.returns)) return HEADER_FIELDS.get(address.offset)
  if (address?.is !== 'frame') return undefined
  const start = [...headers].find((offset) => address.offset >= offset && address.offset < offset + 24)
  return start === undefined ? undefined : HEADER_FIELDS.get(address.offset - start)
}

/** What a value is, as the whole of an explanation. */
export function named(value: Value, { signature, headers }: Context): string {
  switch (value.is) {
    case 'result':
      if (value.offset !== 0) return 'an address in the result'
      return `where the caller wants the ${/^\w+/.exec(signature.returns)?.[0] ?? 'result'}`
    case 'argument':
      if (value.word === 'value') return `the argument ${value.name}`
      return value.word === 'address' ? `the address of ${value.name}` : `${value.name}’s ${value.word}`
    case 'frame':
      return headers.has(value.offset) ? 'the Vec’s address' : 'a stack address'
    case 'heap':
      return 'the heap block’s address'
    case 'number':
      return String(value.value)
  }
}

/** As `named`, for the middle of a sentence. */
export function shortName(value: Value, context: Context): string {
  if (value.is === 'argument' && value.word === 'value') return value.name
  if (value.is === 'result') return 'the result’s address'
  if (value.is === 'heap') return 'the heap address'
  return named(value, context)
}

/** An operand by the name of the argument that it holds, else as written. */
export function called(operand: Operand | undefined, { state }: Context): string {
  const value = operand?.kind === 'register' ? valueOf(operand, state) : undefined
  return value?.is === 'argument' && value.word === 'value' ? value.name : plainText(operand)
}

/** An operand as a reader writes it in a formula. */
export function plainText(operand: Operand | undefined): string {
  if (operand?.kind === 'register') return operand.name
  if (operand?.kind === 'immediate') return String(operand.value)
  if (operand?.kind === 'memory') return operand.symbol ? shortPath(operand.symbol) : `[${sum(operand)}]`
  return operand?.text ?? ''
}

/** An address as a sum, arguments by their names where `context` is given. */
export function sum(memory: Memory, context?: Context): string {
  const { scale, displacement } = memory
  const naming = (name: string) => (context ? called({ kind: 'register', name }, context) : name)
  const [base, index] = [memory.base, memory.index].map((register) => register && naming(register))
  const scaled = index && (scale === 1 ? index : `${scale} × ${index}`)
  const same = base !== undefined && base === index
  const terms = same ? `${scale + 1} × ${base}` : [base, scaled].filter(Boolean).join(' + ')
  if (displacement === 0) return terms
  return `${terms} ${displacement < 0 ? '−' : '+'} ${Math.abs(displacement)}`
}
