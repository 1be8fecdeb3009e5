/**
 * The contract between the recorder and the slides: the shape of one file in `recordings/`.
 *
 * Addresses are lower-case hexadecimal strings with `0x`, as gdb prints them; sizes, offsets and
 * alignments are bytes; lines count from 1. Everything here is validated on writing, by the tests
 * and when a page is built, so a component can trust what it gets.
 */
import { z } from 'zod'
import { addressSpace, layout, trace } from './trace-schema.ts'

/** Raised when the shape changes: the slides then refuse older recordings with a clear message. */
export const SCHEMA_VERSION = 2

const line = z.int().positive()
const bytes = z.int().nonnegative()
const address = z.string().regex(/^0x[0-9a-f]+$/)

/** The compiler and tools that made a recording, as they name themselves. */
export const toolchain = z.strictObject({
  rustc: z.string(),
  commit: z.string(),
  commitDate: z.string(),
  llvm: z.string(),
  target: z.string(),
  gdb: z.string(),
})

/** The Rust program, whole, so that a recording can be shown without its source file. */
export const source = z.strictObject({
  /** Path below the project, or the bare file name for a program from elsewhere. */
  file: z.string(),
  /** SHA-256 of the file's bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The file's text, directives included: line numbers everywhere else count in it. */
  text: z.string(),
  /** `// #region name` … `// #endregion`, first and last line inside, marks excluded. */
  regions: z.record(z.string(), z.strictObject({ first: line, last: line })),
  /** Lines that end in `// #mark name`. */
  marks: z.record(z.string(), line),
})

/**
 * Why an instruction has no Rust line: `prologue` and `epilogue` set up and take down the frame,
 * `compiler` is code that rustc made without a line (line 0 in the line table).
 */
const unlined = z.enum(['prologue', 'epilogue', 'compiler'])

/**
 * What an instruction is for, where that is known from its operands and target and not from its
 * position. `allocator` calls (or jumps to) what asks the Rust global allocator, `free` what gives
 * back, `shim` is the call of `__rust_no_alloc_shim_is_unstable_v2` (not an allocation), `panic`
 * leads to a panic, `stack` moves `rsp`, `save` / `restore` push and pop a callee-saved register.
 */
const role = z.enum(['allocator', 'free', 'shim', 'panic', 'stack', 'save', 'restore'])

/** One instruction of a function, in the order of the compiler's listing. */
export const instruction = z.strictObject({
  mnemonic: z.string(),
  /** Operands in Intel order, symbols demangled and shortened as Rust paths, labels renamed. */
  operands: z.string(),
  /** Where it lies in the recorded binary, relative to the function's first byte. */
  offset: bytes,
  /** A label (`L1` …, in reading order) that stands before it. */
  label: z.string().optional(),
  /** The line of the snippet that it came from, through inlining. */
  line: line.optional(),
  /** Set when `line` is absent. */
  unlined: unlined.optional(),
  /** The std function that was inlined here, innermost, when it does not come from the snippet. */
  inlined: z.string().optional(),
  /** Only reached by a branch that leads to a panic, an allocation failure or the slow path. */
  cold: z.boolean().optional(),
  role: role.optional(),
  /** The full demangled target of a call or jump out of the function. */
  target: z.string().optional(),
})

/** The listing of one function of one build. */
export const listing = z.strictObject({
  /** As Rust writes it, below the crate: `make`, `Point::new`, `<Circle as Shape>::area`. */
  function: z.string(),
  /** Set when the compiler merged the body with another function's: that function. */
  sameAs: z.string().optional(),
  /** Lines of the function in the snippet. */
  first: line,
  last: line,
  instructions: z.array(instruction),
})

/** One call of the Rust global allocator (`GlobalAlloc`), between entry and exit of `main`. */
export const allocatorCall = z.strictObject({
  kind: z.enum(['alloc', 'alloc_zeroed', 'realloc', 'dealloc']),
  /** Bytes asked for or given back; for realloc the new size. */
  size: bytes,
  align: bytes,
  /** What the call returned, or what was given back. */
  address,
  /** realloc only. */
  oldSize: bytes.optional(),
  oldAddress: address.optional(),
  /** Nearest line of the snippet on the call stack; absent when std alone called. */
  line: line.optional(),
  /** Function of the snippet that the line belongs to. */
  function: z.string().optional(),
  /** 0 is the main thread, then in order of creation. */
  thread: z.int().nonnegative(),
})

/** How often each entry point was called, and how much was asked for. */
export const allocatorCounts = z.strictObject({
  alloc: z.int().nonnegative(),
  allocZeroed: z.int().nonnegative(),
  realloc: z.int().nonnegative(),
  dealloc: z.int().nonnegative(),
  /** Sum of the sizes asked for, in bytes; a realloc counts with its new size. */
  bytes,
  /** Most bytes live at one time. */
  peak: bytes,
})

/** One call of the kernel's memory calls, made by whatever the program's line called. */
export const kernelCall = z.strictObject({
  name: z.enum(['brk', 'mmap', 'munmap', 'mremap']),
  /** Bytes by which a `brk` moved the heap's end, or of the range that was mapped or given back. */
  size: z.int(),
  /** Nearest line of the snippet on the call stack; absent when std alone called. */
  line: line.optional(),
})

/** One request to the allocator before `main` was entered. */
export const earlyCall = z.strictObject({
  kind: z.enum(['alloc', 'alloc_zeroed', 'realloc']),
  size: bytes,
  align: bytes,
  /** The function of std that wanted the memory: the nearest outside `alloc`'s and collections' own. */
  function: z.string(),
})

/** How long functions took: measured where nothing watches, so never the same twice. */
export const times = z.strictObject({
  machine: z.strictObject({
    /** As the processor names itself. */
    cpu: z.string(),
    cores: z.int().positive(),
    /** Set when it is a virtual machine. */
    virtual: z.literal(true).optional(),
    /** Kernel and C library, whose malloc std's default allocator calls. */
    system: z.string(),
  }),
  /** Arguments of rustc that decided about the measured code, in order. */
  flags: z.array(z.string()),
  /** Calls between two readings of the clock. */
  callsPerSample: z.int().positive(),
  /** Nanoseconds a call, one number a sample, in the order in which they were taken. */
  functions: z.record(z.string(), z.array(z.number().positive()).min(100)),
})

/** A part of the address space in which the recorded process could have memory. */
export const region = z.strictObject({
  /** The executable, the heap behind it, what is mapped (libraries, stacks of threads), the main stack. */
  kind: z.enum(['program', 'heap', 'mapped', 'stack']),
  start: address,
  /** One past its last byte. */
  end: address,
})

/** How the program ended. */
export const ending = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('exit'), code: z.int() }),
  z.strictObject({ kind: z.literal('signal'), signal: z.string() }),
  /** The recorder ended it: allocator calls, seconds, or bytes printed reached the limit. */
  z.strictObject({
    kind: z.literal('limit'),
    what: z.enum(['calls', 'seconds', 'output']),
    limit: z.int(),
  }),
])

/** One compilation of the snippet and what happened when it ran. */
export const build = z.strictObject({
  /** What a slide calls it: `debug` and `release` are cargo's profiles. */
  profile: z.string(),
  /** Arguments of rustc that decide about code, in order. */
  flags: z.array(z.string()),
  listings: z.array(listing),
  /** Absent for a build that is only compiled (clean debug, for its listings). */
  run: z
    .strictObject({
      ending,
      stdout: z.string(),
      stderr: z.string(),
      calls: z.array(allocatorCall),
      counts: allocatorCounts,
      /** Limit of the main thread's stack in bytes (`RLIMIT_STACK`). */
      stackLimit: bytes,
      /** What tells an address from a number, so that recordings of two machines compare; absent without a main. */
      regions: z.array(region).optional(),
      /** What the system's memory was asked for while main ran, where the snippet asks for it. */
      kernel: z.array(kernelCall).optional(),
      /** Requests to the allocator before main, where the snippet asks for them. */
      beforeMain: z.array(earlyCall).optional(),
      /** Set when a HashMap's keys were fixed for the run. */
      fixedSeed: z.boolean().optional(),
    })
    .optional(),
  /** Source steps and instruction steps, where the snippet asks for them. */
  trace: trace.optional(),
  /** Types whose layout the snippet asks for. */
  layouts: z.array(layout).optional(),
  /** The process's memory map, where the snippet asks for it. */
  addressSpace: addressSpace.optional(),
  /** How long the snippet's functions took; `npm run record -- --times` measures it. */
  times: times.optional(),
})

/** What rustc says to a program that must not compile. */
const refusal = z.strictObject({
  /** Error codes in order, `E0515`. */
  codes: z.array(z.string()),
  /** As rustc prints it, without colours, paths below the project. */
  message: z.string(),
})

/** What the head comment of the snippet promises; the recorder refuses a recording that differs. */
const claims = z.strictObject({
  /** Calls of alloc, alloc_zeroed and realloc together, by profile. */
  calls: z.record(z.string(), z.int().nonnegative()),
  mustNotCompile: z.array(z.string()).optional(),
  /** Signal that must end the run, by profile. */
  mustAbort: z.record(z.string(), z.string()).optional(),
})

/** One recording: what `recordings/<name>.json` holds. */
export const recording = z.strictObject({
  schema: z.literal(SCHEMA_VERSION),
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  /** First paragraph of the snippet's head comment. */
  title: z.string(),
  toolchain,
  source,
  claims,
  builds: z.record(z.string(), build),
  refusal: refusal.optional(),
})

export type Toolchain = z.infer<typeof toolchain>
export type Source = z.infer<typeof source>
export type Instruction = z.infer<typeof instruction>
export type Listing = z.infer<typeof listing>
export type AllocatorCall = z.infer<typeof allocatorCall>
export type AllocatorCounts = z.infer<typeof allocatorCounts>
export type KernelCall = z.infer<typeof kernelCall>
export type EarlyCall = z.infer<typeof earlyCall>
export type Times = z.infer<typeof times>
export type Region = z.infer<typeof region>
export type Ending = z.infer<typeof ending>
export type Build = z.infer<typeof build>
export type Recording = z.infer<typeof recording>
