/** What the body of a future holds, in variables that the source names or not. */
import { ABSENT, stateOfPart } from './facts.ts'
import type { Flow } from './flow.ts'
import type { DebugVariable } from './mir.ts'
import { pathText, type FieldNames } from './place.ts'
import type { Ranks } from './ranks.ts'
import type { Standing } from './search.ts'
import { verdict, type VariableState } from './variables.ts'

/** A variable that is held at one moment, or no longer; `__awaitee` is what an `await` waits for. */
export type HeldState = Pick<VariableState, 'name' | 'state' | 'movedParts' | 'droppedParts'> & {
  /** Line of its declaration. */
  line: number
  /** It was captured: it lies in the closure or future itself. */
  capture: boolean
  /** Which of the function's variables of this name and line it is, from 0. */
  nth: number
}

/** Tells of all variables of a body what is in them. */
export function heldVariables(
  flow: Flow,
  names: FieldNames,
  ranks: Ranks,
): (standing: readonly Standing[]) => HeldState[] {
  const { body } = flow
  const all = body.variables.flatMap((debug: DebugVariable) => {
    const slot = flow.slots.get(debug.place.local)
    const rank = ranks.get(debug)
    if (slot === undefined || !rank) return []
    const path = pathText(debug.place.path, body.types.get(debug.place.local) ?? '', names)
    const { local, path: steps } = debug.place
    const capture = local === 1 && steps.length > 0
    return [{ name: debug.name, line: debug.span.line, capture, nth: rank.nth, slot, path }]
  })
  return (standing) =>
    all.map(({ slot, path, ...rest }) => {
      const possible = standing.map(({ facts }) => {
        const state = facts.states[slot] ?? ABSENT
        // Its storage has ended, and nothing had to be dropped.
        return state.ended && state.kind === 'live' ? ABSENT : stateOfPart(state, path)
      })
      return { ...rest, ...verdict(possible) }
    })
}
