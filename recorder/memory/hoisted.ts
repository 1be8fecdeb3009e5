/**
 * What a build that is not optimised runs ahead of its turn: the constant of `let x = 5;` is stored
 * where the function begins, in the scope of `x` and at the place of its name, so the line table has
 * it before the function's first line. By the language the `let` runs in its turn: such a row is no
 * stop, and a scope that seems to begin there has not begun.
 */
import type { DebugInfo, FunctionInfo, LocalInfo } from './debug-info.ts'
import type { LineRow } from './line-table.ts'

type Range = [number, number]

const holds = (ranges: Range[], pc: number) => ranges.some(([from, to]) => pc >= from && pc < to)

/** The rows at the start of a function that store constants: each variable has one. */
function storesOf(fn: FunctionInfo, rows: LineRow[], lines: readonly string[]): LineRow[] {
  const stored = new Set<LocalInfo>()
  const isStoredBy = (row: LineRow) => (local: LocalInfo) =>
    !local.argument &&
    !stored.has(local) &&
    local.line === row.line &&
    holds(local.ranges, row.address) &&
    isNamedAt(local.name, row, lines)
  const found: LineRow[] = []
  // The first row is the function's own: there the frame is made.
  for (const row of rows.slice(1)) {
    const local = fn.locals.find(isStoredBy(row))
    if (!local) break
    stored.add(local)
    found.push(row)
  }
  return found
}

/** Whether a row stands at a binding's name, which a macro may write as `$name`. */
function isNamedAt(name: string, { line, column }: LineRow, lines: readonly string[]): boolean {
  const text = Buffer.from(lines[line - 1] ?? '')
    .subarray(column - 1)
    .toString()
  const [, word] = /^(?:ref\s+)?(?:mut\s+)?(\$?(?:r#)?[\p{L}_][\p{L}\p{N}_]*)/u.exec(text) ?? []
  return word === name || word === `r#${name}` || word?.startsWith('$') === true
}

function without(ranges: Range[], [from, to]: Range): Range[] {
  return ranges.flatMap(([start, end]): Range[] =>
    [[start, Math.min(end, from)] as Range, [Math.max(start, to), end] as Range].filter(([a, b]) => a < b),
  )
}

/**
 * The debug information without the rows of such constants, and scopes without their code. Only for
 * code that is not optimised.
 *
 * @param text The source.
 */
export function withoutHoisted(info: DebugInfo, text: string): DebugInfo {
  const lines = text.split('\n')
  const hoisted = new Set<LineRow>()
  /** Where the prologue ends if not at such a constant. */
  const ends = new Set<LineRow>()
  const functions = info.functions.map((fn): FunctionInfo => {
    const rows = info.rows.filter((row) => row.address >= fn.low && row.address < fn.high)
    const ahead = new Set(storesOf(fn, rows, lines))
    if (ahead.size === 0) return fn
    for (const row of ahead) hoisted.add(row)
    const first = rows.findIndex((row) => row.prologueEnd)
    const end = rows.find((row, i) => i >= first && !ahead.has(row))
    if (end) ends.add(end)
    const gaps = rows.flatMap((row, i): Range[] =>
      ahead.has(row) ? [[row.address, rows[i + 1]?.address ?? fn.high]] : [],
    )
    const begun = new Map(fn.variables.map((one) => [one, { ...one, ranges: gaps.reduce(without, one.ranges) }]))
    const of = (list: LocalInfo[]) => list.map((one) => begun.get(one) ?? one)
    return { ...fn, locals: of(fn.locals), variables: of(fn.variables), iterators: of(fn.iterators) }
  })
  const rows = info.rows
    .filter((row) => !hoisted.has(row))
    .map((row) => (ends.has(row) ? { ...row, prologueEnd: true } : row))
  return { ...info, functions, rows }
}
