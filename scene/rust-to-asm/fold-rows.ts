import type { AsmRow, FoldRow, InstructionRow } from './rows.ts'

/** Most assembly lines that a slide shows at a time. */
export const ASM_LINES = 12

/** What the compiler moved out of the way, because it expects it to run seldom. */
const COLD = 'seldom run'

/** What gives way when nothing else is left: from the listing's end, where results are copied. */
const LAST = 'more of the same'

/** Kinds of rows in the order in which they give way when a listing is too long. */
const NOISE: { what: string; is: (row: InstructionRow) => boolean }[] = [
  { what: 'empty call', is: (row) => row.role === 'shim' },
  { what: 'alignment', is: (row) => row.role === 'stack' && /^(?:push|pop)$/.test(row.mnemonic) },
  { what: 'saved registers', is: (row) => row.role === 'save' },
  { what: 'restored registers', is: (row) => row.role === 'restore' },
  { what: 'copies', is: isCopy },
  { what: 'moves', is: isMove },
  { what: 'the frame', is: (row) => row.role === 'stack' },
  { what: 'other work', is: (row) => !isCentral(row) },
  { what: LAST, is: (row) => !/^(?:ret|call)$/.test(row.mnemonic) && row.explanation.region !== 'heap' },
  { what: 'calls', is: (row) => row.mnemonic === 'call' && row.role === undefined },
  { what: LAST, is: (row) => row.mnemonic !== 'ret' && row.mnemonic !== 'call' },
  { what: LAST, is: (row) => row.mnemonic !== 'ret' },
]

/** To or from the stack, or the compiler's own. */
function isCopy(row: InstructionRow): boolean {
  return isMove(row) && (row.unlined !== undefined || row.explanation.region === 'stack')
}

function isMove(row: InstructionRow): boolean {
  return /^mov/.test(row.mnemonic) && !row.explanation.telling
}

function isCentral({ mnemonic, explanation }: InstructionRow): boolean {
  return /^(?:ret|call)$/.test(mnemonic) || explanation.telling === true || explanation.region === 'heap'
}

/**
 * Folds cold paths into one row each, and then, while more than `limit` rows are left, noise: the
 * empty call, alignment, saved registers, copies, in this order, and no more than needed.
 * @param keep instructions that stay.
 * @param prefer instructions that stay longest, because a step of the slide points at their line.
 * @returns rows in listing order; more than `limit` of them only when `keep` asks for more.
 */
export function foldRows(
  rows: InstructionRow[],
  keep: ReadonlySet<number> = new Set(),
  prefer: ReadonlySet<number> = new Set(),
  limit: number = ASM_LINES,
): AsmRow[] {
  const reasons = new Map<number, string>()
  for (const row of rows) if (row.cold && !keep.has(row.index)) reasons.set(row.index, COLD)
  let folded = assemble(rows, reasons)
  for (const row of [...givingWay(rows, prefer), ...givingWay(rows, new Set())]) {
    if (folded.length <= limit) return folded
    if (keep.has(row.row.index) || reasons.has(row.row.index)) continue
    reasons.set(row.row.index, row.what)
    folded = assemble(rows, reasons)
  }
  return folded
}

/** Rows in the order in which they give way, and what they are; those of `stay` not at all. */
function givingWay(rows: InstructionRow[], stay: ReadonlySet<number>): { row: InstructionRow; what: string }[] {
  const left = new Set(rows.filter((row) => !stay.has(row.index) && !row.cold))
  return NOISE.flatMap(({ what, is }) => {
    const those = [...left].filter(is)
    for (const row of those) left.delete(row)
    const order = what === LAST ? those.toReversed() : runsOf(those).flat()
    return order.map((row) => ({ row, what }))
  })
}

/** Neighbouring rows together, the longest run first. */
function runsOf(rows: InstructionRow[]): InstructionRow[][] {
  const runs: InstructionRow[][] = []
  for (const row of rows) {
    const run = runs.at(-1)
    if (run && run.at(-1)?.index === row.index - 1) run.push(row)
    else runs.push([row])
  }
  return runs.sort((a, b) => b.length - a.length)
}

function assemble(rows: InstructionRow[], reasons: ReadonlyMap<number, string>): AsmRow[] {
  const out: AsmRow[] = []
  for (let i = 0; i < rows.length;) {
    let end = i
    while (end < rows.length && reasons.has(rows[end]?.index ?? -1)) end++
    const run = rows.slice(i, end)
    if (run.length >= 2) {
      out.push(fold(run, reasons))
      i = end
    } else {
      const row = rows[i]
      if (row) out.push(row)
      i++
    }
  }
  return out
}

function fold(hidden: InstructionRow[], reasons: ReadonlyMap<number, string>): FoldRow {
  const counts = new Map<string, number>()
  for (const row of hidden) {
    const what = reasons.get(row.index) ?? ''
    counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  const [most = '', second] = [...counts].sort((a, b) => b[1] - a[1]).map(([what]) => what)
  const lines = new Set(hidden.map((row) => row.line))
  return {
    kind: 'fold',
    key: `f${hidden[0]?.index ?? 0}`,
    hidden,
    label: hidden[0]?.label,
    text: `${hidden.length} hidden: ${coldEnd(hidden) ?? [most, second].filter(Boolean).join(', ')}`,
    line: lines.size === 1 ? hidden[0]?.line : undefined,
  }
}

/** Where a wholly cold run leads: its last call out of the function. */
function coldEnd(hidden: InstructionRow[]): string | undefined {
  if (!hidden.every((row) => row.cold)) return undefined
  const call = hidden.findLast((row) => row.mnemonic === 'call')
  const name = call?.pieces[0]?.text
  if (name === undefined) return COLD
  return name.startsWith('_Unwind') ? `${COLD}, unwinding` : `${COLD}, to ${name}`
}
