import { parseOperands, wholeRegister, type Operand } from '../rust-to-asm/operands.ts'
import { addressOf } from '../stage/address.ts'
import { shownRow, stateAt, type CpuPlay } from './play-cpu.ts'
import { touchedWords } from './replay-run.ts'

/** What a click did to registers and stack. */
export type Effects = {
  /** Registers whose value differs from the click before, `rsp` too. */
  changed: ReadonlySet<string>
  /** Words of the stack that were written or read, by address; the last access counts. */
  touched: ReadonlyMap<number, 'read' | 'write'>
  /** Values that went from one place to another. */
  carries: Carry[]
}

/** A register or a word of the stack. */
export type Place = { register: string } | { word: number }

/** A value that went from one place to another. */
export type Carry = { from: Place; to: Place; value: bigint }

/** Reads off two states and the instruction between them what a click did. */
export function effectsOf(play: CpuPlay, click: number): Effects {
  const chosen = play.clicks[click - 1]
  if (!chosen) return { changed: new Set(), touched: new Map(), carries: [] }
  const before = stateAt(play, click - 1).state
  const { state } = stateAt(play, click)
  const changed = new Set(
    [...state.registers].flatMap(([name, value]) => (before.registers.get(name) === value ? [] : [name])),
  )
  const accesses = play.run.steps.slice(chosen.first, chosen.last + 1).flatMap((step) => step.memory)
  const touched = new Map(
    accesses.flatMap(({ address, size, access }) =>
      touchedWords(addressOf(address), size).map((word) => [word, access] as const),
    ),
  )
  return { changed, touched, carries: chosen.first === chosen.last ? carriesOf(play, click, changed, touched) : [] }
}

/** A value travels where an operand's value before is what a word or register holds after. */
function carriesOf(
  play: CpuPlay,
  click: number,
  changed: ReadonlySet<string>,
  touched: ReadonlyMap<number, 'read' | 'write'>,
): Carry[] {
  const ran = shownRow(play, click)
  if (!ran) return []
  const before = stateAt(play, click - 1).state
  const { state } = stateAt(play, click)
  const instruction = play.functions.get(ran.function)?.listing.instructions[ran.row.index]
  const sources = registersIn(parseOperands(instruction?.operands ?? ''))
  const written = [...touched].filter(([, access]) => access === 'write').map(([word]) => word)
  const read = [...touched].filter(([, access]) => access === 'read').map(([word]) => word)
  const fromRegister = (value: bigint | undefined, but?: string) =>
    sources.find((name) => name !== but && name !== 'rsp' && before.registers.get(name) === value)
  const stores = written.flatMap((word): Carry[] => {
    const value = state.words.get(word)
    const register = fromRegister(value)
    return register && value !== undefined ? [{ from: { register }, to: { word }, value }] : []
  })
  const loads = [...changed].flatMap((register): Carry[] => {
    const value = state.registers.get(register)
    if (value === undefined || register === 'rsp') return []
    const word = read.find((one) => before.words.get(one) === value)
    if (word !== undefined) return [{ from: { word }, to: { register }, value }]
    const other = fromRegister(value, register)
    return other ? [{ from: { register: other }, to: { register }, value }] : []
  })
  return [...stores, ...loads]
}

function registersIn(operands: readonly Operand[]): string[] {
  return operands.flatMap((operand) => (operand.kind === 'register' ? [wholeRegister(operand.name)] : []))
}
