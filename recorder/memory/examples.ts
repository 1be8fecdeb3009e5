import type { Layout, MemoryState } from '../trace-schema.ts'
import type { ProcessMemory } from './process-memory.ts'
import { hexBytes } from './scalars.ts'

/** Bytes of an example that are kept. */
const MOST_BYTES = 64
/** Examples of one type that are kept. */
const MOST_EXAMPLES = 8

/** Values that a run held, by their type's name; see `Layout`. */
export type Examples = Map<string, Layout['examples']>

/** Adds the live locals of a state that have no equal among the examples yet. */
export function collectExamples(examples: Examples, state: MemoryState, memory: ProcessMemory): void {
  for (const local of state.frames.flatMap((frame) => frame.locals)) {
    if (local.state !== 'live' || local.address === undefined || !local.value) continue
    const known = examples.get(local.type) ?? []
    if (known.length >= MOST_EXAMPLES) continue
    const found = memory.read(Number(local.address), Math.min(local.size, MOST_BYTES))
    if (!found) continue
    const bytes = hexBytes(found)
    if (known.some((one) => one.bytes === bytes && one.local === local.name)) continue
    const others = known.filter((one) => one.local !== local.name)
    examples.set(local.type, [...others, { local: local.name, bytes, value: local.value }])
  }
}
