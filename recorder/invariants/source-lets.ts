import { tokens, type Token } from '../liveness/tokens.ts'

/** A variable that a `let` with a plain name declares, where the source says it. */
export interface LetVariable {
  name: string
  /** Line of its name. */
  line: number
  /** Last line of its statement. */
  statementEnd: number
  /** Last line of the block that it is declared in. */
  scopeEnd: number
  /** Its initialiser may leave the block, by `?` or `return`: then it never is. */
  mayLeave: boolean
}

const LEAVING = new Set(['?', 'return', 'break', 'continue'])

const OPEN = '([{'
const CLOSE = ')]}'

/** The tokens of a source but those of macros' definitions. */
function withoutMacros(all: readonly Token[]): Token[] {
  const kept: Token[] = []
  for (let at = 0; at < all.length; at++) {
    if (all[at]?.text === 'macro_rules' && all[at + 1]?.text === '!') {
      at = endOf(all, at + 3)
      continue
    }
    const token = all[at]
    if (token) kept.push(token)
  }
  return kept
}

/** Index of the bracket that closes the first one at or behind `from`. */
function endOf(all: readonly Token[], from: number): number {
  let depth = 0
  for (let at = from; at < all.length; at++) {
    const text = all[at]?.text ?? ''
    if (OPEN.includes(text)) depth++
    if (CLOSE.includes(text) && --depth <= 0) return at
  }
  return all.length - 1
}

/** Index of what ends the statement or the block that goes on at `from`. */
function ahead(all: readonly Token[], from: number, ends: (text: string) => boolean): number {
  for (let at = from; at < all.length; at++) {
    const text = all[at]?.text ?? ''
    if (CLOSE.includes(text) || ends(text)) return at
    if (OPEN.includes(text)) at = endOf(all, at)
  }
  return all.length - 1
}

/**
 * The variables that a source declares by `let name` or `let mut name`, in order. Patterns with several bindings, and
 * what macros of its own declare, are left to other checks. A source that does not parse gives what can be seen.
 */
export function letVariables(source: string): LetVariable[] {
  const all = withoutMacros(tokens(source))
  return all.flatMap((token, at): LetVariable[] => {
    if (token.text !== 'let' || token.kind !== 'word') return []
    const named = all[at + 1]?.text === 'mut' ? at + 2 : at + 1
    const name = all[named]
    const following = all[named + 1]?.text ?? ''
    const before = all[at - 1]?.text ?? ''
    // `let Some::Path(…)` begins as `let name: Type` does.
    const isPath = following === ':' && all[named + 2]?.text === ':'
    const isPlain = name?.kind === 'word' && name.text !== '_' && ':=;'.includes(following) && !isPath
    // `if let` and `while let` declare for another block.
    if (!isPlain || !['{', '}', ';', ']'].includes(before)) return []
    const statement = ahead(all, at, (text) => text === ';')
    const scope = ahead(all, statement, () => false)
    return [
      {
        name: name.text.replace(/^r#/, ''),
        line: name.line,
        statementEnd: all[statement]?.line ?? name.line,
        scopeEnd: all[scope]?.line ?? name.line,
        mayLeave: all.slice(at, statement).some(({ text }) => LEAVING.has(text)),
      },
    ]
  })
}

/** The names on each line of a source, from 1, that may declare a variable: no method, no field, no call, no path. */
export function namesByLine(source: string): Map<number, Set<string>> {
  const lines = new Map<number, Set<string>>()
  const all = tokens(source)
  for (const [at, { kind, text, line }] of all.entries()) {
    const isPart = all[at - 1]?.text === '.' && all[at - 2]?.text !== '.'
    if (kind !== 'word' || isPart || ['(', '!'].includes(all[at + 1]?.text ?? '')) continue
    const names = lines.get(line) ?? new Set()
    names.add(text.replace(/^r#/, ''))
    lines.set(line, names)
  }
  return lines
}
