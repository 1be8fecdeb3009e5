/** What is known of a frame's variables: from rustc's analysis, else from the debug information. */
import type {
  Analysis,
  DropCall,
  HeldState,
  RunningCall,
  Stopped,
  TemporaryState,
  UnseenLine as AnalysedLine,
  VariableState,
} from '../liveness/index.ts'
import type { PlaceState } from '../trace-schema.ts'
import type { UnclearCode } from './call-sites.ts'
import type { FunctionInfo, LocalInfo } from './debug-info.ts'

/** A variable in scope, as far as its source goes. */
export interface VariableView {
  /** Which of its function's variables it is, by the analysis. */
  id?: number
  name: string
  /** The pattern that stands in its place, of an argument without a name. */
  written?: string
  line: number
  /** The lines at which the debug information declares it instead. */
  calledOn?: readonly number[]
  /** As rustc writes it; absent without analysis and where the debug information knows better. */
  type?: string
  argument: boolean
  /** A variable that a closure captured. */
  capture: boolean
  state: PlaceState
  /** For `partly-moved`: paths of the fields that are gone. */
  movedParts?: readonly string[]
  /** Paths of the fields whose old value was dropped and whose new one is not written yet. */
  droppedParts?: readonly string[]
  /** Which of the function's variables of this name and line it is, and how many there are. */
  nth?: number
  of?: number
  /** The function's result is moved out of it: it may lie in the result's place. */
  isResult?: boolean
  /** It was written in an earlier poll of the future: only what the future kept is still there. */
  ofEarlierPoll?: true
  /** The guard of its match arm runs, which sees it by reference. */
  inGuard?: true
  /** No variable, but a value that the source borrows and no name stands for. */
  temporary?: true
  /** Its debug information, when that is where the view comes from. */
  local?: LocalInfo
}

/** Follows one frame: see `recorder/liveness`. */
export interface FrameStates {
  stop(stop: Stopped): VariableView[]
  /** `callee` is the whole path of the called function. */
  calling(call: RunningCall): VariableView[]
  isJump(): boolean
  /** Whether the views of the last stop are those of the stop before, because nothing explains how it was reached. */
  isLost(): boolean
  /** The poll of a future returned without a result; `resume`: it is polled again. */
  suspend(): void
  resume(): void
  /** What it holds where it stands, in variables that the source names or not. */
  held(): HeldState[]
  /** The lines without code that ran on the way to the last stop, with the views before each of them. */
  unseen(): UnseenLine[]
  /** The same of the lines behind the last stop, of a function that returned without one; see `recorder/liveness`. */
  leave(drops: readonly DropCall[]): { lines: UnseenLine[]; isUnsure: boolean }
  /** Lines of its last way that call functions of which no code was made there, with these functions' names. */
  codeless(): { line: number; callee: string }[]
  /** The temporaries that the source borrows and that hold a value, at the last stop or in the call that runs. */
  temporaries(): VariableView[]
  hasTemporaries: boolean
  /** Where the line table does not tell how far it has come. */
  unclear?: UnclearCode
  /** Whether the analysis speaks of this function: its arguments are the same. Closures on one line share names. */
  isCertain: boolean
  /** Whether nothing but its line says when a variable is waited for. */
  isAwaitedByLine(variable: { name: string; line: number }): boolean
  /** The type of a variable as rustc writes it, unless the debug information knows it better. */
  typeOf(variable: { name: string; line: number }): string | undefined
}

/** A line without code that ran, with the views before it, and what its future held. */
export interface UnseenLine {
  line: number
  views: VariableView[]
  held: HeldState[]
}

/** Starts to follow a call of a function, or says why the analysis cannot. */
export type StatesOf = (fn: FunctionInfo) => FrameStates | { unknown: string }

/**
 * States by the compiler's analysis; undefined when there is none.
 * @param hasCode whether a function, by the line of its declaration, has code of its own.
 */
export function statesFrom(analysis: Analysis | undefined, hasCode: (line: number) => boolean): StatesOf | undefined {
  if (analysis?.kind !== 'rustc') return undefined
  const inlined = new Set(analysis.functions.flatMap(({ path, line }) => (hasCode(line) ? [] : [path])))
  return (fn) => {
    const known = analysis.functionAt({ line: fn.line, name: fn.name })
    if (!known) return { unknown: "rustc's analysis does not name it" }
    const frame = known.enter()
    return {
      stop: (stop) => frame.stop(stop).map(viewOf),
      calling: (call) => frame.calling({ ...call, callee: lastSegment(call.callee) }).map(viewOf),
      isJump: frame.isJump,
      suspend: frame.suspend,
      resume: frame.resume,
      held: frame.held,
      isLost: frame.isLost,
      isCertain: sameArguments(known.variables, fn.locals),
      unseen: () => frame.unseen().map(viewsOf),
      leave: (drops) => {
        const { lines, isUnsure } = frame.leave(drops)
        return { lines: lines.map(viewsOf), isUnsure }
      },
      codeless: () => frame.called().filter(({ callee }) => inlined.has(callee)),
      hasTemporaries: known.hasTemporaries,
      ...(known.unclear && { unclear: { unclear: known.unclear, variables: known.variables } }),
      temporaries: () => frame.temporaries().map(temporaryView),
      isAwaitedByLine: ({ name, line }) =>
        known.variables.some((one) => one.name === name && one.line === line && !one.hasHead),
      typeOf: ({ name, line }) =>
        known.variables.find((one) => one.name === name && one.line === line && !one.generic)?.type,
    }
  }
}

function sameArguments(
  known: readonly { name: string; argument: boolean }[],
  locals: readonly { name: string; argument: boolean }[],
): boolean {
  const namesOf = (all: typeof known) =>
    all
      .filter(({ argument }) => argument)
      .map(({ name }) => name)
      .sort()
      .join()
  return namesOf(known) === namesOf(locals)
}

/** MIR has one body for all types that a generic function is called with: its types name parameters. */
function viewOf({ generic, type, ...rest }: VariableState): VariableView {
  return generic ? rest : { ...rest, type }
}

function viewsOf({ line, states, temporaries, held }: AnalysedLine): UnseenLine {
  return { line, views: [...states.map(viewOf), ...temporaries.map(temporaryView)], held }
}

/** Temporaries are numbered from here on, variables from 0. */
const FIRST_TEMPORARY = 1000

function temporaryView({ local, generic, type, ...rest }: TemporaryState): VariableView {
  const id = FIRST_TEMPORARY + local
  const common = { ...rest, id, name: 'temporary', argument: false, capture: false, temporary: true as const }
  return generic ? common : { ...common, type }
}

function lastSegment(path: string | undefined): string | undefined {
  return path
    ?.replace(/<[^<>]*>$/, '')
    .split('::')
    .at(-1)
}

/**
 * Without analysis: a local whose scope holds `pc` is there in an unknown state; one that is
 * declared on the current line, all of whose scopes are still ahead, is not initialised yet.
 */
export function fromDebugInfo(fn: FunctionInfo, pc: number, line: number): VariableView[] {
  return fn.locals.flatMap((local): VariableView[] => {
    const inScope = local.ranges.some(([from, to]) => pc >= from && pc < to)
    const ahead = local.line === line && local.ranges.every(([from]) => pc < from)
    if (!inScope && !ahead) return []
    const { name, argument } = local
    return [
      {
        name,
        line: local.line,
        argument,
        capture: false,
        state: inScope ? 'unknown' : 'uninitialised',
        local,
      },
    ]
  })
}
