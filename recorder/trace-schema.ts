/**
 * The part of the contract that the memory stage plays: what memory held at each step of a run.
 *
 * A trace is stored as keyframes and deltas (`storedStep`); `scene/replay.ts` turns it into whole
 * states (`memoryState`). Addresses are lower-case hexadecimal strings; sizes and offsets bytes;
 * lines count from 1.
 */
import { z } from 'zod'
import { placeState, value } from './value-schema.ts'

export * from './layout-schema.ts'
export * from './value-schema.ts'

const line = z.int().positive()
const bytes = z.int().nonnegative()
const address = z.string().regex(/^0x[0-9a-f]+$/)

/** A local variable or argument of a frame. */
export const local = z.strictObject({
  /** Unique within its frame: two locals that shadow one another differ. */
  id: z.int(),
  name: z.string(),
  /** As rustc writes it: `Box<Point>`, `&mut Vec<u32>`. */
  type: z.string(),
  argument: z.boolean(),
  /** A variable that the closure captured: it lies in the closure or where that points. */
  captured: z.boolean().optional(),
  /**
   * The guard of its match arm runs, which sees it by reference: it lies in the value that is matched, and owns
   * nothing yet.
   */
  inGuard: z.literal(true).optional(),
  /**
   * No variable: a value that the source borrows and that no name stands for (`&String::from("x")`). It is shown once
   * something in its frame has pointed at it, `name` is `temporary` and `line` where it is borrowed.
   */
  temporary: z.literal(true).optional(),
  /** Absent when it has no memory (zero-sized, in a register, or optimised out). */
  address: address.optional(),
  /**
   * Set when it lies outside its frame, such as a capture, and a cell of this frame holds its address: that
   * cell. A big argument lies in the caller's frame; its address came in a register.
   */
  via: address.optional(),
  /** The register that it lies in; with an address, the register that holds this address. */
  register: z.string().optional(),
  size: bytes,
  state: placeState,
  /**
   * In use, but with no place here that the debug information names and the recorder can read: an
   * optimiser keeps a variable where it likes, or not at all.
   */
  optimisedOut: z.literal(true).optional(),
  /**
   * In use, in code that is not optimised, but without debug information of its own: no code was made for its
   * scope, and it has no slot of its own in the frame: nothing tells where it lies.
   */
  undescribed: z.literal(true).optional(),
  /** Absent while uninitialised; a moved or dropped local keeps the bytes that are still there. */
  value: value.optional(),
  /** Line of its declaration. */
  line,
})

/** A stack frame. `low` is the lowest address (`rsp` in it), `high` one past its highest byte. */
export const frame = z.strictObject({
  /** Unique in the trace; a function called twice has two frames. */
  id: z.int(),
  /** As Rust writes it, below the crate; closures as `main::{closure#0}`. */
  function: z.string(),
  line,
  low: address,
  high: address,
  size: bytes,
  /** The compiler inlined the function: it has no bytes, its variables lie in the frame around it. */
  inlined: z.literal(true).optional(),
  /** Where the return address lies (the frame's highest 8 bytes) and what it returns to. */
  returns: z.strictObject({ at: address, to: z.string() }).optional(),
  /**
   * What lies between this frame and the one before it in the list: functions and bytes. They are
   * std's, or, in the middle of a deep stack, `folded` frames of the snippet that are not shown.
   */
  between: z
    .strictObject({ functions: z.array(z.string()), size: bytes, folded: z.int().positive().optional() })
    .optional(),
  locals: z.array(local),
})

/** An allocation through the Rust global allocator. */
export const heapBlock = z.strictObject({
  id: z.int(),
  address,
  size: bytes,
  align: bytes,
  state: z.enum(['live', 'freed']),
  /** Line and function of the snippet that asked for it. */
  line: line.optional(),
  function: z.string().optional(),
  /** Type of the contents, when a typed pointer reaches it. */
  type: z.string().optional(),
  /** Contents; spare capacity is a `padding` field named `spare`. */
  value: value.optional(),
  /**
   * Elements in use of elements that fit, when a Vec, String, VecDeque, or a Vec's iterator owns it (then
   * those that it has yet to give out; before them lies a `padding` field named `moved out`).
   */
  length: z.int().nonnegative().optional(),
  capacity: z.int().nonnegative().optional(),
  /** Calls of realloc that grew or shrank it; `from` when it moved, and the line of the snippet that asked. */
  reallocated: z
    .array(z.strictObject({ oldSize: bytes, newSize: bytes, from: address.optional(), line: line.optional() }))
    .optional(),
})

/** Static data, code or a vtable that something points at. */
export const staticDatum = z.strictObject({
  id: z.int(),
  kind: z.enum(['str', 'promoted', 'static', 'thread-local', 'vtable', 'bytes']),
  address,
  size: bytes,
  /** `COUNTER`, or `<Circle as Shape>` for a vtable. */
  name: z.string().optional(),
  type: z.string().optional(),
  value: value.optional(),
  /** Section or mapping it lies in, `.rodata`. */
  section: z.string().optional(),
})

/** Memory at one step of one thread: everything that the stage can show. */
export const memoryState = z.strictObject({
  thread: z.int().nonnegative(),
  /** Line about to run in the innermost frame of the snippet. */
  line,
  function: z.string(),
  /** Outermost (`main`) first. */
  frames: z.array(frame),
  /** In order of allocation; freed ones stay. */
  blocks: z.array(heapBlock),
  statics: z.array(staticDatum),
  /** How many of the run's allocator calls have happened. */
  calls: z.int().nonnegative(),
  /**
   * A value on its way out of the function that is returning. Not in an optimised build: what its
   * callers do not need may be left out, and they know.
   */
  returning: z
    .strictObject({
      function: z.string(),
      type: z.string(),
      /** `rax`, `rax:rdx`, or the address of the caller's memory. */
      place: z.string(),
      value: value.optional(),
    })
    .optional(),
  /** What happened, when it is not an ordinary line. */
  event: z.enum(['return', 'panic', 'signal', 'exit']).optional(),
  /** Text of a panic or name of a signal. */
  message: z.string().optional(),
})

/** One instruction that ran. */
export const instructionStep = z.strictObject({
  /** Function whose listing holds it, and its place in `instructions`. */
  function: z.string(),
  index: z.int().nonnegative(),
  /** Registers that the instruction changed, with their new values. */
  registers: z.record(z.string(), address),
  rsp: address,
  /** Words of the stack that it wrote or read. */
  memory: z.array(z.strictObject({ address, size: bytes, access: z.enum(['read', 'write']), value: address })),
})

/** A run of one asked-for function, instruction by instruction. */
export const instructionRun = z.strictObject({
  function: z.string(),
  /** Registers and the stack's words around `rsp` before the first instruction. */
  registers: z.record(z.string(), address),
  stack: z.array(z.strictObject({ address, value: address })),
  steps: z.array(instructionStep),
})

/** A state as stored: its line and function are those of its innermost frame. */
const storedState = memoryState.omit({ line: true, function: true })

/**
 * A step as stored: `full` for a keyframe, else `change`, a JSON Merge Patch (RFC 7396) of the state before: what it
 * names takes the new value, or goes where that is null. An array is patched as an object is, by its indexes, and
 * `length` is how many of its items are kept.
 */
export const storedStep = z.union([
  z.strictObject({ full: storedState }),
  z.strictObject({ change: z.record(z.string(), z.json()) }),
])

/** What was recorded step by step in one build. */
export const trace = z.strictObject({
  /** Steps of each thread, main first; no order is claimed across threads. */
  threads: z.array(z.strictObject({ name: z.string().optional(), steps: z.array(storedStep) })),
  /** Whether states come from rustc's analysis. */
  analysis: z.enum(['rustc', 'none']),
  /** Set when the step limit ended the recording. */
  truncated: z.int().positive().optional(),
  /** What the recorder could not open, in plain words. */
  notes: z.array(z.string()),
  instructionRuns: z.array(instructionRun),
})

export type Local = z.infer<typeof local>
export type Frame = z.infer<typeof frame>
export type HeapBlock = z.infer<typeof heapBlock>
export type StaticDatum = z.infer<typeof staticDatum>
export type MemoryState = z.infer<typeof memoryState>
export type StoredState = z.infer<typeof storedState>
export type InstructionStep = z.infer<typeof instructionStep>
export type InstructionRun = z.infer<typeof instructionRun>
export type StoredStep = z.infer<typeof storedStep>
export type Trace = z.infer<typeof trace>
