import { buildName } from '../provenance.ts'
import { NO_STATEMENT } from './line-fates.ts'
import type { AsmRow, InstructionRow } from './rows.ts'
import { type Lit, shownNumber, type AsmState } from './states.ts'

/** The build's name as a slide writes it. */
export function buildTitle(state: AsmState): string {
  if (!state.profile) return 'Rust'
  return buildName(state.profile)
}

/** `7 instructions`, all of the listing, the folded ones too; and that none calls the allocator, where another state has one that does. */
export function countText(state: AsmState): string {
  const count = state.instructions.length
  return `${count} instruction${count === 1 ? '' : 's'}${state.spared ? ', no allocator call' : ''}`
}

/** The state in words, and what is lit in it, for reading aloud when they change. */
export function sayState(state: AsmState, { lines, instructions }: Lit): string {
  const name = state.profile ? `${buildTitle(state)}, ${countText(state)}` : buildTitle(state)
  const lit = [
    ...lines.map((line) => `line ${shownNumber(state, line)}`),
    ...state.instructions.filter(({ index }) => instructions.includes(index)).map(({ text }) => text),
  ]
  return lit.length > 0 ? `${name}. Highlighted: ${lit.join('; ')}` : name
}

/** What a Rust line became, for reading aloud; empty for a line without code. */
export function sayRustLine(state: AsmState, line: number): string {
  if (!state.profile) return ''
  if (state.nothing.includes(line)) return `became nothing in ${buildTitle(state)}`
  const count = state.instructions.filter((row) => row.line === line).length
  const why = state.without[line]
  if (why !== undefined)
    return why === NO_STATEMENT ? '' : `has no instruction of its own in ${buildTitle(state)}: ${why}`
  return `became ${count} instruction${count === 1 ? '' : 's'} in ${buildTitle(state)}`
}

/** `Lines 2, 3 and 4 became nothing.`; empty where none did. */
export function sayNothing({ rust, nothing }: AsmState): string {
  const numbers = nothing.map((line) => shownNumber({ rust }, line))
  const last = numbers.at(-1)
  if (last === undefined) return ''
  const before = numbers.slice(0, -1).join(', ')
  return before ? `Lines ${before} and ${last} became nothing.` : `Line ${last} became nothing.`
}

/**
 * Where a row comes from, for reading aloud, and what it does.
 * @param explained whether what it does stands beside it already.
 */
export function sayRow(state: AsmState, row: AsmRow, explained: boolean): string {
  if (row.kind === 'fold') {
    const number = numberIfShown(state, row.line)
    return number === undefined ? '' : `(from line ${number})`
  }
  const does = explained || !row.explanation.text ? '' : `: ${row.explanation.text}`
  return `${does} (${fromLine(state, row)}${row.cold ? ', cold path' : ''})`
}

/** The Rust line that an instruction comes from, and whose code it is. */
export function fromLine(state: AsmState, row: InstructionRow): string {
  if (row.line === undefined) return row.origin
  const number = numberIfShown(state, row.line)
  if (number === undefined) return `from line ${row.line} of the file, which is not shown`
  return `from line ${number}${row.std ? `, ${row.origin}` : ''}`
}

/** What stands in the strip of a row: the line's number as shown, or a dash where no shown line is its. */
export function stripText(state: AsmState, row: AsmRow): string {
  return String(numberIfShown(state, row.line) ?? '–')
}

/** The line's number as shown, if it is. */
function numberIfShown(state: AsmState, line: number | undefined): number | undefined {
  const shown = state.rust.some(({ number }) => number === line)
  return shown && line !== undefined ? shownNumber(state, line) : undefined
}
