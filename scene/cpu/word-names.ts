import type { Instruction, Listing } from '../../recorder/schema.ts'
import type { InstructionRun, InstructionStep } from '../../recorder/trace-schema.ts'
import { shortPath } from '../rust-to-asm/asm-text.ts'
import { parseOperands, wholeRegister } from '../rust-to-asm/operands.ts'
import { CALLEE_SAVED, valueOf, type State, type Value } from '../rust-to-asm/track.ts'
import { addressOf } from '../stage/address.ts'
import { touchedWords, WORD } from './replay-run.ts'

/** What a word of the stack holds. */
export type WordName = {
  /** `return to half`, `caller’s rbx`, `n`; empty where the recording does not tell. */
  text: string
  /** A return address: an address in the binary. */
  code?: boolean
}

/** A function that is running. */
export type RunningFrame = {
  function: string
  /** Address of its return address. */
  entry: number
  /**
   * Lowest address that it wrote below `rsp`: a function that calls nothing may use 128 bytes there
   * (System V psABI 3.2.2, the red zone).
   */
  redZone?: number
}

/** What the words hold and whose they are, between two instructions. */
export type StackNames = {
  names: ReadonlyMap<number, WordName>
  /** Outermost first; the first is the function whose run was recorded. */
  frames: readonly RunningFrame[]
}

/** A listing, and what registers hold before each of its instructions as far as it tells. */
export type ListedFunction = { listing: Listing; tracked: State[] }

/**
 * Names of the stack's words in every state of `replayRun`. On entry `rsp` holds the address of
 * the return address (System V psABI 3.2.2); what is stored later is named by its instruction.
 */
export function nameWords(run: InstructionRun, functions: ReadonlyMap<string, ListedFunction>): StackNames[] {
  const entry = addressOf(run.registers['rsp'] ?? '0x0')
  const first: StackNames = {
    names: new Map([[entry, { text: 'return to caller', code: true }]]),
    frames: [{ function: run.function, entry }],
  }
  const states = [first]
  for (const [i, step] of run.steps.entries()) {
    const before = states.at(-1) ?? first
    const within = functions.get(step.function)
    const instruction = within?.listing.instructions[step.index]
    const known = within?.tracked[step.index]
    const name = instruction ? storedName(instruction, step.function, known) : { text: '' }
    const names = new Map(before.names)
    for (const access of step.memory.filter((one) => one.access === 'write')) {
      for (const word of touchedWords(addressOf(access.address), access.size)) names.set(word, name)
    }
    states.push({ names, frames: framesAfter(before.frames, step, instruction, run.steps[i + 1]) })
  }
  return states
}

function storedName({ mnemonic, operands }: Instruction, inside: string, known: State | undefined): WordName {
  if (mnemonic === 'call') return { text: `return to ${inside}`, code: true }
  const [to, from] = parseOperands(operands)
  const source = mnemonic === 'push' ? to : from
  const value = known && valueOf(source, known)
  if (value?.is === 'argument') return { text: argumentName(value) }
  if (source?.kind !== 'register') return { text: '' }
  const register = wholeRegister(source.name)
  if (mnemonic !== 'push') return { text: '' }
  if (CALLEE_SAVED.has(register)) return { text: `caller’s ${register}` }
  return { text: register === 'rax' ? 'for alignment' : register }
}

function argumentName({ name, word }: Extract<Value, { is: 'argument' }>): string {
  if (word === 'value') return name
  return word === 'address' ? `address of ${name}` : `${name}, ${word}`
}

/** A call that leaves `rsp` at the word it wrote enters a function; `rsp` above a frame's entry has left it. */
function framesAfter(
  frames: readonly RunningFrame[],
  step: InstructionStep,
  instruction: Instruction | undefined,
  next: InstructionStep | undefined,
): readonly RunningFrame[] {
  const rsp = addressOf(step.rsp)
  const running = frames.filter(({ entry }) => rsp <= entry)
  const written = step.memory.filter((access) => access.access === 'write').map((access) => addressOf(access.address))
  if (instruction?.mnemonic === 'call') {
    if (!written.includes(rsp)) return running
    const target = shortPath(instruction.target ?? instruction.operands)
    const entered = next && next.function !== step.function ? next.function : target
    return [...running, { function: entered, entry: rsp }]
  }
  const inner = running.at(-1)
  const below = written.filter((address) => address < rsp)
  if (!inner || below.length === 0) return running
  const redZone = Math.min(inner.redZone ?? rsp, ...below)
  return [...running.slice(0, -1), { ...inner, redZone }]
}

/** Whose word it is: a function that runs, `caller` above the outermost, `free` below `rsp`. */
export function ownerOf(address: number, rsp: number, frames: readonly RunningFrame[]): string {
  const inner = frames.at(-1)
  if (address + WORD <= rsp && !(inner?.redZone !== undefined && address + WORD > inner.redZone)) return 'free'
  return frames.findLast(({ entry }) => address <= entry)?.function ?? 'caller'
}
