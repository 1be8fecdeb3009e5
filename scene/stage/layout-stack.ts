import type { MemoryState } from '../../recorder/trace-schema.ts'
import { addressOf, gutterAddress } from './address.ts'
import { bottom, type Box } from './box.ts'
import { BRIEF } from './density.ts'
import { layoutCell } from './layout-cell.ts'
import type { Lit } from './lit.ts'
import { CELL_FONT, HEADING, MAPPED, mapParts, REGISTER_ROW, rowsOf, type StagePlan } from './plan.ts'
import { registerCells } from './register-cells.ts'
import { titleText } from './row-text.ts'
import type { MiniMap, SceneBox, SceneCell } from './scene.ts'
import { entryHeight, foldStack, stackHeight, wholeStack, type StackEntry, type StackFold } from './stack-fold.ts'
import { bytesText, monoWidth } from './text.ts'

/** The stack column of a state. */
export function layoutStack(
  plan: StagePlan,
  state: MemoryState,
  lit: Lit,
): { boxes: SceneBox[]; cells: SceneCell[]; miniMap?: MiniMap } {
  const entries = stackEntries(plan, state, lit)
  const { density, x, width } = plan.stack
  const boxes: SceneBox[] = []
  const cells: SceneCell[] = []
  let y = plan.area.y + HEADING
  for (const entry of entries) {
    const height = entryHeight(entry, density)
    if (entry.kind === 'fold') boxes.push(foldBox(entry, { x, y, width, height }))
    else {
      const frame = frameBox(entry, { x, y, width, height }, plan, lit)
      boxes.push(frame)
      cells.push(...frameCells(entry, frame, plan, state, lit))
    }
    y += height + density.between
  }
  return { boxes, cells, miniMap: miniMap(plan, state, boxes) }
}

/** The register strip of a state: a row a register, below the stack, never in a frame. */
export function layoutRegisters(plan: StagePlan, state: MemoryState): SceneCell[] {
  return registerCells(state).map(({ name, cell }, i) => {
    const label = Math.max(52, monoWidth(name, 18) + 14)
    const box = {
      x: plan.stack.x + label,
      y: plan.registers + i * REGISTER_ROW,
      width: plan.stack.width - label,
      height: REGISTER_ROW - 6,
    }
    const row = layoutCell(cell, { ...box, x: box.x + 6, width: box.width - 12 }, { region: 'register' }, true)
    return { ...row, box, register: { name, x: plan.stack.x } }
  })
}

function stackEntries(plan: StagePlan, state: MemoryState, lit: Lit): StackEntry[] {
  const rows = rowsOf(state, plan.shapes, plan)
  const whole = wholeStack(rows)
  if (stackHeight(whole, plan.stack.density) <= plan.stack.height) return whole
  const inFocus = state.frames.filter((frame) => lit.boxes.has(`f${frame.id}`) || plan.frames?.includes(frame.function))
  const focus = new Set(inFocus.map((frame) => frame.id))
  return foldStack(rows, focus, lit.parts, plan.stack.height, plan.stack.density)
}

function frameBox(
  entry: Extract<StackEntry, { kind: 'frame' }>,
  { x, y, width, height }: Box,
  plan: StagePlan,
  lit: Lit,
): SceneBox {
  const { frame, cells } = entry
  const { header } = plan.stack.density
  const size = frame.inlined ? 'inlined' : bytesText(frame.size)
  return {
    id: `f${frame.id}`,
    region: 'stack',
    box: { x, y: y + header, width, height: cells.length ? height - header : BRIEF },
    title: functionTitle(frame.function, size, width),
    size,
    titleY: y + header - 8,
    lit: lit.boxes.has(`f${frame.id}`),
    freed: false,
    folded: cells.length === 0,
  }
}

/** A function's name, without the trait of a method's path where both do not fit. */
function functionTitle(name: string, size: string, width: number): string {
  const whole = titleText(name, size, width, CELL_FONT)
  return whole === name ? name : titleText(name.replace(/^<(.+) as .+>::/, '$1::'), size, width, CELL_FONT)
}

function foldBox({ id, count, size, std, holds }: StackFold, box: Box): SceneBox {
  const frames = count === 1 ? 'frame' : 'frames'
  const [whole, short] = std
    ? [`… ${count} ${frames} of std`, `… ${count} of std`]
    : [`… ${count} more ${frames}`, `… ${count} more`]
  const setAs = (text: string) => titleText(text, bytesText(size), box.width - 16, CELL_FONT)
  return {
    id,
    region: 'stack',
    box,
    title: setAs(whole) === whole ? whole : setAs(short),
    size: bytesText(size),
    titleY: box.y + box.height / 2 + 6,
    lit: false,
    freed: false,
    folded: true,
    holds,
  }
}

function frameCells(
  entry: Extract<StackEntry, { kind: 'frame' }>,
  frame: SceneBox,
  plan: StagePlan,
  state: MemoryState,
  lit: Lit,
): SceneCell[] {
  const { density } = plan.stack
  const low = addressOf(entry.frame.low)
  const isInnermost = entry.frame === state.frames.at(-1)
  const lowest = entry.cells.findIndex((cell) => cell.address === low && !cell.opened)
  const end = lowest < 0 ? entry.cells.length - 1 : lowest
  return entry.cells.map((cell, i) => {
    const box = {
      x: frame.box.x + density.pad,
      y: frame.box.y + density.pad + i * (density.row + density.gap),
      width: frame.box.width - 2 * density.pad,
      height: density.row,
    }
    const row = layoutCell(cell, box, { owner: frame.id, region: 'stack' }, lit.cells.has(cell.id))
    if (!plan.addresses) return row
    const isEnd = isInnermost && i === end
    const address = isEnd ? low : cell.opened ? undefined : cell.address
    if (address === undefined) return row
    const text = isEnd ? `rsp ${gutterAddress(address)}` : gutterAddress(address)
    return { ...row, gutter: { text, x: plan.gutter, rsp: isEnd } }
  })
}

/** The whole stack to scale, where some of it is folded; a frame takes at least 4 px while there is room. */
function miniMap(plan: StagePlan, state: MemoryState, boxes: readonly SceneBox[]): MiniMap | undefined {
  if (!plan.miniMap || !boxes.some((one) => one.folded)) return undefined
  const box = { ...plan.miniMap, y: plan.area.y + HEADING, height: plan.stack.height }
  const shown = new Set(boxes.filter((one) => !one.folded).map((one) => one.id))
  const parts = mapParts(state)
  if (parts.length < MAPPED) return undefined
  const total = parts.reduce((sum, { size }) => sum + size, 0)
  const least = Math.min(6, box.height / parts.length)
  const gap = least / 3
  const spare = box.height - parts.length * least
  let y = box.y
  const frames = parts.map(({ id, size }) => {
    const height = least - gap + (total > 0 ? (spare * size) / total : 0)
    const its = { id, box: { ...box, y, height }, shown: shown.has(id) }
    y = bottom(its.box) + gap
    return its
  })
  return { box, frames }
}
