import { shortPath } from '../asm-text.ts'
import { registerSize, splitOperands, type Memory, type Operand } from '../operands.ts'
import { addressOf, valueOf, type Value } from '../track.ts'
import type { Context, Explanation, Rule } from './explanation.ts'
import { forUse, nextUse } from './next-use.ts'
import { fieldAt, named, shortName, sum } from './words.ts'

/** `mov` and `movabs`. */
export const move: Rule = (_instruction, [to, from], context) => {
  if (to?.kind === 'memory') return stored(to, from, context)
  if (to?.kind !== 'register') return undefined
  const value = valueOf(from, context.state)
  const use = nextUse(to.name, context)
  if (value?.is === 'number') return use ? forUse(use, String(value.value)) : `${to.name} = ${value.value}`
  if (from?.kind === 'memory' && value?.is === 'heap')
    return { text: named(value, context), brief: shortName(value, context) }
  if (from?.kind === 'memory') return loaded(to.name, from, value, context)
  if (from?.kind !== 'register') return undefined
  const known = value && named(value, context)
  if (use === 'the result' && value?.is === 'result') return 'hands that address back'
  if (value && use) return forUse(use, shortName(value, context))
  return known ?? (use ? forUse(use, from.name) : `copies ${from.name}`)
}

/** Moves of 16 bytes and of floating point numbers. */
export const vector: Rule = (_instruction, [to, from], context) => {
  if (to?.kind === 'memory') return stored(to, from, context)
  if (from?.kind === 'memory' && to?.kind === 'register') return loaded(to.name, from, undefined, context)
  return undefined
}

/** `lea`, which computes an address and touches no memory (SDM volume 2, LEA). */
export const address: Rule = (_instruction, [to, from], context) => {
  if (to?.kind !== 'register' || from?.kind !== 'memory') return undefined
  if (from.base === 'rip') return { text: `address of ${shortPath(from.symbol ?? '')}`, region: 'static' }
  const value = addressOf(from, context.state)
  const use = nextUse(to.name, context)
  if (value?.is === 'frame') {
    const what = named(value, context)
    return { text: use ? forUse(use, what) : what, region: 'stack' }
  }
  const total = sum(from, context)
  if (use) return forUse(use, total)
  const brief = `${to.name} = ${total}`
  return from.index ? brief : { text: `${brief}, no memory`, brief }
}

function stored(to: Memory, from: Operand | undefined, context: Context): Explanation {
  const { state } = context
  const at = addressOf(to, state)
  const matters = fieldAt(at, context) !== undefined || at?.is === 'heap' || at?.is === 'result'
  const telling = matters && !isWide(from)
  const text = storedText(to, from, context)
  const [, brief] = /^(pointer: \d+), the alignment$/.exec(text) ?? []
  return { text, brief, telling }
}

/**
 * A store right at the end of a frame that has just grown by a whole page: a page that must not be used is
 * then met in order (LLVM, inline stack probes of x86).
 */
function isProbe(to: Memory, { listing, index }: Context): boolean {
  const [register, bytes] = splitOperands(listing.instructions[index - 1]?.operands ?? '')
  const grew = listing.instructions[index - 1]?.mnemonic === 'sub' && register === 'rsp' && Number(bytes) === PAGE
  return grew && to.base === 'rsp' && to.index === undefined && to.displacement === 0
}

/** Bytes of a page on x86-64, and the step of LLVM's probes. */
const PAGE = 4096

/** A register of two words. */
function isWide(operand: Operand | undefined): boolean {
  return operand?.kind === 'register' && registerSize(operand.name) > 8
}

/** A long name leaves no room for where it is kept, which the operand's colour says as well. */
function keepText(what: string): string {
  return what.length > 8 ? `keeps ${what}` : `keeps ${what} on the stack`
}

function storedText(to: Memory, from: Operand | undefined, context: Context): string {
  const { state } = context
  const address = addressOf(to, state)
  const value = valueOf(from, state)
  const field = fieldAt(address, context)
  const what = value && shortName(value, context)
  if (field && isWide(from)) return `${field} and the word after it`
  if (field === 'pointer' && value?.is === 'number') return `pointer: ${value.value}, the alignment`
  if (field) return what ? `${field}: ${what}` : field
  if (isProbe(to, context)) return 'probe: touches the new page'
  const bytes = to.size ?? (from?.kind === 'register' ? registerSize(from.name) : 8)
  const kept = from?.kind === 'register' ? from.name : `${bytes} B`
  if (address?.is === 'heap') return `writes ${what ?? kept} to the heap`
  if (address?.is === 'result') return `result, byte ${address.offset}: ${what ?? kept}`
  if (address?.is === 'frame') return keepText(what ?? kept)
  if (to.base === 'rsp') return 'writes to the stack'
  return `writes ${what ?? kept} where ${to.base ?? 'it'} points`
}

/** The first three words of a vtable, by offset in bytes, as this compiler lays them out. */
const VTABLE: ReadonlyMap<number, string> = new Map([
  [0, 'drop'],
  [8, 'size'],
  [16, 'alignment'],
])

/** A function's address comes from the global offset table, a static's value from where it lies. */
function isCalledNext(register: string, { listing, index }: Context): boolean {
  const next = listing.instructions[index + 1]
  return next?.mnemonic === 'call' && next.operands === register
}

function loaded(into: string, from: Memory, value: Value | undefined, context: Context): string {
  const known = value && named(value, context)
  if (known) return known
  const base = context.state.registers.get(from.base ?? '')
  if (base?.is === 'argument' && base.word === 'vtable') {
    return `from the vtable: ${VTABLE.get(from.displacement) ?? 'a method'}`
  }
  const address = addressOf(from, context.state)
  const field = fieldAt(address, context)
  if (field && registerSize(into) > 8) return `${field} and the word after it`
  if (field) return field
  if (address?.is === 'frame') return 'reads it back from the stack'
  if (address?.is === 'heap' || base?.is === 'heap') return 'reads from the heap'
  if (from.symbol) return `${isCalledNext(into, context) ? 'address of' : 'reads'} ${shortPath(from.symbol)}`
  if (base?.is === 'argument' && base.word === 'address' && !from.index) {
    return `reads ${base.name}, byte ${from.displacement}`
  }
  if (address?.is === 'argument') return `reads through ${address.name}`
  return `reads where ${from.base ?? 'it'} points`
}
