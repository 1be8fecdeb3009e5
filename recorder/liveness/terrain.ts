/** What a path through a body costs, given where the frame stopped. */
import { factTable, ofEarlierPoll, stateOfPart, type Facts, type FactTable, type LocalState } from './facts.ts'
import type { Edge, Flow, Point, Weight } from './flow.ts'
import type { Position } from './source-items.ts'

/**
 * A place in the source where a frame stopped; without a column any place on the line fits.
 * `drops`: the calls of drop glue that the frame made since its last stop, when they are known:
 * they tell a drop that ran from one that is still to come when both stop at the same brace.
 * `unwound`: whether a call that it made since then ended by unwinding, when that is known.
 */
export type Stop = {
  line: number
  column?: number
  drops?: readonly GlueCall[]
  unwound?: boolean
  among?: Among
}

/**
 * The points at which a frame may stand, as its machine code tells; `called` are calls among them that are over but for
 * writing down their result. `anywhere`: at any point of its place, as nothing tells which.
 */
export type Among = { points: ReadonlySet<number>; called: ReadonlySet<number> } | 'anywhere'

/**
 * A frame called drop glue for a place in one of the locals that `slots` names; without them it may
 * be any place.
 */
export type GlueCall = { slots?: readonly number[] }

/**
 * A point that is about to run, and what holds there. `left`: how many calls of drop glue it still
 * has to make, when it has made some.
 */
export type Moment = { point: Point; facts: Facts; left?: number }

/** A body to walk through. Costs grow with how sure it is that passing would have been seen. */
export type Terrain = {
  /** Where a frame starts. */
  entry: Moment
  isAt: (point: Point, stop: Stop | undefined) => boolean
  /** The line that a point gives a variable or the result its value in: it runs, with code or without. */
  lineOf: (point: Point) => Position | undefined
  /** Whether all of a point belongs to a line. */
  isOn: (point: Point, line: number) => boolean
  /** Whether a point belongs to what runs at a stop: it is on its line, or in an expression that begins there. */
  isPartOf: (point: Point, stop: Stop) => boolean
  /** Whether a point drops nothing: what it would drop is gone. */
  dropsNothing: (here: Moment) => boolean
  /** How many calls of drop glue a point has still to make. */
  glueCalls: (here: Moment) => number
  /** What it costs to take calls of drop glue for those of a point. */
  misfit: (here: Moment, calls: readonly GlueCall[]) => number
  /** Whether a stop at a point can be its own code. */
  hasCode: (here: Moment) => boolean
  /** How often a point stops again before it is done; `landed`: unwinding has just come to it. */
  staysAt: (here: Moment, landed: boolean) => number
  /** What it costs to run a point while the frame stands at `stop`. */
  price: (here: Moment, stop: Stop | undefined) => number
  /** What holds while a point's call runs. */
  during: (here: Moment) => Facts
  /** The ways on from a point; none from one that suspends a future. */
  onwards: (here: Moment) => { edge: Edge; then: Moment }[]
  /** Where a future goes on that was suspended at a point. */
  resumed: (here: Moment) => Moment[]
}

/** What it costs to pass a point unseen. */
const UNSEEN: Record<Weight, number> = { none: 0, temporary: 0, store: 3, branch: 2, call: 20 }
/** A drop of something live runs code, unless the type turns out to need none. */
export const UNSEEN_DROP = 6
/** Drop glue was called for another local. */
const OTHER_LOCAL = 8

/** How many comparisons the code of a point makes: `switchInt(_1) -> [5: bb1, 9: bb2, otherwise: bb3]` up to two. */
function comparisons({ instruction: { text } }: Point): number {
  return Math.max(1, text.startsWith('switchInt') ? [...text.matchAll(/[[ ]-?\d+: bb/g)].length : 1)
}

/** Whether a point stands within another one's expression. */
function holds(whole: Point, { instruction: { span: inner } }: Point): boolean {
  const { span } = whole.instruction
  const isBehind = inner.line > span.line || (inner.line === span.line && inner.column >= span.column)
  const isBefore = inner.endLine < span.endLine || (inner.endLine === span.endLine && inner.endColumn <= span.endColumn)
  return inner.file === span.file && isBehind && isBefore
}

/**
 * `positions` are those of `locate.ts`, `own` are the points' own places in the source, `drops` is
 * `dropCount`.
 */
export function terrain(
  flow: Flow,
  positions: readonly (readonly Position[])[],
  own: readonly (Position | undefined)[],
  drops: (state: LocalState, type: string) => number,
): Terrain {
  const table: FactTable = factTable()
  const [first] = flow.points
  if (!first) throw new Error(`no code in the MIR of ${flow.body.name}`)
  const places = (point: Point) => positions[point.index] ?? []
  const isAt: Terrain['isAt'] = (point, stop) =>
    stop !== undefined &&
    places(point).some(
      ({ line, column }) => line === stop.line && (stop.column === undefined || column === stop.column),
    )
  const dropsOf = ({ point, facts }: Moment) => {
    const state = point.drops && facts.states[point.drops.slot]
    if (!point.drops || !state) return 1
    const { path, type } = point.drops
    if (path === '') return drops(state, type)
    const part = stateOfPart(state, path).kind
    return part === 'live' || part === 'partly-moved' ? 1 : 0
  }
  const dropsNothing: Terrain['dropsNothing'] = (here) => dropsOf(here) === 0
  const isOn: Terrain['isOn'] = (point, line) => places(point).every((place) => place.line === line)
  /** The expressions of several lines that give something its value, by the line on which they begin. */
  const wholes = new Map<number, Point[]>()
  for (const point of flow.points) {
    const { span } = point.instruction
    const place = own[point.index]
    if (!place || point.weight === 'none' || span.endLine === span.line) continue
    wholes.set(place.line, [...(wholes.get(place.line) ?? []), point])
  }
  const wholesAt = ({ line, column }: Stop) =>
    (wholes.get(line) ?? []).filter(({ index }) => column === undefined || own[index]?.column === column)
  const waysOn: Terrain['onwards'] = (here) =>
    here.point.edges.flatMap((edge) => {
      const point = flow.points[edge.to]
      const facts = dropsNothing(here) ? during(here) : table.after(during(here), edge.changes)
      return point ? [{ edge, then: { point, facts } }] : []
    })
  const during: Terrain['during'] = ({ point, facts }) => table.after(facts, point.changes)
  return {
    entry: { point: first, facts: table.start(flow.entry) },
    isAt,
    lineOf: (point) => (point.binds ? own[point.index] : undefined),
    isOn,
    isPartOf: (point, stop) => isOn(point, stop.line) || wholesAt(stop).some((whole) => holds(whole, point)),
    dropsNothing,
    glueCalls: (here) => (here.point.glue ? (here.left ?? dropsOf(here)) : 0),
    misfit: ({ point: { drops: dropped } }, calls) =>
      calls.filter(({ slots }) => slots && dropped && !slots.includes(dropped.slot)).length * OTHER_LOCAL,
    hasCode: (here) => here.point.weight !== 'none' && (flow.flagged.has(here.point.index) || !dropsNothing(here)),
    // A conditional drop asks its flag first; a partly moved value is dropped field by field. A branch compares with one
    // value after the other.
    staysAt: (here, landed) => {
      const flag = flow.flagged.has(here.point.index) ? 1 : 0
      const more = here.point.drops?.path === '' && !dropsNothing(here) ? dropsOf(here) - 1 + flag : 0
      return more + comparisons(here.point) - 1 + (landed ? 1 : 0)
    },
    price: (here, stop) => {
      if (isAt(here.point, stop) || dropsNothing(here) || here.point.constant) return 0
      return here.point.drops ? UNSEEN_DROP : UNSEEN[here.point.weight]
    },
    during,
    onwards: (here) => (here.point.suspends ? [] : waysOn(here)),
    resumed: (here) =>
      waysOn(here).map(({ then }) => ({ ...then, facts: table.start(ofEarlierPoll(then.facts.states)) })),
  }
}
