/** What the replay needs of the source text itself: where functions, macro calls and fields stand. */
import { tokens, type Token } from './tokens.ts'

/** A place in the source: line from 1, column from 1 in bytes. */
export type Position = { line: number; column: number }

/** A function with a body. */
export type FunctionItem = { name: string; start: Position; end: Position }

/** A macro call, from its path to its closing bracket, and where its statement starts. */
export type MacroCall = { name: string; start: Position; end: Position; statement: Position }

/** A `macro_rules!` of the source; `collapses`: by `#[collapse_debuginfo(yes)]` its code stands where it is called. */
export type MacroDefinition = { name: string; start: Position; end: Position; collapses: boolean }

/**
 * Where a pattern's variables are waited for: a `let` up to its semicolon or `else`, the head of an
 * `if let`, `while let` or `for` up to its block. The pattern stands before `bound`.
 */
export type BindingHead = { start: Position; bound: Position; end: Position }

/** What was found. */
export type SourceItems = {
  functions: FunctionItem[]
  macros: MacroCall[]
  definitions: MacroDefinition[]
  heads: BindingHead[]
  /** Field names by index, and their types as written, by name of the struct or variant. */
  fields: Map<string, string[]>
  fieldTypes: Map<string, string[]>
  /** Types with a `Drop` of their own. */
  dropped: Set<string>
  /** Names of generic parameters: `T`, `N` of `const N: usize`. */
  parameters: Set<string>
}

const PAIRS: Record<string, string> = { '(': ')', '[': ']', '{': '}' }

/** Finds them by their tokens; a source that does not parse gives what can be seen. */
export function sourceItems(source: string): SourceItems {
  const all = tokens(source)
  const closes = matching(all)
  const items: SourceItems = {
    functions: [],
    macros: [],
    definitions: [],
    heads: [],
    fields: new Map(),
    fieldTypes: new Map(),
    dropped: new Set(),
    parameters: new Set(),
  }
  all.forEach((token, at) => {
    const following = all[at + 1]
    if (token.kind !== 'word' || !following) return
    if (['fn', 'impl', 'trait'].includes(token.text)) addParameters(items, all, closes, at + 1)
    if (token.text === 'let' || isLoop(all, at)) addHead(items, all, closes, at)
    if (token.text === 'fn' && following.kind === 'word') {
      const open = bodyStart(all, closes, at)
      const end = open === undefined ? undefined : all[closes.get(open) ?? -1]
      if (end) items.functions.push({ name: following.text, start: token, end })
    } else if (token.text === 'struct' || token.text === 'union') {
      addFields(items, all, closes, at + 1)
    } else if (token.text === 'enum') {
      addVariants(items, all, closes, at)
    } else if (token.text === 'Drop' && following.text === 'for') {
      items.dropped.add(all[at + 2]?.text ?? '')
    } else if (token.text === 'macro_rules' && following.text === '!') {
      const end = all[closes.get(at + 3) ?? -1]
      const name = all[at + 2]?.text ?? ''
      if (end) items.definitions.push({ name, start: token, end, collapses: isCollapsing(all, at) })
    } else if (following.text === '!' && (all[at + 2]?.text ?? '') in PAIRS) {
      addMacro(items, all, closes, at)
    }
  })
  return items
}

/** Whether an attribute of the item at `at` says that debug information has no places within its expansion. */
function isCollapsing(all: readonly Token[], at: number): boolean {
  const last = all.slice(0, at).findLastIndex(({ text }) => text === ';' || text === '}')
  const attributes = all.slice(last + 1, at).map(({ text }) => text)
  return attributes.join(' ').includes('collapse_debuginfo ( yes )')
}

/** Adds the head that the `let` or `for` at `at` begins; `impl … for` and `for<'a>` begin none. */
function addHead(items: SourceItems, all: readonly Token[], closes: Map<number, number>, at: number): void {
  const start = all[at]
  const isCondition = start?.text === 'for' || ['if', 'while', '&'].includes(all[at - 1]?.text ?? '')
  let bound: Token | undefined
  for (let scan = at + 1; scan < all.length; scan++) {
    const token = all[scan]
    if (!start || !token || ')]}'.includes(token.text)) return
    const isBinding = start.text === 'for' ? token.text === 'in' : isAssignment(all, scan)
    if (!bound && isBinding) bound = token
    const ends = token.text === ';' || (isCondition && bound && token.text === '{') || isElseOfLet(all, scan)
    if (ends || (isCondition && bound && token.text === '&' && all[scan + 1]?.text === '&')) {
      // `let x;` has no value yet: nothing of it runs.
      if (bound) items.heads.push({ start, bound, end: token })
      return
    }
    if (token.text in PAIRS) scan = closes.get(scan) ?? scan
  }
}

/** Whether the token at `at` is the `for` of a loop. */
function isLoop(all: readonly Token[], at: number): boolean {
  const last = all[at - 1]
  const isArm = last?.text === '>' && all[at - 2]?.text === '='
  return all[at]?.text === 'for' && all[at + 1]?.text !== '<' && (isArm || (last?.kind === 'mark' && last.text !== '>'))
}

/** Whether the token at `at` is a `=` of its own, no part of `==`, `=>` or `..=`. */
function isAssignment(all: readonly Token[], at: number): boolean {
  const token = all[at]
  const isNext = (one: Token | undefined, distance: number) =>
    one?.kind === 'mark' && one.line === token?.line && one.column === token.column + distance
  const [last, next] = [all[at - 1], all[at + 1]]
  const isPart =
    (isNext(last, -1) && '.=!<>'.includes(last?.text ?? '')) || (isNext(next, 1) && '=>'.includes(next?.text ?? ''))
  return token?.text === '=' && !isPart
}

/** Whether an `else` follows that belongs to a `let … else`: what an `if` of the value has follows its `}`. */
function isElseOfLet(all: readonly Token[], at: number): boolean {
  return all[at]?.text === 'else' && all[at - 1]?.text !== '}'
}

/** Whether `a` stands before `b`. */
export function before(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column)
}

/** Index of the closing bracket for each opening one. */
function matching(all: readonly Token[]): Map<number, number> {
  const closes = new Map<number, number>()
  const open: number[] = []
  all.forEach((token, at) => {
    if (token.kind !== 'mark') return
    if (token.text in PAIRS) open.push(at)
    else if (')]}'.includes(token.text)) {
      const start = open.pop()
      if (start !== undefined) closes.set(start, at)
    }
  })
  return closes
}

/** The `{` that opens the body of the item at `at`, past its arguments and bounds. */
function bodyStart(all: readonly Token[], closes: Map<number, number>, at: number): number | undefined {
  for (let scan = at + 1; scan < all.length; scan++) {
    const text = all[scan]?.text
    if (text === '{') return scan
    if (text === ';') return undefined
    if (text === '(' || text === '[') scan = closes.get(scan) ?? scan
  }
  return undefined
}

/** The fields of the struct or variant whose name is at `at`. */
function addFields(items: SourceItems, all: readonly Token[], closes: Map<number, number>, at: number): void {
  const name = all[at]?.text
  let open = at + 1
  for (let depth = 0; open < all.length; open++) {
    const text = all[open]?.text
    if (text === '<') depth++
    else if (text === '>') depth--
    else if (depth === 0 && (text === '{' || text === '(')) break
    else if (depth === 0 && (text === ';' || text === ',' || text === '}')) return
  }
  const close = closes.get(open)
  if (name === undefined || close === undefined) return
  const members = split(all, closes, open + 1, close)
  const named = all[open]?.text === '{'
  const parsed = members.map((member) => {
    const words = member.filter((_, index) => !isAttribute(member, index))
    const colon = words.findIndex((token) => token.text === ':')
    const type = named ? words.slice(colon + 1) : words.filter((token) => token.text !== 'pub')
    return { name: named ? (words[colon - 1]?.text ?? '') : undefined, type: typeText(type) }
  })
  items.fieldTypes.set(
    name,
    parsed.map((member) => member.type),
  )
  if (named)
    items.fields.set(
      name,
      parsed.map((member) => member.name ?? ''),
    )
}

function addVariants(items: SourceItems, all: readonly Token[], closes: Map<number, number>, at: number): void {
  const open = bodyStart(all, closes, at)
  const close = open === undefined ? undefined : closes.get(open)
  if (open === undefined || close === undefined) return
  for (let scan = open + 1; scan < close; scan++) {
    const token = all[scan]
    if (token?.kind === 'word' && (all[scan + 1]?.text ?? '') in PAIRS) addFields(items, all, closes, scan)
    if ((token?.text ?? '') in PAIRS) scan = closes.get(scan) ?? scan
  }
}

/** Tokens between commas outside brackets and `<…>`. */
function split(all: readonly Token[], closes: Map<number, number>, from: number, to: number): Token[][] {
  const parts: Token[][] = [[]]
  let generic = 0
  for (let at = from; at < to; at++) {
    const token = all[at]
    if (!token) break
    if (token.text === '<') generic++
    else if (token.text === '>' && all[at - 1]?.text !== '-') generic--
    if (token.text === ',' && generic === 0) {
      parts.push([])
      continue
    }
    const end = token.text in PAIRS ? Math.min(closes.get(at) ?? at, to) : at
    parts.at(-1)?.push(...all.slice(at, end + 1))
    at = end
  }
  return parts.filter((part) => part.length > 0)
}

/** Whether a token belongs to an attribute in front of a field. */
function isAttribute(member: readonly Token[], index: number): boolean {
  if (member[0]?.text !== '#') return false
  const end = member.findIndex((token) => token.text === ']')
  return index <= end
}

function typeText(type: readonly Token[]): string {
  const isSpaced = ({ text }: Token) => ['mut', 'const', 'dyn', ','].includes(text)
  return type.map((token) => (isSpaced(token) ? `${token.text} ` : token.text)).join('')
}

/** The generic parameters that are declared at `at`, or behind the name that stands there. */
function addParameters(items: SourceItems, all: readonly Token[], closes: Map<number, number>, at: number): void {
  const open = all[at]?.text === '<' ? at : at + 1
  if (all[open]?.text !== '<') return
  let close = open
  for (let depth = 0; close < all.length; close++) {
    if (all[close]?.text === '<') depth++
    else if (all[close]?.text === '>' && all[close - 1]?.text !== '-') depth--
    if (depth === 0) break
  }
  for (const [first, second] of split(all, closes, open + 1, close)) {
    const name = first?.text === 'const' ? second : first
    if (name?.kind === 'word') items.parameters.add(name.text)
  }
}

function addMacro(items: SourceItems, all: readonly Token[], closes: Map<number, number>, at: number): void {
  const start = pathStart(all, at)
  const end = all[closes.get(at + 2) ?? -1]
  const name = all[at]?.text ?? ''
  if (start && end) items.macros.push({ name, start, end, statement: statementStart(all, closes, at) ?? start })
}

/** The first token of the statement that `at` stands in, or of the block or list of arms around it. */
function statementStart(all: readonly Token[], closes: ReadonlyMap<number, number>, at: number): Token | undefined {
  const opens = new Map([...closes].map(([open, close]) => [close, open]))
  let start = at
  while (start > 0 && !';{}'.includes(all[start - 1]?.text ?? '')) {
    start = opens.get(start - 1) ?? start - 1
  }
  return all[start]
}

/** The first token of the path that ends at `at`: `std` of `std::println!`. */
function pathStart(all: readonly Token[], at: number): Token | undefined {
  let start = at
  const isPath = () => all[start - 1]?.text === ':' && all[start - 2]?.text === ':' && all[start - 3]?.kind === 'word'
  while (isPath()) start -= 3
  return all[start]
}
