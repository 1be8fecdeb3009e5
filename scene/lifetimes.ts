import type { Recording } from '../recorder/schema.ts'
import type { Local, MemoryState } from '../recorder/trace-schema.ts'
import { statesOf } from './replay.ts'

/** A state of a variable, and the line that had run when it was first seen in it. */
export type Passed = { state: Local['state']; line?: number }

/** The states that a variable went through, in order. */
export type Lifetime = { variable: string; type: string; passed: Passed[] }

/**
 * Follows variables of the main thread through the states that were recorded.
 * @throws when the build has no trace, or a variable is not in it.
 */
export function lifetimes(recording: Recording, build: string, variables: string[]): Lifetime[] {
  const thread = recording.builds[build]?.trace?.threads[0]
  if (!thread) throw new Error(`${recording.name} has no trace in ${build}; its program needs //@ steps: ${build}`)
  const states = statesOf(thread)
  return variables.map((variable) => {
    const passed: Passed[] = []
    let type = ''
    for (const [i, { frames }] of states.entries()) {
      const local = findLocal(frames, variable)?.local
      if (!local || passed.at(-1)?.state === local.state) continue
      type = local.type
      const ran = passed.length > 0 ? findLocal(states[i - 1]?.frames ?? [], variable)?.line : undefined
      passed.push({ state: local.state, ...(ran !== undefined && { line: ran }) })
    }
    if (passed.length === 0) throw new Error(`${recording.name} has no variable ${variable} in ${build}`)
    return { variable, type, passed }
  })
}

function findLocal(frames: MemoryState['frames'], variable: string): { local: Local; line: number } | undefined {
  for (const { locals, line } of frames) {
    const local = locals.find(({ name }) => name === variable)
    if (local) return { local, line }
  }
  return undefined
}
