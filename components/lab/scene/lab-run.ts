import { ELEMENTS, COLLECTIONS, CONSTRUCTORS, OPERATIONS } from './vocabulary.ts'
import { check, type LabProgram } from './lab-program.ts'

/** A call of the allocator. Sizes in bytes; `address` 0 where it was refused. */
export type LabCall = {
  kind: 'alloc' | 'realloc' | 'dealloc'
  size: number
  align: number
  address: number
  /** The block that a realloc took. */
  from?: number
  /** Its statement: 0 is the constructor. */
  statement: number
}

/** How a collection stands: its elements, its capacity where it tells one, and the address of its elements' block. */
export type Standing = {
  length: number
  capacity?: number
  block: number
  statement: number
  /** How many calls came before. */
  calls: number
}

/** What running a program gave. */
export type LabRun = {
  calls: LabCall[]
  /** After the constructor and after each change of length or capacity. */
  standings: Standing[]
  /** Why the program did not reach its end; absent when it did. */
  fault?: string
}

/** What the module exports. */
type Exports = {
  make: (collection: number, element: number, constructor: number, n: number) => number
  apply: (operation: number, n: number) => number
  name_std: () => void
  memory: WebAssembly.Memory
}

const NO_CAPACITY = 2 ** 32 - 1

/** Text that the module has in its memory, UTF-8. */
function textAt(memory: WebAssembly.Memory, address: number, bytes: number): string {
  return new TextDecoder().decode(new Uint8Array(memory.buffer, address >>> 0, bytes))
}

/** The version of the std that the module holds, as it says itself: `1.96.0`. */
export async function versionOf(module: WebAssembly.Module): Promise<string> {
  let version = ''
  const unused = () => undefined
  const page = { allocated: unused, reallocated: unused, freed: unused, stands: unused, panicked: unused }
  const named = (address: number, bytes: number) => {
    version = textAt(memory, address, bytes)
  }
  const { exports } = await WebAssembly.instantiate(module, { page: { ...page, named } })
  const { name_std, memory } = exports as Exports
  name_std()
  return version
}

/**
 * Runs a program in a fresh instance of the module, which is thrown away afterwards, whatever became of it.
 * @throws LabFault for a program that is not allowed.
 */
export async function runLab(module: WebAssembly.Module, program: LabProgram): Promise<LabRun> {
  check(program)
  const run: LabRun = { calls: [], standings: [] }
  let statement = 0
  let message: string | undefined
  const unsigned = (n: number) => n >>> 0
  const page = {
    allocated: (address: number, size: number, align: number) =>
      run.calls.push({ kind: 'alloc', size: unsigned(size), align, address: unsigned(address), statement }),
    reallocated: (from: number, to: number, _old: number, size: number, align: number) =>
      run.calls.push({
        kind: 'realloc',
        size: unsigned(size),
        align,
        address: unsigned(to),
        from: unsigned(from),
        statement,
      }),
    freed: (address: number, size: number, align: number) =>
      run.calls.push({ kind: 'dealloc', size: unsigned(size), align, address: unsigned(address), statement }),
    stands: (length: number, capacity: number, block: number) => {
      const told = unsigned(capacity)
      // A `Vec` of elements without bytes has the largest capacity there is.
      const hasNone = told === NO_CAPACITY && program.element !== 'unit'
      run.standings.push({
        length: unsigned(length),
        ...(hasNone ? {} : { capacity: told }),
        block: unsigned(block),
        statement,
        calls: run.calls.length,
      })
    },
    panicked: (address: number, bytes: number) => {
      message = textAt(memory, address, bytes)
    },
    named: () => undefined,
  }
  const instance = await WebAssembly.instantiate(module, { page })
  const { make, apply, memory } = instance.exports as Exports
  try {
    const { collection, element, made, n, operations } = program
    const numbers = [COLLECTIONS.indexOf(collection), ELEMENTS.indexOf(element), CONSTRUCTORS.indexOf(made)] as const
    if (make(...numbers, n) === 0) throw new Error('the module does not know how to make this')
    for (const operation of operations) {
      statement += 1
      if (apply(OPERATIONS.indexOf(operation.name), operation.n) === 0) {
        throw new Error(`the module does not know ${operation.name}`)
      }
    }
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error
    run.fault = faultOf(run, message, error)
  }
  return run
}

function faultOf({ calls }: LabRun, message: string | undefined, error: Error): string {
  const last = calls.at(-1)
  if (message !== undefined && /capacity overflow/.test(message)) {
    return 'The program panicked: capacity overflow. So many elements have more bytes than an allocation may have, isize::MAX, so the allocator was not called.'
  }
  if (message !== undefined) return `The program panicked: ${message}`
  if (last && last.kind !== 'dealloc' && last.address === 0) {
    return `Out of memory: the allocator could not give ${last.size} bytes, as the module’s memory is 64 MiB. The program ended there, as a native one would.`
  }
  return `The module stopped: ${error.message}.`
}

/** What a run comes to: allocating calls (alloc and realloc), frees, and bytes that were allocated in all. */
export function totalsOf(calls: readonly LabCall[]): { calls: number; reallocs: number; frees: number; bytes: number } {
  const allocating = calls.filter(({ kind, address }) => kind !== 'dealloc' && address !== 0)
  return {
    calls: allocating.length,
    reallocs: allocating.filter(({ kind }) => kind === 'realloc').length,
    frees: calls.filter(({ kind }) => kind === 'dealloc').length,
    bytes: allocating.reduce((all, { size }) => all + size, 0),
  }
}

/** A block that lives at the end. */
export type LabBlock = { address: number; size: number; align: number }

/** The blocks that live after all calls, in the order of their addresses. */
export function liveBlocks(calls: readonly LabCall[]): LabBlock[] {
  const live = new Map<number, LabBlock>()
  for (const { kind, address, from, size, align } of calls) {
    if (kind === 'dealloc') live.delete(address)
    else if (address !== 0) {
      if (from !== undefined) live.delete(from)
      live.set(address, { address, size, align })
    }
  }
  return [...live.values()].sort((one, other) => one.address - other.address)
}
