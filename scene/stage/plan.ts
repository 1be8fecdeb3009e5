import type { MemoryState } from '../../recorder/trace-schema.ts'
import { blockBox, shownBlocks, staticBox, type MemoryBox } from './block-parts.ts'
import type { Box } from './box.ts'
import { boxHeight, CLOSEST, DENSITIES, type Density } from './density.ts'
import { frameParts, shapesOf, type LocalChoice, type Shapes } from './frame-parts.ts'
import { registerCells } from './register-cells.ts'
import { wantedCharacters } from './row-text.ts'
import { areApart, fixedSlots } from './slots.ts'
import { stackHeight, wholeStack, type FrameRows } from './stack-fold.ts'
import { monoWidth } from './text.ts'

/** Canvas px of the code face in cells. */
export const CELL_FONT = 18
/** Canvas px of addresses. */
const ADDRESS_FONT = 18
/** Height of the headings above the columns. */
export const HEADING = 24
/** Height of a register's row. */
export const REGISTER_ROW = 38

/** What a page chose about the picture. */
export type StageOptions = LocalChoice & {
  /** Where memory is drawn, canvas px. */
  area: Box
  /** Shows addresses in the gutter and below blocks. */
  addresses: boolean
}

/** What stays the same over all steps, so that nothing moves that did not change. */
export type StagePlan = StageOptions & {
  shapes: Shapes
  miniMap?: { x: number; width: number }
  /** Right edge of the addresses. */
  gutter: number
  /** `narrow` when its rows would like more width than there is. */
  stack: { x: number; width: number; narrow: boolean; height: number; density: Density }
  /** Absent when nothing is ever on the heap or in static data. */
  heap?: { x: number; width: number; height: number; density: Density; slots?: ReadonlyMap<string, number> }
  /** Static data's boxes and their tops below `top`, by id. */
  statics: { boxes: MemoryBox[]; slots: ReadonlyMap<string, number>; top: number; density: Density }
  /** y of the first register's row. */
  registers: number
}

/** Lays out columns, density and fixed places for the states of all steps, in order. */
export function planStage(states: readonly MemoryState[], options: StageOptions): StagePlan {
  const { area } = options
  const shapes = shapesOf(states)
  const frames = states.map((state) => rowsOf(state, shapes, options))
  const registerRows = Math.max(0, ...states.map((state) => registerCells(state).length))
  const columnHeight = area.height - HEADING
  const stackRoom = columnHeight - registerRows * REGISTER_ROW - (registerRows ? 10 : 0)
  const stackDensity = DENSITIES.find((density) =>
    frames.every((rows) => stackHeight(wholeStack(rows), density) <= stackRoom),
  )
  const blocks = states.map((state, i) =>
    shownBlocks(state, states[i - 1]).map((block) => blockBox(block, shapes.get(block.type ?? ''))),
  )
  const { statics, heap } = planRightColumn(states, blocks, area)
  const columns = planColumns(frames, [...blocks.flat(), ...statics.boxes], options, {
    folds: !stackDensity,
    maps: !stackDensity && states.some((state) => mapParts(state).length >= MAPPED),
  })
  return {
    ...options,
    shapes,
    ...columns,
    stack: { ...columns.stack, height: stackRoom, density: stackDensity ?? CLOSEST },
    heap: columns.heap && { ...columns.heap, ...heap },
    statics,
    registers: area.y + area.height - registerRows * REGISTER_ROW,
  }
}

/** Of how many frames there is a map of the whole stack: the titles of fewer say as much. */
export const MAPPED = 5

/** What that map shows: each frame, and what std has between two of them. Sizes in bytes. */
export function mapParts({ frames }: MemoryState): { id: string; size: number }[] {
  return frames.flatMap(({ id, size, between }) => [
    ...(between ? [{ id: `before${id}`, size: between.size }] : []),
    { id: `f${id}`, size },
  ])
}

/** A state's frames with all their rows. */
export function rowsOf(state: MemoryState, shapes: Shapes, choice: LocalChoice): FrameRows[] {
  return state.frames.map((frame) => ({ frame, parts: frameParts(frame, shapes, choice) }))
}

type RightColumn = {
  statics: StagePlan['statics']
  heap: Pick<NonNullable<StagePlan['heap']>, 'height' | 'density' | 'slots'>
}

/** Heap above, static data below it: the roomiest pair in which every block keeps a place of its own. */
function planRightColumn(states: readonly MemoryState[], blocks: readonly MemoryBox[][], area: Box): RightColumn {
  const candidates = staticsOf(states, area).map((statics) => {
    const height = statics.top - area.y - HEADING - (statics.boxes.length ? HEADING + 8 : 0)
    const tenants = (density: Density) =>
      blocks.map((step) =>
        step.map((box) => ({
          id: box.slot,
          before: box.slotBefore,
          height: boxHeight(box.part.open.length, density, density.note),
        })),
      )
    const fitting = DENSITIES.flatMap((density) => {
      const slots = fixedSlots(tenants(density), density, height)
      return slots ? [{ density, slots, apart: areApart(slots, tenants(density)) }] : []
    })
    const { density, slots } = fitting.find(({ apart }) => apart) ??
      fitting[0] ?? { density: CLOSEST, slots: undefined }
    return { statics, heap: { height, density, slots } }
  })
  const last = candidates.at(-1)
  if (!last) throw new Error('no layout of static data was tried')
  return candidates.find(({ heap }) => heap.slots) ?? last
}

/** Layouts of the static data that take at most half of the column, closed at most three quarters, the roomiest first; at last none of it. */
function staticsOf(states: readonly MemoryState[], area: Box): StagePlan['statics'][] {
  const steps = states.map((state) => state.statics.map(staticBox))
  const closed = steps.map((boxes) => boxes.map(closedBox))
  const half = area.height / 2
  const tries = [
    ...DENSITIES.map((density) => ({ density, boxes: steps, most: half })),
    { density: CLOSEST, boxes: closed, most: half },
    { density: CLOSEST, boxes: closed, most: half * 1.5 },
  ]
  const found = tries.flatMap(({ density, boxes, most }) => {
    const tenants = boxes.map((step) => step.map((box) => ({ id: box.id, height: staticHeight(box, density) })))
    const slots = fixedSlots(tenants, density, most)
    if (!slots) return []
    const all = [...new Map(boxes.flat().map((box) => [box.id, box])).values()]
    const ends = all.map((box) => (slots.get(box.id) ?? 0) + staticHeight(box, density))
    return [{ boxes: all, slots, top: area.y + area.height - Math.max(0, ...ends), density }]
  })
  return found.length ? found : [{ boxes: [], slots: new Map(), top: area.y + area.height, density: CLOSEST }]
}

function closedBox(box: MemoryBox): MemoryBox {
  return { ...box, part: { ...box.part, open: [box.part.closed] } }
}

/** Height of a static datum's box. */
export function staticHeight(box: MemoryBox, density: Density): number {
  return boxHeight(box.part.open.length, density)
}

/** Columns of text in a row with which a long type may be cut. */
const COMFORTABLE = 24

/** Columns of text in `… 100 more frames 1000 B`. */
const FOLDED = 24

type Columns = Pick<StagePlan, 'miniMap' | 'gutter'> & {
  stack: { x: number; width: number; narrow: boolean }
  heap?: { x: number; width: number }
}

/** Shares the width out: what the rows would like, within what there is. */
function planColumns(
  steps: readonly FrameRows[][],
  boxes: readonly MemoryBox[],
  { area, addresses }: StageOptions,
  { folds, maps }: { folds: boolean; maps: boolean },
): Columns {
  const map = maps ? 24 : 0
  const gutter = addresses ? monoWidth('rsp …0000', ADDRESS_FONT) + 14 : 0
  const x = area.x + map + gutter
  const room = area.x + area.width - x
  const cells = steps.flat().flatMap((rows) => rows.parts.flatMap((part) => part.open))
  const wantStack = cellWidth(Math.max(folds ? FOLDED : 18, ...cells.map(wantedCharacters)))
  const miniMap = maps ? { x: area.x, width: 8 } : undefined
  if (boxes.length === 0)
    return {
      miniMap,
      gutter: x - 14,
      stack: { x, width: Math.min(wantStack + 40, room - 60), narrow: wantStack > room - 60 },
    }
  const heapCells = boxes.flatMap((box) => [
    ...box.part.open.map(wantedCharacters),
    box.title.length + box.size.length + 1,
  ])
  const wantHeap = cellWidth(Math.max(15, ...heapCells))
  const chained = boxes.some((box) => box.region === 'heap' && box.part.open.some((cell) => cell.pointers.length > 0))
  const lanes = chained ? 44 : 0
  const channel = Math.max(76, Math.min(200, room - lanes - wantStack - wantHeap))
  const spare = room - lanes - channel
  const least = cellWidth(15)
  const heapWidth = Math.min(wantHeap, Math.max(least, Math.round(spare * 0.44), spare - wantStack))
  const stackWidth = Math.min(Math.max(wantStack, 230), spare - heapWidth)
  return {
    miniMap,
    gutter: x - 14,
    stack: { x, width: stackWidth, narrow: stackWidth < Math.min(wantStack, cellWidth(COMFORTABLE)) },
    heap: { x: area.x + area.width - lanes - heapWidth, width: heapWidth },
  }
}

function cellWidth(characters: number): number {
  return Math.ceil(monoWidth('0'.repeat(characters), CELL_FONT)) + 30
}
