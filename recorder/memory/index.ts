/**
 * Follows a run for what its memory holds: every step of its source, and of asked-for functions every
 * instruction.
 */
import type { Executable } from '../executable.ts'
import type { Analysis } from '../liveness/index.ts'
import type { AddressSpace, MemoryState, Trace } from '../trace-schema.ts'
import { addressSpaceOf, mostLive } from './address-space.ts'
import { callFrameInfo } from './call-frame-info.ts'
import { codeMap } from './code-map.ts'
import { readDebugInfo, type DebugInfo } from './debug-info.ts'
import type { RawEvent } from './events.ts'
import { collectExamples, type Examples } from './examples.ts'
import { frameTable } from './frames.ts'
import { heap } from './heap.ts'
import { withoutHoisted } from './hoisted.ts'
import { withInlinedCalls, withoutInlinedCalls } from './inlined.ts'
import { instructionFollower } from './instructions.ts'
import { machineCode } from './machine-code.ts'
import { mappings } from './mappings.ts'
import { processMemory } from './process-memory.ts'
import { camera, type Process } from './snapshot.ts'
import { staticTable } from './statics.ts'
import { stepFollower } from './steps.ts'
import type { Type } from './types.ts'
import { statesFrom } from './variable-states.ts'

/** What a trace is made from. */
export interface TraceRequest {
  executable: Executable
  /** `sourceInfo` of the executable. */
  info: DebugInfo
  /** rustc's knowledge of moves and drops; without it states are unknown and the trace says so. */
  analysis?: Analysis
  stepLimit: number
  /** Whether the executable calls drop glue for each drop: one that is not optimised does. */
  dropsAreCalls: boolean
  /** Offsets of the instructions in the listing of each function that is followed by instructions. */
  listings?: Map<string, number[]>
  /** Names of marked lines: what is declared there is shown in the address space. */
  marks?: Record<string, number>
  /** What the program printed on stderr. */
  stderr: string
  /** Why the run was stopped, in words; absent when it ended by itself. */
  ended?: string
}

/** What a recording of memory gives. */
export interface RecordedTrace {
  trace: Trace
  /** The process's memory map; absent when the program ended before its `main`. */
  addressSpace?: AddressSpace
  /** Values that the run held, by the name of their type: examples for layouts. */
  examples: Examples
}

/** Follows a run's events. */
export interface TraceFollower {
  /** Takes over the next event. */
  take(event: RawEvent): void
  /** What there is when the last event was taken. */
  recorded(): RecordedTrace
}

/** What the debug information tells of the source of a build, in which `dropsAreCalls` or not. */
export function sourceInfo(
  { elf, units, names }: Executable,
  { file, text }: { file: string; text: string },
  dropsAreCalls: boolean,
): DebugInfo {
  const written = readDebugInfo(elf, units, file, text, names)
  return dropsAreCalls ? withoutHoisted(withInlinedCalls(written), text) : withoutInlinedCalls(written)
}

/** Follows a run whose executable was loaded at `base`. */
export function traceFollower(request: TraceRequest, base: number): TraceFollower {
  const { executable, info, analysis, stepLimit, dropsAreCalls, marks = {} } = request
  const { elf } = executable
  const notes = new Set<string>()
  const memory = processMemory()
  const code = codeMap(executable, info, base)
  const machine = machineCode()
  const statics = staticTable(elf, info, code, base)
  const process: Process = {
    memory,
    heap: heap(),
    code,
    statics,
    frames: frameTable({
      code,
      memory,
      base,
      statesOf: statesFrom(analysis, (line) => info.functions.some((one) => one.line === line)),
      droppable: info.droppable,
      typeNamed: typesByName(info),
      slots: executable.slots,
      machine,
      unwinding: callFrameInfo(elf),
      elf,
      concreteType: (vtable) => statics.vtableAt(vtable)?.concrete,
      dropsAreCalls,
      note: (text) => notes.add(text),
    }),
    maps: mappings(),
    optimised: !dropsAreCalls,
    note: (text) => notes.add(text),
  }
  const examples: Examples = new Map()
  const best = mostLive(Object.values(marks))
  const onStep = (state: MemoryState, maps: string) => {
    collectExamples(examples, state, memory)
    if (state.thread === 0) best.look({ state, maps })
  }
  const steps = stepFollower(process, camera(process), stepLimit, request.stderr, onStep)
  const instructions = instructionFollower(code, request.listings ?? new Map<string, number[]>())
  /** Base of the main thread's thread-local block. */
  let fs: number | undefined

  function addressSpace(): AddressSpace | undefined {
    const mapped = best.found()
    if (!mapped || fs === undefined) return undefined
    const staticLines = new Map(info.statics.map((one) => [one.name, one.line ?? 0]))
    return addressSpaceOf({ ...mapped, program: executable.path, elf, base, fs, marks, staticLines })
  }

  return {
    take(event) {
      if (event.event === 'main') fs = event.fs
      if (event.event === 'code') machine.take(event)
      instructions.take(event)
      steps.take(event)
    },
    recorded() {
      const { threads, truncated } = steps.steps()
      if (request.ended !== undefined && !truncated) notes.add(request.ended)
      if (analysis?.kind !== 'rustc') {
        notes.add(`states of variables are unknown: ${analysis?.reason ?? 'recorded without analysis'}`)
      }
      const trace: Trace = {
        threads,
        analysis: analysis?.kind ?? 'none',
        ...(truncated ? { truncated: stepLimit } : {}),
        notes: [...notes],
        instructionRuns: instructions.runs(),
      }
      return { trace, addressSpace: addressSpace(), examples }
    },
  }
}

/** The types of the crate and of its variables, by the name that rustc writes. */
function typesByName(info: DebugInfo): (name: string) => Type | undefined {
  const held = info.functions.flatMap(({ variables }) => variables.map(({ type }): [string, Type] => [type.name, type]))
  const types = new Map([...held, ...info.types])
  return (name) => types.get(name)
}
