/** Where in their bodies frames stand, as their machine code tells: see `liveness/code-graph.ts`. */
import { nodesFrom, type CodeGraph, type NodesAt } from '../liveness/code-graph.ts'
import type { Variable } from '../liveness/index.ts'
import { lastSegment, lastSegments } from '../liveness/paths.ts'
import type { Among } from '../liveness/terrain.ts'
import type { Unclear } from '../liveness/unclear.ts'
import type { CodeMap } from './code-map.ts'
import { successors } from './code-paths.ts'
import type { FunctionInfo, LocalInfo } from './debug-info.ts'
import { relocated, type Elf } from './elf.ts'
import { stackWrites, type Instruction, type MachineCode } from './machine-code.ts'
import { frameOffset } from './plan.ts'
import type { ProcessMemory } from './process-memory.ts'

/** An address of the process: the next instruction, or where a call returns to. */
export type CodeAddress = { next: number } | { back: number }

/** What is known of a function whose line table does not tell where a frame stands. */
export interface UnclearCode {
  unclear: Unclear
  variables: readonly Variable[]
}

/** Finds frames in the code of their functions. */
export interface CallSites {
  /** The points of a function's body at which a frame may stand; undefined when its code does not tell. */
  among(fn: FunctionInfo, body: UnclearCode, pc: CodeAddress): Among | undefined
}

/** What calls are found by. */
export interface CallSiteSources {
  machine: MachineCode
  memory: ProcessMemory
  code: CodeMap
  elf: Elf
  /** Where the file's addresses start in the process. */
  base: number
}

/** A function's instructions by address, and what they tell. */
interface Known {
  places: Map<number, number>
  nodes: NodesAt | undefined
}

/** `DW_OP_reg7` and `DW_OP_breg7`: the frame is found by `rsp`. */
const BY_STACK_POINTER = new Set([0x57, 0x77])
/** With `rsp` at 0 an address on the stack is an offset; what `rbp` leads to is then none of a variable. */
const STACK_AT_ZERO = { rsp: 0, rbp: 2 ** 40 }

/** Functions of std that do not return: of those that are called so the code may end with the call. */
const NEVER_RETURN = /panick|panic_|_failed$|handle_alloc_error|process::(?:exit|abort)/

/** Call sites of one process. */
export function callSites({ machine, memory, code, elf, base }: CallSiteSources): CallSites {
  const known = new Map<FunctionInfo, Known>()

  function graphOf(
    fn: FunctionInfo,
    instructions: readonly Instruction[],
    { unclear, variables }: UnclearCode,
  ): CodeGraph | undefined {
    const read = (address: number, size: number) => memory.read(address, size)
    const next = successors(instructions, read, (one) => NEVER_RETURN.test(calledBy(one) ?? ''))
    if (instructions.length === 0 || !next) return undefined
    const inMir = new Set(unclear.code.nodes.flatMap(({ does }) => does ?? []))
    const writes = writesOf(instructions, next, placesOf(fn, variables))
    const nodes = instructions.map((instruction, index) => {
      const row = code.rowAt(instruction.at)
      const callee = calleeOf(instruction, inMir)
      const does = callee === undefined ? writes.get(index) : `calls ${callee}`
      return { ...(does !== undefined && { does }), places: row ? [row] : [], next: next[index] ?? [] }
    })
    return { nodes, entries: [0] }
  }

  /** Name of the function that an instruction calls, directly or by the word of memory that the loader fills in. */
  function calledBy({ text }: Instruction): string | undefined {
    const [, direct, through] = /^call\s+(?:(0x[0-9a-f]+)|QWORD PTR \[rip.*# (0x[0-9a-f]+))/.exec(text) ?? []
    if (direct !== undefined) return code.nameAt(Number(direct))
    const target = through === undefined ? undefined : relocated(elf).get(Number(through) - base)
    return target === undefined ? undefined : code.nameAt(target + base)
  }

  /** Of a call in code that was inlined here the body around knows nothing. */
  function calleeOf(instruction: Instruction, inMir: ReadonlySet<string>): string | undefined {
    const path = calledBy(instruction)
    if (path === undefined || code.isInlined(instruction.at)) return undefined
    const name = lastSegment(path)
    if (name.startsWith('{closure')) return '{closure}'
    // A method's symbol may name its type, and a function's its crate, where the call in MIR does not.
    return [lastSegments(path), name].find((one) => inMir.has(`calls ${one}`))
  }

  function knownOf(fn: FunctionInfo, body: UnclearCode): Known {
    const found = known.get(fn)
    if (found) return found
    const instructions = machine.of(fn.low + base)
    const graph = graphOf(fn, instructions, body)
    const places = new Map(instructions.map(({ at }, index) => [at, index]))
    const made = { places, nodes: graph && nodesFrom(graph, body.unclear.code) }
    known.set(fn, made)
    return made
  }

  return {
    among(fn, body, pc) {
      const { places, nodes } = knownOf(fn, body)
      const at = 'next' in pc ? places.get(pc.next) : (places.get(pc.back) ?? places.size) - 1
      const found = at === undefined ? undefined : nodes?.(at)
      return found && found.size > 0 ? body.unclear.pointsOf(found) : undefined
    },
  }
}

/** Where a function's variables lie from `rsp` on, as far as that is the same in all of its code. */
function placesOf(fn: FunctionInfo, variables: readonly Variable[]): { id: number; from: number; to: number }[] {
  if (!BY_STACK_POINTER.has(fn.frameBase[0] ?? 0)) return []
  return variables.flatMap(({ id, name, line, calledOn, nth, of }) => {
    const alike = fn.variables.filter((one) => one.name === name && (calledOn ?? [line]).includes(one.line))
    const info: LocalInfo | undefined = alike.length === of ? alike[nth] : undefined
    const from = info?.hasOnePlace ? frameOffset(info.locationAt(info.ranges[0]?.[0] ?? fn.low)) : undefined
    return info && from !== undefined ? [{ id, from, to: from + info.type.size }] : []
  })
}

/** By instruction: the variable that it writes the last part of, of those that are written without a call between. */
function writesOf(
  instructions: readonly Instruction[],
  next: readonly (readonly number[])[],
  variables: readonly { id: number; from: number; to: number }[],
): Map<number, string> {
  const led = new Set(next.flatMap((some, index) => some.filter((to) => to !== index + 1)))
  const found = new Map<number, string>()
  const open = new Map<number, number>()
  const close = () => {
    for (const [id, index] of open) found.set(index, `writes ${id}`)
    open.clear()
  }
  for (const [index, instruction] of instructions.entries()) {
    if (led.has(index)) close()
    const [write] = stackWrites(instruction, STACK_AT_ZERO)
    const id = variables.find(({ from, to }) => write && write.address >= from && write.address < to)?.id
    if (id !== undefined) open.set(id, index)
    if (/^(?:\w+ )*(?:call|j\w+|ret)\b/.test(instruction.text)) close()
  }
  close()
  return found
}

/** The note that states of a function are not exact in what a macro at a line expands to, with the reason. */
export function unclearNote(name: string, line: number, isInlined: boolean): string {
  const why = isInlined
    ? 'its code is part of that of the function around'
    : 'its calls in the machine code are others than those of the source'
  return `states within the macro at line ${line} of ${name} are not known exactly: ${why}`
}
