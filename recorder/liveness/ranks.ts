/** Which of several variables of one name and line a variable is. */
import type { Flow } from './flow.ts'
import { startOf, type SourceText } from './locate.ts'
import { scopeChain, type DebugVariable } from './mir.ts'
import type { Position } from './source-items.ts'

/** Which of its namesakes a variable is, from 0, and how many there are. */
export type Ranks = ReadonlyMap<DebugVariable, { nth: number; of: number }>

/**
 * The ranks of a body's variables among those that share name and line, by which the debug information tells them
 * apart: what a macro of std declares has the line of the macro's call there. It lists scopes as their code begins.
 */
export function ranksOf({ body, points }: Flow, places: readonly (readonly Position[])[], source: SourceText): Ranks {
  const namesakes = new Map<string, DebugVariable[]>()
  const firstOf = new Map<number, number>()
  for (const { index, instruction } of points) {
    for (const scope of scopeChain(body, instruction.scope)) {
      if (!firstOf.has(scope)) firstOf.set(scope, index)
    }
  }
  const starts = ({ scope }: DebugVariable) => firstOf.get(scope) ?? points.length
  for (const debug of body.variables) {
    if (isGuard(debug, body.variables)) continue
    const begins = points.filter(({ instruction }) => instruction.text === `StorageLive(_${debug.place.local})`)
    const seen = new Set(begins.flatMap(({ index }) => places[index] ?? []).map(({ line }) => line))
    const line = startOf(debug.span, source)?.line ?? (seen.size === 1 ? [...seen][0] : undefined)
    const key = `${debug.name} ${line ?? ''}`
    namesakes.set(key, [...(namesakes.get(key) ?? []), debug])
  }
  const all = [...namesakes.values()].map((same) => same.toSorted((a, b) => starts(a) - starts(b)))
  return new Map(all.flatMap((same) => same.map((debug, nth) => [debug, { nth, of: same.length }] as const)))
}

/** Whether a variable is the second one of a binding that a match guard sees by reference. */
function isGuard(debug: DebugVariable, all: readonly DebugVariable[]): boolean {
  const first = all.find(
    ({ name, scope, span }) =>
      name === debug.name &&
      scope === debug.scope &&
      span.line === debug.span.line &&
      span.column === debug.span.column,
  )
  return first !== debug
}
