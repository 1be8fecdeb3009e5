/** Names of functions: as MIR and the debug information write them, and as calls do. */
import type { SourceText } from './locate.ts'

/** `take` of `cond::take<alloc::string::String>`, `{closure#0}` of `cond::main::{closure#0}`. */
export function lastSegment(path: string): string {
  return segments(path).at(-1) ?? path
}

/** `Rc::new` of `alloc::rc::Rc::<T>::new`, `fmt` of `<P as Debug>::fmt`. */
export function lastSegments(path: string): string {
  return segments(path).filter(Boolean).slice(-2).join('::')
}

/** `main::{closure#1}::{closure#0}` of `cond::main::{closure#1}::{closure#0}`: a function and what is nested in it. */
export function closureName(path: string): string {
  const all = segments(path)
  const own = all.findLastIndex((segment) => !segment.startsWith('{'))
  return all.slice(Math.max(0, own)).join('::')
}

/** The parts of a path without generic arguments. */
function segments(path: string): string[] {
  let bare = path
  for (let last = ''; last !== bare;) {
    last = bare
    bare = bare.replace(/(?:::)?<[^<>]*>/g, '')
  }
  return bare.split('::')
}

/** A function's path as calls write it: `<impl at t.rs:4:1: 4:7>::get` is `P::get`. */
export function pathOf(name: string, { lines }: SourceText): string {
  const [, line, rest = ''] = /^<impl at [^:>]*:(\d+):[^>]*>::(.*)$/.exec(name) ?? []
  if (line === undefined) return segments(name).join('::')
  const head = segments(lines[Number(line) - 1] ?? '').join('::')
  const [, type = ''] = /\bimpl\s+(?:.*\sfor\s+)?&?(?:mut\s+)?([\w:]+)/.exec(head) ?? []
  return `${type}::${rest}`
}

/** The path that a call of MIR names, as `pathOf` gives it; `<P as Shape>::area` is `P::area`. */
export function calleeIn(text: string): string | undefined {
  const [, call = ''] = / = (.*) -> /.exec(text) ?? []
  const plain = call.replace(/^<&?(?:mut )?([\w:]+)(?:<.*>)? as .*>::(\w+)/, '$1::$2')
  return /^([\w:]+)\(/.exec(segments(plain).join('::'))?.[1]
}
