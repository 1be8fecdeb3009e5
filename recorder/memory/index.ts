/**
 * Records what memory holds while a program runs: every step of its source, and of asked-for
 * functions every instruction.
 *
 *     const { trace, layouts, addressSpace } = await recordTrace({ binary, file: 'box-new.rs', … })
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Analysis } from '../liveness/index.ts'
import { regionsOf } from '../meaning.ts'
import type { Region } from '../schema.ts'
import { demangle } from '../symbols.ts'
import type { AddressSpace, MemoryState, Trace } from '../trace-schema.ts'
import { addressSpaceOf, mostLive, type MappedState } from './address-space.ts'
import { codeMap } from './code-map.ts'
import { readDebugInfo, type DebugInfo } from './debug-info.ts'
import { readElf, type Elf } from './elf.ts'
import { mangledNames } from './entry-facts.ts'
import { collectExamples, type Examples } from './examples.ts'
import { frameTable } from './frames.ts'
import { heap } from './heap.ts'
import { withoutHoisted } from './hoisted.ts'
import { withInlinedCalls, withoutInlinedCalls } from './inlined.ts'
import { instructionRuns } from './instructions.ts'
import { mappings } from './mappings.ts'
import { makePlan } from './plan.ts'
import { processMemory } from './process-memory.ts'
import { runSession, type Session } from './session.ts'
import { camera, type Process } from './snapshot.ts'
import { staticTable } from './statics.ts'
import { followSteps } from './steps.ts'
import type { Type } from './types.ts'
import { statesFrom } from './variable-states.ts'

/** What to record. */
export interface TraceRequest {
  /** Path of the executable; its debug information is DWARF 4 (`-C dwarf-version=4`). */
  binary: string
  /** Directory for the run's own files, which must not exist before. */
  dir: string
  /** The snippet's path as it was given to rustc. */
  file: string
  /** Its source. */
  text: string
  /** rustc's knowledge of moves and drops; without it states are unknown and the trace says so. */
  analysis?: Analysis
  stepLimit: number
  /** Whether the executable calls drop glue for each drop: one that is not optimised does. */
  dropsAreCalls: boolean
  /** Milliseconds that the run may take, whatever the program waits for. */
  timeout: number
  /** Functions, as Rust writes them below the crate, of which each instruction is recorded. */
  instructions?: string[]
  /** Offsets of the instructions in the listing of each of them. */
  listings?: Map<string, number[]>
  /** Names of marked lines: what is declared there is shown in the address space. */
  marks?: Record<string, number>
  /** Interrupts the recording. */
  signal?: AbortSignal
}

/** What a recording of memory gives. */
export interface RecordedTrace {
  trace: Trace
  /** The process's memory map; absent when the program ended before its `main`. */
  addressSpace?: AddressSpace
  /** Values that the run held, by the name of their type: examples for layouts. */
  examples: Examples
  /** Where the process could have memory: what tells an address from a number. */
  regions: Region[]
  stdout: string
  stderr: string
}

/**
 * Runs the program once under gdb; whatever the program itself does is recorded.
 *
 * @throws Refused when gdb dies, when the executable has no `main` of its own or lacks an asked-for
 * function, or when the recording is interrupted.
 */
export async function recordTrace(request: TraceRequest): Promise<RecordedTrace> {
  const elf = readElf(await readFile(request.binary))
  const { stepLimit } = request
  const symbols = elf.symbols.filter((one) => one.code).map((one) => one.name)
  const names = await demangle([...symbols, ...mangledNames(elf, basename(request.binary))], request.signal)
  const written = readDebugInfo(elf, request.file, request.text, names)
  const info = request.dropsAreCalls
    ? withoutHoisted(withInlinedCalls(written), request.text)
    : withoutInlinedCalls(written)
  const session = await runSession(request, (files) =>
    makePlan({ elf, info, names }, request.instructions ?? [], files),
  )
  const started = session.events.find((event) => event.event === 'start')
  const base = started?.base ?? 0
  const notes = new Set<string>()
  const memory = processMemory()
  const code = codeMap(elf, info, base, names)
  const process: Process = {
    memory,
    heap: heap(),
    code,
    statics: staticTable(elf, info, code, base),
    frames: frameTable({
      code,
      memory,
      base,
      statesOf: statesFrom(request.analysis),
      droppable: info.droppable,
      typeNamed: typesByName(info),
      dropsAreCalls: request.dropsAreCalls,
      note: (text) => notes.add(text),
    }),
    maps: mappings(),
    optimised: !request.dropsAreCalls,
    note: (text) => notes.add(text),
  }
  const examples: Examples = new Map()
  const best = mostLive(Object.values(request.marks ?? {}))
  const onStep = (state: MemoryState, maps: string) => {
    collectExamples(examples, state, memory)
    if (state.thread === 0) best.look({ state, maps })
  }
  const steps = followSteps(session.events, process, camera(process), stepLimit, session.stderr, onStep)
  if (session.ended !== undefined) notes.add(session.ended)
  if (request.analysis?.kind !== 'rustc') {
    notes.add(`states of variables are unknown: ${request.analysis?.reason ?? 'recorded without analysis'}`)
  }
  const trace: Trace = {
    threads: steps.threads,
    analysis: request.analysis?.kind ?? 'none',
    ...(steps.truncated ? { truncated: stepLimit } : {}),
    notes: [...notes],
    instructionRuns: instructionRuns(session.events, code, request.listings ?? new Map<string, number[]>()),
  }
  const addressSpace = mapOf(session, elf, info, base, best.found(), request)
  const regions = regionsOf(process.maps.text(), request.binary)
  return { trace, addressSpace, examples, regions, stdout: session.stdout, stderr: session.stderr }
}

/** The types of the crate and of its variables, by the name that rustc writes. */
function typesByName(info: DebugInfo): (name: string) => Type | undefined {
  const held = info.functions.flatMap(({ variables }) => variables.map(({ type }): [string, Type] => [type.name, type]))
  const types = new Map([...held, ...info.types])
  return (name) => types.get(name)
}

function mapOf(
  session: Session,
  elf: Elf,
  info: DebugInfo,
  base: number,
  mapped: MappedState | undefined,
  { binary, marks = {} }: TraceRequest,
): AddressSpace | undefined {
  const main = session.events.find((event) => event.event === 'main')
  if (!mapped || !main) return undefined
  return addressSpaceOf({
    ...mapped,
    program: binary,
    elf,
    base,
    fs: main.fs,
    marks,
    staticLines: new Map(info.statics.map((one) => [one.name, one.line ?? 0])),
  })
}
