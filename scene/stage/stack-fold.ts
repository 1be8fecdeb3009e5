import type { Frame } from '../../recorder/trace-schema.ts'
import { holdsValue, type Cell, type Part } from './cell.ts'
import { BRIEF, boxHeight, type Density } from './density.ts'
import { foldedCell } from './frame-parts.ts'

/** A frame with all its rows, before any is folded. */
export type FrameRows = { frame: Frame; parts: Part[] }

/** What the stack column shows, from the outermost frame down. */
export type StackEntry =
  /** A frame; without rows only its name and size. */
  { kind: 'frame'; frame: Frame; cells: Cell[] } | StackFold

/** Frames that are not shown one by one. */
export type StackFold = {
  kind: 'fold'
  id: string
  /** How many, and their bytes together. */
  count: number
  size: number
  /** Whether all of them are std's. */
  std: boolean
  /** Ids of those that the state has; `before3` for what the recording itself leaves out before frame 3. */
  holds: string[]
}

type Form = 'open' | 'closed' | 'folded'
type Working = { rows: FrameRows; forms: Form[]; brief: boolean; hidden: boolean }

/** Height of the entries in canvas px. */
export function stackHeight(entries: readonly StackEntry[], density: Density): number {
  const heights = entries.map((entry) => entryHeight(entry, density))
  return heights.reduce((sum, height) => sum + height, 0) + Math.max(0, entries.length - 1) * density.between
}

/** Height of one entry, header included. */
export function entryHeight(entry: StackEntry, density: Density): number {
  if (entry.kind === 'fold') return density.row
  return entry.cells.length ? boxHeight(entry.cells.length, density) : density.header + BRIEF
}

/** Everything open that was recorded. */
export function wholeStack(frames: readonly FrameRows[]): StackEntry[] {
  return frames.flatMap(({ frame, parts }): StackEntry[] => [
    ...unrecorded(frame),
    { kind: 'frame', frame, cells: parts.flatMap((part) => part.open) },
  ])
}

/** What the recording leaves out before a frame. */
function unrecorded({ id, between }: Frame): StackFold[] {
  if (!between) return []
  const { functions, size, folded } = between
  return [
    { kind: 'fold', id: `before${id}`, count: folded ?? functions.length, size, std: !folded, holds: [`before${id}`] },
  ]
}

function joined(one: StackFold, other: StackFold): StackFold {
  const holds = [...one.holds, ...other.holds]
  return { ...one, count: one.count + other.count, size: one.size + other.size, std: one.std && other.std, holds }
}

/**
 * Folds what is not in focus until the stack fits into `height`: first opened values of other
 * frames, then their rows, then opened values that did not change or are none any more, then whole
 * frames, at last locals of the frames in focus. The innermost frame is always in focus.
 * @param focus ids of frames that changed or that a page asked for.
 * @param changed ids of parts that changed in this step.
 */
export function foldStack(
  frames: readonly FrameRows[],
  focus: ReadonlySet<number>,
  changed: ReadonlySet<string>,
  height: number,
  density: Density,
): StackEntry[] {
  const all = frames.map((rows): Working => ({
    rows,
    forms: rows.parts.map(() => 'open'),
    brief: false,
    hidden: false,
  }))
  const inner = all.at(-1)
  const isFocus = (one: Working) => one === inner || focus.has(one.rows.frame.id)
  const others = all.filter((one) => !isFocus(one))
  const focused = all.filter(isFocus)
  const reductions = [
    ...others.map((one) => () => one.forms.fill('closed')),
    ...others.map((one) => () => void (one.brief = true)),
    ...focused.map((one) => () => reform(one, 'closed', (part) => !changed.has(part.id))),
    ...focused.map((one) => () => reform(one, 'closed', (part) => !holdsValue(part.closed.state))),
    ...hidings(all, isFocus),
    ...focused.filter((one) => one !== inner).map((one) => () => void (one.brief = true)),
    ...focused.slice(1, -2).map((one) => () => void (one.hidden = true)),
    ...focused.flatMap((one) => foldings(one, changed)),
    ...focused.map((one) => () => reform(one, 'closed', () => true)),
    ...(inner ? inner.rows.parts.map((_, i) => () => void (inner.forms[i] = 'folded')) : []),
    ...all.filter((one) => one !== inner).map((one) => () => void (one.hidden = true)),
  ]
  for (const reduce of reductions) {
    if (stackHeight(entriesOf(all), density) <= height) break
    reduce()
  }
  return entriesOf(all)
}

/** Hides frames out of focus from the middle of the stack outward: `main` and the callers stay longest. */
function hidings(all: Working[], isFocus: (one: Working) => boolean): (() => void)[] {
  const middle = all.slice(1, -1).filter((one) => !isFocus(one))
  const first = all.slice(0, 1).filter((one) => !isFocus(one))
  if (middle.length < 2) return [...middle, ...first].map((one) => () => void (one.hidden = true))
  const pair = () => middle.slice(0, 2).forEach((one) => (one.hidden = true))
  return [pair, ...[...middle.slice(2), ...first].map((one) => () => void (one.hidden = true))]
}

function reform(one: Working, form: Form, which: (part: Part) => boolean): void {
  one.rows.parts.forEach((part, i) => {
    if (which(part)) one.forms[i] = form
  })
}

/** Folds locals that did not change: at last those that point somewhere, whose arrows would go with them. */
function foldings(one: Working, changed: ReadonlySet<string>): (() => void)[] {
  const folds = one.rows.parts.flatMap((part, i) => {
    const isLocal = part.open[0]?.state !== 'return' && part.open[0]?.state !== 'rest'
    if (!isLocal || changed.has(part.id)) return []
    return [
      {
        points: holdsValue(part.closed.state) && part.closed.pointers.length > 0,
        fold: () => void (one.forms[i] = 'folded'),
      },
    ]
  })
  return [...folds.filter(({ points }) => !points), ...folds.filter(({ points }) => points)].map(({ fold }) => fold)
}

function entriesOf(all: readonly Working[]): StackEntry[] {
  const entries: StackEntry[] = []
  const fold = (next: StackFold) => {
    const last = entries.at(-1)
    if (last?.kind === 'fold') entries.splice(-1, 1, joined(last, next))
    else entries.push(next)
  }
  for (const one of all) {
    const { frame } = one.rows
    unrecorded(frame).forEach(fold)
    if (one.hidden)
      fold({ kind: 'fold', id: `fold${frame.id}`, count: 1, size: frame.size, std: false, holds: [`f${frame.id}`] })
    else entries.push({ kind: 'frame', frame, cells: one.brief ? [] : cellsOf(one) })
  }
  return entries
}

function cellsOf(one: Working): Cell[] {
  const cells = one.rows.parts.flatMap((part, i) => {
    const form = one.forms[i]
    return form === 'open' ? part.open : form === 'closed' ? [part.closed] : []
  })
  const folded = one.rows.parts.filter((_, i) => one.forms[i] === 'folded')
  if (folded.length === 0) return cells
  const size = folded.reduce((sum, part) => sum + part.size, 0)
  const summary = foldedCell(one.rows.frame, folded.length, size)
  const rest = cells.findIndex((cell) => cell.state === 'rest')
  return rest < 0 ? [...cells, summary] : cells.toSpliced(rest, 0, summary)
}
