/** Replays a recorded run through an analysis and writes down what it says, for the golden tests. */
import type { Analysis, DropCall, FrameReplay, VariableState } from '../../recorder/liveness/index.ts'
import type { RecordedStop, StoppedFrame } from './liveness-run.ts'

/** What the analysis says at one stop: of the innermost frame, and of each caller. */
export type Moment = {
  stop: RecordedStop
  isJump: boolean
  states: VariableState[]
  callers: { function: string; states: VariableState[] }[]
}

/** The replay; `columns` false leaves only lines to go by. @throws Error when there is no analysis. */
export function replay(analysis: Analysis, stops: readonly RecordedStop[], columns = true): Moment[] {
  if (analysis.kind === 'none') throw new Error(analysis.reason)
  const frames = new Map<number, FrameReplay>()
  const frameOf = (one: StoppedFrame) => {
    const known = frames.get(one.frame)
    if (known) return known
    const analysed = analysis.functionAt({ line: one.declared, name: one.function })
    if (!analysed) throw new Error(`no analysis of ${one.function} at line ${one.declared}`)
    const fresh = analysed.enter()
    frames.set(one.frame, fresh)
    return fresh
  }
  return stops.map((stop) => {
    const frame = frameOf(stop)
    const { line, column, unwound } = stop
    const states = frame.stop(columns ? { line, column, drops: calls(stop), unwound } : { line })
    const isJump = frame.isJump()
    const inner = [stop, ...stop.callers]
    const callers = stop.callers.map((caller, at) => ({
      function: shortName(caller.function),
      states: frameOf(caller).calling({
        returnAddress: String(caller.at),
        callee: shortName(inner[at]!.function).split('::').at(-1),
        drops: calls(caller),
        isDrop: caller.isDrop,
      }),
    }))
    return { stop, isJump, states, callers }
  })
}

/** Of what a frame dropped only the number is known. */
function calls({ drops }: StoppedFrame): DropCall[] {
  return Array.from({ length: drops }, () => ({}))
}

/** `apart` of `snippet::apart`, `Stack::new` of `snippet::Stack<u8>::new<u8>`. */
export function shortName(name: string): string {
  return name.replace(/<.*?>(?=::|$)/g, '').replace(/^snippet::/, '')
}

/** One line a stop: where it is, what holds, and what changed in the callers since their own stop. */
export function written(moments: readonly Moment[], text: string): string {
  const lines = text.split('\n')
  return moments
    .flatMap(({ stop, isJump, states, callers }, at) => {
      const source = Buffer.from(lines[stop.line - 1] ?? '').subarray(Math.max(stop.column - 1, 0))
      const indent = '  '.repeat(callers.length)
      const place = `${indent}${shortName(stop.function)} ${stop.line}:${stop.column}${isJump ? ' jump' : ''}`
      const code = source.toString().trim().slice(0, 32)
      const here = `${place} «${code}» ${states.map(shown).join(' ')}`.trimEnd()
      const before = moments[at - 1]?.callers ?? []
      const outer = callers
        .filter((caller, depth) => {
          const last = before.at(depth - callers.length)
          return !last || last.function !== caller.function || line(last.states) !== line(caller.states)
        })
        .map((caller) => `${indent}  | ${caller.function}: ${line(caller.states)}`.trimEnd())
      return [here, ...outer]
    })
    .join('\n')
    .concat('\n')
}

const line = (states: readonly VariableState[]) => states.map(shown).join(' ')

/** `person:partly-moved(name.last)`. */
function shown(one: VariableState): string {
  return `${one.name}:${one.state}${one.movedParts ? `(${one.movedParts.join(',')})` : ''}`
}
