import type { HeapBlock, Local, Value } from '../trace-schema.ts'
import { markMoved } from './moved-parts.ts'

/** A local and the parts of it that are gone, as the analysis writes them. */
export interface MovedFrom {
  local: Local
  /** `left`, `0.name`; `*` goes through a box. */
  paths: readonly string[]
}

/**
 * Marks what boxes no longer own: a path through a box (`*`, `left.*.name`) leads into the block
 * that the box points at. The block itself is still live (Reference: a box that was moved out of is
 * deallocated when its variable goes out of scope).
 */
export function markMovedContents(blocks: HeapBlock[], moved: readonly MovedFrom[]): HeapBlock[] {
  if (moved.length === 0) return blocks
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const paths = new Map<number, string[]>()
  for (const { local, paths: own } of moved) {
    for (const path of own) {
      const end = local.value && blockOf(local.value, path.split('.'), byId)
      if (end) paths.set(end.block, [...(paths.get(end.block) ?? []), end.path])
    }
  }
  return blocks.map((block) => {
    const gone = paths.get(block.id)
    return gone && block.value ? { ...block, value: markMoved(block.value, gone) } : block
  })
}

/** The block in which a path through boxes ends, and what is left of the path there; none when it goes through no box. */
function blockOf(
  value: Value,
  path: readonly string[],
  blocks: ReadonlyMap<number, HeapBlock>,
): { block: number; path: string } | undefined {
  const [first, ...rest] = path
  if (first === undefined) return undefined
  if (first !== '*') {
    // A path names the variant before its field.
    if (first === value.variant) return blockOf(value, rest, blocks)
    const field = value.fields?.find(({ name }) => name === first)
    return field && blockOf(field, rest, blocks)
  }
  if (value.target?.kind !== 'heap' || value.target.offset !== 0) return undefined
  const { block: id } = value.target
  const inside = rest.includes('*') ? blocks.get(id)?.value : undefined
  return inside ? blockOf(inside, rest, blocks) : { block: id, path: rest.join('.') }
}
