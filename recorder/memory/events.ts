/** The lines that `recorder/gdb/run.py` writes: what it read, not what it means. */
import { z } from 'zod'

const address = z.number()

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
const rawFrame = z.tuple([address, address, address, address, address])
const memory = z.array(z.tuple([address, z.string()]))

const stop = {
  thread: z.int(),
  pc: address,
  /** Base of the thread-local block. */
  fs: address,
  /** The general registers, as text: they hold any 64 bits. Order of `REGISTERS`. */
  registers: z.array(z.string()),
  /** Innermost first; those of the snippet and what lies between them. */
  frames: z.array(rawFrame),
  /** How many of the outermost frames, not repeated here, are those of the thread's last event. */
  kept: z.int(),
  memory,
}

const kind = z.enum(['alloc', 'alloc_zeroed', 'realloc', 'dealloc'])

const event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('start'), base: address }),
  /** The process's memory map, whenever it differs from the one told before. */
  z.object({ event: z.literal('maps'), text: z.string() }),
  /** A HashMap got fixed keys. */
  z.object({ event: z.literal('keys') }),
  /** Code addresses from the inside outwards, of a call the address within it; other events name them by number. */
  z.object({ event: z.literal('chain'), chain: z.int(), pcs: z.array(address) }),
  /** A request to the allocator before `main`. */
  z.object({ event: z.literal('early'), kind, arguments: z.array(z.number()), chain: z.int() }),
  /** `main` begins. */
  z.object({ event: z.literal('entered') }),
  z.object({
    event: z.literal('listing'),
    low: address,
    code: z.array(z.tuple([address, z.int(), z.string()])),
  }),
  /** A call of the allocator begins; the calls are counted from 1. Frames are told while steps are. */
  z.object({
    event: z.literal('call'),
    call: z.int(),
    kind,
    thread: z.int(),
    /** As `GlobalAlloc` and `realloc` have them. */
    arguments: z.array(z.number()),
    /** Those that called, as far out as the program's own code is. */
    chain: z.int(),
    frames: z.array(rawFrame).optional(),
    kept: z.int().optional(),
  }),
  /** A call returns: what it gives, 0 is a failed allocation. There is none of `dealloc`. */
  z.object({ event: z.literal('result'), call: z.int(), value: address }),
  /** A memory call of the kernel, when it has returned. */
  z.object({
    event: z.literal('kernel'),
    name: z.enum(['brk', 'mmap', 'munmap', 'mremap']),
    size: z.int(),
    chain: z.int(),
  }),
  /** The thread starts to unwind. */
  z.object({ event: z.literal('unwind'), thread: z.int(), frames: z.array(rawFrame), kept: z.int() }),
  /** A call of drop glue: `rsp`, where it returns to, and the address of what is dropped. */
  z.object({ event: z.literal('drop'), thread: z.int(), sp: address, back: address, at: address }),
  z.object({ event: z.literal('main'), ...stop }),
  z.object({ event: z.literal('line'), ...stop }),
  /** The lower halves of `xmm0` and `xmm1` beside the general registers. */
  z.object({ event: z.literal('return'), ...stop, xmm0: z.string(), xmm1: z.string() }),
  z.object({ event: z.literal('panic'), ...stop }),
  z.object({ event: z.literal('signal'), ...stop, signal: z.string() }),
  z.object({
    event: z.literal('instruction'),
    run: address,
    pc: address,
    registers: z.array(z.string()),
    memory,
  }),
  /** `main` returns: the threads that have not come to the snippet's code, by number. */
  z.object({ event: z.literal('left'), threads: z.array(z.int()) }),
  /** There are more steps, or calls, than were asked for: from here on they are not told. */
  z.object({ event: z.literal('limit'), what: z.enum(['steps', 'calls']) }),
  /** How the process ended; neither is known where it was killed at a limit. */
  z.object({ event: z.literal('end'), code: z.int().nullable(), signal: z.int().nullable() }),
])

/** One thing that the script inside gdb saw. */
export type RawEvent = z.infer<typeof event>
/** A stop with frames and memory. */
export type RawStop = Extract<RawEvent, { frames: RawFrame[]; memory: unknown }>
export type RawDrop = Extract<RawEvent, { event: 'drop' }>
export type RawFrame = z.infer<typeof rawFrame>

/** Reads the script's output line by line; each event with frames gets all of them. */
export function eventReader(): (line: string) => RawEvent {
  const last = new Map<number, RawFrame[]>()
  return (line) => {
    const read = event.parse(JSON.parse(line))
    if (!('frames' in read) || read.frames === undefined) return read
    const before = last.get(read.thread) ?? []
    const frames = [...read.frames, ...before.slice(before.length - (read.kept ?? 0))]
    last.set(read.thread, frames)
    return { ...read, frames }
  }
}
