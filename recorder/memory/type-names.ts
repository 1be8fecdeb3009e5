/** Names of types as a reader of Rust expects them, from the names in the debug information. */

/** Type arguments that rustc leaves out when it prints a type: the defaults of std's collections. */
const DEFAULTS = ['alloc::alloc::Global', 'std::hash::random::RandomState', 'std::collections::hash::map::RandomState']

/**
 * A type's name without module paths and default arguments:
 * `alloc::vec::Vec<demo::Point, alloc::alloc::Global>` becomes `Vec<Point>`.
 */
export function shortTypeName(name: string): string {
  let text = name
  for (const argument of DEFAULTS) text = text.replaceAll(`, ${argument}`, '')
  text = text.replace(/(?:[A-Za-z_]\w*::)*[^<>(), &*]*\{closure_env#(\d+)\}(?:<[^()]*>)?/g, '{closure#$1}')
  text = text.replace(/(?:(?:[A-Za-z_]\w*|\{[a-z_]+#\d+\})::)+(?=[A-Za-z_{<])/g, '')
  return withCallSigns(text)
}

/** The closure traits as they are written: `Fn<(i32, u8), Output=String>` is `Fn(i32, u8) -> String`. */
function withCallSigns(name: string): string {
  const start = /\b(?:Fn|FnMut|FnOnce)</.exec(name)
  if (!start) return name
  const open = start.index + start[0].length
  const end = closing(name, open)
  if (end < 0) return name
  const inner = name.slice(open, end)
  const tuple = inner.startsWith('(') ? closing(inner, 1) : -1
  const output = /^, Output ?= ?(.*)$/s.exec(inner.slice(tuple + 1))?.[1]
  if (tuple < 0 || (output === undefined && tuple + 1 !== inner.length)) return name
  const signs = `${name.slice(0, open - 1)}(${withCallSigns(inner.slice(1, tuple).replace(/,$/, ''))})`
  const result = output === undefined || output === '()' ? '' : ` -> ${withCallSigns(output)}`
  return `${signs}${result}${withCallSigns(name.slice(end + 1))}`
}

/** Where the bracket that was opened before `from` closes; -1 when it does not. */
function closing(text: string, from: number): number {
  let depth = 1
  for (let i = from; i < text.length; i++) {
    const sign = text[i] ?? ''
    if ('<([{'.includes(sign)) depth += 1
    if (')]}'.includes(sign) || (sign === '>' && text[i - 1] !== '-')) depth -= 1
    if (depth === 0) return i
  }
  return -1
}

/**
 * A function's path below its crate as Rust writes it: `main`, `Point::new`,
 * `<Circle as Shape>::area`, `main::{closure#0}`.
 */
export function shortFunctionName(path: string[]): string {
  return path.map((part) => shortTypeName(part)).join('::')
}
