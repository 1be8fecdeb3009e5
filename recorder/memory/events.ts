/** The lines that `recorder/gdb/run.py` writes: what it read, not what it means. */
import type { AllocatorKind } from './std-symbols.ts'

/** Registers in the order in which the script writes them; a stop has the first sixteen. */
export const REGISTERS = [
  'rax',
  'rbx',
  'rcx',
  'rdx',
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
  'rip',
  'eflags',
]

/** Program counter, stack pointer, canonical frame address, start of its function or 0, `rbp`. */
export type RawFrame = [pc: number, sp: number, cfa: number, start: number, rbp: number]

/** Addresses and bytes, in hexadecimal, that differ from what was told before. */
type RawMemory = [address: number, bytes: string][]

/** What a thread's frames are. */
type RawStack = {
  thread: number
  /** Innermost first; those of the snippet and what lies between them. */
  frames: RawFrame[]
  /** How many of the outermost frames, not repeated in the line, are those of the thread's last event. */
  kept: number
}

type RawState = RawStack & {
  pc: number
  /** Base of the thread-local block. */
  fs: number
  /** The general registers, as text: they hold any 64 bits. Order of `REGISTERS`. */
  registers: string[]
  memory: RawMemory
}

/** A call of the allocator begins. */
export type RawCall = {
  event: 'call'
  /** Its number, from 1 on. */
  call: number
  kind: AllocatorKind
  thread: number
  /** As `GlobalAlloc` and `realloc` have them. */
  arguments: number[]
  /** Those that called, as far out as the program's own code is. */
  chain: number
} & Partial<RawStack>

/** A call of drop glue: `rsp`, where it returns to, and the address of what is dropped. */
export type RawDrop = { event: 'drop'; thread: number; sp: number; back: number; at: number }

/** A stop with frames and memory. */
export type RawStop =
  | ({ event: 'main' | 'line' | 'panic' } & RawState)
  /** The lower halves of `xmm0` and `xmm1` beside the general registers. */
  | ({ event: 'return'; xmm0: string; xmm1: string } & RawState)
  | ({ event: 'signal'; signal: string } & RawState)

/** The state before an instruction of the function that starts at `run`. */
export type RawInstruction = {
  event: 'instruction'
  run: number
  pc: number
  registers: string[]
  memory: RawMemory
}

/** One thing that the script inside gdb saw. */
export type RawEvent =
  | { event: 'start'; base: number }
  /** The process's memory map, whenever it differs from the one told before. */
  | { event: 'maps'; text: string }
  /** A HashMap got fixed keys. */
  | { event: 'keys' }
  /** Code addresses from the inside outwards, of a call the address within it; other events name them by number. */
  | { event: 'chain'; chain: number; pcs: number[] }
  /** A request to the allocator before `main`. */
  | { event: 'early'; kind: Exclude<AllocatorKind, 'dealloc'>; arguments: number[]; chain: number }
  /** `main` begins. */
  | { event: 'entered' }
  /** Of a function that is followed: address, size and text of each instruction. */
  | { event: 'listing'; low: number; code: [address: number, size: number, text: string][] }
  /** The code of functions: address and text of each instruction. */
  | { event: 'code'; code: [address: number, text: string][] }
  | RawCall
  /** A call returns: what it gives, 0 is a failed allocation. There is none of `dealloc`. */
  | { event: 'result'; call: number; value: number }
  /** A memory call of the kernel, when it has returned. */
  | { event: 'kernel'; name: 'brk' | 'mmap' | 'munmap' | 'mremap'; size: number; chain: number }
  /** The thread starts to unwind. */
  | ({ event: 'unwind' } & RawStack)
  | RawDrop
  | RawStop
  | RawInstruction
  /** `main` returns: the threads that have not come to the snippet's code, by number. */
  | { event: 'left'; threads: number[] }
  /** There are more steps, or calls, than were asked for: from here on they are not told. */
  | { event: 'limit'; what: 'steps' | 'calls' }
  /** How the process ended; neither is known where it was killed at a limit. */
  | { event: 'end'; code: number | null; signal: number | null }

/** Reads the script's output line by line; each event with frames gets all of them. What it wrote is not checked. */
export function eventReader(): (line: string) => RawEvent {
  const last = new Map<number, RawFrame[]>()
  return (line) => {
    const read = JSON.parse(line) as RawEvent
    if (!('frames' in read) || read.frames === undefined) return read
    const before = last.get(read.thread) ?? []
    const frames = [...read.frames, ...before.slice(before.length - (read.kept ?? 0))]
    last.set(read.thread, frames)
    return { ...read, frames }
  }
}
