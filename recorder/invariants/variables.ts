import { sourceItems } from '../liveness/source-items.ts'
import type { Frame, MemoryState } from '../trace-schema.ts'
import { letVariables, namesByLine } from './source-lets.ts'

/**
 * What is wrong with the variables of a thread's states, beside their source: a name that does not stand where it is
 * said to be declared, a size that its type does not have, a `let` that ran without its variable being there afterwards, and a live one without a value.
 * @param states of one thread, in order.
 * @param notes of the trace: they may say why a variable has no place.
 */
export function variableFaults(states: readonly MemoryState[], source: string, notes: readonly string[]): string[] {
  return [
    ...new Set([
      ...unwritten(states, source),
      ...missing(states, source),
      ...missized(states),
      ...empty(states, notes),
    ]),
  ]
}

/** Bytes of the primitive types on x86-64 (Rust reference, "Type layout"). */
const SIZES: Partial<Record<string, number>> = {
  ...{ bool: 1, u8: 1, i8: 1, u16: 2, i16: 2, u32: 4, i32: 4, f32: 4, char: 4 },
  ...{ u64: 8, i64: 8, f64: 8, usize: 8, isize: 8, u128: 16, i128: 16 },
}

/** Variables of a primitive type that are said to be larger or smaller than it is: another one's place is theirs. */
function missized(states: readonly MemoryState[]): string[] {
  return states.flatMap(({ frames }) =>
    frames.flatMap((frame) =>
      frame.locals
        // Of what has no place and no type in the debug information the size is not known either.
        .filter(({ type, size, undescribed }) => (SIZES[type] ?? size) !== size && !(undescribed && size === 0))
        .map(
          ({ name, type, size }) =>
            `${frame.function}: “${name}” is said to have ${size} bytes, and ${type} has ${SIZES[type]}`,
        ),
    ),
  )
}

/** Live variables of which it is not said what they hold, nor why. */
function empty(states: readonly MemoryState[], notes: readonly string[]): string[] {
  const isTold = (name: string, fn: string) =>
    notes.some((note) => note.startsWith(`nothing tells where ${name} in ${fn} `))
  return states.flatMap(({ line, frames }) =>
    frames.flatMap((frame) =>
      frame.locals
        .filter(({ state, size, value, optimisedOut }) => state === 'live' && size > 0 && !value && !optimisedOut)
        .filter(({ name }) => !isTold(name, frame.function))
        .map(({ name }) => `line ${line}: ${frame.function}: “${name}” is live and has no value`),
    ),
  )
}

/** Variables whose names do not stand on the lines that declare them. */
function unwritten(states: readonly MemoryState[], source: string): string[] {
  const names = namesByLine(source)
  const lines = source.split('\n')
  const isWritten = (name: string, line: number): boolean => {
    // A macro of the program's own may write a name that it is given as `$name`, and derive writes all of its own.
    if (/\$|#\[derive\(/.test(lines[line - 1] ?? '')) return true
    // Of a capture, `p.y`, the variable is `p`; a pattern may stand for an argument, `(x, y)`.
    const [root = name] = /[\p{L}_][\p{L}\p{N}_]*/u.exec(name.replace(/^r#/, '')) ?? []
    return names.get(line)?.has(root) ?? false
  }
  return states.flatMap(({ frames }) =>
    frames.flatMap((frame) =>
      frame.locals
        .filter(({ name, line, captured, temporary }) => !captured && !temporary && !isWritten(name, line))
        .map(
          ({ name, line }) =>
            `${frame.function}: “${name}” does not stand on line ${line}, which is said to declare it`,
        ),
    ),
  )
}

/** Variables whose `let` a frame has run, that are not there where the frame goes on. */
function missing(states: readonly MemoryState[], source: string): string[] {
  const lets = letVariables(source)
  const bodyEnds = new Set(sourceItems(source).functions.map(({ end }) => end.line))
  const faults: string[] = []
  states.forEach((state, at) => {
    const frame = state.frames.at(-1)
    if (!frame) return
    // What unwinds leaves a `let` without having made its variable.
    const panics = states.findIndex((later, i) => i >= at && later.event === 'panic')
    const later = states.slice(at + 1, panics < 0 ? undefined : panics)
    const next = later.map(({ frames }) => frames.find(({ id }) => id === frame.id))
    // Where it goes on behind the statement: calls that it makes there show it at the statement still.
    for (const variable of lets.filter(({ line }) => line === frame.line)) {
      const behind = firstBehind(next, variable.statementEnd)
      if (!behind || behind.line > variable.scopeEnd) continue
      if (behind.locals.some(({ name, line }) => name === variable.name && line === variable.line)) continue
      // An inner block's closing brace may stand for what comes behind it, and a body's for an early return.
      if (behind.line === variable.scopeEnd && (variable.mayLeave || !bodyEnds.has(behind.line))) continue
      faults.push(`${frame.function}: “${variable.name}” of line ${variable.line} is not there at line ${behind.line}`)
    }
  })
  return faults
}

/** A frame's first state behind a line, unless it goes back or ends before. */
function firstBehind(later: (Frame | undefined)[], line: number): Frame | undefined {
  let before: Frame | undefined
  for (const frame of later) {
    if (!frame) return undefined
    if (frame.line > line) return frame
    if (before && frame.line < before.line) return undefined
    before = frame
  }
  return undefined
}
