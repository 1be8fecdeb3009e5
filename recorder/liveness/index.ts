/**
 * What rustc knows about a program's variables, replayed along a recorded run: type, scope and
 * state (uninitialised, live, moved, maybe moved, partly moved, dropped) at every stop.
 *
 *     const analysis = await analyse({ text, rustc })
 *     if (analysis.kind === 'none') …                     // analysis.reason says why
 *     const fn = analysis.functionAt({ line: 13, name: 'make' })     // declaration line and name from DWARF
 *     const frame = fn?.enter()                                      // one for each frame of the run
 *     frame.stop({ line: 14, column: 17 })                           // → VariableState[]
 *     frame.calling({ returnAddress: '0x…', callee: 'take' })        // → VariableState[]
 *
 * Call `stop` for every stop of the innermost frame, in order, none left out (steps that are not
 * recorded too): a stop is an address of the line table in the snippet's file, the state is the
 * one before its code runs. The first stop of a function, at its first address, starts a new frame.
 * Give the column from the line table (0 where it has none): without it branches that share a line
 * cannot be told apart. Give the calls of drop glue that the frame made, where they are known: a
 * debug build calls it for each drop, an optimised one does not.
 * `isJump` tells stops that are no step. For the frames further out, ask `calling` while the call
 * runs.
 *
 * A variable is matched to its debug information by name and declaration line; when both repeat,
 * by order: `VariableState`s come outermost scope first. Where `generic` is set, the debug
 * information knows the type better. What a `for` loop or a macro of std
 * declares for itself is left out. The body of an async function, block or closure is `isCoroutine`:
 * each poll of its future is a frame of its own, and all of them are one replay: call `suspend` when a
 * poll has returned without a result, and `resume` when the next one begins.
 */
import { dropCount } from './drop-glue.ts'
import type { LocalState } from './facts.ts'
import { flowOf } from './flow.ts'
import { positions, startOf, type SourceText } from './locate.ts'
import { parseBody, type Body } from './mir.ts'
import { calleeIn, closureName, lastSegment, pathOf } from './paths.ts'
import { dumpMir, DUMPED_FILE, type DumpRequest } from './rustc-dump.ts'
import { before, sourceItems, type Position, type SourceItems } from './source-items.ts'
import { heldVariables, type HeldState } from './held.ts'
import { ranksOf } from './ranks.ts'
import { reportTemporaries, temporariesOf, type TemporaryState, type TemporaryReport } from './temporaries.ts'
import { followedVariables, report, type Report, type Variable, type VariableState } from './variables.ts'
import type { Standing } from './search.ts'
import { terrain, type Among, type GlueCall, type Moment, type Stop } from './terrain.ts'
import { unclearPlaces, type Unclear } from './unclear.ts'
import { walk, type Walk } from './walk.ts'

export type { HeldState } from './held.ts'
export type { TemporaryState } from './temporaries.ts'
export type { Variable, VariableState } from './variables.ts'
/** A call of drop glue; `variable`: the one that holds what is dropped, when that is known. */
export type DropCall = { variable?: { name: string; line: number } }

/**
 * A place in the source where a frame stopped; `drops`: the calls of drop glue that it made since its
 * last stop, in order, when they are known; `unwound`: whether a call that it made since
 * then ended by unwinding, when that is known.
 */
export type Stopped = {
  line: number
  column?: number
  drops?: readonly DropCall[]
  unwound?: boolean
  /** For an `unclear` place: the points of its code at which the frame may stand, or that nothing tells them. */
  among?: Among
}

/** Which call of a frame is running. */
export type RunningCall = {
  /** Where it returns to: tells two calls of one line apart. */
  returnAddress: string
  /** Last segment of the called function's path, `take`, when it is one of the snippet's. */
  callee?: string
  /**
   * The calls of drop glue that the frame made since its last stop, and whether the running one is
   * the last of them.
   */
  drops?: readonly DropCall[]
  isDrop?: boolean
  /** Where the call stands, when it is known: a frame need not have stopped there. */
  place?: { line: number; column: number }
  /** As of a stop. */
  among?: Among
}

/** A line that ran and has no code, with what held before it. */
export type UnseenLine = { line: number; states: VariableState[]; temporaries: TemporaryState[]; held: HeldState[] }

/** One frame of the run. */
export type FrameReplay = {
  /** The frame stopped: states before the code of that place runs. */
  stop: (stop: Stopped) => VariableState[]
  /** The frame called something after its last stop: states while that runs. */
  calling: (call: RunningCall) => VariableState[]
  /**
   * The lines that ran on the way to the last stop and have no code of their own, in order, with the states before
   * each of them: a `let` of a constant, a variable that is the result.
   */
  unseen: () => readonly UnseenLine[]
  /**
   * The function returned without a stop, as one that was inlined does: the lines that ran behind the last stop, as
   * `unseen` gives them. `isUnsure`: which more ran is decided by a branch of which no code is left.
   */
  leave: (drops: readonly DropCall[] | undefined) => { lines: readonly UnseenLine[]; isUnsure: boolean }
  /**
   * The calls that the frame made on its last way without a stop within them, with their line: of most functions of the
   * program a stop is seen. `callee` as the source calls it, without generic arguments.
   */
  called: () => readonly { line: number; callee: string }[]
  /** The poll returned and its future waits: its states are those at the `await`. */
  suspend: () => void
  /** The future that this replay follows is polled again. */
  resume: () => void
  /** What the frame, or the future that its code is the body of, holds where it stands. */
  held: () => HeldState[]
  /** The temporaries that the source borrows, as of the last stop or, while a call runs, of that call. */
  temporaries: () => readonly TemporaryState[]
  /** Whether nothing explains how the frame came to the last stop: its states are those of the stop before. */
  isLost: () => boolean
  /**
   * Whether the last stop has nothing to run but a jump. The end of a branch or loop round stops at
   * its `if` or `for` once more: no step of the program.
   */
  isJump: () => boolean
}

/** A function of the source. */
export type AnalysedFunction = {
  /** As MIR names it. */
  name: string
  /** As calls name it, without generic arguments: `P::get` of a method. */
  path: string
  /** Line of its declaration: of `fn`, or where a closure starts. */
  line: number
  /** The body of async code. */
  isCoroutine: boolean
  /** Its variables, in order of declaration. */
  variables: readonly Variable[]
  /** Whether temporaries are followed in it. */
  hasTemporaries: boolean
  /** Places at which line and column do not tell how far a frame has come: `Stopped.among` says more there. */
  unclear?: Unclear
  /** Starts a frame, before its first line. */
  enter: () => FrameReplay
}

/** What the debug information says of a function. */
export type FunctionKey = {
  /** Line of its declaration. */
  line: number
  /** Its name with or without path and generic arguments; decides between functions on one line. */
  name: string
}

/** The analysis of one program, or why there is none. */
export type Analysis =
  | {
      kind: 'rustc'
      functions: AnalysedFunction[]
      functionAt: (key: FunctionKey) => AnalysedFunction | undefined
    }
  | { kind: 'none'; reason: string }

/**
 * Asks rustc about a program. A compiler without the `-Z` options, or one whose output does not
 * read as expected, gives `none`.
 *
 * @throws Refused when rustc cannot be started or the request's `signal` fired.
 */
export async function analyse(request: DumpRequest): Promise<Analysis> {
  const dump = await dumpMir(request)
  if ('none' in dump) return { kind: 'none', reason: dump.none }
  return analysisOf(dump.bodies, request.text, DUMPED_FILE)
}

/** The analysis from dumps that rustc wrote for the source `text`, whose spans name it `file`. */
export function analysisOf(dumps: readonly string[], text: string, file: string): Analysis {
  const items = sourceItems(text)
  const source: SourceText = { file, lines: text.split('\n'), macros: items.macros, definitions: items.definitions }
  const functions: AnalysedFunction[] = []
  try {
    for (const dump of dumps) {
      const body = parseBody(dump)
      if (body) functions.push(analysedFunction(body, source, items))
    }
  } catch (error) {
    return { kind: 'none', reason: `rustc's MIR cannot be read: ${(error as Error).message}` }
  }
  const functionAt = (key: FunctionKey) => {
    const here = functions.filter((one) => one.line === key.line)
    const name = lastSegment(key.name)
    const named = (one: AnalysedFunction) => lastSegment(one.name) === name
    // Closures within one another may stand on one line, each the first of its own.
    const nested = (one: AnalysedFunction) => closureName(one.name) === closureName(key.name)
    // A function that a macro wrote may be said to stand elsewhere: then its name must be the only one.
    const candidates = here.length > 0 ? here : functions.filter(named)
    return here.find(nested) ?? here.find(named) ?? (candidates.length === 1 ? candidates[0] : undefined)
  }
  return { kind: 'rustc', functions, functionAt }
}

function analysedFunction(body: Body, source: SourceText, items: SourceItems): AnalysedFunction {
  const flow = flowOf(body, items.fields)
  const places = positions(flow.points, source)
  const ranks = ranksOf(flow, places, source)
  const followed = followedVariables(flow, source, items, ranks)
  const line = declarationLine(body, places, items)
  const drops = (state: LocalState, type: string) => dropCount(state, type, items)
  const borrowed = temporariesOf(flow, source, items)
  const told = (standing: readonly Standing[], stop: Stop | undefined, last: Shown): Told => ({
    variables: report(flow, followed, standing, stop, last.variables),
    temporaries: reportTemporaries(borrowed, standing, stop, last.temporaries),
  })
  const held = heldVariables(flow, items.fields, ranks)
  const own = flow.points.map(({ instruction }) => startOf(instruction.span, source))
  const ground = terrain(flow, places, own, drops)
  const slotsOf = ({ variable }: DropCall): GlueCall => {
    if (!variable) return {}
    const slots = followed
      .filter((one) => one.variable.name === variable.name && one.variable.line === variable.line)
      .map((one) => one.slot)
    return slots.length === 0 ? {} : { slots }
  }
  const variables = followed.map((one) => one.variable)
  const unclear = unclearPlaces(
    flow,
    places,
    { own, source },
    new Map(followed.map(({ slot, variable }) => [slot, variable.id])),
  )
  const { name, coroutine: isCoroutine } = body
  const enter = () => frameReplay(walk(ground), { told, held, slotsOf, own, declared: line, isCoroutine })
  return {
    name,
    path: pathOf(name, source),
    line,
    isCoroutine,
    variables,
    hasTemporaries: borrowed.length > 0,
    ...(unclear && { unclear }),
    enter,
  }
}

/**
 * A closure's type says where it starts, a derived function's name where its `derive` is; a function
 * is the innermost one around its code.
 */
function declarationLine(body: Body, places: readonly Position[][], items: SourceItems): number {
  const closure = /\{closure#\d+\}$/.test(body.name)
    ? /\{[a-z ]+@[^{}]*?:(\d+):\d+: \d+:\d+/.exec(body.types.get(1) ?? '')
    : null
  if (closure) return Number(closure[1])
  const inside = places.flat()[0]
  const around = items.functions.filter(({ start, end }) => inside && before(start, inside) && !before(end, inside))
  const derived = /^<impl at [^:]*:(\d+):/.exec(body.name)
  return around.at(-1)?.start.line ?? (derived ? Number(derived[1]) : inside?.line) ?? 0
}

/** What holds for the variables and the temporaries of a frame. */
type Told = { variables: Report; temporaries: TemporaryReport }
type Shown = { variables: Report['shown']; temporaries: TemporaryReport['shown'] }

/** What a replay needs to know of its function. */
type Followable = {
  told: (standing: readonly Standing[], stop: Stop | undefined, last: Shown) => Told
  held: (standing: readonly Standing[]) => HeldState[]
  slotsOf: (call: DropCall) => GlueCall
  own: readonly (Position | undefined)[]
  /** Line of its declaration. */
  declared: number
  isCoroutine: boolean
}

function frameReplay(steps: Walk, { told, held, slotsOf, own, declared, isCoroutine }: Followable): FrameReplay {
  let shown: Shown = { variables: new Set(), temporaries: new Set() }
  let running: { returnAddress: string; states: VariableState[] } | undefined
  let temporaries: readonly TemporaryState[] = []
  let at: Stop | undefined
  let unseen: UnseenLine[] = []
  let stands = steps.start
  let entered = false
  const linesAt = (moments: readonly Moment[]) =>
    moments
      .flatMap((moment): UnseenLine[] => {
        const place = own[moment.point.index]
        if (!place) return []
        const then = told([moment], place, shown)
        const { line: one } = place
        return [
          { line: one, states: then.variables.states, temporaries: then.temporaries.states, held: held([moment]) },
        ]
      })
      .filter(({ line: one }, index, all) => one !== all[index - 1]?.line)
  return {
    stop: ({ line, column, drops, unwound, among }) => {
      const stop = { line, column, drops: drops?.map(slotsOf), unwound, among }
      // The first address of a function stands at its declaration, before any of its code; a poll begins there
      // with the jump to where the future goes on.
      const isThere = isCoroutine ? !at || (entered && at.column === column) : !at && !column
      const isEntry = isThere && stop.line === declared
      entered = isEntry
      at = stop
      running = undefined
      const standing = isEntry ? stands : steps.to(stop)
      stands = standing
      unseen = linesAt(isEntry ? [] : steps.unseen())
      const now = told(standing, stop, shown)
      shown = { variables: now.variables.shown, temporaries: now.temporaries.shown }
      temporaries = now.temporaries.states
      return now.variables.states
    },
    calling: ({ returnAddress, callee, drops, isDrop, place, among }) => {
      if (running?.returnAddress !== returnAddress) {
        const call = { callee, drops: drops?.map(slotsOf), isDrop, place, among }
        stands = steps.intoCall(call)
        const now = told(stands, place ?? at, shown)
        running = { returnAddress, states: now.variables.states }
        temporaries = now.temporaries.states
      }
      return running.states
    },
    unseen: () => unseen,
    called: () =>
      steps.called().flatMap(({ index, instruction: { text } }) => {
        const [line, callee] = [own[index]?.line, calleeIn(text)]
        return line === undefined || callee === undefined ? [] : [{ line, callee }]
      }),
    leave: (drops) => {
      const left = steps.leave(drops?.map(slotsOf))
      return { lines: linesAt(left.unseen), isUnsure: left.isUnsure }
    },
    suspend: () => {
      stands = steps.suspend()
    },
    resume: () => {
      stands = steps.resume()
      at = undefined
      running = undefined
      entered = false
    },
    held: () => held(stands),
    temporaries: () => temporaries,
    isLost: steps.isLost,
    isJump: steps.isJump,
  }
}
