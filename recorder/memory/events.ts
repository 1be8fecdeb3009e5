/** The lines that `recorder/gdb/memory.py` writes: what it read, not what it means. */
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

const event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('start'), pid: z.int(), base: address }),
  z.object({ event: z.literal('maps'), text: z.string() }),
  z.object({ event: z.literal('keys') }),
  z.object({
    event: z.literal('listing'),
    low: address,
    code: z.array(z.tuple([address, z.int(), z.string()])),
  }),
  z.object({
    event: z.literal('call'),
    kind: z.enum(['alloc', 'alloc_zeroed', 'realloc', 'dealloc']),
    thread: z.int(),
    arguments: z.array(z.number()),
    frames: z.array(rawFrame),
    kept: z.int(),
    /** What the call returned; 0 is a failed allocation. Not on dealloc. */
    result: address.optional(),
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
  z.object({ event: z.literal('limit') }),
  z.object({ event: z.literal('end'), code: z.int().nullable(), signal: z.int().nullable() }),
])

/** One thing that the script inside gdb saw. */
export type RawEvent = z.infer<typeof event>
/** A stop with frames and memory. */
export type RawStop = Extract<RawEvent, { frames: RawFrame[]; memory: unknown }>
export type RawDrop = Extract<RawEvent, { event: 'drop' }>
export type RawFrame = z.infer<typeof rawFrame>

/** Reads the script's output, given as the values of its lines; each event gets all of its frames. */
export function readEvents(lines: unknown[]): RawEvent[] {
  const last = new Map<number, RawFrame[]>()
  return lines.map((line) => {
    const read = event.parse(line)
    if (!('frames' in read)) return read
    const before = last.get(read.thread) ?? []
    const frames = [...read.frames, ...before.slice(before.length - read.kept)]
    last.set(read.thread, frames)
    return { ...read, frames }
  })
}
