import type { AsmState } from './plan.ts'
import type { AsmRow, InstructionRow } from './rows.ts'

/** The build's name as a slide writes it. */
export function buildTitle(state: AsmState): string {
  if (!state.build) return 'Rust'
  return state.build.profile === 'clean' ? 'clean debug' : state.build.profile
}

/** `7 instructions`, all of the listing, the folded ones too. */
export function countText(state: AsmState): string {
  const count = state.instructions.length
  return `${count} instruction${count === 1 ? '' : 's'}`
}

/** The state in words, for reading aloud when it changes. */
export function sayState(state: AsmState): string {
  return state.build ? `${buildTitle(state)}, ${countText(state)}` : buildTitle(state)
}

/** What a Rust line became, for reading aloud; empty for a line without code. */
export function sayRustLine(state: AsmState, line: number): string {
  if (!state.build) return ''
  if (state.nothing.has(line)) return `became nothing in ${buildTitle(state)}`
  const count = state.instructions.filter((row) => row.line === line).length
  if (count === 0) return ''
  return `became ${count} instruction${count === 1 ? '' : 's'} in ${buildTitle(state)}`
}

/**
 * Where a row comes from, for reading aloud, and what it does.
 * @param explained whether what it does stands beside it already.
 */
export function sayRow(state: AsmState, row: AsmRow, explained: boolean): string {
  if (row.kind === 'fold') {
    const number = shownNumber(state, row.line)
    return number === undefined ? '' : `(from line ${number})`
  }
  const does = explained || !row.explanation.text ? '' : `: ${row.explanation.text}`
  return `${does} (${fromLine(state, row)}${row.cold ? ', cold path' : ''})`
}

function fromLine(state: AsmState, row: InstructionRow): string {
  if (row.line === undefined) return row.origin
  const number = shownNumber(state, row.line)
  if (number === undefined) return `from line ${row.line} of the file, which is not shown`
  return `from line ${number}${row.std ? `, ${row.origin}` : ''}`
}

/** What stands in the strip of a row: the line's number as shown, or a dash where no shown line is its. */
export function stripText(state: AsmState, row: AsmRow): string {
  return String(shownNumber(state, row.line) ?? '–')
}

/** The line's number as shown, if it is. */
function shownNumber(state: AsmState, line: number | undefined): number | undefined {
  const shown = state.rust.some(({ number }) => number === line)
  return shown && line !== undefined ? state.number(line) : undefined
}
