/** Plays a stored trace: from keyframes and changes back to what memory held at each step. */
import type { MemoryState, StoredState, StoredStep } from '../recorder/trace-schema.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What a patch of `storedStep` makes of a part of a state: a copy that shares what did not change. */
function patched(node: Json | undefined, patch: Json): Json {
  if (typeof node !== 'object' || node === null) return patch
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  if (Array.isArray(node)) {
    const { length = node.length, ...items } = patch
    const copy = node.slice(0, Number(length))
    for (const [index, item] of Object.entries(items)) {
      const at = Number(index)
      if (at > copy.length) throw new RangeError(`a stored step changes item ${index} of a list of ${copy.length}`)
      copy[at] = patched(copy[at], item)
    }
    return copy
  }
  const kept = Object.entries(node).filter(([key]) => patch[key] !== null)
  const copy = Object.fromEntries(kept)
  for (const [key, value] of Object.entries(patch)) if (value !== null) copy[key] = patched(node[key], value)
  return copy
}

/**
 * The stored state after one step. Parts that did not change are shared with the state before.
 * Throws when a first step is no keyframe or a change names an item that is not there.
 */
function applyStep(before: StoredState | undefined, step: StoredStep): StoredState {
  if ('full' in step) return step.full
  if (!before) throw new RangeError('a trace starts with a change instead of a whole state')
  return patched(before, step.change) as unknown as StoredState
}

/** A stored state with what its innermost frame tells. Throws when it has no frame. */
function withPlace(stored: StoredState): MemoryState {
  const inner = stored.frames.at(-1)
  if (!inner) throw new RangeError('a stored step has no frame')
  return { ...stored, line: inner.line, function: inner.function }
}

/**
 * Gives the whole state at any step of a thread. States are kept as they are first asked for, so
 * going back is as quick as going on. Throws a RangeError for a step that the thread has not.
 */
export function replay(thread: { steps: StoredStep[] }): (step: number) => MemoryState {
  const states: (MemoryState | undefined)[] = []
  return (step) => {
    if (!thread.steps[step]) throw new RangeError(`the trace has no step ${step}`)
    let from = step
    while (from > 0 && !states[from] && !('full' in (thread.steps[from] ?? {}))) from -= 1
    let state = states[from]
    for (let at = from; at <= step; at++) {
      const stored = thread.steps[at]
      if (!stored) break
      state = states[at] ?? withPlace(applyStep(at === 0 ? undefined : states[at - 1], stored))
      states[at] = state
    }
    if (!state) throw new RangeError(`the trace has no step ${step}`)
    return state
  }
}

/** All states of a thread, in the order of its steps. */
export function statesOf(thread: { steps: StoredStep[] }): MemoryState[] {
  const stateAt = replay(thread)
  return thread.steps.map((_, step) => stateAt(step))
}
