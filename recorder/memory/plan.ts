/** What the script inside gdb is told: where to stop and what to read. */
import { isOwnFile } from '../compile.ts'
import type { Executable } from '../executable.ts'
import type { Analysis } from '../liveness/index.ts'
import { Refused } from '../refused.ts'
import type { DebugInfo, FunctionInfo } from './debug-info.ts'
import type { Elf } from './elf.ts'
import { stdSymbols, type StdSymbols } from './std-symbols.ts'

/** Most bytes of a stack that are read whole; of a deeper one, what its locals need. */
const STACK_BYTES = 1 << 18
/** Most bytes that are read of a heap block. */
const BLOCK_BYTES = 1 << 14
/** Bytes of a local that are read when its frame is too big to be read whole. */
const WINDOW_BYTES = 512
/** Most bytes of a constant or writable section that are read. */
const SECTION_BYTES = 1 << 22

/** Keys that every HashMap gets, so that its order is the same in each run. */
const FIXED_KEYS: [number, number] = [1, 2]

/** The plan as the script reads it; addresses in the file's own numbering. */
export interface Plan {
  /** Path of the executable. */
  program: string
  /** An ELF file with what its stack is unwound by. */
  unwinding: string
  /** Where to write what was seen. */
  events: string
  relocatable: boolean
  main: number
  /** The snippet's functions by address. */
  functions: [number, number][]
  /** Functions with code of the snippet, inlined code too. */
  own: [number, number][]
  allocator: [number, string][]
  /** Calls of the allocator after which the run is ended. */
  calls: number
  /** Whether requests to the allocator before `main`, and the kernel's memory calls, are told. */
  early: boolean
  kernel: boolean
  hashKeys?: number
  keys: [number, number]
  /** Where a thread begins to sleep. */
  sleep?: number
  /** Functions of which each instruction is wanted. */
  instructions: [number, number][]
  /** What steps need, where they are wanted. */
  steps?: StepsPlan
}

/** The files that the script is told of. */
export type SessionFiles = 'program' | 'unwinding' | 'events'

/** Where to stop for steps and what to read there. */
export interface StepsPlan {
  limit: number
  stackBytes: number
  blockBytes: number
  /** Address and line of each row of the line table that is stopped at. */
  lines: [number, number][]
  watch: [number, string][]
  /** Where unwinding starts. */
  unwind?: number
  /** Functions that drop a value in place; their calls in the snippet's functions are noted. */
  glue: number[]
  /** Functions of which the code is told, by their starts. */
  code: number[]
  /** Sections that the program can write, read at each stop. */
  data: [number, number][]
  /** Sections that it cannot, read once. */
  constant: [number, number][]
  threadLocal: number
  /** By start of a function: its locals as offset from `rsp` and size. */
  windows: Record<string, [number, number][]>
}

/** What a run is wanted for. */
export interface Wanted {
  /** Calls of the allocator after which it is ended. */
  calls: number
  kernel: boolean
  beforeMain: boolean
  /** Whether the executable calls drop glue for each drop: one that is not optimised does. */
  dropsAreCalls: boolean
  /** Functions, as Rust writes them below the crate, of which each instruction is recorded. */
  instructions: string[]
  /** What rustc knows of the program. */
  analysis?: Analysis
  /** How many steps, where they are wanted. */
  steps?: number
}

const WRITABLE = new Set(['.data', '.bss'])
const CONSTANT = new Set(['.rodata', '.data.rel.ro'])

function sections(elf: Elf, names: Set<string>): [number, number][] {
  return elf.sections
    .filter((section) => names.has(section.name) && section.size > 0)
    .map((section) => [section.address, Math.min(section.size, SECTION_BYTES)])
}

/**
 * Makes the plan of one run.
 *
 * @throws Refused when the program has no `main` of its own or lacks an asked-for function.
 */
export function makePlan(
  { elf, names, crate, frames }: Executable,
  { info, file }: { info: DebugInfo; file: string },
  wanted: Wanted,
): Omit<Plan, SessionFiles> {
  const main = elf.symbols.find(({ name, code }) => code && names.get(name) === `${crate}::main`)
  if (!main) throw new Refused(`${file}: the executable has no function main of its own`)
  const std = stdSymbols(elf, names)
  const instructions = wanted.instructions.map((name): [number, number] => {
    const found = info.functions.find((one) => one.name === name || one.symbol === name)
    if (!found) throw new Refused(`the executable has no function ${name}`)
    return [found.low, found.high]
  })
  return {
    relocatable: !elf.sections.some((section) => section.name === '.text' && section.address >= 0x400000),
    main: main.address,
    functions: info.functions.map((one) => [one.low, one.high]),
    own: frames.holding((path) => isOwnFile(path, file)),
    allocator: std.allocator,
    calls: wanted.calls,
    early: wanted.beforeMain,
    kernel: wanted.kernel,
    hashKeys: std.hashKeys,
    keys: FIXED_KEYS,
    sleep: std.sleep,
    instructions,
    ...(wanted.steps !== undefined && {
      steps: stepsPlan(elf, info, std, { ...wanted, steps: wanted.steps }),
    }),
  }
}

function stepsPlan(
  elf: Elf,
  info: DebugInfo,
  std: StdSymbols,
  { steps, dropsAreCalls, analysis }: Pick<Wanted, 'dropsAreCalls' | 'analysis'> & { steps: number },
): StepsPlan {
  const lines = new Map<number, number>()
  for (const fn of info.functions) {
    const rows = info.rows.filter((row) => row.address >= fn.low && row.address < fn.high)
    // Before the frame is set up no local has its place yet.
    const end = rows.findIndex((row) => row.prologueEnd)
    // Async code finds its variables by a pointer that is stored after the end of the prologue.
    const ready = rows[end + (fn.isAsync && end >= 0 ? 1 : 0)]?.address ?? fn.low + 1
    for (const row of rows) if (row.address >= ready) lines.set(row.address, row.line)
  }
  return {
    // The script cannot tell which stops will make a step; it must not end before there are enough.
    limit: steps * 4 + 10,
    stackBytes: STACK_BYTES,
    blockBytes: BLOCK_BYTES,
    lines: [...lines],
    watch: std.panic === undefined ? [] : [[std.panic, 'panic']],
    unwind: std.unwind,
    glue: std.glue,
    code: info.functions.filter((fn) => needsCode(fn, !dropsAreCalls, analysis)).map(({ low }) => low),
    data: sections(elf, WRITABLE),
    constant: sections(elf, CONSTANT),
    threadLocal: elf.tls?.size ?? 0,
    windows: Object.fromEntries(
      info.functions.map((one) => [
        String(one.low),
        one.locals.flatMap((local): [number, number][] => {
          const offset = frameOffset(local.locationAt(one.low + 1) ?? local.locationAt(one.high - 1))
          return offset === undefined ? [] : [[offset, Math.min(local.type.size, WINDOW_BYTES)]]
        }),
      ]),
    ),
  }
}

/**
 * Whether a function's instructions are wanted: they tell which of several slots is whose in an inlined call, when
 * optimised code stores a variable, and where a frame stands in what a macro expands to.
 */
function needsCode(fn: FunctionInfo, optimised: boolean, analysis: Analysis | undefined): boolean {
  if (fn.calls.length > 0) return true
  if (optimised) return fn.locals.some(({ hasOnePlace }) => hasOnePlace)
  return analysis?.kind === 'rustc' && analysis.functionAt(fn)?.unclear !== undefined
}

/** The offset of a location `DW_OP_fbreg n`, whatever follows it. */
export function frameOffset(location: Uint8Array | undefined): number | undefined {
  if (location?.[0] !== 0x91) return undefined
  let result = 0
  let scale = 1
  for (let i = 1; i < location.length; i++) {
    const byte = location[i] ?? 0
    result += (byte & 127) * scale
    scale *= 128
    if (byte < 128) return byte & 64 ? result - scale : result
  }
  return undefined
}
