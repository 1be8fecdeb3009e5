import type { Recording } from '../../recorder/schema.ts'
import type { Local, MemoryState, Value } from '../../recorder/trace-schema.ts'
import type { Recorded } from '../recorded.ts'
import { replay } from '../replay.ts'

/** What a page asks of `CapacityChart`. */
export type CapacityRequest = {
  recording?: Recorded
  /** Several recordings, in the order of their panels. */
  recordings?: Recorded[]
  /** Build whose trace is read. */
  build?: string
  /** Canvas px. */
  width?: number
  /** Canvas px. */
  height?: number
}

/** Capacity of one vector at each length that it had. */
export type Growth = {
  /** `Vec<u64>`, as rustc writes it. */
  type: string
  variable: string
  /** The first step at each length, shortest first. */
  points: { length: number; capacity: number }[]
  /** Each time its capacity became larger. */
  grown: { length: number; capacity: number; bytes: number; kind: 'alloc' | 'realloc' }[]
}

/** The recordings that a page asks for, in the order of their panels. */
export function recordingsOf({ recording, recordings }: CapacityRequest): Recorded[] {
  return recordings ?? (recording ? [recording] : [])
}

const GROWING = /^(?:\w+::)*(?:Vec|String|VecDeque)\b/

/**
 * How every vector of a traced run grew. One that moves to another variable is followed by its block.
 * @throws when the build has no trace with a vector that grew.
 */
export function vecGrowth(recording: Recording, profile: string): Growth[] {
  const thread = recording.builds[profile]?.trace?.threads[0]
  const state = thread && replay(thread)
  const seen: Seen = { byVariable: new Map(), byBlock: new Map() }
  for (let step = 0; thread && state && step < thread.steps.length; step++) collect(state(step), seen)
  const found = [...new Set(seen.byVariable.values())].filter(({ grown }) => grown.length > 0)
  if (found.length === 0) {
    throw new Error(
      `${recording.name} has no trace of a vector that grew in "${profile}"; its program needs //@ steps: ${profile}`,
    )
  }
  return found
}

type Seen = { byVariable: Map<string, Growth>; byBlock: Map<number, Growth> }

function collect(state: MemoryState, { byVariable, byBlock }: Seen): void {
  for (const frame of state.frames) {
    for (const local of frame.locals) {
      if (local.state !== 'live' || !GROWING.test(local.type)) continue
      const words = header(local)
      if (!words) continue
      const key = `${frame.id}/${local.id}`
      const known = byVariable.get(key) ?? (words.block === undefined ? undefined : byBlock.get(words.block))
      const growth = known ?? { type: local.type, variable: local.name, points: [], grown: [] }
      byVariable.set(key, growth)
      if (words.block !== undefined) byBlock.set(words.block, growth)
      add(
        growth,
        words,
        state.blocks.find((block) => block.id === words.block),
      )
    }
  }
}

function add(growth: Growth, { length, capacity }: Header, block: MemoryState['blocks'][number] | undefined): void {
  const last = growth.points.at(-1)
  if (block && capacity > (last?.capacity ?? 0)) {
    growth.grown.push({ length, capacity, bytes: block.size, kind: block.reallocated?.length ? 'realloc' : 'alloc' })
  }
  if (!last || length > last.length) growth.points.push({ length, capacity })
  else if (length === last.length) last.capacity = capacity
}

type Header = { length: number; capacity: number; block?: number }

function header(local: Local): Header | undefined {
  const scalars = leaves(local.value)
  const number = (name: string) =>
    Number(scalars.find((one) => one.name === name && one.text !== undefined)?.text ?? Number.NaN)
  const [length, capacity] = [number('len'), number('cap')]
  if (Number.isNaN(length) || Number.isNaN(capacity)) return undefined
  const target = scalars.find((one) => one.kind === 'pointer')?.target
  return { length, capacity, block: target?.kind === 'heap' ? target.block : undefined }
}

function leaves(value: Value | undefined): Value[] {
  if (!value) return []
  return value.fields?.length ? value.fields.flatMap(leaves) : [value]
}

/** A vector's growth in one sentence. */
export function sayGrowth({ type, variable, points, grown }: Growth): string {
  const first = points[0]?.capacity ?? 0
  const capacities = [first, ...grown.filter((one) => one.capacity > first).map((one) => one.capacity)]
  const last = points.at(-1)?.length ?? 0
  return `${variable}, a ${type}, was filled to ${last} elements; its capacity was ${capacities.join(', then ')}.`
}
