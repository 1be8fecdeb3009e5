/** Encodes whole states as keyframes and changes; `scene/replay.ts` reads them back. */
import type { MemoryState, StoredStep } from '../trace-schema.ts'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Change = Extract<StoredStep, { change: unknown }>['change'][number]
type Path = (string | number)[]

/** A whole state is stored every so many steps, so that a jump replays few changes. */
const KEYFRAME_EVERY = 16

function isObject(node: Json | undefined): node is { [key: string]: Json } {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}

/** The changes that turn `before` into `after`. */
export function differences(before: Json | undefined, after: Json, path: Path = []): Change[] {
  if (Array.isArray(before) && Array.isArray(after)) {
    const changes = after.flatMap((one, i) => differences(before[i], one, [...path, i]))
    return after.length < before.length ? [...changes, { path, cut: after.length }] : changes
  }
  if (isObject(before) && isObject(after)) {
    const gone = Object.keys(before).filter((key) => after[key] === undefined)
    return [
      ...gone.map((key): Change => ({ path: [...path, key], unset: true })),
      ...Object.entries(after).flatMap(([key, one]) => differences(before[key], one, [...path, key])),
    ]
  }
  return before === after ? [] : [{ path, set: after }]
}

/** The states as they are stored: a change only where it is shorter than the state itself. */
export function storeSteps(states: MemoryState[]): StoredStep[] {
  return states.map((state, i): StoredStep => {
    const before = states[i - 1]
    if (!before || i % KEYFRAME_EVERY === 0) return { full: state }
    const change = differences(before, state)
    return JSON.stringify(change).length < JSON.stringify(state).length ? { change } : { full: state }
  })
}
