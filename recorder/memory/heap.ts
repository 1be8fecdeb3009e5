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
  /** How many calls were applied. */
  calls: number
  apply(call: Call): void
  /** The live block that holds `address`, or ends there; else the last freed one that held it. */
  at(address: number): Block | undefined
}

/** An empty heap. */
export function heap(): Heap {
  const blocks: Block[] = []
  const live = new Map<number, Block>()

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
    calls: 0,
    apply(call) {
      table.calls += 1
      const [first = 0, second = 1] = call.arguments
      if (call.kind === 'dealloc') {
        const block = live.get(first)
        if (block) block.live = false
        live.delete(first)
      } else if (call.result === undefined || call.result === 0) {
        return
      } else if (call.kind === 'realloc') {
        resize(call, call.result)
      } else {
        add(call.result, first, second, call)
      }
    },
    at(address) {
      const within = (block: Block) => address >= block.address && address < block.address + block.size
      const holding = live.get(address) ?? [...live.values()].find(within)
      if (holding) return holding
      const ending = [...live.values()].find((block) => address === block.address + block.size)
      return ending ?? blocks.findLast((block) => !block.live && within(block))
    },
  }
  return table
}
