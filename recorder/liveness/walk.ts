/**
 * Follows one frame of a run through its control flow graph, from the places where it stopped.
 *
 * Every address of the line table is a stop, so machine code that ran between two stops belongs to
 * the first one's place in the source. Of all paths from where the frame may be to a point at the
 * new place, those are kept that pass the least code which would have stopped on its own. Where
 * several remain, each keeps what it knows.
 */
import { search, UNWIND, type Standing, type Start, type Step, type Visit } from './search.ts'
import type { Stop, Terrain } from './terrain.ts'

/** A frame on its way. */
export type Walk = {
  /** At the function's entry. */
  start: readonly Standing[]
  /** Moves to a stop; where it may be now. A place that no path reaches leaves it where it was. */
  to: (stop: Stop) => readonly Standing[]
  /**
   * A call runs that started after the last stop: where it may be, operands moved and result not
   * there yet. Each further call of this before the next stop means a further call of the program.
   * `callee` is the last segment of the called function's name, if known.
   */
  intoCall: (callee?: string) => readonly Standing[]
  /** Whether all that is left to do where it stands is to jump: the end of a branch, at its `if`. */
  isJump: () => boolean
}

/** Stopping where there is no code of its own, and stopping twice without getting on. */
const STOP_WITHOUT_CODE = 1
const STAY = 2

/** Starts at a function's entry. */
export function walk(terrain: Terrain): Walk {
  const start: readonly Standing[] = [terrain.entry]
  let standing = start
  let at: Stop | undefined
  /** The calls that ran last since the last stop. */
  let calls: readonly Standing[] = []

  /** Past the calls that ran, each of which may have unwound; or still in the last one's own code. */
  const pastCalls = (): Start[] =>
    calls.flatMap((call): Start[] => {
      const returned = terrain.onwards(call).map(({ edge, then }) => ({
        ...then,
        cost: edge.unwind ? UNWIND : 0,
        landed: edge.unwind,
      }))
      // What follows a call on its own: writing down its result.
      return call.point.drops ? returned : [...returned, { ...call, cost: STAY }]
    })
  const starts = (): Start[] =>
    calls.length > 0 ? pastCalls() : standing.map((here) => ({ ...here, cost: 0 }))

  const arrive = (stop: Stop, again: boolean, { here, started, landed }: Step): Visit => {
    const { stays = 0 } = here
    if (!terrain.isAt(here.point, stop)) return { goOn: true }
    if (started && again && stays > 0) return { fits: 0, stays: stays - 1, goOn: false }
    if (started && again) return { fits: STAY, goOn: true }
    if (terrain.hasCode(here)) return { fits: 0, stays: terrain.staysAt(here, landed), goOn: false }
    return again ? { goOn: true } : { fits: STOP_WITHOUT_CODE, goOn: true }
  }

  const to = (stop: Stop) => {
    const repeated = at !== undefined && at.line === stop.line && at.column === stop.column
    if (repeated && calls.length === 0 && stop.freed !== undefined) {
      const dropping = standing.filter((here) => here.point.drops && !terrain.dropsNothing(here))
      if (dropping.length > 0 && !stop.freed) return standing
      calls = dropping
    }
    const again = repeated && calls.length === 0
    const found = search(terrain, starts(), at, stop.line, (step) => arrive(stop, again, step))
    if (found.length > 0) standing = found
    else if (calls.length > 0) standing = pastCalls().filter(({ cost }) => cost === 0)
    calls = []
    at = stop
    return standing
  }

  const callsFrom = (from: readonly Start[], callee?: string) => {
    const name = callee === undefined ? undefined : new RegExp(`\\b${callee.replace(/\W/g, '\\$&')}\\b`)
    return search(terrain, from, at, undefined, ({ here }) => {
      const isCall = here.point.calls && !terrain.dropsNothing(here)
      if (!isCall || name?.test(here.point.instruction.text) === false) return { goOn: true }
      return { fits: terrain.price(here, at), goOn: false }
    })
  }

  const intoCall = (callee?: string) => {
    const from = starts().filter(({ cost }) => cost === 0)
    const named = callee === undefined ? [] : callsFrom(from, callee)
    const next = named.length > 0 ? named : callsFrom(from)
    if (next.length > 0) calls = next
    return calls.length === 0
      ? standing
      : calls.map((call) => ({ point: call.point, facts: terrain.during(call) }))
  }

  const isJump = () =>
    standing.every(({ point }) => point.weight === 'none') &&
    standing.some(({ point }) => point.instruction.text.startsWith('goto '))

  return { start, to, intoCall, isJump }
}
