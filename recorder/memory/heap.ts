/** The heap as the calls of the Rust global allocator made it. */
import type { AllocatorKind } from './std-symbols.ts'

/** A block of the heap; `id` counts from 0 in order of allocation. */
export interface Block {
  id: number
  address: number
  size: number
  align: number
  live: boolean
  /** Line and function of the snippet that asked for it. */
  line?: number
  function?: string
  /** Calls of realloc, each with the line of the snippet that made it. */
  reallocated: { oldSize: number; newSize: number; from?: number; line?: number }[]
}

/** A finished call of the allocator. */
export interface Call {
  thread: number
  kind: AllocatorKind
  arguments: number[]
  /** What it returned; absent on dealloc. */
  result?: number
  line?: number
  function?: string
}

/** The table of blocks. */
export interface Heap {
  /** In order of allocation, freed ones too. */
  blocks: Block[]
  /** Those that are live, in order of allocation. */
  live(): Block[]
  /** How many calls were applied. */
  calls: number
  apply(call: Call): void
  /**
   * The live block that holds `address`, or ends there; else the last one that did and was freed or
   * moved away. With `blocks`, only the first so many are asked.
   */
  at(address: number, blocks?: number): { block: Block; freed: boolean } | undefined
}

/** An empty heap. */
export function heap(): Heap {
  const blocks: Block[] = []
  const live = new Map<number, Block>()
  /** Where blocks were before they were freed or moved. */
  const left: { block: Block; address: number; size: number }[] = []

  function leave(block: Block) {
    const { address, size } = block
    left.push({ block, address, size })
  }

  function add(address: number, size: number, align: number, call: Call) {
    const { line, function: name } = call
    const block = {
      id: blocks.length,
      address,
      size,
      align,
      live: true,
      line,
      function: name,
      reallocated: [],
    }
    blocks.push(block)
    live.set(address, block)
  }

  function resize(call: Call, result: number) {
    const [from = 0, oldSize = 0, align = 1, newSize = 0] = call.arguments
    const block = live.get(from)
    if (!block) return add(result, newSize, align, call)
    live.delete(from)
    if (from !== result) leave(block)
    block.reallocated.push({
      oldSize,
      newSize,
      ...(from === result ? {} : { from }),
      ...(call.line === undefined ? {} : { line: call.line }),
    })
    block.address = result
    block.size = newSize
    live.set(result, block)
  }

  const table: Heap = {
    blocks,
    // Where a block lies is new with each realloc.
    live: () => [...live.values()].sort((a, b) => a.id - b.id),
    calls: 0,
    apply(call) {
      table.calls += 1
      const [first = 0, second = 1] = call.arguments
      if (call.kind === 'dealloc') {
        const block = live.get(first)
        if (block) {
          block.live = false
          leave(block)
        }
        live.delete(first)
      } else if (call.result === undefined || call.result === 0) {
        return
      } else if (call.kind === 'realloc') {
        resize(call, call.result)
      } else {
        add(call.result, first, second, call)
      }
    },
    at(address, blocks = Infinity) {
      const exact = live.get(address)
      if (exact && exact.id < blocks) return { block: exact, freed: false }
      const within = (range: { address: number; size: number }) =>
        address >= range.address && address < range.address + range.size
      const ends = (range: { address: number; size: number }) => address === range.address + range.size
      let ending: Block | undefined
      for (const block of live.values()) {
        if (block.id >= blocks) continue
        if (within(block)) return { block, freed: false }
        if (ends(block)) ending ??= block
      }
      if (ending) return { block: ending, freed: false }
      const was = (holds: typeof within) => left.findLast((one) => one.block.id < blocks && holds(one))
      const last = was(within) ?? was(ends)
      return last && { block: last.block, freed: true }
    },
  }
  return table
}
