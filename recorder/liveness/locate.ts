/**
 * Which places of the source the line table can name for a MIR point. rustc gives the code of a
 * macro of std the place of the outermost macro call (`collapse_debuginfo`, Rust reference,
 * "Debugger attributes"), while MIR names the macro's definition: so a point in or next to a
 * macro call may be seen there too. What stands in the call's arguments, other calls of macros
 * too, keeps its own place.
 */
import { reach } from '../reach.ts'
import type { Point } from './flow.ts'
import type { Span } from './mir.ts'
import { before, type MacroCall, type MacroDefinition, type Position } from './source-items.ts'

/** Macros that expand to macros are followed this deep. */
const MOST_EXPANSIONS = 8

/** The source's file name in MIR, its lines, and its macro calls. */
export type SourceText = {
  file: string
  lines: readonly string[]
  macros: readonly MacroCall[]
  definitions: readonly MacroDefinition[]
}

/** Where a span starts, the column in bytes; none when it lies in another file. */
export function startOf(span: Span, source: SourceText): Position | undefined {
  if (span.file !== source.file) return undefined
  return { line: span.line, column: byteColumn(source, span.line, span.column) }
}

/** Where a span ends, the column in bytes. */
export function endOf(span: Span, source: SourceText): Position | undefined {
  if (span.file !== source.file) return undefined
  return { line: span.endLine, column: byteColumn(source, span.endLine, span.endColumn) }
}

/** MIR counts characters, DWARF bytes. */
function byteColumn(source: SourceText, line: number, column: number): number {
  const text = source.lines[line - 1] ?? ''
  return Buffer.byteLength([...text].slice(0, column - 1).join('')) + 1
}

/** For each point, the positions at which the line table may show it. */
export function positions(points: readonly Point[], source: SourceText): Position[][] {
  const own = points.map((point) => startOf(point.instruction.span, source))
  const around = (position: Position) =>
    source.macros.filter((call) => !before(position, call.start) && before(position, call.end))
  const within = (outer: MacroCall) =>
    source.macros.filter(({ start, end }) => !before(start, outer.start) && !before(outer.end, end))
  const outermost = source.macros.filter((call) => around(call.start).length === 1)
  const written = (position: Position) => definitionsAround(position, source)
  /** The calls in what a call of a macro of the source expands to. */
  const expanded = (call: MacroCall, depth = 0): MacroCall[] =>
    depth > MOST_EXPANSIONS
      ? []
      : source.definitions
          .filter(({ name }) => name === call.name)
          .flatMap((definition) => source.macros.filter(({ start }) => written(start).includes(definition)))
          .flatMap((inner) => [inner, ...expanded(inner, depth + 1)])
  const backwards: number[][] = points.map(() => [])
  for (const point of points) {
    for (const edge of point.edges) if (!edge.unwind) backwards[edge.to]?.push(point.index)
  }
  const forwards = points.map((point) => point.edges.filter((edge) => !edge.unwind).map((edge) => edge.to))
  // What leaves a block stands at the whole of it: what is beside it in the graph is beside its end.
  const known = own.map((position, index) => {
    const point = points[index]
    return point && isWholeBlock(point) ? endOf(point.instruction.span, source) : position
  })
  return points.map(({ instruction }, index) => {
    const position = own[index]
    if (position) {
      // A call stands at the function's name, the writing of its result at the whole expression.
      const callee = instruction.callee && startOf(instruction.callee, source)
      const calls = around(position).map((call) => call.start)
      return [position, callee, ...calls, ...collapsedTo(position, source)].filter((place) => place !== undefined)
    }
    const from = nearest(index, backwards, known)
    const to = nearest(index, forwards, known)
    const inside = [...from, ...to].flatMap(around).flatMap(within)
    const between = outermost.filter(
      (call) => from.some((known) => before(known, call.start)) && to.some((known) => !before(known, call.statement)),
    )
    const neighbours = [...from, ...to]
    const macro = [...neighbours.flatMap(around), ...between].flatMap((call) => [call, ...within(call)])
    const defined = neighbours.flatMap(written)
    const beside = source.macros.filter(({ start }) => written(start).some((one) => defined.includes(one)))
    const calls = [...inside, ...between.flatMap(within), ...macro.flatMap((call) => expanded(call)), ...beside]
    return [...new Set(calls)].map((call) => call.start)
  })
}

const definitionsAround = (position: Position, { definitions }: SourceText): MacroDefinition[] =>
  definitions.filter(({ start, end }) => before(start, position) && before(position, end))

/** Where the debug information has what a macro of the source says collapses: at the outermost of its calls. */
export function collapsedTo(position: Position, source: SourceText, depth = 0): Position[] {
  if (depth > MOST_EXPANSIONS) return []
  const names = definitionsAround(position, source).flatMap(({ name, collapses }) => (collapses ? [name] : []))
  const calls = source.macros.filter(({ name }) => names.includes(name))
  return calls.flatMap(({ start }) => {
    const outer = collapsedTo(start, source, depth + 1)
    return outer.length > 0 ? outer : [start]
  })
}

/** Whether a point is the value of a block that has none, or the jump behind a block. */
function isWholeBlock({ weight, instruction: { text } }: Point): boolean {
  return weight === 'none' && (text.startsWith('goto ') || / = const \(\)$/.test(text))
}

/** The nearest points of the source that are reached through points of other files only. */
function nearest(index: number, next: readonly number[][], own: readonly (Position | undefined)[]): Position[] {
  const found = reach(next[index] ?? [], (at) => (own[at] || at === index ? [] : (next[at] ?? [])))
  return [...found].flatMap((at) => (at === index ? [] : (own[at] ?? [])))
}
