/** The variables of a body, as the source knows them, and what a walk says about each. */
import { ABSENT, stateOfPart, keyOf, type LocalState } from './facts.ts'
import type { Flow } from './flow.ts'
import { endOf, startOf, type SourceText } from './locate.ts'
import { scopeChain, type DebugVariable } from './mir.ts'
import { pathText } from './place.ts'
import { shortType } from './short-type.ts'
import { before, type Position, type SourceItems } from './source-items.ts'
import type { Standing } from './search.ts'
import type { Stop } from './terrain.ts'

/** A variable, argument or capture of a function. */
export type Variable = {
  /** Unique in its function; in order of declaration. */
  id: number
  name: string
  /** As a person writes it. */
  type: string
  /**
   * Whether the type names a generic parameter, `Self` or `impl Trait`: MIR has one body for all
   * types, so only the debug information knows which type this frame has.
   */
  generic: boolean
  argument: boolean
  /** A closure's capture: part of the closure, not a local of its own. */
  capture: boolean
  /** Where it is declared. */
  line: number
  column: number
}

/** A variable at one moment. */
export type VariableState = Variable & {
  /** `maybe-moved` when rustc allows several states and the executed path does not decide. */
  state: 'uninitialised' | 'live' | 'moved' | 'maybe-moved' | 'partly-moved' | 'dropped'
  /** For `partly-moved`: the parts that are gone, `left`, `0.name`, `*` through a box. */
  movedParts?: readonly string[]
}

/** A variable with what is needed to follow it. */
export type Followed = {
  variable: Variable
  scope: number
  slot: number
  path: string
  /** Where its storage ends, the closing brace of its scope. */
  ends: { from: Position; to: Position }[]
}

/**
 * The variables of a body that stand in the source; those that a desugaring or a macro of std made
 * are left out.
 */
export function followedVariables(
  flow: Flow,
  source: SourceText,
  items: Pick<SourceItems, 'fields' | 'parameters'>,
): Followed[] {
  const { body } = flow
  const found: Followed[] = []
  for (const debug of body.variables) {
    const position = startOf(debug.span, source)
    const slot = flow.slots.get(debug.place.local)
    const localType = body.types.get(debug.place.local) ?? ''
    if (!position || slot === undefined) continue
    const given = debug.place.local <= body.arguments
    const whole = debug.place.path.length === 0
    if (!(given && whole) && !isWritten(debug, source, given)) continue
    const type = lastType(debug, localType)
    const inner = found.find(
      ({ scope, variable }) =>
        scope === debug.scope &&
        variable.name === debug.name &&
        variable.line === position.line &&
        variable.column === position.column,
    )
    // A match guard sees its binding by reference: the same name in the same place, once more.
    if (inner && type === `&${inner.variable.type}`) continue
    found.push({
      variable: {
        id: found.length,
        name: debug.name,
        type,
        generic: isGeneric(type, items.parameters),
        argument: given && whole,
        capture: given && !whole,
        ...position,
      },
      scope: debug.scope,
      slot,
      path: pathText(debug.place.path, localType, items.fields),
      ends: storageEnds(flow, debug.place.local, source),
    })
  }
  return found
}

function lastType(debug: DebugVariable, localType: string): string {
  let type = localType
  for (const step of debug.place.path) {
    if (step.kind === 'field') type = step.type
    else if (step.kind === 'deref') type = type.replace(/^&(mut )?/, '')
  }
  return shortType(type)
}

function isGeneric(type: string, parameters: ReadonlySet<string>): boolean {
  if (/(^|[^\w}])impl /.test(type)) return true
  return (type.match(/\w+/g) ?? []).some((word) => word === 'Self' || parameters.has(word))
}

/** Whether the name stands where MIR says that it is declared; a capture `p__y` of `p.y` as `p`. */
function isWritten(debug: DebugVariable, source: SourceText, capture: boolean): boolean {
  const { line, column, endLine, endColumn } = debug.span
  if (line !== endLine) return false
  const text = [...(source.lines[line - 1] ?? '')].slice(column - 1, endColumn - 1).join('')
  const name = debug.name.replace(/^r#/, '')
  if (capture && name.startsWith(`${text}__`)) return true
  return new RegExp(`(?<![\\w])${name}(?![\\w])`).test(text)
}

function storageEnds(flow: Flow, local: number, source: SourceText): Followed['ends'] {
  const ends = new Map<string, Followed['ends'][number]>()
  for (const { instruction, cleanup } of flow.points) {
    const ending = instruction.text === `StorageDead(_${local})`
    if (cleanup || !ending) continue
    const from = startOf(instruction.span, source)
    const to = endOf(instruction.span, source)
    if (from && to) ends.set(`${from.line}:${from.column}`, { from, to })
  }
  return [...ends.values()]
}

/** What holds for each variable that is in scope where the frame may be, or is just leaving it. */
export type Report = { states: VariableState[]; shown: ReadonlySet<Followed> }

/**
 * Variables in scope by the source's rules, outermost first. A variable that was in scope stays
 * until its closing brace is done, so that its drop can be seen.
 *
 * @param last What the last report of this frame showed.
 */
export function report(
  flow: Flow,
  followed: readonly Followed[],
  standings: readonly Standing[],
  stop: Stop | undefined,
  last: ReadonlySet<Followed>,
): Report {
  const standing = standings.map((one) => one.shown ?? one)
  const scopes = new Set<number>()
  for (const { point } of standing) {
    for (const scope of scopeChain(flow.body, point.instruction.scope)) scopes.add(scope)
  }
  const hasStorage = (one: Followed) => standing.some(({ facts }) => !facts.states[one.slot]?.ended)
  const shown = followed.filter(
    (one) =>
      (scopes.has(one.scope) && hasStorage(one)) || (last.has(one) && stop !== undefined && isLeaving(one, stop)),
  )
  const states = shown.map(({ variable, slot, path }): VariableState => {
    const possible = standing.map(({ facts }) => stateOfPart(facts.states[slot] ?? ABSENT, path))
    return { ...variable, ...verdict(possible) }
  })
  return { states, shown: new Set(shown) }
}

function isLeaving(one: Followed, stop: Stop): boolean {
  return one.ends.some(({ from, to }) => {
    if (stop.column === undefined) return stop.line >= from.line && stop.line <= to.line
    const here = { line: stop.line, column: stop.column }
    return !before(here, from) && !before(to, here)
  })
}

function verdict(possible: readonly LocalState[]): Pick<VariableState, 'state' | 'movedParts'> {
  const [first] = possible
  if (!first) return { state: 'uninitialised' }
  const key = (state: LocalState) => keyOf({ ...state, ended: false })
  if (possible.some((state) => key(state) !== key(first))) return { state: 'maybe-moved' }
  if (first.kind === 'partly-moved') return { state: first.kind, movedParts: first.paths }
  return { state: first.kind }
}
