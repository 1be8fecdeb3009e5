/**
 * Follows one frame of a run through its control flow graph, from the places where it stopped.
 *
 * Every address of the line table is a stop, so machine code that ran between two stops belongs to
 * the first one's place in the source. Of all paths from where the frame may be to a point at the
 * new place, those are kept that pass the least code which would have stopped on its own, and that
 * make just the calls of drop glue which the frame made. Where several remain, each keeps what it
 * knows.
 */
import { search, UNWIND, type Found, type Standing, type Start, type Step, type Visit } from './search.ts'
import type { Point } from './flow.ts'
import type { Among, GlueCall, Moment, Stop, Terrain } from './terrain.ts'

/** A call that a frame waits for. */
export type Calling = {
  /** Last segment of the called function's path, if known. */
  callee?: string
  /**
   * The calls of drop glue that the frame made since its last stop, when they are known, and whether
   * the one it waits for is the last of them.
   */
  drops?: readonly GlueCall[]
  isDrop?: boolean
  /** Where the call stands, when it is known. */
  place?: Stop
  among?: Among
}

/** A frame on its way. */
export type Walk = {
  /** At the function's entry. */
  start: readonly Standing[]
  /** Moves to a stop; where it may be now. A place that no path reaches leaves it where it was. */
  to: (stop: Stop) => readonly Standing[]
  /**
   * A call runs that started after the last stop: where it may be, operands moved and result not
   * there yet. Each further call of this before the next stop means a further call of the program.
   */
  intoCall: (call: Calling) => readonly Standing[]
  /** The poll of a future has returned: it is suspended at the await that is next, if there is one. */
  suspend: () => readonly Standing[]
  /** The future is polled again: it goes on behind the await at which it was suspended. */
  resume: () => readonly Standing[]
  /** The points at which lines ran on the way to the last stop that no stop shows, each before it ran. */
  unseen: () => readonly Moment[]
  /** The calls on the way to where the frame is that it made without a stop within them. */
  called: () => readonly Point[]
  /**
   * The function has returned without a stop: the points at which lines ran behind the last stop, each before it
   * ran. `isUnsure`: a branch decides which more ran.
   */
  leave: (drops: readonly GlueCall[] | undefined) => { unseen: readonly Moment[]; isUnsure: boolean }
  /** Whether no path led to the line of the last stop: what holds is what held at another one. */
  isLost: () => boolean
  /** Whether all that is left to do where it stands is to jump: the end of a branch, at its `if`. */
  isJump: () => boolean
}

/** Stopping where there is no code of its own, and stopping twice without getting on. */
const STOP_WITHOUT_CODE = 1
const STAY = 2
/** A path dearer than this is no explanation; each stop without one raises it. */
const LIMIT = 90
const LOST = 200
/** Drop glue was called that no drop on the path explains. */
const UNEXPLAINED_DROP = 5

/** Whether a line without code ran on a way. */
function hasRun({ unseen }: Found, point: Point): boolean {
  return unseen.some((one) => one.point === point)
}

/** Whether a frame may stand at a point. */
function isAmong({ index }: Point, among: Among | undefined): boolean {
  return among === undefined || among === 'anywhere' || among.points.has(index)
}

/** How many explanations are kept: all where nothing tells which is true. */
function keptOf({ among }: { among?: Among }): { most?: number } {
  return among === 'anywhere' ? { most: Infinity } : {}
}

/** Starts at a function's entry. */
export function walk(terrain: Terrain): Walk {
  const start: readonly Standing[] = [terrain.entry]
  let standing = start
  let at: Stop | undefined
  /** The calls that ran last since the last stop. */
  let calls: readonly Found[] = []
  /** The stops since `standing` that nothing explains, and the drops that were seen there. */
  let unseen: readonly Moment[] = []
  /** The calls on the last way. */
  let called: readonly Point[] = []
  /** Calls in which the run stopped: those have code. */
  const observed = new Set<Point>()
  /** The line of the last stop that a path explains. */
  let known: number | undefined
  let lost = { stops: 0, drops: [] as readonly GlueCall[] }

  /** Past the calls that ran, each of which may have unwound; or still in the last one's own code. */
  const pastCalls = (unwound?: boolean): Start[] =>
    calls.flatMap((call): Start[] => {
      const { passed, left = 0 } = call
      // A value of which parts are gone is dropped part by part.
      if (left > 1) return [{ ...call, left: left - 1, cost: 0 }]
      const ways = terrain.onwards(call).filter(({ edge }) => !edge.unwind || unwound !== false)
      const returned = ways.map(({ edge, then }) => ({
        ...then,
        cost: edge.unwind && !unwound ? UNWIND : 0,
        landed: edge.unwind,
        passed,
      }))
      // What follows a call on its own: writing down its result.
      return call.point.glue ? returned : [...returned, { ...call, cost: STAY }]
    })
  const starts = (unwound?: boolean): Start[] =>
    calls.length > 0 ? pastCalls(unwound) : standing.map((here) => ({ ...here, passed: 0, cost: 0 }))

  const arrive = (stop: Stop, again: boolean, { here, started, landed, due, dropped }: Step): Visit => {
    const { stays = 0 } = here
    if (!terrain.isAt(here.point, stop) || !isAmong(here.point, stop.among)) return { goOn: true }
    const glue = stop.drops ? terrain.glueCalls(here) : 0
    // In the middle of its drops, or before the first.
    if (glue > due.length) return { fits: terrain.misfit(here, due), left: glue - due.length, goOn: true }
    const extra = due.length * UNEXPLAINED_DROP
    if (stop.among === 'anywhere') return { fits: extra, goOn: true }
    if (stop.among?.called.has(here.point.index)) return { fits: extra, facts: terrain.during(here), goOn: true }
    // A branch may also have been taken, to another one in the same place.
    const isBranch = here.point.weight === 'branch'
    if (started && again && stays > 0) return { fits: extra, stays: stays - 1, goOn: isBranch || due.length > 0 }
    if (started && again) return { fits: STAY + extra, goOn: true }
    if (terrain.hasCode(here)) {
      return { fits: extra, stays: glue > 0 ? 0 : terrain.staysAt(here, landed), goOn: due.length > 0 }
    }
    return again && !dropped ? { goOn: true } : { fits: STOP_WITHOUT_CODE + extra, goOn: true }
  }

  const to = (stop: Stop) => {
    const { line, unwound } = stop
    const drops = stop.drops && [...lost.drops, ...stop.drops]
    const repeated = at !== undefined && at.line === line && at.column === stop.column
    const again = repeated && calls.length === 0
    const way = { at, to: stop, drops, unwound, limit: LIMIT + lost.stops * LOST, ...keptOf(stop) }
    const found = search(terrain, starts(unwound), way, (step) => {
      const visit = arrive(stop, again, step)
      const returned = unwound && !step.landed ? UNWIND : 0
      return visit.fits === undefined ? visit : { ...visit, fits: visit.fits + returned }
    })
    lost = found.length > 0 ? { stops: 0, drops: [] } : { stops: lost.stops + 1, drops: drops ?? [] }
    const [first, ...others] = stop.drops ? found : []
    // Where several ways lead there, only what all of them ran did run.
    const lines = first?.unseen.filter(({ point }) => others.every((one) => hasRun(one, point))) ?? []
    unseen = lines.filter(({ point }) => !terrain.isOn(point, line) && !(at && terrain.isOn(point, at.line)))
    called = first?.called.filter((point) => others.every((one) => one.called.includes(point))) ?? []
    if (found.length > 0) known = line
    if (found.length > 0) standing = found
    else if (calls.length > 0) standing = pastCalls().filter(({ cost }) => cost === 0)
    calls = []
    at = stop
    return standing
  }

  const callsFrom = (from: readonly Start[], { drops, isDrop, callee, place, among }: Calling) => {
    const name = callee === undefined ? undefined : new RegExp(`\\b${callee.replace(/\W/g, '\\$&')}\\b`)
    return search(terrain, from, { at, drops, limit: LIMIT, ...keptOf({ among }) }, ({ here, due }) => {
      const { point } = here
      if (!point.calls || terrain.dropsNothing(here)) return { goOn: true }
      if (isDrop) {
        const glue = terrain.glueCalls(here)
        if (due.length === 0 || glue < due.length) return { goOn: true }
        return { fits: terrain.misfit(here, due), left: glue - due.length + 1, goOn: true }
      }
      if ((place && !terrain.isAt(point, place)) || !isAmong(point, among)) return { goOn: true }
      if (name?.test(point.instruction.text) === false || (drops && point.glue)) return { goOn: true }
      const fits = terrain.price(here, at) + due.length * UNEXPLAINED_DROP
      return { fits, goOn: due.length > 0 || among === 'anywhere' }
    })
  }

  const intoCall = (call: Calling) => {
    const { drops = [], isDrop, callee } = call
    const from = starts().filter(({ cost }) => cost === 0)
    const named = callee === undefined || isDrop ? [] : callsFrom(from, call)
    const next = named.length > 0 ? named : callsFrom(from, { ...call, callee: undefined, place: undefined })
    called = next[0]?.called ?? []
    for (const { point } of next) observed.add(point)
    if (next.length > 0) calls = next.map((one) => (isDrop ? { ...one, passed: drops.length } : one))
    return calls.length === 0 ? standing : calls.map((one) => ({ point: one.point, facts: terrain.during(one) }))
  }

  const leave: Walk['leave'] = (drops) => {
    const way = { at, drops, limit: LIMIT, isLeaving: true }
    const [found] = search(terrain, starts(false), way, ({ here, due }) =>
      here.point.returns ? { fits: due.length * UNEXPLAINED_DROP, goOn: false } : { goOn: true },
    )
    const lines = found?.unseen ?? []
    called = found?.called ?? []
    return {
      unseen: lines.filter(({ point }) => !(at && terrain.isOn(point, at.line))),
      isUnsure: found?.isUnsure ?? true,
    }
  }

  const suspend = () => {
    const found = search(terrain, starts(), { at, limit: LIMIT }, ({ here }) =>
      here.point.suspends ? { fits: 0, goOn: false } : { goOn: true },
    )
    if (found.length > 0) [standing, calls] = [found, []]
    return standing
  }

  const resume = () => {
    if (!standing.every(({ point }) => point.suspends)) suspend()
    standing = standing.flatMap((here) => (here.point.suspends ? terrain.resumed(here) : [here]))
    at = undefined
    return standing
  }

  const isJump = () =>
    standing.every(({ point }) => point.weight === 'none') &&
    standing.some(({ point }) => point.instruction.text.startsWith('goto '))

  return {
    start,
    to,
    intoCall,
    suspend,
    resume,
    unseen: () => unseen,
    called: () => called.filter((point) => !observed.has(point)),
    leave,
    isLost: () => lost.stops > 0 && known !== undefined && known !== at?.line,
    isJump,
  }
}
