/**
 * Reads one body of rustc's MIR as `-Zdump-mir=nll -Zmir-include-spans=yes` writes it: the MIR
 * that the borrow checker judges, before drop elaboration, so that every move, initialisation and
 * scope end of the source is still there.
 */
import { placeAt, type Place, withoutLiterals } from './place.ts'

/** A stretch of source; lines and columns count from 1, the end is exclusive. */
export type Span = { file: string; line: number; column: number; endLine: number; endColumn: number }

/** One statement or terminator. `text` is MIR as printed, without the comment. */
export type Instruction = {
  text: string
  scope: number
  span: Span
  /** For a call: where the called function is named, `len` of `text.len()`. */
  callee?: Span
}

/** Straight-line MIR; its last instruction is the terminator. */
export type Block = { name: string; cleanup: boolean; instructions: Instruction[] }

/** A variable of the source as the debug information will know it. */
export type DebugVariable = { name: string; place: Place; scope: number; span: Span }

/** A function, closure or method as MIR. */
export type Body = {
  /** As MIR names it: `main::{closure#0}`, `<impl at x.rs:2:1: 2:20>::drop`. */
  name: string
  /** The body of an async function, block or closure: each poll runs a part of it. */
  coroutine: boolean
  /** Number of arguments: locals `_1` to `_n`. */
  arguments: number
  /** Types by local, as rustc prints them. */
  types: Map<number, string>
  variables: DebugVariable[]
  /** Parent of each scope; scope 0 has none. */
  scopes: Map<number, number>
  blocks: Map<string, Block>
}

const COMMENT = /\s*\/\/ (?:return place in |in )?scope (\d+) at (\S.*)$/
/** What the compiler adds on its own, such as the jump behind a loop that is left by `break`. */
const NO_LOCATION = 'no-location'
const NOWHERE: Span = { file: '', line: 0, column: 0, endLine: 0, endColumn: 0 }
const SPAN = /^(.*?):(\d+):(\d+): (\d+):(\d+)(?: \(#\d+\))?$/

/**
 * The body in a dump, or nothing when the dump is of a const, static or promoted. Throws an
 * `Error` with the offending line when it is a function that does not read as MIR.
 */
export function parseBody(dump: string): Body | undefined {
  const lines = dump.split('\n')
  const start = lines.findIndex((line) => /^(?:unsafe |const |async |extern "[^"]*" )*fn /.test(line))
  if (start < 0) return undefined
  const body = { ...header(lines[start] ?? ''), coroutine: /^yields /.test(lines[start + 1] ?? '') }
  const scopeStack = [0]
  let block: Block | undefined
  let constant: Span | undefined
  /** The beginning of an instruction that goes on in the next line: the text of inline assembly may. */
  let begun = ''
  for (const line of lines.slice(start + 1)) {
    if (line === '}') return body
    const text = line.trim()
    const opening = /^(bb\d+)(?: \((cleanup)\))?: \{$/.exec(text)
    const scope = /^scope (\d+) \{$/.exec(text)
    if (opening) {
      block = { name: opening[1] ?? '', cleanup: opening[2] !== undefined, instructions: [] }
      body.blocks.set(block.name, block)
    } else if (scope) {
      body.scopes.set(Number(scope[1]), scopeStack.at(-1) ?? 0)
      scopeStack.push(Number(scope[1]))
    } else if (text === '}') {
      if (block) block = undefined
      else scopeStack.pop()
    } else if (text.startsWith('// + span: ')) {
      constant = spanOf(text.slice('// + span: '.length))
    } else if (block && /^\/\/ \+ const_: Const \{ ty: [^{]*\bfn\(/.test(text)) {
      const call = block.instructions.at(-1)
      if (call && !call.callee) call.callee = constant
    } else if (text !== '' && !text.startsWith('//')) {
      const instruction = `${begun}${text}`
      begun = block && !COMMENT.test(text) ? `${instruction} ` : ''
      if (begun === '') readLine(instruction, body, block)
    }
  }
  throw new Error(`MIR of ${body.name} has no end`)
}

function header(line: string): Omit<Body, 'coroutine'> {
  const open = argumentsStart(line)
  const body: Omit<Body, 'coroutine'> = {
    name: line.slice(line.indexOf('fn ') + 3, open),
    arguments: 0,
    types: new Map(),
    variables: [],
    scopes: new Map(),
    blocks: new Map(),
  }
  let at = open + 1
  while (line[at] === '_') {
    const found = /^_(\d+): /.exec(line.slice(at))
    if (!found) break
    const end = endOfType(line, at + found[0].length)
    body.types.set(Number(found[1]), line.slice(at + found[0].length, end))
    body.arguments++
    at = end + 2
  }
  return body
}

/** The parenthesis that opens the argument list: the first one outside `<…>`. */
function argumentsStart(line: string): number {
  const first = line.search(/\((?:_1: |\) -> )/)
  if (first < 0) throw new Error(`not a function of MIR: ${line}`)
  return first
}

/** The comma or parenthesis that ends the type which starts at `start`. */
function endOfType(line: string, start: number): number {
  let depth = 0
  for (let at = start; at < line.length; at++) {
    const char = line[at] ?? ''
    if ('([{<'.includes(char)) depth++
    else if (char === '>' && line[at - 1] === '-') continue
    else if (depth === 0 && (char === ',' || char === ')')) return at
    else if (')]}>'.includes(char)) depth--
  }
  throw new Error(`a type without end in: ${line}`)
}

function readLine(text: string, body: Body, block: Block | undefined): void {
  const comment = COMMENT.exec(text)
  if (!comment) return
  const scope = Number(comment[1])
  const place = comment[2] ?? ''
  const span = spanOf(place)
  const code = text.slice(0, comment.index).replace(/;$/, '')
  if (block) {
    if (!span && place !== NO_LOCATION) throw new Error(`no place in the source: ${text}`)
    block.instructions.push({ text: code, scope, span: span ?? NOWHERE })
    return
  }
  if (!span) return
  const debug = /^debug (\S+) => (.*)$/.exec(code)
  const local = /^let (?:mut )?_(\d+): (.*)$/.exec(code)
  if (debug) {
    const held = placeAt(withoutLiterals(debug[2] ?? ''), 0)
    if (held) body.variables.push({ name: debug[1] ?? '', place: held.place, scope, span })
  } else if (local) {
    body.types.set(Number(local[1]), (local[2] ?? '').replace(/ as UserTypeProjection .*$/, ''))
  }
}

function spanOf(text: string): Span | undefined {
  const found = SPAN.exec(text)
  if (!found) return undefined
  const [line, column, endLine, endColumn] = found.slice(2).map(Number) as [number, number, number, number]
  return { file: found[1] ?? '', line, column, endLine, endColumn }
}

/** Scopes that enclose a point of scope `scope`, outermost first, itself included. */
export function scopeChain(body: Body, scope: number): number[] {
  const chain: number[] = []
  for (let at: number | undefined = scope; at !== undefined; at = body.scopes.get(at)) chain.unshift(at)
  return chain
}
