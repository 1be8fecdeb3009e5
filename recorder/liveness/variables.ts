/** The variables of a body, as the source knows them, and what a walk says about each. */
import { ABSENT, stateOfPart, keyOf, type LocalState } from './facts.ts'
import type { Flow } from './flow.ts'
import { collapsedTo, endOf, startOf, type SourceText } from './locate.ts'
import { scopeChain, type DebugVariable, type Span } from './mir.ts'
import { pathText } from './place.ts'
import type { Ranks } from './ranks.ts'
import { shortType } from './short-type.ts'
import { before, type BindingHead, type Position, type SourceItems } from './source-items.ts'
import type { Standing } from './search.ts'
import type { Moment, Stop } from './terrain.ts'

/** A variable, argument or capture of a function. */
export type Variable = {
  /** Unique in its function; in order of declaration. */
  id: number
  name: string
  /** An argument of an async function that has a pattern instead of a name: the pattern. */
  written?: string
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
  /** The lines of the calls at which the debug information declares it, when its macro says that it collapses. */
  calledOn?: readonly number[]
  /** Which of the function's variables of this name and line it is, from 0; hidden ones count. */
  nth: number
  /** How many there are. */
  of: number
  /** It is waited for in a head of its own, a `let` or the like; else its line is all that is known. */
  hasHead: boolean
  /** The function's result is moved out of it whole: it may have been built in the result's place. */
  isResult: boolean
}

/** A variable at one moment. */
export type VariableState = Variable & {
  /** `maybe-moved` when rustc allows several states and the executed path does not decide. */
  state: 'uninitialised' | 'live' | 'moved' | 'maybe-moved' | 'partly-moved' | 'dropped'
  /** For `partly-moved`: the parts that are gone, `left`, `0.name`, `*` through a box. */
  movedParts?: readonly string[]
  /** The parts that were dropped and not written anew yet. */
  droppedParts?: readonly string[]
  /** It was written in an earlier poll of the future: it is there if the future has kept it. */
  ofEarlierPoll?: true
  /** The guard of its match arm runs, which sees it by reference: what it names is still where it was. */
  inGuard?: true
}

/** A variable with what is needed to follow it. */
export type Followed = {
  variable: Variable
  scope: number
  slot: number
  path: string
  /** Where its storage ends, the closing brace of its scope. */
  ends: { from: Position; to: Position }[]
  /** The `let` or the like that it is declared in. */
  head?: BindingHead
  /** A macro of the program declares it: its `let` stands where the macro is defined. */
  ofMacro?: true
  /** Slot of the reference by which the guard of its match arm sees what it will be bound to. */
  guard?: number
}

/**
 * The variables of a body that stand in the source; those that a desugaring or a macro of std made
 * are left out.
 */
export function followedVariables(
  flow: Flow,
  source: SourceText,
  items: Pick<SourceItems, 'fields' | 'parameters' | 'heads'>,
  ranks: Ranks,
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
    // What a poll is given, its task's context, the source does not name.
    const isArgument = given && whole && !body.coroutine
    if (!isArgument && !isWritten(debug, source, given && !whole)) continue
    const type = lastType(debug, localType)
    const inner = found.find(
      ({ scope, variable }) =>
        scope === debug.scope &&
        variable.name === debug.name &&
        variable.line === position.line &&
        variable.column === position.column,
    )
    // A match guard sees its binding by reference: the same name in the same place, once more.
    if (inner && type === `&${inner.variable.type}`) {
      inner.guard = slot
      continue
    }
    const head = given ? undefined : headOf(position, items.heads)
    const calls = given ? [] : collapsedTo(position, source)
    found.push({
      variable: {
        id: found.length,
        name: debug.name,
        ...(isArgument && /^__arg\d+$/.test(debug.name) ? { written: textOf(debug.span, source) } : {}),
        type,
        generic: isGeneric(type, items.parameters),
        argument: isArgument,
        capture: given && !whole,
        ...position,
        ...(ranks.get(debug) ?? { nth: 0, of: 1 }),
        ...(calls.length > 0 ? { calledOn: calls.map(({ line }) => line) } : {}),
        hasHead: head !== undefined,
        isResult: whole && flow.results.has(debug.place.local),
      },
      scope: debug.scope,
      slot,
      path: pathText(debug.place.path, localType, items.fields),
      ends: storageEnds(flow.points, debug.place.local, source),
      ...(head ? { head } : {}),
      ...(source.definitions.some(({ start, end }) => before(start, position) && before(position, end))
        ? { ofMacro: true as const }
        : {}),
    })
  }
  return found
}

/** The innermost head whose pattern holds a position. */
function headOf(position: Position, heads: readonly BindingHead[]): BindingHead | undefined {
  return heads.findLast(({ start, bound }) => before(start, position) && before(position, bound))
}

function lastType(debug: DebugVariable, localType: string): string {
  let type = localType
  for (const step of debug.place.path) {
    if (step.kind === 'field') type = step.type
    else if (step.kind === 'deref') type = type.replace(/^&(mut )?/, '')
  }
  return shortType(type)
}

/** Whether a type names a generic parameter, `Self` or `impl Trait`. */
export function isGeneric(type: string, parameters: ReadonlySet<string>): boolean {
  if (/(^|[^\w}])impl /.test(type)) return true
  return (type.match(/\w+/g) ?? []).some((word) => word === 'Self' || parameters.has(word))
}

/**
 * Whether the source declares a variable where MIR says so: its span is the binding, `mut name` or
 * `name @ …`, which the definition of a macro may write as `$name`. What a desugaring declares has the span of
 * the expression that it replaces; of a capture it is the name's first use.
 */
function isWritten(debug: DebugVariable, source: SourceText, captured: boolean): boolean {
  const { line, column, endLine } = debug.span
  const text = textOf(debug.span, source)
  const name = debug.name.replace(/^r#/, '')
  // A capture `p__y` of `p.y` stands there as `p`.
  if (captured && name.startsWith(`${text}__`)) return true
  if (captured) return line === endLine && new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text)
  // The body of an async method takes `self` over under the same name.
  if (name === 'self' && /^&?\s*(?:'\w+\s+)?(?:mut\s+)?self$/.test(text)) return true
  const binding = /^(?:ref\s+)?(?:mut\s+)?(\$)?(?:r#)?([\p{L}_][\p{L}\p{N}_]*)(\s*@.*)?$/u.exec(text)
  if (!binding || (line !== endLine && binding[3] === undefined)) return false
  // The iterator of a `for` has no name; its expression may be one.
  const ahead = [...(source.lines[line - 1] ?? '')].slice(0, column - 1).join('')
  if (name === 'iter' && /\bin\s*$/.test(ahead)) return false
  return binding[1] === '$' || binding[2] === name
}

/** What stands at a span, up to the end of its first line. */
function textOf({ line, column, endLine, endColumn }: Span, source: SourceText): string {
  const characters = [...(source.lines[line - 1] ?? '')]
  return characters.slice(column - 1, line === endLine ? endColumn - 1 : undefined).join('')
}

/** Where the storage of a local ends. */
export function storageEnds(points: Flow['points'], local: number, source: SourceText): Followed['ends'] {
  const ends = new Map<string, Followed['ends'][number]>()
  for (const { instruction, cleanup } of points) {
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
  const isHere = (one: Followed) => scopes.has(one.scope) && hasStorage(one)
  // A pattern binds one variable after the other; the scope of all begins behind the last.
  const isBound = (one: Followed) =>
    standing.some(({ facts }) => {
      const state = facts.states[one.slot] ?? ABSENT
      return !state.ended && state.kind !== 'uninitialised'
    })
  // A macro's arguments stand elsewhere than the `let` that they initialise, and so does what it expands to. What
  // unwinds or returns early has left the statement.
  const isBegun = ({ slot, head, ofMacro }: Followed) =>
    head !== undefined &&
    (ofMacro === true || (stop !== undefined && isAhead(stop, head.end))) &&
    standing.every(({ point, facts }) => {
      const state = facts.states[slot] ?? ABSENT
      return !point.cleanup && !state.ended && state.kind === 'uninitialised'
    })
  const isAwaited = (one: Followed) =>
    one.head !== undefined && (isBegun(one) || (stop !== undefined && isWithin(stop, one.head)))
  const isInGuard = ({ guard, slot }: Followed) =>
    guard !== undefined &&
    standing.every(({ facts }) => {
      const [own, seen] = [facts.states[slot] ?? ABSENT, facts.states[guard] ?? ABSENT]
      return own.kind === 'uninitialised' && seen.kind === 'live' && !seen.ended
    })
  const shown = followed.filter(
    (one) =>
      isHere(one) || isBound(one) || isInGuard(one) || (last.has(one) && stop !== undefined && isLeaving(one, stop)),
  )
  const awaited = followed.filter((one) => !shown.includes(one) && isAwaited(one))
  // Of the expansions of a macro the next one is waited for: the first that has not begun.
  const isNext = (one: Followed) => one === nextOf(awaited.filter(isSameBinding(one)), standing)
  const listed = followed.filter((one) => shown.includes(one) || (awaited.includes(one) && isNext(one)))
  const states = listed.map((one): VariableState => {
    const { variable, slot, path } = one
    if (!shown.includes(one)) return { ...variable, state: 'uninitialised' }
    if (isInGuard(one)) return { ...variable, state: 'live', inGuard: true }
    const states = standing.map(({ facts }) => facts.states[slot] ?? ABSENT)
    const isEarlier = states.some(({ earlier }) => earlier)
    const is = verdict(states.map((state) => stateOfPart(state, path)))
    return { ...variable, ...is, ...(isEarlier ? { ofEarlierPoll: true as const } : {}) }
  })
  return { states, shown: new Set(shown) }
}

const isSameBinding =
  ({ variable: { name, line, column } }: Followed) =>
  ({ variable: other }: Followed) =>
    other.name === name && other.line === line && other.column === column

function nextOf(same: readonly Followed[], standing: readonly Moment[]): Followed | undefined {
  const isFresh = ({ slot }: Followed) => standing.some(({ facts }) => facts.states[slot]?.kind === 'uninitialised')
  return same.find(isFresh) ?? same[0]
}

function isWithin(stop: Stop, { start, end }: BindingHead): boolean {
  if (stop.column === undefined) return stop.line >= start.line && stop.line <= end.line
  const here = { line: stop.line, column: stop.column }
  return !before(here, start) && !before(end, here)
}

function isAhead(stop: Stop, place: Position): boolean {
  return stop.column === undefined ? stop.line <= place.line : before({ line: stop.line, column: stop.column }, place)
}

/** Whether a frame stands where the storage of a local ends. */
export function isLeaving(one: Pick<Followed, 'ends'>, stop: Stop): boolean {
  return one.ends.some(({ from, to }) => {
    if (stop.column === undefined) return stop.line >= from.line && stop.line <= to.line
    const here = { line: stop.line, column: stop.column }
    return !before(here, from) && !before(to, here)
  })
}

/** The one state of a local, or of a part of it, of those that it has on the possible paths. */
export function verdict(possible: readonly LocalState[]): Pick<VariableState, 'state' | 'movedParts' | 'droppedParts'> {
  const [first] = possible
  if (!first) return { state: 'uninitialised' }
  const key = (state: LocalState) => keyOf({ ...state, ended: false, earlier: false })
  if (possible.some((state) => key(state) !== key(first))) return { state: 'maybe-moved' }
  const { kind, paths = [], fallen = [] } = first
  const moved = paths.filter((path) => !fallen.includes(path))
  // What is dropped is the rest of what was there: the parts that were moved out before have their owners.
  if (kind === 'dropped' && moved.length > 0) return { state: kind, movedParts: moved }
  if (kind !== 'partly-moved') return { state: kind }
  const dropped = fallen.length > 0 ? { droppedParts: fallen } : {}
  return moved.length > 0 ? { state: first.kind, movedParts: moved, ...dropped } : { state: 'live', ...dropped }
}
