/** Encodes whole states as keyframes and changes; `scene/replay.ts` reads them back. */
import type { MemoryState, StoredState, StoredStep } from '../trace-schema.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Patch = Extract<StoredStep, { change: unknown }>['change']

/** How much longer the changes since a whole state may be than that state. */
const CHANGES_A_WHOLE = 8

function isObject(node: Json | undefined): node is { [key: string]: Json } {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

/** What turns one part of a state into another (see `storedStep`); undefined when they are the same. */
function patchOf(old: Json | undefined, now: Json): Json | undefined {
  // A state shares what it can with the one before: most of both is the same object.
  if (old === now) return undefined
  let patch: Patch | undefined
  const note = (key: string | number, change: Json | undefined) => {
    if (change !== undefined) (patch ??= {})[key] = change
  }
  if (Array.isArray(old) && Array.isArray(now)) {
    if (now.length < old.length) note('length', now.length)
    // Of the blocks that a long run has freed there are thousands, and none of them changes any more.
    for (let i = 0; i < now.length; i += 1) {
      const one = now[i]
      if (one !== undefined && one !== old[i]) note(i, patchOf(old[i], one))
    }
    return patch
  }
  if (!isObject(old) || !isObject(now)) return now
  for (const key in old) if (now[key] === undefined && old[key] !== undefined) note(key, null)
  for (const key in now) {
    const one = now[key]
    if (one !== undefined) note(key, patchOf(old[key], one))
  }
  return patch
}

/** Whether a patch changes what memory holds: where the address of a local is kept is no change of it. */
function changesMemory(patch: Json): boolean {
  if (typeof patch !== 'object' || patch === null) return true
  return Object.entries(patch).some(([key, inner]) => key !== 'register' && key !== 'via' && changesMemory(inner))
}

/** How many texts, numbers and truth values a part of a state holds. Unlike bytes, no address makes it longer. */
function countLeaves(node: Json | undefined): number {
  if (typeof node !== 'object' || node === null) return 1
  // What a local or a block does not have is undefined.
  const inner: (Json | undefined)[] = Array.isArray(node) ? node : Object.values(node)
  return inner.reduce<number>((count, one) => (one === undefined ? count : count + countLeaves(one)), 0)
}

/** A state without what its innermost frame tells. */
function storedOf({ line: _line, function: _function, ...stored }: MemoryState): StoredState {
  return stored
}

/** The steps of one thread, stored as they come. */
export interface StepStore {
  steps: StoredStep[]
  /** What a state changes; undefined when memory is as it was in the last one. */
  changesTo(state: MemoryState): Patch | undefined
  /** Stores a state that changes this. */
  push(state: MemoryState, changes: Patch): void
}

/**
 * An empty store. Whole states stand where the changes since the last one would be eight times as long: a jump
 * reads at most nine times as much as it shows, and whole states are at most an eighth of what changes are.
 */
export function stepStore(): StepStore {
  const steps: StoredStep[] = []
  let last: StoredState | undefined
  /** Leaves of the last whole state, and of the changes since. */
  let whole = 0
  let since = 0
  return {
    steps,
    changesTo(state) {
      const patch = patchOf(last ?? {}, storedOf(state))
      return isObject(patch) && changesMemory(patch) ? patch : undefined
    },
    push(state, changes) {
      const full = storedOf(state)
      since += countLeaves(changes)
      if (last === undefined || since > CHANGES_A_WHOLE * whole) {
        whole = countLeaves(full)
        if (last === undefined || since > CHANGES_A_WHOLE * whole) since = 0
      }
      steps.push(since === 0 ? { full } : { change: changes })
      last = full
    },
  }
}
