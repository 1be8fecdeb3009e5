import type { MemoryState } from '../../recorder/trace-schema.ts'
import type { LocalPlace } from './changes.ts'

/** Where a line of source moves a local's value: into a call, a closure, a loop, or the function's result. */
export type MovedInto = { call: string } | { wrapper: string } | 'closure' | 'loop' | 'result'

const KEYWORDS = new Set(['if', 'while', 'match', 'for', 'in', 'return', 'move', 'let'])

/**
 * Reads from the source where the value of `name` went, for the moves that end in no place that was
 * recorded. Only what stands on that one line is read.
 * @param line the line that ran, from 1.
 * @returns undefined where the line does not say it.
 */
export function movedInto(source: string, line: number | undefined, name: string): MovedInto | undefined {
  if (line === undefined) return undefined
  const lines = source.split('\n')
  const text = lines[line - 1] ?? ''
  const tokens = tokensOf(text)
  const bare = tokens.join(' ')
  if (bare === `return ${name} ;` || bare === `return ${name}`) return 'result'
  if (bare === name) return isInFunction(lines, line) ? 'result' : undefined
  const places = tokens.flatMap((token, at) =>
    token === name && tokens[at - 1] !== '.' && tokens[at - 1] !== '&' ? [at] : [],
  )
  const closure = tokens.findIndex((token, at) => token === 'move' && tokens[at + 1]?.startsWith('|'))
  if (closure >= 0 && places.some((at) => at > closure)) return 'closure'
  const passed = places.filter((at) => tokens[at + 1] !== '.')
  for (const at of passed) {
    const callee = calleeAround(tokens, at)
    if (callee) return /^[A-Z]/.test(callee.split('::').at(-1) ?? '') ? { wrapper: callee } : { call: callee }
    if (tokens[at - 1] === 'in') return 'loop'
  }
  const receiver = places.find((at) => tokens[at + 1] === '.' && tokens[at + 3] === '(')
  return receiver === undefined ? undefined : { call: tokens[receiver + 2] ?? '' }
}

/** The line of its frame at which a local's value was moved, as successive states tell it; undefined where they do not. */
export function moveLine(states: readonly MemoryState[], { frame, local }: LocalPlace): number | undefined {
  const frameIn = (state: MemoryState | undefined) => state?.frames.find(({ id }) => id === frame.id)
  const moved = states.findIndex(
    (state, at) => at > 0 && frameIn(state)?.locals.some(({ id, state: is }) => id === local.id && is === 'moved'),
  )
  return frameIn(states[moved - 1])?.line
}

/** Paths, other words and single signs, without comments; what texts hold is left out. */
function tokensOf(text: string): string[] {
  const plain = text.replace(/"(?:\\.|[^"\\])*"/g, '""').replace(/\/\/.*$/, '')
  return plain.match(/[A-Za-z_]\w*(?:::(?:<[^>]*>|[A-Za-z_]\w*))*!?|\|\||[^\s\w]|\d\w*/g) ?? []
}

/** The function or constructor whose argument stands at `at`, looking out of tuples and arrays. */
function calleeAround(tokens: readonly string[], at: number): string | undefined {
  let depth = 0
  for (let i = at - 1; i >= 0; i--) {
    const token = tokens[i] ?? ''
    if (token === ')' || token === ']' || token === '}') depth++
    else if (token === '(' || token === '[' || token === '{') {
      if (depth > 0) depth--
      else {
        const before = tokens[i - 1] ?? ''
        if (token === '{') return undefined
        if (token === '(' && /^[A-Za-z_]/.test(before) && !KEYWORDS.has(before)) return before.replace(/::<[^>]*>/g, '')
      }
    }
  }
  return undefined
}

/** Whether the line stands directly in a function's body, as rustfmt indents it: its value is the result. */
function isInFunction(lines: readonly string[], line: number): boolean {
  const indent = (text: string) => text.length - text.trimStart().length
  const own = indent(lines[line - 1] ?? '')
  const outer = lines.slice(0, line - 1).findLast((text) => text.trim() !== '' && indent(text) < own)
  const next = lines.slice(line).find((text) => text.trim() !== '')
  return /\bfn\b/.test(outer ?? '') && next?.trim() === '}'
}
