/**
 * Places as MIR prints them: `_3`, `((_2.0: Point).1: i32)`, `(*_1)`, `((_4 as Some).0: T)`.
 */

/** One projection of a place, from the local outwards. */
export type Projection =
  | { kind: 'field'; index: number; type: string }
  | { kind: 'deref' }
  | { kind: 'variant'; name: string }
  | { kind: 'index'; text: string }

/** A local and the way from it to the part that is meant. */
export type Place = { local: number; path: Projection[] }

/** The place that starts at `start`, and where its text ends; none when no place starts there. */
export function placeAt(text: string, start: number): { place: Place; end: number } | undefined {
  const inner = primaryAt(text, start)
  if (!inner) return undefined
  let { end } = inner
  const path = [...inner.place.path]
  while (text[end] === '[') {
    const close = text.indexOf(']', end)
    if (close < 0) return undefined
    path.push({ kind: 'index', text: text.slice(end + 1, close) })
    end = close + 1
  }
  return { place: { local: inner.place.local, path }, end }
}

function primaryAt(text: string, start: number): { place: Place; end: number } | undefined {
  const local = /^_(\d+)/.exec(text.slice(start, start + 12))
  if (local) return { place: { local: Number(local[1]), path: [] }, end: start + local[0].length }
  if (text[start] !== '(') return undefined
  if (text[start + 1] === '*') {
    const inner = placeAt(text, start + 2)
    if (!inner || text[inner.end] !== ')') return undefined
    return projected(inner, { kind: 'deref' }, inner.end + 1)
  }
  const inner = placeAt(text, start + 1)
  if (!inner) return undefined
  const rest = text.slice(inner.end)
  const field = /^\.(\d+): /.exec(rest)
  if (field) {
    const typeStart = inner.end + field[0].length
    const close = closingAt(text, typeStart)
    if (close === undefined) return undefined
    const type = text.slice(typeStart, close)
    return projected(inner, { kind: 'field', index: Number(field[1]), type }, close + 1)
  }
  const variant = /^ as ([\w#]+)\)/.exec(rest)
  if (!variant) return undefined
  const name = variant[1] ?? ''
  return projected(inner, { kind: 'variant', name }, inner.end + variant[0].length)
}

function projected(inner: { place: Place }, projection: Projection, end: number) {
  return { place: { local: inner.place.local, path: [...inner.place.path, projection] }, end }
}

/** Where the bracket that was open before `start` closes. */
function closingAt(text: string, start: number): number | undefined {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '(' || char === '[' || char === '{') depth++
    else if (char === ')' || char === ']' || char === '}') {
      if (depth === 0) return at
      depth--
    }
  }
  return undefined
}

/** Every place that `text` moves out of (`move _3`), in order. String and char literals are skipped. */
export function movesIn(text: string): Place[] {
  const bare = withoutLiterals(text)
  const moves: Place[] = []
  for (const match of bare.matchAll(/\bmove (?=[_(])/g)) {
    const found = placeAt(bare, match.index + match[0].length)
    if (found) moves.push(found.place)
  }
  return moves
}

/** The same text with the inside of string and char literals blanked out. */
export function withoutLiterals(text: string): string {
  return text.replace(
    /"(?:\\.|[^"\\])*"|'(?:\\[^']*|[^'\\])'/g,
    (literal) => literal[0] + ' '.repeat(literal.length - 2) + literal[0],
  )
}

/** Names of the fields of a struct, union or variant, by index. */
export type FieldNames = ReadonlyMap<string, readonly string[]>

/**
 * The part of a local that a place means, as a path from the local: `left`, `0.name`, `*` through
 * a box, `Some.0`, `2` of an array; empty for the whole local. Of a part of an array that is several
 * elements (`[1..3]`), the text between the brackets: `elementPaths` takes it apart.
 *
 * @param type Type of the local, as rustc prints it.
 * @param names Field names of the types that the source defines; others keep their index.
 */
export function pathText(path: readonly Projection[], type: string, names: FieldNames): string {
  const parts: string[] = []
  let owner = type
  for (const step of path) {
    if (step.kind === 'field') {
      parts.push(names.get(bareName(owner))?.[step.index] ?? String(step.index))
      owner = step.type
    } else if (step.kind === 'variant') {
      parts.push(step.name)
      owner = step.name
    } else if (step.kind === 'deref') {
      parts.push('*')
      owner = /^(?:&(?:mut )?|std::boxed::Box<)(.*?)>?$/.exec(owner)?.[1] ?? ''
    } else {
      parts.push(/^(\d+) of \d+$/.exec(step.text)?.[1] ?? step.text)
      owner = elementType(owner)
    }
  }
  return parts.join('.')
}

/** `String` of `[String; 3]`. */
function elementType(array: string): string {
  return /^\[(.*)(?:; [^;]*)?\]$/.exec(array)?.[1]?.replace(/; [^;]*$/, '') ?? ''
}

/**
 * The paths of the single elements of an array that a path means, and how many the array has.
 *
 * @param type Type of the local.
 */
export function elementPaths(place: Place, path: string, type: string): { path: string; of?: number }[] {
  const last = place.path.at(-1)
  const owner = place.path.at(-2)
  const array = owner?.kind === 'field' ? owner.type : owner ? '' : type
  const length = /; (\d+)(?:_usize)?\]$/.exec(array)?.[1]
  const of = length === undefined ? {} : { of: Number(length) }
  const [, from, to] = last?.kind === 'index' ? (/^(\d+)(?: of \d+|\.\.(\d+))$/.exec(last.text) ?? []) : []
  if (last?.kind !== 'index' || from === undefined) return [{ path }]
  if (to === undefined) return [{ path, ...of }]
  const before = path.slice(0, path.length - last.text.length)
  const elements = Array.from({ length: Number(to) - Number(from) }, (_, at) => Number(from) + at)
  return elements.map((element) => ({ path: `${before}${element}`, ...of }))
}

/** Whether all of a place belongs to its local: it leads through boxes, but through no reference or pointer. */
export function isOwned(place: Place, type: string): boolean {
  let owner = type
  for (const step of place.path) {
    if (step.kind === 'deref' && !owner.startsWith('std::boxed::Box<')) return false
    owner =
      step.kind === 'field' ? step.type : step.kind === 'deref' ? owner.slice('std::boxed::Box<'.length, -1) : owner
  }
  return true
}

/** `Pair` of `shapes::Pair<u8>`. */
function bareName(type: string): string {
  return /(\w+)(?:<.*)?$/.exec(type.replace(/<.*$/, ''))?.[1] ?? type
}

/**
 * The local that an assignment borrows, whole or in part: `_1 = &mut _3`, `_1 = &(_3.0: u32)`. What lies behind a
 * pointer is none of it, nor what only the borrow checker sees.
 */
export function borrowedLocal(text: string): number | undefined {
  const start = / = &(?:mut |raw (?:const|mut) )?(?=[_(])/.exec(text)
  const place = start ? placeAt(text, start.index + start[0].length)?.place : undefined
  return place?.path.every(({ kind }) => kind === 'field' || kind === 'variant') ? place.local : undefined
}
