/** Plays a stored trace: from keyframes and changes back to what memory held at each step. */
import type { MemoryState, StoredStep } from '../recorder/trace-schema.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Path = (string | number)[]

/** A copy of `node` in which what stands at `path` is replaced by what `make` gives (undefined: removed). */
function withPath(
  node: Json | undefined,
  path: Path,
  make: (old: Json | undefined) => Json | undefined,
): Json | undefined {
  const [key, ...rest] = path
  if (key === undefined) return make(node)
  if (Array.isArray(node)) {
    const copy = [...node]
    const made = withPath(copy[Number(key)], rest, make)
    if (made !== undefined) copy[Number(key)] = made
    return copy
  }
  if (node === null || typeof node !== 'object')
    throw new RangeError(`a stored step changes ${path.join('.')}, which is not there`)
  const { [key]: old, ...others } = node
  const made = withPath(old, rest, make)
  return made === undefined ? others : { ...node, [key]: made }
}

/**
 * The state after one stored step. Parts that did not change are shared with the state before.
 * Throws when a first step is no keyframe or a change names a place that is not there.
 */
function applyStep(before: MemoryState | undefined, step: StoredStep): MemoryState {
  if ('full' in step) return step.full
  if (!before) throw new RangeError('a trace starts with a change instead of a whole state')
  let state: Json | undefined = before
  for (const change of step.change) {
    state = withPath(state, change.path, (old) => {
      if ('set' in change) return change.set
      if ('unset' in change) return undefined
      return Array.isArray(old) ? old.slice(0, change.cut) : old
    })
  }
  return state as unknown as MemoryState
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
      state = states[at] ?? applyStep(at === 0 ? undefined : states[at - 1], stored)
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
