/**
 * What is known of every tracked local at one point of one path: its state, and how MIR changes
 * it. Facts are interned, so that equal ones are one object and a step costs a look-up.
 */

/**
 * State of a local. `paths` are the parts that are gone: all of them still there when it was
 * dropped are dropped. `fallen` are those of them that were not moved out but dropped, as the old value is before a
 * new one is written. `ended`: it has no storage, so the state is the one that it had last. `earlier`: it was written
 * in an earlier poll of its future.
 */
export type LocalState = { ended?: boolean; earlier?: boolean; fallen?: readonly string[] } & (
  | { kind: 'uninitialised' | 'live' | 'moved' | 'dropped'; paths?: readonly string[] }
  | { kind: 'partly-moved'; paths: readonly string[] }
)

/** A local that has no storage yet. */
export const ABSENT: LocalState = { kind: 'uninitialised', ended: true }

/**
 * One change that MIR makes to a tracked local. `path` is empty for the whole local. `of`: how many
 * elements the array has that `path` is one of.
 */
export type Change = { slot: number; kind: 'begin' | 'end' | 'init' | 'move' | 'drop'; path: string; of?: number }

/** States by slot. */
export type Facts = { id: number; states: readonly LocalState[] }

/** Makes facts and remembers them. */
export type FactTable = {
  start: (states: readonly LocalState[]) => Facts
  /** The facts after `changes`, in order. */
  after: (facts: Facts, changes: readonly Change[]) => Facts
}

/** An empty table, for one function. */
export function factTable(): FactTable {
  const known = new Map<string, Facts>()
  const results = new Map<readonly Change[], Map<number, Facts>>()
  const start = (states: readonly LocalState[]): Facts => {
    const key = states.map(keyOf).join('|')
    const found = known.get(key) ?? { id: known.size, states }
    known.set(key, found)
    return found
  }
  const after = (facts: Facts, changes: readonly Change[]): Facts => {
    if (changes.length === 0) return facts
    const memo = results.get(changes) ?? new Map<number, Facts>()
    results.set(changes, memo)
    const found = memo.get(facts.id)
    if (found) return found
    const states = [...facts.states]
    for (const change of changes) {
      states[change.slot] = changed(states[change.slot] ?? ABSENT, change)
    }
    const result = start(states)
    memo.set(facts.id, result)
    return result
  }
  return { start, after }
}

/** A text that is the same for equal states only. */
export function keyOf(state: LocalState): string {
  return `${state.ended ? 'ended ' : ''}${state.earlier ? 'earlier ' : ''}${state.kind} ${state.paths?.join(',') ?? ''} ${state.fallen?.join(',') ?? ''}`
}

/** The state of a local after one change. */
export function changed(state: LocalState, change: Change): LocalState {
  const next = withChange(state, change)
  const isAnew = change.kind === 'begin' || (change.kind === 'init' && change.path === '')
  return state.earlier && !isAnew && !next.earlier ? { ...next, earlier: true } : next
}

/** The states of locals when the next poll of their future begins. */
export function ofEarlierPoll(states: readonly LocalState[]): LocalState[] {
  return states.map((state) => (state.kind === 'uninitialised' ? state : { ...state, earlier: true }))
}

function withChange(state: LocalState, change: Change): LocalState {
  switch (change.kind) {
    case 'begin':
      return { kind: 'uninitialised' }
    case 'end':
      return { ...state, ended: true }
    case 'init':
      return initialised(state, change.path)
    case 'move':
      return moved(state, change.path, change.of)
    case 'drop': {
      const held = state.kind === 'live' || state.kind === 'partly-moved'
      if (change.path === '') return held ? { kind: 'dropped', paths: state.paths } : state
      const part = stateOfPart(state, change.path).kind
      if (!held || (part !== 'live' && part !== 'partly-moved')) return state
      return { ...moved(state, change.path), fallen: [...(state.fallen ?? []), change.path].sort() }
    }
  }
}

/** Writing one part makes the local whole again only when that part was all that was missing. */
function initialised(state: LocalState, path: string): LocalState {
  if (path === '') return { kind: 'live' }
  if (state.kind !== 'partly-moved') return state
  const paths = state.paths.filter((other) => !isWithin(other, path))
  const fallen = state.fallen?.filter((other) => !isWithin(other, path))
  return paths.length === 0 ? { kind: 'live' } : { kind: 'partly-moved', paths, ...fallenParts(fallen) }
}

function moved(state: LocalState, path: string, of?: number): LocalState {
  if (path === '') return { kind: 'moved' }
  if (state.kind !== 'live' && state.kind !== 'partly-moved') return state
  const others = (state.paths ?? []).filter((other) => !isWithin(other, path))
  const paths = [...others, path].sort()
  const array = path.slice(0, Math.max(0, path.lastIndexOf('.')))
  const elements = paths.filter((other) => isWithin(other, array))
  // Of an array that is taken apart nothing is left when its last element is gone.
  if (
    of !== undefined &&
    elements.length >= of &&
    elements.every((other) => !other.slice(array.length + 1).includes('.'))
  )
    return moved(state, array)
  return { kind: 'partly-moved', paths, ...fallenParts(state.fallen) }
}

function fallenParts(fallen: readonly string[] | undefined): Pick<LocalState, 'fallen'> {
  return fallen && fallen.length > 0 ? { fallen } : {}
}

/** The state of the part `path` of a local in `state`. */
export function stateOfPart(state: LocalState, path: string): LocalState {
  if (path === '' || !state.paths) return state
  const { ended } = state
  if (state.paths.some((gone) => isWithin(path, gone))) return { kind: 'moved', ended }
  if (state.kind === 'dropped') return { kind: 'dropped', ended }
  const paths = state.paths.filter((gone) => isWithin(gone, path)).map((gone) => gone.slice(path.length + 1))
  return paths.length === 0 ? { kind: 'live', ended } : { kind: 'partly-moved', paths, ended }
}

/** Whether `path` is `outer` or a part of it. */
function isWithin(path: string, outer: string): boolean {
  return outer === '' || path === outer || path.startsWith(`${outer}.`)
}
