import type { MemoryState } from '../../recorder/trace-schema.ts'
import { arrowPath, stubPath } from './arrows.ts'
import { bottom, right, type Box } from './box.ts'
import { layoutArrows } from './layout-arrows.ts'
import { layoutHeap, layoutStatics } from './layout-heap.ts'
import { layoutRegisters, layoutStack } from './layout-stack.ts'
import { litBy } from './lit.ts'
import { HEADING, planStage, type StageOptions, type StagePlan } from './plan.ts'
import type { Scene, SceneArrow, SceneBox, SceneCell, SceneHeading } from './scene.ts'

/** Canvas px at the right, in which the arrows run. */
const LANES = 56
/** Most that stack and heap may be high before something is folded, canvas px. */
const TALLEST = 620
/** Between stack, registers, heap and static data. */
const APART = 18

/** A stage for narrow screens: the heap below the stack. Canvas px. */
export type StackedPlan = {
  width: number
  height: number
  stack: StagePlan
  /** Absent when nothing is ever on the heap or in static data. */
  heap?: StagePlan
}

/** Lays out a narrow stage for the states of all steps, in order. */
export function planStacked(
  states: readonly MemoryState[],
  options: Omit<StageOptions, 'area' | 'addresses'>,
  width: number,
): StackedPlan {
  const area = { x: 0, y: 0, width, height: TALLEST }
  const plan = planStage(states, { ...options, area, addresses: false })
  const points = states.some((state, i) => holdsPointer(plan, state, states[i - 1]))
  const column = { x: 0, width: width - (plan.heap || points ? LANES : 0) }
  const stack = { ...plan, miniMap: undefined, stack: { ...plan.stack, ...column } }
  const stackEnd = lowest(states.flatMap((state, i) => stackOf(stack, state, states[i - 1]).boxes))
  const registersHeight = Math.max(
    0,
    ...states.map((state) => lowest(layoutRegisters({ ...stack, registers: 0 }, state))),
  )
  const registers = stackEnd + (registersHeight ? APART : 0)
  const stackPlan = { ...stack, registers }
  const top = registers + registersHeight + APART
  if (!plan.heap) return { width, height: top, stack: stackPlan }
  const heap = { ...plan, area: { ...area, y: top }, heap: { ...plan.heap, ...column } }
  const blocks = states.flatMap((state, i) => heapBoxes(heap, state, states[i - 1]))
  const heapEnd = blocks.length ? lowest(blocks) + NOTE : top
  const statics = { ...plan.statics, top: heapEnd + HEADING }
  const heapPlan = { ...heap, statics }
  const staticBoxes = states.flatMap((state) => layoutStatics(heapPlan, state).boxes)
  return { width, height: (staticBoxes.length ? lowest(staticBoxes) : heapEnd) + 4, stack: stackPlan, heap: heapPlan }
}

/** Room below a block's box for what hangs over it. */
const NOTE = 14

/**
 * The narrow picture of one state.
 * @param before the state before it; what differs is lit.
 */
export function stackedScene(plan: StackedPlan, state: MemoryState, before?: MemoryState): Scene {
  const lit = litBy(state, before, plan.stack.shapes)
  const stack = layoutStack(plan.stack, state, lit)
  const registers = layoutRegisters(plan.stack, state)
  const heap = plan.heap ? layoutHeap(plan.heap, state, before, lit) : { boxes: [], cells: [] }
  const statics = plan.heap ? layoutStatics(plan.heap, state) : { boxes: [], cells: [] }
  const boxes = [...stack.boxes, ...heap.boxes, ...statics.boxes]
  const cells = [...stack.cells, ...registers, ...heap.cells, ...statics.cells]
  const arrows = layoutArrows(plan.heap ?? plan.stack, state, boxes, cells)
  return {
    headings: headingsOf(plan, heap.boxes.length > 0, statics.boxes.length > 0),
    boxes,
    cells,
    arrows: besideColumn(arrows, boxes, plan),
  }
}

/** Takes every arrow out to the right of the one column, each in a lane of its own. */
function besideColumn(arrows: readonly SceneArrow[], boxes: readonly SceneBox[], plan: StackedPlan): SceneArrow[] {
  const edge = Math.max(0, ...boxes.map(({ box }) => right(box)))
  const channel = { left: edge, right: plan.width }
  return arrows.map((arrow, i) => {
    const from = { x: edge, y: arrow.from.y }
    if (arrow.target === undefined) return { ...arrow, from, ...stubPath(from, 1) }
    const to = { x: edge, y: arrow.to.y }
    return { ...arrow, from, to, ...arrowPath({ from, to, channel, lane: i % 4 }) }
  })
}

function headingsOf(plan: StackedPlan, heap: boolean, statics: boolean): SceneHeading[] {
  const all: SceneHeading[] = [{ region: 'stack', text: 'STACK', order: '↑ higher', x: 0, y: 14 }]
  if (!plan.heap) return all
  if (heap) all.push({ region: 'heap', text: 'HEAP', order: '↓ higher', x: 0, y: plan.heap.area.y + 14 })
  if (statics) all.push({ region: 'static', text: 'STATIC', x: 0, y: plan.heap.statics.top - 12 })
  return all
}

function stackOf(plan: StagePlan, state: MemoryState, before?: MemoryState): { boxes: SceneBox[]; cells: SceneCell[] } {
  return layoutStack(plan, state, litBy(state, before, plan.shapes))
}

/** Whether anything of a state that lies on the stack or in a register holds an address. */
function holdsPointer(plan: StagePlan, state: MemoryState, before?: MemoryState): boolean {
  const cells = [...stackOf(plan, state, before).cells, ...layoutRegisters(plan, state)]
  return cells.some(({ cell }) => cell.pointers.length > 0)
}

function heapBoxes(plan: StagePlan, state: MemoryState, before?: MemoryState): SceneBox[] {
  return layoutHeap(plan, state, before, litBy(state, before, plan.shapes)).boxes
}

function lowest(items: readonly { box: Box }[]): number {
  return Math.max(0, ...items.map(({ box }) => bottom(box)))
}
