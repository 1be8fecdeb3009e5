/** Names of types as a reader of Rust expects them, from the names in the debug information. */

/** Type arguments that rustc leaves out when it prints a type: the defaults of std's collections. */
const DEFAULTS = [
  'alloc::alloc::Global',
  'std::hash::random::RandomState',
  'std::collections::hash::map::RandomState',
]

/**
 * A type's name without module paths and default arguments:
 * `alloc::vec::Vec<demo::Point, alloc::alloc::Global>` becomes `Vec<Point>`.
 */
export function shortTypeName(name: string): string {
  let text = name
  for (const argument of DEFAULTS) text = text.replaceAll(`, ${argument}`, '')
  text = text.replace(/(?:[A-Za-z_]\w*::)*[^<>(), &*]*\{closure_env#(\d+)\}(?:<[^()]*>)?/g, '{closure#$1}')
  text = text.replace(/(?:(?:[A-Za-z_]\w*|\{[a-z_]+#\d+\})::)+(?=[A-Za-z_{<])/g, '')
  return text
}

/**
 * A function's path below its crate as Rust writes it: `main`, `Point::new`,
 * `<Circle as Shape>::area`, `main::{closure#0}`.
 */
export function shortFunctionName(path: string[]): string {
  return path.map((part) => shortTypeName(part)).join('::')
}
