import type { MemoryState } from '../../recorder/trace-schema.ts'
import type { Recorded } from '../recorded.ts'
import { statesOf } from '../replay.ts'

/**
 * The states of a thread of one build, in the order of its steps.
 * @param thread 0 is main.
 * @throws when the build has no steps of that thread.
 */
export function threadStates(recorded: Recorded, build: string, thread: number): MemoryState[] {
  const stored = recorded.builds[build]?.trace?.threads[thread]
  if (!stored) throw new Error(`${recorded.name} has no steps of thread ${thread} in build "${build}"`)
  return statesOf(stored)
}
