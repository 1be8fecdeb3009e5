/** Shows heap blocks: each opened as the best pointer to it says. */
import type { HeapBlock } from '../trace-schema.ts'
import { open, openBuckets, openBytes, reachSize, type Opened } from './contents.ts'
import type { Block } from './heap.ts'
import type { Known } from './pointers.ts'
import { hexAddress } from './scalars.ts'
import type { Reach, ValueContext } from './values.ts'

/** How well a reach describes a block: 3 all of it, 2 its start, 1 its place within it. */
export function fit({ reach, address }: Known, block: Block): number {
  if (reach.kind === 'buckets') return 3
  if (address !== block.address) return 0
  const size = reachSize(reach)
  const partly = size === 0 || (reach.kind === 'one' && reach.whole) ? 0 : 2
  return size === block.size ? 3 : partly
}

/** What a block was opened as before, if its owner cannot be seen now: realloc may have given it more room. */
export function fitted({ reach, address }: Known, block: Block): Known {
  return { address, reach: withRoom(reach, block.size) }
}

function withRoom(reach: Reach, size: number): Reach {
  const element = reach.kind === 'elements' ? reach.element.size : reach.kind === 'text' ? 1 : 0
  if (element === 0 || !('capacity' in reach) || reachSize(reach) === size) return reach
  const capacity = Math.floor(size / element)
  return { ...reach, capacity, length: Math.min(reach.length, capacity) }
}

/** The contents of a block as `known` says, if it fits in. */
export function openBlock(block: Block, known: Known, context: ValueContext): Opened | undefined {
  const { reach, address } = known
  if (reach.kind === 'buckets') return openBuckets(reach, address, block, context)
  if ((reachSize(reach) ?? 0) > block.size) return undefined
  const opened = open(reach, block.address, block.size, context)
  if (!opened || fit(known, block) === 3) return opened
  // A reference to a part does not know how much fits.
  const { type, value } = opened
  return { type, value }
}

/**
 * Shows all blocks, in order of allocation. The content of a live one, or of one freed since the last time, is asked
 * for; what is left of a freed block never changes.
 */
type ShowBlocks = (content: (block: Block) => Opened | undefined, context: ValueContext) => HeapBlock[]

/** Shows the blocks of a heap; remembers what a freed one last held. A long run has thousands of them. */
export function blockShower(blocks: readonly Block[]): ShowBlocks {
  const lastTypes = new Map<number, string>()
  let shown: HeapBlock[] = []
  /** Blocks that were live when they were last shown. */
  let open: Block[] = []

  function show(block: Block, content: Opened | undefined, context: ValueContext): HeapBlock {
    const { id, address, size, align, live, line, function: name, reallocated } = block
    const type = content?.type ?? (live ? undefined : lastTypes.get(id))
    if (content) lastTypes.set(id, content.type)
    return {
      id,
      address: hexAddress(address),
      size,
      align,
      state: live ? 'live' : 'freed',
      ...(line === undefined ? {} : { line }),
      ...(name === undefined ? {} : { function: name }),
      ...(type === undefined ? {} : { type }),
      ...(live ? { value: content?.value ?? openBytes(address, size, context) } : {}),
      ...(content?.length === undefined ? {} : { length: content.length }),
      ...(content?.capacity === undefined ? {} : { capacity: content.capacity }),
      ...(reallocated.length === 0
        ? {}
        : {
            reallocated: reallocated.map(({ from, ...sizes }) => ({
              ...sizes,
              ...(from === undefined ? {} : { from: hexAddress(from) }),
            })),
          }),
    }
  }

  return (content, context) => {
    const next = [...shown]
    open.push(...blocks.slice(shown.length))
    for (const block of open) next[block.id] = show(block, content(block), context)
    open = open.filter(({ live }) => live)
    shown = next
    return next
  }
}
