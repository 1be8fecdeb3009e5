import { runProcess } from './run-process.ts'

/** Demangled names by symbol. */
export type Names = ReadonlyMap<string, string>

/** What was demangled before: most symbols of a program are std's, and the next program has them too. */
const known = new Map<string, string>()

/**
 * Demangles symbols with binutils' `c++filt`, which knows Rust's legacy and v0 mangling; crate
 * hashes are dropped. A symbol that is not mangled stays as it is.
 */
export async function demangle(symbols: Iterable<string>, signal?: AbortSignal): Promise<Names> {
  const list = [...new Set(symbols)]
  const fresh = list.filter((symbol) => !known.has(symbol))
  if (fresh.length > 0) {
    const { stdout } = await runProcess('c++filt', ['-i'], {
      input: fresh.join('\n') + '\n',
      env: { PATH: process.env.PATH },
      signal,
    })
    const lines = stdout.split('\n')
    for (const [index, symbol] of fresh.entries()) known.set(symbol, withoutHashes(lines[index] ?? symbol))
  }
  return new Map(list.map((symbol) => [symbol, known.get(symbol) ?? symbol]))
}

/**
 * `box_new[4856416d567b41e8]::make` and `box_new::make::h4b783f15929f7010` as `box_new::make`; without the type by
 * which rustc tells how an async closure is called: `main::{closure#0}::{closure#0}::<i16>`.
 */
export function withoutHashes(name: string): string {
  return name
    .replace(/(\w)\[[0-9a-f]+\]/g, '$1')
    .replace(/::h[0-9a-f]{16}$/, '')
    .replace(/(\{closure#\d+\}::\{closure#\d+\})::<i(?:8|16|32)>/g, '$1')
}

/**
 * A demangled path as short as a reader of Rust needs it: the program's own below its crate
 * (`make`, `Point::new`, `<Circle as Shape>::area`), a function of another crate with its module
 * (`ptr::drop_in_place::<Point>`), types by their last name (`Vec<u64>::push`).
 */
export function shortPath(path: string, crate: string): string {
  const segments = splitPath(path)
  const [head = ''] = segments
  if (head.startsWith('<')) {
    const inherent = head.slice(1, -1)
    const type = shortTypes(inherent)
    const named = /^[A-Za-z_][\w:]*(<.*>)?$/.test(inherent) && !inherent.includes(' as ')
    return [named ? type : `<${type}>`, ...segments.slice(1).map(shortTypes)].join('::')
  }
  if (segments.length === 1) return shortTypes(head)
  if (head === crate || head === '__rustc') return segments.slice(1).map(shortTypes).join('::')
  const named = segments.filter((segment) => !/^[<{]/.test(segment))
  const from = segments.indexOf(named.at(-2) ?? head)
  return segments.slice(from).map(shortTypes).join('::')
}

/** The segments of a path between `::` that stand outside all brackets. */
function splitPath(path: string): string[] {
  const segments: string[] = []
  let depth = 0
  let segment = ''
  for (let index = 0; index < path.length; index += 1) {
    const char = path[index] ?? ''
    if ('<({['.includes(char)) depth += 1
    // The arrow of a function type closes nothing.
    if (')}]'.includes(char) || (char === '>' && path[index - 1] !== '-')) depth -= 1
    if (depth === 0 && path.startsWith('::', index)) {
      segments.push(segment)
      segment = ''
      index += 1
    } else segment += char
  }
  return [...segments, segment]
}

/** Each path inside, by its last name: `Option<alloc::string::String>` as `Option<String>`. */
function shortTypes(text: string): string {
  return text.replace(/(?:\w+::)+(\w+)/g, '$1')
}
