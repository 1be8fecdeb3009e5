/** The types of futures that async code makes: enums of the states that such a future can be in. */
import type { Type, Variant } from './types.ts'

/** The states of a future that holds what it captured, and those that hold nothing any more. */
const UNRESUMED = 'Unresumed'
const ENDED = new Set(['Returned', 'Panicked'])

/** Whether a type is that of a future of an async function, block or closure, by its path. */
export function isFuture({ path }: Pick<Type, 'path'>): boolean {
  return /::\{async_\w+_env#\d+\}(?:<.*>)?$/.test(path)
}

/** The future that the `Pin<&mut _>` which a poll is given leads to. */
export function futureBehind(pinned: Type): Type | undefined {
  const pointer = pinned.kind === 'struct' ? pinned.members.find(({ type }) => type().size === 8)?.type() : pinned
  const to = pointer?.kind === 'pointer' ? pointer.to() : undefined
  return to && isFuture(to) ? to : undefined
}

/** Whether a future in a state waits at an `await`. */
export function isSuspended(state: string | undefined): boolean {
  return state !== undefined && state !== UNRESUMED && !ENDED.has(state)
}

/**
 * The states of a future with the members that they have, given them in the order of the debug information.
 * There rustc repeats the captures behind the members of each state; what has returned or panicked has dropped them.
 * Of members that share a name only the first has its own place there: LLVM takes them for one.
 */
export function futureStates(states: readonly Variant[]): Variant[] {
  const unresumed = states.find(({ name }) => name === UNRESUMED)
  const captures = (unresumed?.members ?? []).map((member) => ({ ...member, captured: true as const }))
  return states.map((state) => {
    if (state === unresumed) return { ...state, members: captures }
    if (ENDED.has(state.name)) return { ...state, members: [] }
    const own = state.members.slice(0, state.members.length - captures.length)
    const placed = own.filter(({ name }, at) => own.findIndex((one) => one.name === name) === at)
    return { ...state, members: [...captures, ...placed] }
  })
}
