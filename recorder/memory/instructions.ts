/** Runs of asked-for functions, one step an instruction. */
import type { InstructionRun, InstructionStep } from '../trace-schema.ts'
import type { CodeMap } from './code-map.ts'
import { REGISTERS, type RawEvent, type RawInstruction } from './events.ts'
import { memoryAccesses } from './operand-access.ts'
import { processMemory, type ProcessMemory } from './process-memory.ts'
import { hexAddress, unsigned } from './scalars.ts'

/** Words of the stack that are told around `rsp` before the first instruction. */
const WORDS_BELOW = 4
const WORDS_ABOVE = 16
/** Bytes around `rsp` that count as the stack. */
const NEAR = { below: 128, above: 512 }

/** By name of a function: offsets of the instructions of its listing, in the listing's order. */
export type ListingOffsets = Map<string, number[]>

function valueOf(raw: RawInstruction, name: string): bigint | undefined {
  const index = REGISTERS.indexOf(name)
  const text = raw.registers[index]
  return text === undefined || index < 0 ? undefined : BigInt(`0x${text}`)
}

function word(value: bigint): string {
  return `0x${value.toString(16)}`
}

/** Place in the listing of the instruction at `offset`, or of the last one before it. */
function indexOf(offsets: number[] | undefined, offset: number): number {
  return Math.max(0, offsets?.findLastIndex((one) => one <= offset) ?? 0)
}

function stackWords(rsp: number, memory: ProcessMemory): InstructionRun['stack'] {
  return Array.from({ length: WORDS_BELOW + WORDS_ABOVE }, (_, i) => rsp + (i - WORDS_BELOW) * 8).flatMap((address) => {
    const bytes = memory.read(address, 8)
    return bytes ? [{ address: hexAddress(address), value: word(unsigned(bytes)) }] : []
  })
}

/** Follows a run's events from instruction to instruction. */
export interface InstructionFollower {
  /** Takes over the next event. */
  take(event: RawEvent): void
  /** The runs, when the last event was taken. */
  runs(): InstructionRun[]
}

/** A run so far. */
interface Running {
  run: InstructionRun
  /** The last event within a listing, which the next one completes. */
  last?: RawInstruction
  /** The step by which the run ends, if no other event of it comes. */
  end?: InstructionStep
}

/**
 * Puts runs together from the events. `listings` maps what ran to the compiler's listing;
 * without it an instruction's place is counted in gdb's disassembly.
 */
export function instructionFollower(code: CodeMap, listings: ListingOffsets): InstructionFollower {
  const texts = new Map<number, { text: string; length: number }>()
  const offsets: ListingOffsets = new Map(listings)
  const starts = new Map<string, number>()
  // Memory is followed through all events: what a run reads may have been written long before it.
  const memory = processMemory()
  const made = new Map<number, Running>()

  return {
    take(event) {
      if (event.event === 'listing') list(event)
      const before = event.event === 'instruction' ? made.get(event.run) : undefined
      const reads = before?.last ? touched(before.last, memory, 'read') : []
      if ('memory' in event) for (const [address, hex] of event.memory) memory.write(address, hex)
      if (event.event === 'instruction') step(event, before, reads)
    },
    runs: () => [...made.values()].map(({ run, end }) => (end ? { ...run, steps: [...run.steps, end] } : run)),
  }

  function list({ low, code: listed }: Extract<RawEvent, { event: 'listing' }>): void {
    const name = code.functionAt(low)?.name ?? ''
    starts.set(name, low)
    for (const [address, length, text] of listed) texts.set(address, { text, length })
    const own = listed.map(([address]) => address - low)
    if (!offsets.has(name)) offsets.set(name, own)
  }

  function step(event: RawInstruction, before: Running | undefined, reads: InstructionStep['memory']): void {
    const inside = texts.has(event.pc)
    if (!before) {
      const registers = Object.fromEntries(
        REGISTERS.filter((name) => name !== 'rip').map((name) => [name, word(valueOf(event, name) ?? 0n)]),
      )
      const name = code.functionAt(event.run)?.name ?? ''
      const rsp = Number(valueOf(event, 'rsp') ?? 0n)
      const run = { function: name, registers, stack: stackWords(rsp, memory), steps: [] }
      made.set(event.run, { run, last: inside ? event : undefined })
      return
    }
    const done = before.last && stepOf(before.last, event, reads, memory)
    // Outside it is the end, or a call that comes back.
    before.end = inside ? undefined : done
    if (!inside) return
    if (done) before.run.steps.push(done)
    before.last = event
  }

  function touched(raw: RawInstruction, known: ProcessMemory, access: 'read' | 'write'): InstructionStep['memory'] {
    const text = texts.get(raw.pc)?.text ?? ''
    const rsp = Number(valueOf(raw, 'rsp') ?? 0n)
    return memoryAccesses(text, (name) => (name === 'rip' ? undefined : valueOf(raw, name)))
      .filter((one) => one.access === access && one.address >= rsp - NEAR.below && one.address < rsp + NEAR.above)
      .flatMap(({ address, size }) => {
        // What a call wrote may be overwritten by the time it is back.
        const next = raw.pc + (texts.get(raw.pc)?.length ?? 0)
        const bytes = known.read(address, size)
        const value = text.startsWith('call') ? BigInt(next) : bytes && unsigned(bytes)
        return value === undefined ? [] : [{ address: hexAddress(address), size, access, value: word(value) }]
      })
  }

  function stepOf(
    raw: RawInstruction,
    after: RawInstruction,
    reads: InstructionStep['memory'],
    known: ProcessMemory,
  ): InstructionStep {
    const name = code.functionAt(raw.pc)?.name ?? ''
    const changed = REGISTERS.filter((one) => one !== 'rip' && valueOf(raw, one) !== valueOf(after, one))
    return {
      function: name,
      index: indexOf(offsets.get(name), raw.pc - (starts.get(name) ?? raw.pc)),
      registers: Object.fromEntries(changed.map((one) => [one, word(valueOf(after, one) ?? 0n)])),
      rsp: word(valueOf(after, 'rsp') ?? 0n),
      memory: [...reads, ...touched(raw, known, 'write')],
    }
  }
}
