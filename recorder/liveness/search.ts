/** Finds the paths that best explain a stop: cheapest first (Dijkstra's algorithm, whole costs). */
import type { Moment, Stop, Terrain } from './terrain.ts'

/**
 * One point where a frame may be, about to run it, and what holds there on that path. `shown`: the
 * same, before what the line has that needs no machine code (a move that copies nothing), so that
 * a line which is about to run has not begun. `stays`: how often it stops here again.
 */
export type Standing = Moment & { shown?: Moment; stays?: number }

/** A standing to search from, and what it costs to assume it. `landed`: unwinding has just begun. */
export type Start = Standing & { cost: number; landed?: boolean }

/** A standing that a search has come to; `started` when it has not moved. */
export type Step = { here: Standing; started: boolean; landed: boolean }

/** Whether a search may stop at a step, at what cost and for how long, and whether it goes on. */
export type Visit = { fits?: number; stays?: number; goOn: boolean }

/** Unwinding is the last explanation. */
export const UNWIND = 30
/** A path dearer than this is no explanation. */
const LIMIT = 90
/** More explanations than this are not kept. */
const MOST = 64

/**
 * The cheapest standings that `visit` stops at, all of the same cost.
 *
 * @param at Where the frame stood when it left `from`.
 * @param line The line that it comes to, when it comes to a line.
 */
export function search(
  terrain: Terrain,
  from: readonly Start[],
  at: Stop | undefined,
  line: number | undefined,
  visit: (step: Step) => Visit,
): Standing[] {
  const queue: Step[][] = []
  const enqueue = (cost: number, step: Step) => void (queue[cost] ??= []).push(step)
  for (const { cost, landed = false, point, facts, stays } of from) {
    enqueue(cost, { here: { point, facts, stays }, started: true, landed })
  }
  const seen = new Set<string>()
  const found = new Map<string, Standing>()
  let best = LIMIT
  for (let cost = 0; cost <= best; cost++) {
    // The level grows while it is walked: what costs nothing more comes behind.
    for (const step of queue[cost] ?? []) {
      const { here, started, landed } = step
      const key = `${here.point.index} ${here.facts.id}`
      if (seen.has(`${key} ${started}`)) continue
      seen.add(`${key} ${started}`)
      const { fits, stays, goOn } = visit(step)
      if (fits !== undefined && cost + fits <= best) {
        if (cost + fits < best) found.clear()
        best = cost + fits
        if (found.size < MOST) found.set(key, { ...here, stays })
      }
      if (!goOn) continue
      const isUnseen = line !== undefined && !terrain.isAt(here.point, at) && terrain.isOn(here.point, line)
      const shown = isUnseen ? (here.shown ?? { point: here.point, facts: here.facts }) : undefined
      for (const { edge, then } of terrain.onwards(here)) {
        const total = cost + terrain.price(here, at) + (edge.unwind ? UNWIND : 0)
        enqueue(total, { here: { ...then, shown }, started: false, landed: landed || edge.unwind })
      }
    }
  }
  return [...found.values()]
}
