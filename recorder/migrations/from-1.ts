/** From schema 1 to 2: a step's changes were a list of paths, and each state named its line and function itself. */
import { z } from 'zod'
import { stepStore } from '../memory/store.ts'
import type { MemoryState, StoredStep } from '../trace-schema.ts'

const path = z.array(z.union([z.string(), z.int()]))
const change = z.union([
  z.strictObject({ path, set: z.json() }),
  z.strictObject({ path, cut: z.int() }),
  z.strictObject({ path, unset: z.literal(true) }),
])
const step = z.union([z.strictObject({ full: z.json() }), z.strictObject({ change: z.array(change) })])

/** What of a recording of schema 1 is no longer written so; the rest is handed on as it is. */
const recording = z.looseObject({
  builds: z.record(
    z.string(),
    z.looseObject({
      trace: z.looseObject({ threads: z.array(z.looseObject({ steps: z.array(step) })) }).optional(),
    }),
  ),
})

type Json = z.infer<ReturnType<typeof z.json>>
type Change = z.infer<typeof change>

/** A recording of schema 1 as one of schema 2. Throws a ZodError for what is none of schema 1. */
export function migrateFrom1(json: unknown): unknown {
  const { builds, ...rest } = recording.parse(json)
  const migrated = Object.entries(builds).map(([name, { trace, ...build }]) => {
    if (!trace) return [name, build]
    const threads = trace.threads.map((thread) => ({ ...thread, steps: storedAnew(thread.steps) }))
    return [name, { ...build, trace: { ...trace, threads } }]
  })
  return { ...rest, schema: 2, builds: Object.fromEntries(migrated) as unknown }
}

function storedAnew(steps: z.infer<typeof step>[]): StoredStep[] {
  const store = stepStore()
  let state: Json | undefined
  for (const one of steps) {
    state = 'full' in one ? one.full : one.change.reduce<Json | undefined>(changed, state)
    // The shape of a state is the same in both, and is checked with the whole recording.
    const whole = state as unknown as MemoryState
    store.push(whole, store.changesTo(whole) ?? {})
  }
  return store.steps
}

/** A copy of a state with one change made. */
function changed(node: Json | undefined, { path: [key, ...rest], ...what }: Change): Json | undefined {
  if (key === undefined) {
    if ('set' in what) return what.set
    return 'cut' in what && Array.isArray(node) ? node.slice(0, what.cut) : undefined
  }
  if (typeof node !== 'object' || node === null)
    throw new RangeError(`a stored step changes ${key}, which is not there`)
  const inner = changed((node as Record<string, Json | undefined>)[key], { path: rest, ...what })
  if (Array.isArray(node)) return Object.assign([...node], inner === undefined ? {} : { [key]: inner })
  const { [key]: _old, ...others } = node
  return inner === undefined ? others : { ...node, [key]: inner }
}
