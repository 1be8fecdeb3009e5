import type { Growth } from '../../../scene/plots/vec-growth.ts'
import type { LabProgram } from './lab-program.ts'
import { totalsOf, type LabRun, type Standing } from './lab-run.ts'
import { typeOf } from './vocabulary.ts'

/** A count with its noun. */
function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

/** What a run gave, in a sentence for the eye and for a screen reader. */
export function sayRun(run: LabRun, guess?: number): string {
  const { calls, reallocs, frees, bytes } = totalsOf(run.calls)
  const made = calls === 0 ? 'no call' : counted(calls, 'call')
  const all = `${made} of the allocator${reallocs > 0 ? `, of which ${counted(reallocs, 'realloc')}` : ''}: ${counted(bytes, 'byte')} in all, and ${counted(frees, 'free')}.`
  const judged = guess === undefined ? '' : guess === calls ? 'As you predicted: ' : `You predicted ${guess}. `
  return `${judged}${run.fault ? `${run.fault} Until then: ` : ''}${all}`
}

/**
 * Capacity at each length, as the plot of growth takes it; `undefined` for a type without a capacity, or one that never
 * had room of its own.
 */
export function growthOf(program: LabProgram, { standings, calls }: LabRun): Growth | undefined {
  const told = standings.filter((one): one is Standing & { capacity: number } => one.capacity !== undefined)
  if (told.length === 0 || program.element === 'unit') return undefined
  const first = new Map<number, (typeof told)[number]>()
  for (const one of told) if (!first.has(one.length)) first.set(one.length, one)
  const points = [...first.values()].sort((one, other) => one.length - other.length)
  const grown = points.flatMap((one, at) => {
    if (one.capacity <= (points[at - 1]?.capacity ?? 0)) return []
    const before = told[told.indexOf(one) - 1]?.calls ?? 0
    // An element may allocate too; a type that does not tell its block grows after its element is made.
    const call = calls
      .slice(before, one.calls)
      .findLast(
        ({ kind, address }) => kind !== 'dealloc' && address !== 0 && (one.block === 0 || address === one.block),
      )
    if (!call || call.kind === 'dealloc') return []
    return [{ length: one.length, capacity: one.capacity, bytes: call.size, kind: call.kind }]
  })
  if (grown.length === 0 || points.length < 2) return undefined
  return { type: typeOf(program.collection, program.element), variable: 'value', points: thinned(points), grown }
}

/** So many lengths between two growths can be told apart on the plot, and more would only cost time to draw. */
const SEEN_APART = 500

/** The points at which the capacity changes, the last one, and of those between them as many as can be told apart. */
function thinned<P extends { capacity: number }>(points: readonly P[]): P[] {
  const every = Math.ceil(points.length / SEEN_APART)
  return points.filter(
    ({ capacity }, at) => at % every === 0 || at === points.length - 1 || capacity !== points[at - 1]?.capacity,
  )
}
