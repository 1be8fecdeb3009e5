import type { Density } from './density.ts'

/** Something that takes room in a column at one step. */
export type Tenant = { id: string; height: number }

/**
 * A place for each tenant that holds over all steps: the topmost that is free from the step at
 * which it comes to the one at which it was last seen.
 * @returns tops in canvas px from the column's, or undefined when they do not fit into `room`.
 */
export function fixedSlots(
  steps: readonly (readonly Tenant[])[],
  { between }: Pick<Density, 'between'>,
  room: number,
): ReadonlyMap<string, number> | undefined {
  const spans = new Map<string, { first: number; last: number; height: number }>()
  steps.forEach((tenants, step) => {
    for (const { id, height } of tenants) {
      const span = spans.get(id)
      spans.set(id, { first: span?.first ?? step, last: step, height: Math.max(height, span?.height ?? 0) })
    }
  })
  const slots = new Map<string, number>()
  for (const [id, span] of spans) {
    const rivals = [...slots].flatMap(([other, y]) => {
      const its = spans.get(other)
      const meets = its && its.first <= span.last && span.first <= its.last
      return meets ? [{ y, end: y + its.height + between }] : []
    })
    const tops = [0, ...rivals.map((rival) => rival.end)].sort((a, b) => a - b)
    const isFree = (top: number) => rivals.every((rival) => top >= rival.end || top + span.height + between <= rival.y)
    const y = tops.find(isFree)
    if (y === undefined || y + span.height > room) return undefined
    slots.set(id, y)
  }
  return slots
}
