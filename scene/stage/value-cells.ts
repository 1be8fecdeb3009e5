import type { Value } from '../../recorder/trace-schema.ts'
import { holdsValue, stateWord, type Cell, type CellState, type Part } from './cell.ts'
import { bytesText } from './text.ts'
import { briefText, members, pointersIn, unwrap, valueText, type PointerAt } from './value-tree.ts'

/** The most members of one value that are shown a row each. */
const MOST_MEMBERS = 8

/** A place to be shown: a local, a heap block's or a static's contents. */
export type Place = {
  id: string
  name: string
  type?: string
  /** Lowest address; absent for a value in a register. */
  address?: number
  size: number
  state: CellState
  /** Absent while nothing is known of the contents. */
  value?: Value
  /** A value of the same type, whose layout an uninitialised place shows with “?”. */
  shape?: Value
}

/**
 * The rows of a place, closed and opened.
 * @param order members by ascending offset (heap, statics) or descending address (stack).
 * @param headed whether the opened form begins with a row that names the place.
 */
export function placePart(place: Place, order: 'up' | 'down', headed: boolean): Part {
  const closed = closedCell(place)
  const known = place.value ?? place.shape
  const opened = known && opens(known, place.type) ? memberCells(place, known) : []
  const ordered = order === 'up' ? opened : opened.toReversed()
  const head: Cell = { ...closed, text: stateWord(place.state) ?? ownText(place.value), opened: true, pointers: [] }
  const open = ordered.length === 0 ? [closed] : headed ? [head, ...ordered] : ordered
  return { id: place.id, name: place.name, size: place.size, address: place.address, open, closed }
}

/** What an opened value says besides its members: a String its text. */
function ownText(value: Value | undefined): string {
  return value?.text === undefined ? '' : valueText(value)
}

/** The place in one row. */
function closedCell(place: Place): Cell {
  const word = stateWord(place.state)
  const value = place.value
  const live = holdsValue(place.state)
  return {
    id: place.id,
    name: place.name,
    type: place.type,
    text: word ?? (value ? oneLine(value, place.type) : place.size === 0 ? 'no bytes' : '?'),
    state: place.state,
    address: place.address,
    size: place.size,
    depth: 0,
    value: knownValue(place),
    pointers: live && value ? relative(pointersIn(value), value.offset) : [],
  }
}

/** What the bytes are known to be: of a place that was freed only the layout is. */
function knownValue({ state, value }: Place): Value | undefined {
  return state === 'freed' ? undefined : value
}

/** A reference with a length says the length: its address is the arrow. */
function oneLine(value: Value, type: string | undefined): string {
  const length = lengthOf(value)
  return isReference(type) && length !== undefined ? `length ${length}` : briefText(value)
}

function lengthOf(value: Value): number | undefined {
  const open = unwrap(value)
  if (open.kind === 'pointer') return open.length
  return open.fields?.find((field) => field.kind === 'pointer' && field.length !== undefined)?.length
}

function isReference(type: string | undefined): boolean {
  return /^(&|\*|Box<\[|Box<str)/.test(type ?? '')
}

/** Whether a value is worth opening: it has several members, and they say more than one line does. */
function opens(value: Value, type: string | undefined): boolean {
  const open = unwrap(value)
  if (open.kind === 'enum' || open.kind === 'pointer' || open.kind === 'scalar') return false
  if (open.kind === 'array' && open.text !== undefined) return false
  if (isReference(type) && lengthOf(open) !== undefined) return false
  return members(open).length > 1
}

function memberCells(place: Place, known: Value): Cell[] {
  const root = unwrap(known)
  const all = members(root)
  const [first, last] = shownMembers(all, root.omitted !== undefined)
  const cellsOf = (some: readonly Value[]) => some.map((field) => memberCell(place, root, field, all.indexOf(field)))
  const folded = all.slice(first, all.length - last)
  if (folded.length === 0 && !root.omitted) return cellsOf(all)
  const before = all[first - 1]
  const from = before ? before.offset + before.size : known.offset
  const to = last > 0 ? (all[all.length - last]?.offset ?? from) : known.offset + place.size
  const fold: Cell = {
    id: `${place.id}@more`,
    name: `… ${folded.length + (root.omitted ?? 0)} more`,
    text: place.state === 'freed' ? 'freed' : bytesText(to - from),
    state: place.state === 'freed' ? 'freed' : 'folded',
    address: place.address === undefined ? undefined : place.address + from - known.offset,
    size: to - from,
    depth: 1,
    pointers: folded.flatMap((field) => relative(pointersIn(field), from)),
  }
  return [...cellsOf(all.slice(0, first)), fold, ...(last > 0 ? cellsOf(all.slice(-last)) : [])]
}

/** Members that stay at the end of a long value, where a push adds to it. */
const LAST_MEMBERS = 2

/**
 * How many members are shown at the beginning and at the end of a value; those between share a row.
 * @param cut whether the recording itself leaves out the value's end.
 */
function shownMembers(all: readonly Value[], cut: boolean): [first: number, last: number] {
  if (cut) return [Math.min(all.length, MOST_MEMBERS - 1), 0]
  if (all.length <= MOST_MEMBERS) return [all.length, 0]
  const last = LAST_MEMBERS + (all.at(-1)?.kind === 'padding' ? 1 : 0)
  return [MOST_MEMBERS - 1 - last, last]
}

function memberCell(place: Place, root: Value, field: Value, index: number): Cell {
  const at = field.offset - root.offset
  const isPadding = field.kind === 'padding'
  const gone = field.moved ? 'moved' : field.dropped ? 'dropped' : undefined
  const isHeld = place.state === 'partly-moved' || place.state === 'live'
  const state: CellState = isPadding && place.state !== 'freed' ? 'padding' : isHeld && gone ? gone : place.state
  const spare = isPadding ? (field.name ?? 'padding') : undefined
  const word = state === 'partly-moved' || state === 'maybe-moved' ? undefined : stateWord(state)
  const stale = place.value && (state === 'moved' || state === 'dropped')
  return {
    id: `${place.id}@${at}`,
    name: spare ?? (root.kind === 'array' ? `[${field.name ?? index}]` : (field.name ?? `${index}`)),
    type: field.type,
    text: spare
      ? bytesText(field.size)
      : !place.value
        ? (word ?? '?')
        : stale
          ? valueText(field)
          : (word ?? valueText(field)),
    state,
    address: place.address === undefined ? undefined : place.address + at,
    size: field.size,
    depth: 1,
    value: isPadding ? undefined : knownValue(place) && field,
    pointers: place.value && holdsValue(state) ? relative(pointersIn(field), field.offset) : [],
  }
}

function relative(pointers: PointerAt[], start: number): PointerAt[] {
  return pointers.map((pointer) => ({ ...pointer, offset: pointer.offset - start }))
}
