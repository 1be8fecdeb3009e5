/** The machine code of functions, as gdb writes it, and what it writes to the stack. */
import type { RawEvent } from './events.ts'
import { memoryAccesses, type Access } from './operand-access.ts'

/** An instruction: its address in the process and its text in Intel syntax. */
export interface Instruction {
  at: number
  text: string
}

/** What the registers that lead to a frame's variables hold. */
export interface StackRegisters {
  rsp: number
  rbp: number
}

/** Code that the plan asked for. */
export interface MachineCode {
  /** Takes over an event that tells code. */
  take(event: Extract<RawEvent, { event: 'code' }>): void
  /** Instructions of the function that starts at an address of the process; none where they were not asked for. */
  of(start: number): readonly Instruction[]
  /** Instructions in ranges `[from, to)` of the process, by address. */
  within(ranges: readonly [number, number][]): Instruction[]
}

/** No code yet. */
export function machineCode(): MachineCode {
  const functions = new Map<number, Instruction[]>()
  return {
    take({ code }) {
      const instructions = code.map(([at, text]) => ({ at, text }))
      const [first] = instructions
      if (first) functions.set(first.at, instructions)
    },
    of: (start) => functions.get(start) ?? [],
    within: (ranges) =>
      [...functions.values()].flat().filter(({ at }) => ranges.some(([from, to]) => at >= from && at < to)),
  }
}

/** What an instruction reads and writes of the stack, as far as the stack's registers say where. */
export function stackAccesses(text: string, { rsp, rbp }: StackRegisters): Access[] {
  const registers = (name: string) => (name === 'rsp' ? BigInt(rsp) : name === 'rbp' ? BigInt(rbp) : undefined)
  return memoryAccesses(text, registers)
}

/** What an instruction writes to the stack, as far as the stack's registers say where. */
export function stackWrites({ text }: Instruction, registers: StackRegisters): Access[] {
  return stackAccesses(text, registers).filter(({ access }) => access === 'write')
}
