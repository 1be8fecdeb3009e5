import type { Instruction, Listing } from '../../recorder/schema.ts'
import { parseOperands, registerSize, wholeRegister, type Memory, type Operand } from './operands.ts'
import type { Signature } from './signature.ts'

/** What is known of a word without running the program. */
export type Value =
  /** The address where the caller wants the result, plus `offset` bytes. */
  | { is: 'result'; offset: number }
  /** What arrived for a parameter: its value, its address, or one of the two words of a fat pointer. */
  | { is: 'argument'; name: string; word: 'value' | 'address' | 'pointer' | 'length' | 'vtable'; bytes: number }
  /** An address in the stack, in bytes from `rsp` on entry. */
  | { is: 'frame'; offset: number }
  /** What the allocator returned, plus `offset` bytes. */
  | { is: 'heap'; offset: number }
  | { is: 'number'; value: bigint }

/** What registers and stack slots hold before an instruction. */
export type State = {
  registers: Map<string, Value>
  /** By offset from `rsp` on entry, bytes. */
  slots: Map<number, Value>
  /** `rsp` now, in bytes from `rsp` on entry; negative inside a frame. */
  rsp: number
}

/** Registers that pass arguments, in order (System V psABI 3.2.3). */
export const ARGUMENTS = ['rdi', 'rsi', 'rdx', 'rcx', 'r8', 'r9'] as const
/** Registers that a function gives back as it found them (System V psABI 3.2.1). */
export const CALLEE_SAVED: ReadonlySet<string> = new Set(['rbx', 'rbp', 'r12', 'r13', 'r14', 'r15'])

/**
 * What each register and slot holds before each instruction, as far as the listing alone tells.
 * Where paths join, only what all agree on is kept; behind a loop's head nothing is.
 * @param optimised whether LLVM may have changed which arguments the function takes.
 */
export function trackListing({ instructions }: Listing, signature: Signature, optimised: boolean): State[] {
  const loops = loopHeads(instructions)
  const jumps = new Map<string, State[]>()
  const states: State[] = []
  let body = entry(instructions, signature, optimised)
  let now: State | undefined = body
  for (const instruction of instructions) {
    const from: State[] = (instruction.label && jumps.get(instruction.label)) || []
    let state: State = join(now ? [now, ...from] : from, body.rsp)
    if (instruction.label && loops.has(instruction.label)) state = join([], state.rsp)
    states.push(state)
    now = after(instruction, state)
    if (/^j/.test(instruction.mnemonic)) {
      jumps.set(instruction.operands, [...(jumps.get(instruction.operands) ?? []), now])
    }
    if (instruction.mnemonic === 'call') body = now
    if (endsPath(instruction)) now = undefined
  }
  return states
}

/** Whether what follows an instruction is never reached from it: panics and unwinding do not come back. */
export function endsPath({ mnemonic, role, target }: Instruction): boolean {
  if (mnemonic === 'call') return role === 'panic' || /_Unwind_Resume/.test(target ?? '')
  return /^(?:ret|jmp|ud2)$/.test(mnemonic)
}

/** Address that a memory operand names, where it is known. */
export function addressOf(memory: Memory, state: State): Value | undefined {
  if (memory.base === undefined || memory.index !== undefined) return undefined
  const base = memory.base === 'rsp' ? frame(state.rsp) : state.registers.get(memory.base)
  return base && plus(base, memory.displacement)
}

/** What an operand holds, where it is known. */
export function valueOf(operand: Operand | undefined, state: State): Value | undefined {
  if (operand?.kind === 'immediate') return { is: 'number', value: operand.value }
  if (operand?.kind === 'register') {
    return operand.name === 'rsp' ? frame(state.rsp) : state.registers.get(wholeRegister(operand.name))
  }
  if (operand?.kind !== 'memory') return undefined
  const address = addressOf(operand, state)
  return address?.is === 'frame' ? state.slots.get(address.offset) : undefined
}

function frame(offset: number): Value {
  return { is: 'frame', offset }
}

function plus(value: Value, bytes: number): Value | undefined {
  if (bytes === 0) return value
  if (value.is === 'argument') return undefined
  if (value.is === 'number') return { is: 'number', value: value.value + BigInt(bytes) }
  return { ...value, offset: value.offset + bytes }
}

function entry(instructions: Instruction[], signature: Signature, optimised: boolean): State {
  const byAddress = signature.byAddress ?? (writesThroughRdi(instructions, signature) || undefined)
  const values: Value[] = byAddress ? [{ is: 'result', offset: 0 }] : []
  const unknown = signature.parameters.findIndex(({ passed }) => passed === 'unknown')
  // Of optimised code only a whole signature tells that no argument was dropped before another.
  const known = byAddress !== undefined && (unknown < 0 || !optimised)
  const parameters = unknown < 0 ? signature.parameters : signature.parameters.slice(0, unknown)
  for (const { name, passed, second, bytes } of known ? parameters : []) {
    const word = ({ copy: 'address', fat: 'pointer', value: 'value', unknown: 'value' } as const)[passed]
    values.push({ is: 'argument', name, word, bytes })
    if (second) values.push({ is: 'argument', name, word: second, bytes: 8 })
  }
  const trusted = !optimised || keepsArguments(instructions, signature, values.length)
  const held = trusted ? values : values.filter((value) => value.is === 'result')
  const pairs = ARGUMENTS.flatMap((register, i): [string, Value][] => (held[i] ? [[register, held[i]]] : []))
  return { registers: new Map(pairs), slots: new Map(), rsp: 0 }
}

/**
 * Whether an optimised function still takes its arguments as written. LLVM drops arguments that
 * nobody reads, which moves the later ones up, and passes what a reference points at instead of it:
 * so the last register must be read, and no parameter be a thin reference.
 */
function keepsArguments(instructions: Instruction[], { parameters }: Signature, count: number): boolean {
  const thin = /^&|^(?:Box|Rc|Arc)</
  if (parameters.some(({ passed, type }) => passed === 'value' && thin.test(type))) return false
  const last = ARGUMENTS[count - 1]
  if (!last) return false
  const written = new Set<string>()
  for (const { mnemonic, operands } of instructions) {
    if (mnemonic === 'call') return false
    const [to, ...others] = parseOperands(operands)
    const overwrites = to?.kind === 'register' && /^(?:mov|lea|set|pop)/.test(mnemonic)
    const read = overwrites ? others : [to, ...others]
    if (!written.has(last) && read.some((operand) => reads(operand, last))) return true
    if (overwrites) written.add(wholeRegister(to.name))
  }
  return false
}

/** Whether an operand's value depends on a register. */
export function reads(operand: Operand | undefined, register: string): boolean {
  if (operand?.kind === 'register') return wholeRegister(operand.name) === register
  return operand?.kind === 'memory' && (operand.base === register || operand.index === register)
}

/** Without parameters that are addresses, memory written through `rdi` can only be the result's. */
function writesThroughRdi(instructions: Instruction[], { parameters }: Signature): boolean {
  if (parameters.some(({ passed, type }) => passed !== 'value' || /^[&*]|</.test(type))) return false
  const overwrites = /^(?:call .*|\w+ [re]di\b.*)$/
  const texts = instructions.map(({ mnemonic, operands }) => `${mnemonic} ${operands}`)
  const end = texts.findIndex((text) => overwrites.test(text))
  const first = end < 0 ? texts : texts.slice(0, end)
  return first.some((text) => /^mov\w* (?:\w+ ptr )?\[rdi\b/.test(text))
}

function loopHeads(instructions: Instruction[]): Set<string> {
  const heads = new Set<string>()
  const seen = new Set<string>()
  for (const { label, mnemonic, operands } of instructions) {
    if (label) seen.add(label)
    if (/^j/.test(mnemonic) && seen.has(operands)) heads.add(operands)
  }
  return heads
}

function join(states: State[], rsp: number): State {
  const [first, ...others] = states
  if (!first) return { registers: new Map(), slots: new Map(), rsp }
  return {
    registers: common(
      first.registers,
      others.map((state) => state.registers),
    ),
    slots: common(
      first.slots,
      others.map((state) => state.slots),
    ),
    rsp: first.rsp,
  }
}

function common<K>(first: Map<K, Value>, others: Map<K, Value>[]): Map<K, Value> {
  return new Map([...first].filter(([key, value]) => others.every((other) => same(other.get(key), value))))
}

function same(a: Value | undefined, b: Value): boolean {
  return a !== undefined && Object.entries(b).every(([key, value]) => Reflect.get(a, key) === value)
}

function after(instruction: Instruction, state: State): State {
  const next: State = { registers: new Map(state.registers), slots: new Map(state.slots), rsp: state.rsp }
  const [to, from] = parseOperands(instruction.operands)
  switch (instruction.mnemonic) {
    case 'push':
      next.rsp -= 8
      store(next, next.rsp, 8, valueOf(to, state))
      return next
    case 'pop':
      write(to, state.slots.get(state.rsp), next)
      next.rsp += 8
      return next
    case 'call':
      return afterCall(instruction, state, next)
    case 'mov':
    case 'movabs':
      write(to, valueOf(from, state), next)
      return next
    case 'mul':
    case 'div':
    case 'idiv':
    case 'cqo':
    case 'cdq':
      for (const register of ['rax', 'rdx']) next.registers.delete(register)
      return next
    case 'lea':
      write(to, from?.kind === 'memory' ? addressOf(from, state) : undefined, next)
      return next
    case 'xor':
      write(to, sameRegister(to, from) ? { is: 'number', value: 0n } : undefined, next)
      return next
    case 'cmp':
    case 'test':
      return next
  }
  if (to?.kind === 'register' && to.name === 'rsp' && from?.kind === 'immediate') {
    next.rsp += Number(from.value) * (instruction.mnemonic === 'sub' ? -1 : 1)
  } else if (!/^(?:j|ret|nop|ud2)/.test(instruction.mnemonic)) write(to, undefined, next)
  return next
}

/**
 * Bytes that a call allocates, where the listing tells: `__rust_alloc(size, align)`, while
 * `box_new_uninit` takes a `Layout`, whose first word is the alignment in this compiler.
 */
export function sizeAllocated({ target = '' }: Instruction, { registers }: State): bigint | undefined {
  const takesLayout = /box_new_uninit|exchange_malloc/.test(target)
  if (!takesLayout && !/__rust_alloc/.test(target)) return undefined
  const size = registers.get(takesLayout ? 'rsi' : 'rdi')
  return size?.is === 'number' ? size.value : undefined
}

/** Calls that leave a `Vec`'s pointer to the heap in its second word, at the address in `rdi`. */
const GROWS = /grow_one|grow_amortized|::push$|with_capacity/

function afterCall(call: Instruction, before: State, next: State): State {
  for (const register of before.registers.keys()) {
    if (!CALLEE_SAVED.has(register)) next.registers.delete(register)
  }
  for (const register of ARGUMENTS) {
    const passed = before.registers.get(register)
    if (passed?.is !== 'frame') continue
    for (const slot of next.slots.keys()) if (slot >= passed.offset) next.slots.delete(slot)
  }
  const target = call.target ?? ''
  const first = before.registers.get('rdi')
  if (call.role !== 'allocator' || sizeAllocated(call, before) === 0n) return next
  if (!GROWS.test(target)) next.registers.set('rax', { is: 'heap', offset: 0 })
  else if (first?.is === 'frame') next.slots.set(first.offset + 8, { is: 'heap', offset: 0 })
  return next
}

function write(to: Operand | undefined, value: Value | undefined, next: State): void {
  if (to?.kind === 'register') {
    const register = wholeRegister(to.name)
    if (value && fits(value, registerSize(to.name))) next.registers.set(register, value)
    else next.registers.delete(register)
  } else if (to?.kind === 'memory') {
    const address = addressOf(to, next)
    if (address?.is === 'frame') store(next, address.offset, to.size ?? 8, value)
  }
}

/** Whether a register of `bytes` holds a value whole; writing 4 bytes clears the upper half (SDM 3.4.1.1). */
function fits(value: Value, bytes: number): boolean {
  if (bytes === 8) return true
  return bytes === 4 && (value.is === 'number' || (value.is === 'argument' && value.bytes <= 4))
}

function store(next: State, offset: number, size: number, value: Value | undefined): void {
  for (const slot of next.slots.keys()) if (slot > offset - 8 && slot < offset + size) next.slots.delete(slot)
  if (value && size === 8) next.slots.set(offset, value)
}

function sameRegister(a: Operand | undefined, b: Operand | undefined): boolean {
  return a?.kind === 'register' && b?.kind === 'register' && wholeRegister(a.name) === wholeRegister(b.name)
}
