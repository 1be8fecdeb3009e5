/** Encodes whole states as keyframes and changes; `scene/replay.ts` reads them back. */
import type { MemoryState, StoredStep } from '../trace-schema.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Change = Extract<StoredStep, { change: unknown }>['change'][number]
type Path = (string | number)[]

function isObject(node: Json | undefined): node is { [key: string]: Json } {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

/** The changes that turn `before` into `after`. */
function differences(before: Json | undefined, after: Json): Change[] {
  const found: Change[] = []
  const path: Path = []
  const below = (key: string | number, old: Json | undefined, now: Json) => {
    // A state shares what it can with the one before: most of both is the same object.
    if (old === now) return
    path.push(key)
    compare(old, now)
    path.pop()
  }
  const compare = (old: Json | undefined, now: Json) => {
    if (old === now) return
    if (Array.isArray(old) && Array.isArray(now)) {
      // Of the blocks that a long run has freed there are thousands, and none of them changes any more.
      for (let i = 0; i < now.length; i += 1) {
        const one = now[i]
        if (one !== undefined && one !== old[i]) below(i, old[i], one)
      }
      if (now.length < old.length) found.push({ path: [...path], cut: now.length })
    } else if (isObject(old) && isObject(now)) {
      for (const key of Object.keys(old)) {
        if (now[key] === undefined) found.push({ path: [...path, key], unset: true })
      }
      for (const key in now) {
        const one = now[key]
        if (one !== undefined) below(key, old[key], one)
      }
    } else found.push({ path: [...path], set: now })
  }
  compare(before, after)
  return found
}

/** Where the address of a local is kept is no change of memory. */
function isMemory({ path }: Change): boolean {
  const key = path.at(-1)
  return key !== 'register' && key !== 'via'
}

/** The steps of one thread, stored as they come. */
export interface StepStore {
  steps: StoredStep[]
  /** What a state changes; undefined when memory is as it was in the last one. */
  changesTo(state: MemoryState): Change[] | undefined
  /** Stores a state that changes this. */
  push(state: MemoryState, changes: Change[]): void
}

/**
 * An empty store. Whole states stand where the changes since the last one would be longer: a jump
 * reads at most as much again, and a trace is at most twice as long as its changes.
 */
export function stepStore(): StepStore {
  const steps: StoredStep[] = []
  let last: MemoryState | undefined
  /** Characters of JSON, of the last whole state and of the changes since. */
  let whole = 0
  let since = 0
  return {
    steps,
    changesTo(state) {
      const changes = differences(last, state)
      return changes.some(isMemory) ? changes : undefined
    },
    push(state, changes) {
      since += JSON.stringify(changes).length
      if (last === undefined || since > whole) {
        whole = JSON.stringify(state).length
        if (last === undefined || since > whole) since = 0
      }
      steps.push(since === 0 ? { full: state } : { change: changes })
      last = state
    },
  }
}
