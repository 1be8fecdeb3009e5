import type { MemoryState } from '../../recorder/trace-schema.ts'
import { layoutArrows } from './layout-arrows.ts'
import { layoutHeap, layoutStatics } from './layout-heap.ts'
import { layoutRegisters, layoutStack } from './layout-stack.ts'
import { litBy } from './lit.ts'
import type { StagePlan } from './plan.ts'
import type { Scene, SceneHeading } from './scene.ts'

/**
 * The picture of one state.
 * @param before the state that the viewer saw before this one; what differs is lit.
 */
export function sceneOf(plan: StagePlan, state: MemoryState, before?: MemoryState): Scene {
  const lit = litBy(state, before, plan.shapes)
  const stack = layoutStack(plan, state, lit)
  const heap = layoutHeap(plan, state, before, lit)
  const statics = layoutStatics(plan, state)
  const registers = layoutRegisters(plan, state)
  const boxes = [...stack.boxes, ...heap.boxes, ...statics.boxes]
  const cells = [...stack.cells, ...heap.cells, ...statics.cells, ...registers]
  return {
    headings: headings(plan, statics.boxes.length > 0),
    boxes,
    cells,
    arrows: layoutArrows(plan, state, boxes, cells),
    miniMap: stack.miniMap,
  }
}

function headings(plan: StagePlan, withStatics: boolean): SceneHeading[] {
  const y = plan.area.y + 14
  const all: SceneHeading[] = [{ region: 'stack', text: 'STACK', order: '↑ higher', x: plan.stack.x, y }]
  if (!plan.heap) return all
  const onlyStatics = plan.heap.height <= 0
  if (!onlyStatics) all.push({ region: 'heap', text: 'HEAP', order: '↓ higher', x: plan.heap.x, y })
  if (withStatics) all.push({ region: 'static', text: 'STATIC', x: plan.heap.x, y: plan.statics.top - 12 })
  return all
}
