import type { PlaceState, Value } from '../../recorder/trace-schema.ts'
import type { PointerAt } from './value-tree.ts'

/** What a cell holds, which decides how it is drawn; `rest` is bytes that no local owns. */
export type CellState = PlaceState | 'freed' | 'padding' | 'rest' | 'return' | 'folded'

/** One row of a frame, a heap block or a static datum: a run of bytes with what it means. */
export type Cell = {
  /** Stable while the place exists: `f1/l2`, `f1/l2@8`, `b0@0`. */
  id: string
  /** Name of the local, field or element; words for bytes without one. */
  name: string
  /** As rustc writes it; shown where it fits. */
  type?: string
  /** The value on one line, or the word for the state. */
  text: string
  state: CellState
  /** Lowest address; absent for what is spread over several places or lies in no memory. */
  address?: number
  size: number
  /** 1 for a member of an opened value. */
  depth: 0 | 1
  /** Set on the first row of an opened value: its members follow. */
  opened?: boolean
  /** What was recorded of these bytes; absent where nothing was. */
  value?: Value
  /** Pointers in these bytes, offsets counted from the cell's lowest address. */
  pointers: PointerAt[]
}

/** A place that can be shown opened, a row a member, or closed, in one row. */
export type Part = {
  id: string
  /** Name a page may ask for. */
  name: string
  size: number
  address?: number
  open: Cell[]
  closed: Cell
}

/** Words that a cell in this state shows in place of a value. */
export function stateWord(state: CellState): string | undefined {
  const words: Partial<Record<CellState, string>> = {
    uninitialised: '?',
    moved: 'moved',
    'maybe-moved': 'maybe moved',
    'partly-moved': 'partly moved',
    dropped: 'dropped',
    freed: 'freed',
  }
  return words[state]
}

/** Whether the bytes still are the value, so that a pointer in them leads somewhere. */
export function holdsValue(state: CellState): boolean {
  return state === 'live' || state === 'partly-moved' || state === 'maybe-moved' || state === 'unknown'
}
