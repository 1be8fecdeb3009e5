import type { InstructionRun, InstructionStep } from '../../recorder/trace-schema.ts'
import { addressOf } from '../stage/address.ts'
import { isGeneral } from './registers.ts'

/** Bytes of a stack word. */
export const WORD = 8

/** Registers and stack between two instructions. */
export type CpuState = {
  registers: ReadonlyMap<string, bigint>
  /** Address in `rsp`. */
  rsp: number
  /** Words by address; only those that were recorded. */
  words: ReadonlyMap<number, bigint>
}

/**
 * All states of a run: the first is before the first instruction, the k-th after the k-th.
 * Accesses narrower than a word change their bytes of it, wider ones several words.
 */
export function replayRun(run: InstructionRun): CpuState[] {
  let state = entryState(run)
  const states = [state]
  for (const step of run.steps) {
    state = after(state, step)
    states.push(state)
  }
  return states
}

function entryState(run: InstructionRun): CpuState {
  const registers = general(run.registers)
  const words = new Map(run.stack.map(({ address, value }) => [addressOf(address), BigInt(value)]))
  return { registers, rsp: Number(registers.get('rsp') ?? 0n), words }
}

function after(state: CpuState, step: InstructionStep): CpuState {
  const rsp = addressOf(step.rsp)
  const registers = new Map([...state.registers, ...general(step.registers), ['rsp', BigInt(rsp)] as const])
  const words = new Map(state.words)
  for (const access of step.memory) {
    for (const part of wordsOf(addressOf(access.address), access.size, BigInt(access.value))) {
      words.set(part.address, merged(words.get(part.address) ?? 0n, part))
    }
  }
  return { registers, rsp, words }
}

function general(recorded: Readonly<Record<string, string>>): Map<string, bigint> {
  return new Map(
    Object.entries(recorded)
      .filter(([name]) => isGeneral(name))
      .map(([name, value]) => [name, BigInt(value)]),
  )
}

type WordPart = { address: number; shift: bigint; bits: bigint; value: bigint }

/** The bytes of an access, word by word: x86-64 is little-endian. */
function wordsOf(address: number, size: number, value: bigint): WordPart[] {
  const parts: WordPart[] = []
  for (let done = 0; done < size;) {
    const at = address + done
    const word = at - (at % WORD)
    const bytes = Math.min(size - done, word + WORD - at)
    const bits = BigInt(bytes) * 8n
    const rest = (value >> (BigInt(done) * 8n)) & ((1n << bits) - 1n)
    parts.push({ address: word, shift: BigInt(at - word) * 8n, bits, value: rest })
    done += bytes
  }
  return parts
}

function merged(word: bigint, { shift, bits, value }: WordPart): bigint {
  const mask = ((1n << bits) - 1n) << shift
  return (word & ~mask) | (value << shift)
}

/** Addresses of the words that an access touches. */
export function touchedWords(address: number, size: number): number[] {
  return wordsOf(address, size, 0n).map((part) => part.address)
}
