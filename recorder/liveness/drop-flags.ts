/** Which drops ask a drop flag first (rustc dev guide, "Drop elaboration"). */
import type { Change, LocalState } from './facts.ts'
import type { Point } from './flow.ts'

/** What a local may be on the paths to a point. */
type May = { held: boolean; gone: boolean }

/** Points that drop a local which some path brings there whole and another one not. */
export function flaggedDrops(points: readonly Point[], entry: readonly LocalState[]): Set<number> {
  const states = new Map<number, readonly May[]>()
  const arrive = (index: number, arriving: readonly May[]): boolean => {
    const known = states.get(index)
    const joined = known?.map((may, slot) => union(may, arriving[slot])) ?? arriving
    states.set(index, joined)
    const isSame = (may: May, slot: number) => may.held === known?.[slot]?.held && may.gone === known[slot].gone
    return !joined.every(isSame)
  }
  arrive(
    0,
    entry.map(({ kind }) => ({ held: kind === 'live', gone: kind !== 'live' })),
  )
  const open = [0]
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const point = points[index]
    const passed = after(states.get(index) ?? [], point?.changes ?? [])
    for (const edge of point?.edges ?? []) {
      if (arrive(edge.to, after(passed, edge.changes))) open.push(edge.to)
    }
  }
  const isFlagged = ({ index, drops }: Point) => {
    const may = drops?.path === '' ? states.get(index)?.[drops.slot] : undefined
    return may !== undefined && may.held && may.gone
  }
  return new Set(points.filter(isFlagged).map((point) => point.index))
}

function union(a: May, b: May | undefined): May {
  return { held: a.held || b?.held === true, gone: a.gone || b?.gone === true }
}

function after(states: readonly May[], changes: readonly Change[]): readonly May[] {
  if (changes.length === 0) return states
  const next = [...states]
  for (const { slot, kind, path } of changes) {
    if (path !== '' || kind === 'end') continue
    next[slot] = { held: kind === 'init', gone: kind !== 'init' }
  }
  return next
}
