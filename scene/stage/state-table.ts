import type { Frame, MemoryState } from '../../recorder/trace-schema.ts'
import { blockBox, staticBox } from './block-parts.ts'
import { hexadecimal, shortAddress } from './address.ts'
import { bytesOf } from './bytes-of.ts'
import { stateWord, type Cell } from './cell.ts'
import { frameParts, type Shapes } from './frame-parts.ts'
import { registerCells } from './register-cells.ts'
import { bytesText } from './text.ts'
import type { PointerAt } from './value-tree.ts'

/** One row of the state as a table, for those who do not see the picture. */
export type TableRow = {
  id: string
  /** `stack, frame make`, `heap, Point`, `register rax`. */
  where: string
  name: string
  type: string
  value: string
  address: string
  size: string
}

/** The whole state as rows, nothing folded, from the outermost frame to the heap and statics. */
export function stateTable(state: MemoryState, shapes: Shapes): TableRow[] {
  const frames = state.frames.flatMap((frame) => [
    ...leftOut(frame),
    ...frameParts(frame, shapes).flatMap((part) =>
      part.open.map((cell) => row(`stack, frame ${frame.function}`, cell)),
    ),
  ])
  const registers = registerCells(state).map(({ name, cell }) => row(`register ${name}`, cell))
  const boxes = [
    ...state.blocks.map((block) => blockBox(block, shapes.get(block.type ?? ''))),
    ...state.statics.map(staticBox),
  ].flatMap((box) =>
    box.part.open.map((cell) => row(`${box.region === 'heap' ? 'heap' : 'static'}, ${box.title}`, cell)),
  )
  return [...frames, ...registers, ...boxes]
}

/** A row for the frames before this one that the recording leaves out. */
function leftOut({ id, between }: Frame): TableRow[] {
  if (!between) return []
  const count = between.folded ?? between.functions.length
  const name = `${count} more frame${count === 1 ? '' : 's'}${between.folded ? '' : ' of std'}`
  return [
    {
      id: `before${id}`,
      where: 'stack',
      name,
      type: '',
      value: between.functions.join(', '),
      address: '',
      size: bytesText(between.size),
    },
  ]
}

/** A cell in one sentence: name, type, value, where it points, address, size and bytes. */
export function cellSentence(cell: Cell): string {
  const parts = [
    cell.type ? `${cell.name}: ${cell.type}` : cell.name,
    valueWords(cell),
    cell.address === undefined ? '' : `at ${hexadecimal(cell.address)}`,
    [bytesText(cell.size), rawBytes(cell)].filter(Boolean).join(': '),
  ]
  return parts.filter(Boolean).join(', ')
}

/** The most bytes that a sentence spells out. */
const SPELT_OUT = 16

function rawBytes({ value, size }: Cell): string {
  if (!value || size === 0) return ''
  const bytes = bytesOf(value)
  return `${bytes.slice(0, SPELT_OUT).join(' ')}${bytes.length > SPELT_OUT ? ' …' : ''}`
}

function row(where: string, cell: Cell): TableRow {
  return {
    id: `${where} ${cell.id} ${cell.opened ? 'head' : ''}`,
    where,
    name: cell.name,
    type: cell.type ?? '',
    value: valueWords(cell),
    address: cell.address === undefined ? '' : hexadecimal(cell.address),
    size: bytesText(cell.size),
  }
}

function valueWords(cell: Cell): string {
  const word = cell.state === 'uninitialised' ? 'no value' : stateWord(cell.state)
  const text =
    word ?? cell.pointers.reduce((whole, { address }) => whole.replace(shortAddress(address), address), cell.text)
  return [text, ...cell.pointers.map(pointerWords)].filter(Boolean).join(', ')
}

/** Where a pointer leads, in words. */
function pointerWords({ target }: PointerAt): string {
  const offset = 'offset' in target && target.offset ? ` at byte ${target.offset}` : ''
  if (target.kind === 'heap') return `points to the heap${offset}`
  if (target.kind === 'stack') return `points to the stack${offset}`
  if (target.kind === 'static') return `points to static data${offset}`
  if (target.kind === 'code') return `points to the code of ${target.function}`
  const why = {
    freed: 'freed memory',
    'out-of-scope': 'memory that is out of scope',
    'never-valid': 'no memory',
    null: 'null',
    unknown: 'unknown memory',
  }
  return `points to ${target.where ?? why[target.why]}`
}
