/**
 * What holds of every recording, whatever its program: checked without a golden, in the tests and by
 * `npm run record -- --check-invariants`.
 *
 *     recordingFaults(recording) // → [{ build: 'debug', thread: 0, says: 'main: “x” of line 3 is not there at line 4' }]
 */
import { statesOf } from '../../scene/replay.ts'
import type { Recording } from '../schema.ts'
import type { Trace } from '../trace-schema.ts'
import { ownerFaults } from './owners.ts'
import { memoryFaults } from './state.ts'
import { variableFaults } from './variables.ts'

/** One thing that contradicts the source, or itself. */
export interface RecordingFault {
  build: string
  /** The thread's number; 0 is the main thread. */
  thread: number
  says: string
}

/**
 * What is wrong with a recording's memory, in all builds that have steps.
 */
export function recordingFaults(recording: Pick<Recording, 'source' | 'builds'>): RecordingFault[] {
  return Object.entries(recording.builds).flatMap(([build, { trace }]) =>
    trace ? traceFaults(trace, recording.source.text, build !== 'debug').map((fault) => ({ build, ...fault })) : [],
  )
}

/**
 * What is wrong with a trace: values whose members overlap, pointers that lead elsewhere than they hold, variables
 * that the source does not have or that are missing, blocks that nobody or two own.
 * @param optimised whether the compiler may have left variables out: such builds are asked only whether they
 *   contradict themselves.
 */
export function traceFaults(trace: Trace, source: string, optimised: boolean): Omit<RecordingFault, 'build'>[] {
  return trace.threads.flatMap((run, thread) => {
    const states = statesOf(run)
    const beside =
      optimised || trace.analysis !== 'rustc'
        ? []
        : [...variableFaults(states, source, trace.notes), ...ownerFaults(states, trace.threads.length > 1)]
    return [...new Set([...states.flatMap(memoryFaults), ...beside])].map((says) => ({ thread, says }))
  })
}
