import type { Build } from '../../recorder/schema.ts'
import type { CodeLine } from '../code-lines.ts'
import type { Program } from './links.ts'
import { instructionsOf, type AsmRow, type InstructionRow } from './rows.ts'

/** What is lit: lines of the snippet's file and positions in the listing, each once. */
export type Lit = { lines: number[]; instructions: number[] }

/** One state of the magic move: Rust alone, or Rust beside the assembly of one build. */
export type AsmState = {
  /** As the page's `show` writes it. */
  name: string
  /** What was compiled, and how; for Rust alone the recording's last build. */
  program?: Program
  /** Absent for Rust alone. */
  profile?: Build['profile']
  /** Build, compiler, target and the flags that decide about the code, on one line. */
  provenance: string
  /** Recording and function whose listing is shown: `box-new/make`. */
  function: string
  /** The Rust beside it, marks removed and outdented. */
  rust: CodeLine[]
  /** All instructions, unfolded. */
  instructions: InstructionRow[]
  /** At most twelve, cold paths and noise folded. */
  rows: AsmRow[]
  /** Whether it calls no allocator where another state that is shown does. */
  spared: boolean
  /** Lines that became instructions in a less optimised build and none in this one. */
  nothing: number[]
  /** Why a line has no instruction of its own and did not become nothing either, by its number. */
  without: Record<number, string>
}

/** One click's worth: the number of a state, what is lit in it, and its rows where the step opens some. */
export type AsmStep = { state: number; lit: Lit; rows?: AsmRow[] }

/** States and steps in the order of clicks. Plain data: JSON carries it whole. */
export type AsmPlan = { states: AsmState[]; steps: AsmStep[] }

/** What one click shows; `state` has the rows of the step. */
export type Moment = { index: number; state: AsmState; lit: Lit }

/**
 * State, rows and light at a step; steps beyond the ends are the first and the last.
 * @throws when the plan has no steps.
 */
export function momentOf({ states, steps }: AsmPlan, at: number): Moment {
  const step = steps[Math.min(Math.max(at, 0), steps.length - 1)]
  const state = step && states[step.state]
  if (!state) throw new RangeError(`step ${at} of a plan of ${steps.length}`)
  return { index: step.state, state: step.rows ? { ...state, rows: step.rows } : state, lit: step.lit }
}

/** Number of a line of the snippet's file as shown, 1 for the first that is shown. */
export function shownNumber({ rust }: Pick<AsmState, 'rust'>, line: number): number {
  return line - (rust[0]?.number ?? 1) + 1
}

/** What lights when a viewer points at a line: its partners on both sides. */
export function litByLine(state: AsmState, line: number): Lit {
  const rows = state.instructions.filter((row) => row.line === line)
  return { lines: [line], instructions: rows.map((row) => row.index) }
}

/** What lights when a viewer points at a row; a row without a line lights alone. */
export function litByRow(state: AsmState, row: AsmRow): Lit {
  if (row.line !== undefined) return litByLine(state, row.line)
  return { lines: [], instructions: instructionsOf(row).map(({ index }) => index) }
}
