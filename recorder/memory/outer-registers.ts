/** What registers hold in frames that wait: functions save those that they use and owe to their caller. */
import type { CallFrameInfo } from './call-frame-info.ts'
import type { RawFrame } from './events.ts'
import type { Registers } from './frame-record.ts'
import type { ProcessMemory } from './process-memory.ts'
import { unsigned } from './scalars.ts'

/** Callee-saved registers (System V psABI, "Registers"), by their numbers in DWARF. */
const CALLEE_SAVED: Record<string, number> = { rbx: 3, rbp: 6, r12: 12, r13: 13, r14: 14, r15: 15 }

/** Bytes of a stack that is read whole at each stop: of a deeper one, what frames in the middle saved may be older. */
const READ_WHOLE = 1 << 18

/** What registers are found by. */
export interface OuterSources {
  unwinding: CallFrameInfo
  memory: ProcessMemory
  /** Where the file's addresses start in the process. */
  base: number
}

/**
 * The registers of a frame that waits, which its callers' callees saved or left alone.
 * @param frames all frames of the thread, innermost first; `at` is the frame's place among them.
 * @param registers those of the innermost frame.
 */
export function outerRegisters(
  { unwinding, memory, base }: OuterSources,
  frames: readonly RawFrame[],
  at: number,
  registers: Registers,
): Registers {
  return (name) => {
    const number = CALLEE_SAVED[name]
    const [, lowest = 0] = frames[0] ?? []
    const [, , highest = 0] = frames[at] ?? []
    if (number === undefined || highest - lowest > READ_WHOLE) return undefined
    for (let inner = at - 1; inner >= 0; inner -= 1) {
      const [pc, , cfa] = frames[inner] ?? []
      if (pc === undefined || cfa === undefined) return undefined
      const saved = unwinding.savedAt(pc - base - (inner === 0 ? 0 : 1))
      if (!saved) return undefined
      if (!saved.has(number)) continue
      const offset = saved.get(number)
      const bytes = offset === undefined ? undefined : memory.read(cfa + offset, 8)
      return bytes && unsigned(bytes)
    }
    return registers(name)
  }
}
