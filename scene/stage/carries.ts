import type { MemoryState } from '../../recorder/trace-schema.ts'
import { changesBetween } from './changes.ts'
import { localId } from './frame-parts.ts'
import type { Carry } from './motion.ts'

/** Values that moved between two states, by the ids of the places they left and reached. */
export function carriesBetween(before: MemoryState, after: MemoryState): Carry[] {
  return changesBetween(before, after).flatMap((change) => {
    if (change.kind !== 'move' || !change.to) return []
    const from = localId(change.from.frame, change.from.local)
    const { to } = change
    return [{ from, to: 'local' in to ? localId(to.local.frame, to.local.local) : `b${to.block.id}` }]
  })
}
