/**
 * What a build that is not optimised runs ahead of its turn: the constant of `let x = 5;` is stored
 * where the function begins, so the line table has it before the function's first line. Nobody who
 * reads the source expects that step, and scopes that seem to begin there have not begun.
 */
import type { DebugInfo, FunctionInfo, LocalInfo } from './debug-info.ts'
import type { LineRow } from './line-table.ts'

type Range = [number, number]

const holds = (ranges: Range[], pc: number) => ranges.some(([from, to]) => pc >= from && pc < to)

/** Code that seems to lie in the scope of `local`, before any code of its declaration. */
function aheadOf(local: LocalInfo, rows: LineRow[]): LineRow[] {
  const declared = rows.find((row) => row.line === local.line && !holds(local.ranges, row.address))
  if (!declared || local.argument) return []
  return rows.filter((row) => row.address < declared.address && holds(local.ranges, row.address))
}

function without(ranges: Range[], [from, to]: Range): Range[] {
  return ranges.flatMap(([start, end]): Range[] =>
    [[start, Math.min(end, from)] as Range, [Math.max(start, to), end] as Range].filter(([a, b]) => a < b),
  )
}

/**
 * The debug information without the rows of such constants, and scopes without their code. Only for
 * code that is not optimised: there a declaration lies before all code of its scope.
 */
export function withoutHoisted(info: DebugInfo): DebugInfo {
  const hoisted = new Set<LineRow>()
  /** Where the prologue ends if not at such a constant. */
  const ends = new Set<LineRow>()
  const functions = info.functions.map((fn): FunctionInfo => {
    const rows = info.rows.filter((row) => row.address >= fn.low && row.address < fn.high)
    const ahead = new Set(fn.locals.flatMap((local) => aheadOf(local, rows)))
    if (ahead.size === 0) return fn
    for (const row of ahead) hoisted.add(row)
    const first = rows.findIndex((row) => row.prologueEnd)
    const end = rows.find((row, i) => i >= first && !ahead.has(row))
    if (end) ends.add(end)
    const gaps = rows.flatMap((row, i): Range[] =>
      ahead.has(row) ? [[row.address, rows[i + 1]?.address ?? fn.high]] : [],
    )
    const locals = fn.locals.map((local) => ({ ...local, ranges: gaps.reduce(without, local.ranges) }))
    return { ...fn, locals }
  })
  const rows = info.rows
    .filter((row) => !hoisted.has(row))
    .map((row) => (ends.has(row) ? { ...row, prologueEnd: true } : row))
  return { ...info, functions, rows }
}
