/** What a function's machine code does between two of the addresses at which it stops. */
import type { Instruction, StackRegisters } from './machine-code.ts'
import { stackAccesses, stackWrites } from './machine-code.ts'

/** Bytes of memory. */
export interface Range {
  address: number
  size: number
}

/** Code that ran from one address to another, as far as its jumps tell. */
export interface Stretch {
  /** What each way writes of a place on the stack, by instructions that name it. */
  writes(place: Range, registers: StackRegisters): Range[]
  /** Whether some way takes the address of a place on the stack, or of a part of it. */
  takesAddress(place: Range, registers: StackRegisters): boolean
  /** Whether each way calls something, or copies memory. */
  calls: boolean
}

/** The instructions of one function, by address, in order. */
export type FunctionCode = readonly Instruction[]

const CALLS = /^(?:\w+ )?(?:call|rep)\b/
const ENDS = /^(?:(?:bnd|notrack|rep\w*) )*(?:ret|ud2|hlt)/

/**
 * The code that ran between `from` and `to`, neither of which is another stop; undefined where jumps do not tell.
 * @param isStop whether a run would have stopped at an address on the way.
 */
export function stretch(
  code: FunctionCode,
  from: number,
  to: number,
  isStop: (address: number) => boolean,
): Stretch | undefined {
  const places = new Map(code.map(({ at }, index) => [at, index]))
  const [first, last] = [places.get(from), places.get(to)]
  if (first === undefined || last === undefined) return undefined

  const next = (index: number): number[] => {
    const text = code[index]?.text ?? ''
    if (ENDS.test(text)) return []
    const [, jump, target] = /^(?:bnd )?(j\w+)\s+(?:(0x[0-9a-f]+)|.*)/.exec(text) ?? []
    const led = target === undefined ? undefined : places.get(Number(target))
    return [...(jump === 'jmp' ? [] : [index + 1]), ...(led === undefined ? [] : [led])]
  }

  /** What can be come to from the start without the instructions that are left out; whether the end is among it. */
  const reached = (isLeftOut: (one: Instruction) => boolean): { seen: Set<number>; isWhole: boolean } => {
    const seen = new Set<number>()
    const open = [first]
    let isWhole = false
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const one = code[at]
      if (!one || seen.has(at)) continue
      seen.add(at)
      if (isLeftOut(one)) continue
      for (const then of next(at)) {
        if (then === last) isWhole = true
        else if (!isStop(code[then]?.at ?? 0)) open.push(then)
      }
    }
    return { seen, isWhole }
  }

  const all = reached(() => false)
  if (!all.isWhole) return undefined
  const onWay = [...all.seen].flatMap((index) => code[index] ?? [])
  const always = (is: (one: Instruction) => boolean) => onWay.some(is) && !reached(is).isWhole
  return {
    writes: (place, registers) => {
      const writesOf = (one: Instruction) => stackWrites(one, registers).filter((write) => overlaps(write, place))
      const found = onWay.flatMap(writesOf)
      return found.filter((write) => always((one) => writesOf(one).some((other) => isSame(other, write))))
    },
    takesAddress: (place, registers) =>
      onWay.some((one) => {
        const address = addressTaken(one, registers)
        return address !== undefined && address >= place.address && address < place.address + place.size
      }),
    calls: always(({ text }) => CALLS.test(text)),
  }
}

/** Whether two ranges have a byte in common. */
export function overlaps(one: Range, other: Range): boolean {
  return one.address < other.address + other.size && other.address < one.address + one.size
}

const isSame = (one: Range, other: Range) => one.address === other.address && one.size === other.size

/** The address on the stack that a `lea` gives. */
function addressTaken({ text }: Instruction, registers: StackRegisters): number | undefined {
  const [, operand] = /^lea\s+\w+,(\[[^\]]+\])/.exec(text) ?? []
  return operand === undefined ? undefined : stackAccesses(`mov rax,${operand}`, registers)[0]?.address
}
