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

/** Targets of one jump table that are looked at. */
const MOST_TARGETS = 4096

const CALLS = /^(?:\w+ )?(?:call|rep)\b/
const JUMPS = /^(?:bnd |notrack )*(j\w+)\s+(?:(0x[0-9a-f]+)|.*)/
const ENDS = /^(?:(?:bnd|notrack|rep\w*) )*(?:ret|ud2|hlt)/

/**
 * The indices of the instructions that may run next, for each: none behind the end of the function.
 * @param read bytes of the process, for tables of jumps.
 * @param isLast whether an instruction calls what does not return: there may be none behind it.
 * @returns nothing when a jump does not tell where it leads.
 */
export function successors(
  code: FunctionCode,
  read: (address: number, size: number) => Uint8Array | undefined,
  isLast: (instruction: Instruction) => boolean,
): number[][] | undefined {
  const places = new Map(code.map(({ at }, index) => [at, index]))
  const next = code.map((instruction, index): number[] | undefined => {
    const { text } = instruction
    if (ENDS.test(text) || isLast(instruction)) return []
    const [, jump, target] = JUMPS.exec(text) ?? []
    if (jump === undefined) return [index + 1]
    const led = target === undefined ? tableTargets(code, index, read) : [Number(target)]
    const inside = led?.flatMap((one) => places.get(one) ?? [])
    return inside && [...(jump === 'jmp' ? [] : [index + 1]), ...new Set(inside)]
  })
  return next.every((one) => one !== undefined) ? next : undefined
}

/** Where `jmp rax` leads behind `lea rcx,[rip+0x123]  # 0x5678` with a table of distances from itself at that address. */
function tableTargets(
  code: FunctionCode,
  jump: number,
  read: (address: number, size: number) => Uint8Array | undefined,
): number[] | undefined {
  const lea = code.slice(Math.max(0, jump - 8), jump).findLast(({ text }) => /^lea\s.*# 0x/.test(text))
  const table = Number(/# (0x[0-9a-f]+)/.exec(lea?.text ?? '')?.[1])
  const starts = new Set(code.map(({ at }) => at))
  const targets: number[] = []
  for (let index = 0; index < MOST_TARGETS; index++) {
    const bytes = read(table + 4 * index, 4)
    const target = bytes && table + new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true)
    if (target === undefined || !starts.has(target)) break
    targets.push(target)
  }
  return targets.length > 0 ? targets : undefined
}

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
    const [, jump, target] = JUMPS.exec(text) ?? []
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
