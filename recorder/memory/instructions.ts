/** Runs of asked-for functions, one step an instruction. */
import type { InstructionRun, InstructionStep } from '../trace-schema.ts'
import type { CodeMap } from './code-map.ts'
import { REGISTERS, type RawEvent } from './events.ts'
import { memoryAccesses } from './operand-access.ts'
import { processMemory, type ProcessMemory } from './process-memory.ts'
import { hexAddress, unsigned } from './scalars.ts'

/** Words of the stack that are told around `rsp` before the first instruction. */
const WORDS_BELOW = 4
const WORDS_ABOVE = 16
/** Bytes around `rsp` that count as the stack. */
const NEAR = { below: 128, above: 512 }

type RawInstruction = Extract<RawEvent, { event: 'instruction' }>

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

/**
 * Puts the runs together from the events. `listings` maps what ran to the compiler's listing;
 * without it an instruction's place is counted in gdb's disassembly.
 */
export function instructionRuns(events: RawEvent[], code: CodeMap, listings: ListingOffsets): InstructionRun[] {
  const texts = new Map<number, { text: string; length: number }>()
  const offsets: ListingOffsets = new Map(listings)
  const runs = new Map<number, RawInstruction[]>()
  const starts = new Map<string, number>()
  for (const event of events) {
    if (event.event === 'listing') {
      const name = code.functionAt(event.low)?.name ?? ''
      starts.set(name, event.low)
      for (const [address, length, text] of event.code) texts.set(address, { text, length })
      if (!offsets.has(name))
        offsets.set(
          name,
          event.code.map(([address]) => address - event.low),
        )
    } else if (event.event === 'instruction') {
      const run = runs.get(event.run)
      if (run) run.push(event)
      else runs.set(event.run, [event])
    }
  }
  // Memory is followed through all events: what a run reads may have been written long before it.
  const memory = processMemory()
  const made = new Map<number, { run: InstructionRun; last?: RawInstruction }>()
  for (const event of events) {
    const before = event.event === 'instruction' ? made.get(event.run) : undefined
    const reads = before?.last ? touched(before.last, memory, 'read') : []
    if ('memory' in event) for (const [address, hex] of event.memory) memory.write(address, hex)
    if (event.event !== 'instruction') continue
    const rsp = Number(valueOf(event, 'rsp') ?? 0n)
    if (!before) {
      const registers = Object.fromEntries(
        REGISTERS.filter((name) => name !== 'rip').map((name) => [name, word(valueOf(event, name) ?? 0n)]),
      )
      const name = code.functionAt(event.run)?.name ?? ''
      const run = { function: name, registers, stack: stackWords(rsp, memory), steps: [] }
      made.set(event.run, { run, last: texts.has(event.pc) ? event : undefined })
      continue
    }
    const outside = !texts.has(event.pc)
    const ending = outside && event === runs.get(event.run)?.at(-1)
    if (outside && !ending) continue
    if (before.last) before.run.steps.push(stepOf(before.last, event, reads, memory))
    before.last = ending ? undefined : event
  }
  return [...made.values()].map(({ run }) => run)

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
