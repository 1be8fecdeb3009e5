/** A slide of the plan. */
export interface Planned {
  /** How long it is planned to take, ms. */
  takes: number
  /** Whether it lies behind the talk and is shown only when asked for. */
  appendix: boolean
}

/** How a talk goes. */
export interface Pace {
  /** When the current slide is planned to begin and to end, ms from the talk's start. */
  from: number
  until: number
  /** ms behind the plan, less than 0 when ahead of it, 0 while the current slide's time runs. */
  behind: number
}

/**
 * Compares the time that has passed with the plan. A talk is behind when the current slide should be over, ahead when
 * it should not have begun.
 * @param no the current slide, from 1.
 * @param passed ms since the talk began.
 * @returns nothing on a slide of the appendix, which has no time.
 */
export function paceOf(plan: Planned[], no: number, passed: number): Pace | undefined {
  const current = plan[no - 1]
  if (!current || current.appendix) return undefined
  const from = plan.slice(0, no - 1).reduce((sum, { takes, appendix }) => (appendix ? sum : sum + takes), 0)
  const until = from + current.takes
  const behind = passed > until ? passed - until : Math.min(passed - from, 0)
  return { from, until, behind }
}

/** `1:05` for 65 000 ms; whatever the sign. */
export function clockText(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** How far from the plan a talk is, in words: `0:40 ahead`, `1:05 behind`, `on time`. */
export function paceText({ behind }: Pace): string {
  if (Math.abs(behind) < 1000) return 'on time'
  return `${clockText(behind)} ${behind > 0 ? 'behind' : 'ahead'}`
}
