/** Finds the paths that best explain a stop: cheapest first (Dijkstra's algorithm, whole costs). */
import type { Facts } from './facts.ts'
import type { Point } from './flow.ts'
import { UNSEEN_DROP, type GlueCall, type Moment, type Stop, type Terrain } from './terrain.ts'

/**
 * One point where a frame may be, about to run it, and what holds there on that path. `shown`: the
 * same, before what the line has that needs no machine code (a move that copies nothing), so that
 * a line which is about to run has not begun. `stays`: how often it stops here again.
 */
export type Standing = Moment & { shown?: Moment; stays?: number }

/**
 * A standing to search from, and what it costs to assume it. `landed`: unwinding has just begun.
 * `passed`: how many of the known calls of drop glue lie behind it.
 */
export type Start = Standing & { cost: number; landed?: boolean; passed?: number }

/**
 * A standing that a search has come to; `started` when it has not moved. `due`: the calls of drop
 * glue that were made and that nothing on the path explains yet; `dropped`: the path explains one.
 */
export type Step = {
  here: Standing
  started: boolean
  landed: boolean
  due: readonly GlueCall[]
  dropped: boolean
}

/**
 * Whether a search may stop at a step, at what cost, and whether it goes on. `stays` and `left` are
 * those of the standing that it stops with, and so are `facts` where they are others than before the point runs.
 */
export type Visit = { fits?: number; stays?: number; left?: number; facts?: Facts; goOn: boolean }

/**
 * A standing that was found. `passed` as in a `Start`; `unseen`: the lines that ran on the way without code;
 * `isUnsure`: when leaving, whether there are more of them behind a branch; `called`: the calls that were passed, and
 * in which the run did not stop.
 */
export type Found = Standing & {
  passed: number
  unseen: readonly Moment[]
  isUnsure: boolean
  called: readonly Point[]
}

/** What a search knows of the way that the frame took. */
export type Way = {
  /** Where the frame stood when it left. */
  at: Stop | undefined
  /** Where it comes to, when it comes to a stop. */
  to?: Stop
  /** The calls of drop glue that it made since it stood there, in order, when they are known. */
  drops?: readonly GlueCall[]
  /** Whether a call that it made since then ended by unwinding, when that is known. */
  unwound?: boolean
  /** A path dearer than this is no explanation. */
  limit: number
  /** More explanations than this are not kept. */
  most?: number
  /** It leaves the function, and no stop tells which branches it took: of lines without code, those ahead of them ran. */
  isLeaving?: boolean
}

/** Unwinding is the last explanation. */
export const UNWIND = 30
/** How many explanations are kept where nothing else is said. */
const MOST = 64

/** Where a path has been: its last moment, and those before it. */
type Trail = { moment: Moment; back?: Trail }

/** A line that a path runs without a stop, before anything of it ran: what it takes may stand on lines of its own. */
function beforeLine(terrain: Terrain, trail: Trail, at: Stop | undefined): Moment {
  const { point } = trail.moment
  const place = terrain.lineOf(point)
  const isPart = ({ moment }: Trail) =>
    place !== undefined && !terrain.isAt(moment.point, at) && terrain.isPartOf(moment.point, place)
  let first = trail
  while (first.back && isPart(first.back)) first = first.back
  return { point, facts: first.moment.facts }
}

/** The cheapest standings that `visit` stops at, all of the same cost. */
export function search(
  terrain: Terrain,
  from: readonly Start[],
  { at, to, drops, unwound, limit, most = MOST, isLeaving }: Way,
  visit: (step: Step) => Visit,
): Found[] {
  type Queued = Omit<Step, 'due'> & Omit<Found, keyof Standing> & { branched: boolean; back?: Trail }
  const queue: Queued[][] = []
  const enqueue = (cost: number, step: Queued) => void (queue[cost] ??= []).push(step)
  for (const { cost, landed = false, passed = 0, point, facts, stays, left } of from) {
    enqueue(cost, {
      here: { point, facts, stays, left },
      started: true,
      landed,
      passed,
      dropped: false,
      unseen: [],
      branched: false,
      isUnsure: false,
      called: [],
    })
  }
  /** What it costs to run a point, and how many of the calls that are due it made. */
  const running = (here: Standing, due: readonly GlueCall[]): { price: number; made: number } => {
    const calls = drops ? terrain.glueCalls(here) : 0
    if (calls === 0) return { price: terrain.price(here, at), made: 0 }
    if (calls > due.length) return { price: UNSEEN_DROP, made: 0 }
    return { price: terrain.misfit(here, due.slice(0, calls)), made: calls }
  }
  const seen = new Set<string>()
  const found = new Map<string, Found>()
  let best = limit
  for (let cost = 0; cost <= best; cost++) {
    // The level grows while it is walked: what costs nothing more comes behind.
    for (const { here, started, landed, passed, dropped, unseen, branched, isUnsure, called, back } of queue[cost] ??
      []) {
      const key = `${here.point.index} ${here.facts.id} ${here.left} ${passed}`
      if (seen.has(`${key} ${started}`)) continue
      seen.add(`${key} ${started}`)
      const due = drops?.slice(passed) ?? []
      const { fits, stays, left, facts = here.facts, goOn } = visit({ here, started, landed, due, dropped })
      if (fits !== undefined && cost + fits <= best) {
        if (cost + fits < best) found.clear()
        best = cost + fits
        if (found.size < most) found.set(key, { ...here, facts, stays, left, passed, unseen, isUnsure, called })
      }
      if (!goOn) continue
      const isUnseen = to !== undefined && !terrain.isAt(here.point, at) && terrain.isPartOf(here.point, to)
      const shown = isUnseen ? (here.shown ?? { point: here.point, facts: here.facts }) : undefined
      const { price, made } = running(here, due)
      const ran = terrain.lineOf(here.point)
      const trail = { moment: here, back }
      const isSeen = ran === undefined || terrain.isAt(here.point, at)
      const onWay = isSeen || branched ? unseen : [...unseen, beforeLine(terrain, trail, at)]
      for (const { edge, then } of terrain.onwards(here)) {
        if (edge.unwind && unwound === false) continue
        const isKnown = unwound && !landed
        enqueue(cost + price + (edge.unwind && !isKnown ? UNWIND : 0), {
          here: { ...then, shown },
          started: false,
          landed: landed || edge.unwind,
          passed: passed + made,
          dropped: dropped || made > 0,
          unseen: onWay,
          called: here.point.calls && !here.point.glue ? [...called, here.point] : called,
          isUnsure: isUnsure || (branched && !isSeen),
          branched: branched || (isLeaving === true && here.point.edges.filter((one) => !one.unwind).length > 1),
          back: trail,
        })
      }
    }
  }
  return [...found.values()]
}
