import type { SharedState } from '@slidev/client/state/shared.ts'

/** The talk's clock as Slidev has it: times are ms since 1970. */
type Clock = SharedState['timer']

/** The clock that this window kept; none where there is none, or somebody's hand was in it. */
export function readClock(text: string | null): Clock | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? 'null')
    if (typeof kept !== 'object' || kept === null) return undefined
    const { status, startedAt, pausedAt } = kept as Partial<Clock>
    if (status !== 'running' && status !== 'paused') return undefined
    if (typeof startedAt !== 'number' || typeof pausedAt !== 'number') return undefined
    return { status, startedAt, pausedAt, slides: {} }
  } catch {
    // What is no JSON is no clock.
    return undefined
  }
}
