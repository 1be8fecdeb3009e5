import type { Listing } from '../../recorder/schema.ts'
import type { Recorded } from '../recorded.ts'
import type { Target } from './parse-steps.ts'
import type { InstructionRow } from './rows.ts'
import { shownNumber, type AsmState, type Lit } from './states.ts'

/** A state with what it was made from. */
export type Draft = AsmState & {
  recording: Recorded
  listing?: Listing
  /** The function's first line, counted in the snippet's file. */
  head: number
}

/**
 * Lines and instructions that a target names in a state.
 * @throws when a line, a mark or a role is not there, with what there is.
 */
export function litBy(target: Target, state: Draft): Lit {
  const { instructions } = state
  const lines = new Set<number>()
  const lit = new Set<number>()
  for (const part of target.parts) {
    if (part.is === 'line' || part.is === 'mark') {
      for (const line of namedLines(part, state)) {
        lines.add(line)
        for (const row of instructions) if (row.line === line) lit.add(row.index)
      }
      continue
    }
    const matching = instructions.filter((row) => rolesOf(row, state).includes(part.name))
    if (matching.length === 0) {
      const roles = [...new Set(instructions.flatMap((row) => rolesOf(row, state)))].join(', ')
      const where = `"${target.text}": no instruction is "${part.name}" in ${state.name}`
      throw new Error(`${where}; there is ${roles || 'no role'}`)
    }
    for (const row of matching) {
      lit.add(row.index)
      if (row.line !== undefined) lines.add(row.line)
    }
  }
  return { lines: [...lines], instructions: [...lit] }
}

function namedLines(part: Extract<Target['parts'][number], { is: 'line' | 'mark' }>, state: Draft): number[] {
  if (part.is === 'mark') {
    const line = state.recording.source.marks[part.name]
    if (line !== undefined) return [line]
    const marks = Object.keys(state.recording.source.marks)
    throw new Error(`no line is marked "${part.name}"; marks are ${marks.join(', ') || 'none'}`)
  }
  const shown = state.rust.filter((line) => {
    const number = shownNumber(state, line.number)
    return number >= part.first && number <= part.last
  })
  if (shown.length === part.last - part.first + 1) return shown.map((line) => line.number)
  const range = part.first === part.last ? part.first : `${part.first}-${part.last}`
  throw new Error(`line ${range} is not shown; lines are 1 to ${state.rust.length}`)
}

/** Roles of a row: the recorded ones, and where it stands in its function. */
function rolesOf(row: InstructionRow, state: Draft): string[] {
  const { role, unlined, cold, std } = row
  const [prologue, epilogue] = [isPrologue(row, state), isEpilogue(row, state)]
  const places = [unlined, prologue && 'prologue', epilogue && 'epilogue']
  return [role, ...places, cold && 'cold', std && 'std'].flatMap((name) => name || [])
}

/** Before the first instruction of a statement: what the line table gives to the function's head. */
function isPrologue(row: InstructionRow, { instructions, head }: Draft): boolean {
  const body = instructions.findIndex(({ line }) => line !== undefined && line !== head)
  return row.line === head && (body < 0 || row.index < body)
}

/** Takes down the frame or returns, on the function's closing brace. */
function isEpilogue({ line, role, mnemonic }: InstructionRow, { listing }: Draft): boolean {
  return line === listing?.last && (role === 'stack' || role === 'restore' || mnemonic === 'ret')
}
