import type { MemoryState } from '../../recorder/trace-schema.ts'
import type { Cell } from './cell.ts'
import { pointersIn, valueText } from './value-tree.ts'

/** A register that holds something of the program. */
export type RegisterCell = { name: string; cell: Cell }

/**
 * Registers to show: a value on its way back to the caller, and the innermost frame's locals that
 * live in a register. A value returned through memory shows in the caller's frame instead.
 */
export function registerCells(state: MemoryState): RegisterCell[] {
  const { returning } = state
  const frame = state.frames.at(-1)
  const locals = (frame?.locals ?? []).flatMap((local): RegisterCell[] => {
    if (!local.register || local.address !== undefined) return []
    const live = local.state === 'live'
    const cell: Cell = {
      id: `r/${local.register}`,
      name: local.name,
      type: local.type,
      text: live ? valueText(local.value) : '?',
      state: local.state,
      size: local.size,
      depth: 0,
      value: live ? local.value : undefined,
      pointers: live ? pointersIn(local.value) : [],
    }
    return [{ name: local.register, cell }]
  })
  if (!returning || returning.place.startsWith('0x') || returning.type === '()') return locals
  const cell: Cell = {
    id: `r/${returning.place}`,
    name: '',
    type: returning.type,
    text: valueText(returning.value),
    state: 'live',
    size: returning.value?.size ?? 8,
    depth: 0,
    value: returning.value,
    pointers: pointersIn(returning.value),
  }
  return [{ name: returning.place, cell }, ...locals.filter((one) => one.name !== returning.place)]
}
