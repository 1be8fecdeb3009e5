import type { Local, MemoryState } from '../../recorder/trace-schema.ts'
import { pointersIn } from './value-tree.ts'

/**
 * Marks a local as dropped from the moment at which what it owns was freed. The recorder sees the
 * allocator's call inside the drop glue, one step before the local's own scope ends.
 */
export function whileDropping(states: readonly MemoryState[]): MemoryState[] {
  return states.map((state) => {
    const isMarked = (local: Local) => local.state === 'live' && isOwner(local) && ownsFreed(local)
    if (!state.frames.some((frame) => frame.locals.some(isMarked))) return state
    const frames = state.frames.map((frame) => ({
      ...frame,
      locals: frame.locals.map((local) => (isMarked(local) ? { ...local, state: 'dropped' as const } : local)),
    }))
    return { ...state, frames }
  })
}

function isOwner(local: Local): boolean {
  return !/^(&|\*)/.test(local.type)
}

function ownsFreed(local: Local): boolean {
  return pointersIn(local.value).some(({ target }) => target.kind === 'dangling' && target.why === 'freed')
}
