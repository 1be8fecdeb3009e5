/** Where a local lies: evaluates DWARF location expressions (DWARF 4, section 2.5). */
import { byteReader } from './byte-reader.ts'
import type { Attribute } from './dwarf.ts'
import type { Elf } from './elf.ts'

/** What an expression may ask for. */
export interface LocationContext {
  rsp: number
  rbp: number
  /** Value of another register, where it is known. */
  register(name: string): number | undefined
  /** Canonical frame address: `rsp` before the call. */
  cfa: number
  /** Where the file's addresses start in the process. */
  base: number
  frameBase: Uint8Array
  word(address: number): number | undefined
}

/**
 * A place in memory (`via`: the frame's cell that holds its address, `register`: the register that
 * does), or a register.
 */
export type Location = { address: number; via?: number; register?: string } | { register: string }

const REGISTERS = [
  'rax',
  'rdx',
  'rcx',
  'rbx',
  'rsi',
  'rdi',
  'rbp',
  'rsp',
  'r8',
  'r9',
  'r10',
  'r11',
  'r12',
  'r13',
  'r14',
  'r15',
]

function registerValue(number: number, context: LocationContext): number | undefined {
  if (number === 7) return context.rsp
  if (number === 6) return context.rbp
  return context.register(REGISTERS[number] ?? '')
}

/** An expression and the code in which it holds, `[from, to)`. */
export interface ListedLocation {
  from: number
  to: number
  expression: Uint8Array
}

/**
 * The location list at `offset` (DWARF 4, section 2.6.2); addresses in the file's own numbering, counted
 * from `unitBase` unless the list says otherwise.
 */
function locationList(list: Uint8Array, offset: number, unitBase: number): ListedLocation[] {
  const reader = byteReader(list, offset)
  const found: ListedLocation[] = []
  let base = unitBase
  for (;;) {
    const from = reader.big()
    const to = reader.u64()
    if (from === 0n && to === 0) return found
    if (from === 0xffff_ffff_ffff_ffffn) base = to
    else found.push({ from: base + Number(from), to: base + to, expression: reader.take(reader.u16()) })
  }
}

/** What tells where a variable lies at an address of the code: one expression for all of it, or a list. */
export function locationsOf(location: Attribute | undefined, elf: Elf, unitBase: number) {
  const fixed = location instanceof Uint8Array ? location : undefined
  const isList = typeof location === 'number'
  const list = isList ? locationList(elf.section('.debug_loc').bytes, location, unitBase) : []
  const at = (pc: number) => list.find(({ from, to }) => pc >= from && pc < to)
  return {
    hasOnePlace: fixed !== undefined,
    locationAt: (pc: number) => fixed ?? at(pc)?.expression,
    locationAfter: (pc: number) => (at(pc) ? undefined : list.find(({ from }) => from > pc)?.expression),
  }
}

/**
 * Whether `expression` is an address that a register holds, or held when the function was entered, which
 * debug information before DWARF 5 says by an extension (`DW_OP_GNU_entry_value`).
 */
export function isHeldAddress(expression: Uint8Array): boolean {
  const [opcode = 0, next] = expression
  if (opcode === 0xf3) return next === expression.length - 2
  return opcode >= 0x70 && opcode <= 0x8f && next === 0 && expression.length === 2
}

/**
 * The place whose contents are the address that `expression` ends by following; undefined when it does not
 * end so.
 */
export function withoutLastDereference(expression: Uint8Array): Uint8Array | undefined {
  const reader = byteReader(expression)
  let last = 0
  while (reader.at < expression.length) {
    const start = reader.at
    const opcode = reader.u8()
    if (opcode === 0x03) reader.u64()
    else if (opcode === 0x11 || opcode === 0x91 || (opcode >= 0x70 && opcode <= 0x8f)) reader.sleb()
    else if (opcode === 0x10 || opcode === 0x23) reader.uleb()
    last = start
  }
  if (expression[last] === 0x06) return expression.subarray(0, last)
  // The address itself is in a register.
  const [opcode = 0, offset] = expression
  const inRegister = expression.length === 2 && opcode >= 0x70 && opcode <= 0x8f && offset === 0
  return inRegister ? new Uint8Array([opcode - 0x20]) : undefined
}

/**
 * How far behind the address that a cell of the frame holds a place lies, or the reference to it; undefined when
 * `expression` is no such place.
 */
export function offsetBehindPointer(expression: Uint8Array): number | undefined {
  const reader = byteReader(expression)
  if (reader.u8() !== 0x91) return undefined
  reader.sleb()
  if (reader.at >= expression.length || reader.u8() !== 0x06) return undefined
  if (reader.at >= expression.length) return 0
  const opcode = reader.u8()
  return opcode === 0x23 ? reader.uleb() : opcode === 0x06 ? 0 : undefined
}

function frameBase(context: LocationContext): number | undefined {
  const [opcode = 0] = context.frameBase
  // A register alone is not a place here: its contents are the base.
  if (opcode >= 0x50 && opcode <= 0x6f) return registerValue(opcode - 0x50, context)
  const place = locate(context.frameBase, context)
  return place && 'address' in place ? place.address : undefined
}

/**
 * The place that `expression` names in a frame; undefined for one that lies nowhere (optimised
 * out, split into pieces) or that needs memory which was not read.
 */
export function locate(expression: Uint8Array, context: LocationContext): Location | undefined {
  const reader = byteReader(expression)
  const stack: number[] = []
  let via: number | undefined
  let holder: string | undefined
  const push = (value: number | undefined) => {
    if (value !== undefined) stack.push(value)
    return value !== undefined
  }
  while (reader.at < expression.length) {
    const opcode = reader.u8()
    if (opcode >= 0x50 && opcode <= 0x6f) {
      const register = REGISTERS[opcode - 0x50]
      return register !== undefined && expression.length === 1 ? { register } : undefined
    }
    if (opcode >= 0x70 && opcode <= 0x8f) {
      const number = opcode - 0x70
      const value = registerValue(number, context)
      if (number !== 6 && number !== 7) holder = REGISTERS[number]
      if (value === undefined || !push(value + Number(reader.sleb()))) return undefined
      continue
    }
    const known = apply(opcode)
    if (!known) return undefined
  }
  const address = stack.pop()
  if (address === undefined) return undefined
  return {
    address,
    ...(via === undefined ? {} : { via }),
    ...(holder === undefined ? {} : { register: holder }),
  }

  /** One operation on the stack; false when it is none of those that rustc writes. */
  function apply(opcode: number): boolean {
    switch (opcode) {
      case 0x03: // addr
        return push(reader.u64() + context.base)
      case 0x10: // constu
        return push(reader.uleb())
      case 0x11: // consts
        return push(Number(reader.sleb()))
      case 0x91: {
        // fbreg
        const from = frameBase(context)
        return from !== undefined && push(from + Number(reader.sleb()))
      }
      case 0x9c: // call_frame_cfa
        return push(context.cfa)
    }
    const top = stack.pop()
    if (top === undefined) return false
    switch (opcode) {
      case 0x06: // deref
        via ??= top
        return push(context.word(top))
      case 0x22: {
        // plus
        const below = stack.pop()
        return below !== undefined && push(below + top)
      }
      case 0x23: // plus_uconst
        return push(top + reader.uleb())
      default:
        return false
    }
  }
}
