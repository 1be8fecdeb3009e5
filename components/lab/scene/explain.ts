import type { LabProgram } from './lab-program.ts'
import { totalsOf, type LabRun } from './lab-run.ts'

/** The number of the talk's rule that explains most of what a run shows, and why it is that one. */
export function ruleOf(program: LabProgram, { calls }: LabRun): { no: string; because: string } {
  const { collection, element, made, operations } = program
  const totals = totalsOf(calls)
  if (collection === 'Box' && element !== 'unit') return { no: '3.1', because: 'a box allocates its value’s bytes' }
  if (element === 'unit' && totals.calls === 0) return { no: '3.4', because: 'the elements have no bytes' }
  if (totals.calls === 0) return { no: '3.3', because: 'nothing that has bytes was put in' }
  if (totals.reallocs > 0) return { no: '3.5', because: 'a full block was made larger' }
  if (made === 'with_capacity') return { no: '3.5', because: 'the room was allocated at once' }
  if (operations.some(({ name }) => name === 'clone')) return { no: '3.2', because: 'a clone has bytes of its own' }
  return { no: '3.3', because: 'elements with bytes were put in' }
}
