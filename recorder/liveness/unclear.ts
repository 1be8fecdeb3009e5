/**
 * Places of the source at which the line table has several calls and what happens between them: what a macro expands
 * to, where the debug information is collapsed. There a stop's line and column do not tell how far the code has come.
 */
import type { CodeGraph, CodeNode } from './code-graph.ts'
import { reach, reversed } from '../reach.ts'
import type { Change } from './facts.ts'
import type { Flow, Point } from './flow.ts'
import { collapsedTo, type SourceText } from './locate.ts'
import { lastSegments } from './paths.ts'
import { withoutLiterals } from './place.ts'
import type { Position } from './source-items.ts'
import type { Among } from './terrain.ts'

/** The unclear places of a body, with its code, by whose calls a frame is found there. */
export type Unclear = {
  isAt: (place: Position) => boolean
  code: CodeGraph
  /** The points that nodes of the code stand for. */
  pointsOf: (nodes: ReadonlySet<number>) => Exclude<Among, 'anywhere'>
}

const keyOf = ({ line, column }: Position) => `${line}:${column}`

/**
 * The unclear places of a body, if there are any.
 * @param places the positions of `locate.ts`.
 * @param own the points' own places in the source.
 * @param variables by slot, those that are followed: their ids.
 */
export function unclearPlaces(
  flow: Flow,
  places: readonly (readonly Position[])[],
  { own, source }: { own: readonly (Position | undefined)[]; source: SourceText },
  variables: ReadonlyMap<number, number>,
): Unclear | undefined {
  const { points } = flow
  /** Whether nothing but the place of a macro's call is known of a point. */
  const isWithin = ({ index }: Point) => {
    const place = own[index]
    return place === undefined || collapsedTo(place, source).length > 0
  }
  const matters = ({ slot, kind }: Change) => (kind === 'init' || kind === 'move') && variables.has(slot)
  const changing = points.filter(
    (point) =>
      !point.cleanup &&
      isWithin(point) &&
      (point.changes.some(matters) || point.edges.some(({ changes, unwind }) => !unwind && changes.some(matters))),
  )
  const next = points.map(({ edges }) => edges.filter(({ unwind }) => !unwind).map(({ to }) => to))
  const before = reversed(next)

  /** Whether there is a call on some way from a point that does not leave a place. */
  const hasCall = (from: readonly number[], ways: readonly (readonly number[])[], key: string): boolean => {
    const isThere = (at: number) => (places[at] ?? []).some((place) => keyOf(place) === key)
    const found = reach(from.filter(isThere), (at) => (ways[at] ?? []).filter(isThere))
    return [...found].some((at) => points[at]?.calls && !points[at].glue && isWithin(points[at]))
  }
  const unclear = new Set(
    changing.flatMap(({ index, changes }) =>
      (places[index] ?? []).map(keyOf).filter((key) => {
        // What a call gives is there when the call is behind it.
        const behind = changes.some(matters) ? (before[index] ?? []) : [index]
        return hasCall(next[index] ?? [], next, key) && hasCall(behind, before, key)
      }),
    ),
  )
  if (unclear.size === 0) return undefined
  return { isAt: (place) => unclear.has(keyOf(place)), ...codeOf(flow, places, next, variables) }
}

/** A body's code: what it calls and which variables it writes. A call that gives one its value is followed by a node of its own. */
function codeOf(
  { points }: Flow,
  places: readonly (readonly Position[])[],
  next: readonly (readonly number[])[],
  variables: ReadonlyMap<number, number>,
): Pick<Unclear, 'code' | 'pointsOf'> {
  const writes = (changes: readonly Change[] = []): string | undefined => {
    const slot = changes.find(({ kind, slot: one }) => kind === 'init' && variables.has(one))?.slot
    return slot === undefined ? undefined : `writes ${variables.get(slot)}`
  }
  const nodes: CodeNode[] = []
  /** By index of a node beyond the points: the call that it belongs to. */
  const results: number[] = []
  for (const point of points) {
    const { index, calls, glue, suspends, constant } = point
    const onwards = suspends ? [] : (next[index] ?? [])
    const isCall = calls && !glue
    const result = isCall ? writes(point.edges.find(({ unwind }) => !unwind)?.changes) : undefined
    if (result !== undefined) {
      results.push(index)
      nodes[points.length + results.length - 1] = { does: result, places: places[index] ?? [], next: onwards }
    }
    const callee = isCall ? calleeOf(point.instruction.text) : undefined
    const does = isCall ? callee && `calls ${callee}` : constant ? undefined : writes(point.changes)
    nodes[index] = {
      ...(does !== undefined && { does }),
      places: places[index] ?? [],
      next: result === undefined ? onwards : [points.length + results.length - 1],
    }
  }
  const resumed = points.flatMap(({ index, suspends }) => (suspends ? (next[index] ?? []) : []))
  return {
    code: { entries: [0, ...resumed], nodes },
    pointsOf: (found) => {
      const all = [...found]
      const called = all.flatMap((node) => results[node - points.length] ?? [])
      return { points: new Set([...all.filter((node) => node < points.length), ...called]), called: new Set(called) }
    },
  }
}

/** Name of the function that a call of MIR names: `Rc::new`, `fmt` of a trait, `{closure}`. */
function calleeOf(instruction: string): string | undefined {
  const [, call = ''] = /^.*? = (.*) -> /.exec(withoutLiterals(instruction)) ?? []
  const [, path] = /^(.*?)\((?:(?:move|copy|const) .*)?\)$/.exec(call) ?? []
  if (path === undefined || /^(?:move|copy) |^<dyn /.test(path)) return undefined
  return /^<&?(?:mut )?\{[a-z ]*closure@.* as .*>::call(?:_mut|_once)?$/.test(path) ? '{closure}' : lastSegments(path)
}
