import { describe, expect, test } from 'vitest'
import { callFrameInfo } from '../../recorder/memory/call-frame-info.ts'
import { outerRegisters } from '../../recorder/memory/outer-registers.ts'
import { processMemory } from '../../recorder/memory/process-memory.ts'
import type { Elf } from '../../recorder/memory/elf.ts'
import type { RawFrame } from '../../recorder/memory/events.ts'

const word = (value: number) => [value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >> 24) & 255]
const sized = (bytes: number[]) => [...word(bytes.length), ...bytes]

/** A common entry as rustc's: `zR`, code 1, data -8, addresses relative to where they stand, return address at -8. */
const common = sized([...word(0), 1, 0x7a, 0x52, 0, 1, 0x78, 16, 1, 0x1b, 0x0c, 7, 8, 0x90, 1, 0, 0])

/** Describes code at 0x2000, of 0x40 bytes, in a section at 0x1000. */
function sectionWith(program: number[]): Uint8Array {
  const at = common.length + 8
  const described = sized([...word(common.length + 4), ...word(0x2000 - (0x1000 + at)), ...word(0x40), 0, ...program])
  return new Uint8Array([...common, ...described, ...word(0)])
}

const elfWith = (bytes: Uint8Array): Elf => {
  const section = { name: '.eh_frame', address: 0x1000, size: bytes.length, bytes, loaded: true }
  const missing = () => {
    throw new Error('no other section is asked for')
  }
  return { sections: [section], symbols: [], threadLocals: new Set(), section: missing, sectionAt: missing }
}

// push rbx at 0x2000, saved at -16 from 0x2001 on; restored at 0x2030.
const pushed = elfWith(sectionWith([0x41, 0x0e, 16, 0x83, 2, 0x6f, 0xc3]))

describe('what a function does with the registers of its caller', () => {
  test('is told by address', () => {
    const info = callFrameInfo(pushed)
    expect(info.savedAt(0x2000)?.has(3)).toBe(false)
    expect(info.savedAt(0x2001)?.get(3)).toBe(-16)
    expect(info.savedAt(0x202f)?.get(3)).toBe(-16)
    expect(info.savedAt(0x2030)?.has(3)).toBe(false)
    expect(info.savedAt(0x2040)).toBeUndefined()
  })

  test('gives the registers of a frame that waits', () => {
    const memory = processMemory()
    memory.write(0x7ff0, '0700000000000080')
    const sources = { unwinding: callFrameInfo(pushed), memory, base: 0 }
    const frames: RawFrame[] = [
      [0x2010, 0x7ff0, 0x8000, 0, 0],
      [0x3000, 0x8000, 0x8040, 0, 0],
    ]
    const registers = outerRegisters(sources, frames, 1, () => 5n)
    expect(registers('rbx')).toBe(0x8000000000000007n)
    expect(registers('r12')).toBe(5n)
    expect(registers('rax')).toBeUndefined()
    // Code that the file does not describe may do with them what it likes.
    const unknown: RawFrame[] = [[0x5000, 0x7ff0, 0x8000, 0, 0], ...frames.slice(1)]
    expect(outerRegisters(sources, unknown, 1, () => 5n)('rbx')).toBeUndefined()
  })
})
