import type { CellState } from './cell.ts'
import type { Scene } from './scene.ts'

/** A sign of the stage and what it stands for. */
export type LegendEntry = { sign: 'ran' | 'next' | 'changed' | 'cross' | LegendState; words: string }
type LegendState = Extract<CellState, 'uninitialised' | 'moved' | 'dropped' | 'freed' | 'padding'>

const STATES: readonly { sign: LegendState; words: string }[] = [
  { sign: 'uninitialised', words: 'uninitialised' },
  { sign: 'moved', words: 'moved out' },
  { sign: 'dropped', words: 'dropped' },
  { sign: 'freed', words: 'given back' },
  { sign: 'padding', words: 'no value’s bytes' },
]

/** The signs that occur in the pictures of a play, in a fixed order. */
export function legendOf(scenes: readonly Scene[], hasCode: boolean): LegendEntry[] {
  const cells = scenes.flatMap((scene) => scene.cells)
  const entries: (LegendEntry | false)[] = [
    hasCode && { sign: 'ran', words: 'ran' },
    hasCode && { sign: 'next', words: 'now here' },
    cells.some(({ changed }) => changed) && { sign: 'changed', words: 'changed' },
    ...STATES.map((entry) => cells.some(({ cell }) => cell.state === entry.sign) && entry),
    scenes.some((scene) => scene.arrows.some(({ end }) => end === 'cross')) && {
      sign: 'cross',
      words: 'leads to no memory',
    },
  ]
  return entries.filter((entry) => entry !== false)
}
