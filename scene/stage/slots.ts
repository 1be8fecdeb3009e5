import type { Density } from './density.ts'

/** Something that takes room in a column at one step. */
export type Tenant = {
  id: string
  height: number
  /** The tenant whose contents moved here: the two places differ where there is room. */
  before?: string
}

type Span = { first: number; last: number; height: number; before?: string }

/** From this distance on, canvas px, a viewer sees that something moved. */
const APART = 40

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
  const spans = new Map<string, Span>()
  steps.forEach((tenants, step) => {
    for (const { id, height, before } of tenants) {
      const span = spans.get(id)
      spans.set(id, { first: span?.first ?? step, last: step, height: Math.max(height, span?.height ?? 0), before })
    }
  })
  const slots = new Map<string, number>()
  for (const [id, span] of spans) {
    const rivals = rivalsOf(span, spans, slots, between)
    const y = [0, ...rivals.map((rival) => rival.end)]
      .sort((a, b) => a - b)
      .find((top) => isFree(top, span, rivals, between))
    if (y === undefined || y + span.height > room) return undefined
    slots.set(id, y)
  }
  for (const [id, span] of spans) {
    if (span.before === undefined || slots.get(id) !== slots.get(span.before)) continue
    const others = new Map([...slots].filter(([other]) => other !== id))
    const rivals = rivalsOf(span, spans, others, between)
    const tops = [room, ...rivals.map((rival) => rival.y - between)]
      .map((end) => end - span.height)
      .sort((a, b) => b - a)
    const lowest = tops.find((top) => top + span.height <= room && isFree(top, span, rivals, between))
    if (lowest !== undefined && lowest > 0) slots.set(id, lowest)
  }
  return slots
}

/** Whether everything that moved got a place at which a viewer sees that it did. */
export function areApart(slots: ReadonlyMap<string, number>, steps: readonly (readonly Tenant[])[]): boolean {
  const moved = steps.flat().filter((tenant) => tenant.before !== undefined && slots.has(tenant.before))
  return moved.every(({ id, before = '' }) => Math.abs((slots.get(id) ?? 0) - (slots.get(before) ?? 0)) >= APART)
}

type Rival = { y: number; end: number }

/** Places that are taken while a tenant is there. */
function rivalsOf(
  span: Span,
  spans: ReadonlyMap<string, Span>,
  slots: ReadonlyMap<string, number>,
  between: number,
): Rival[] {
  return [...slots].flatMap(([other, y]) => {
    const its = spans.get(other)
    const meets = its && its.first <= span.last && span.first <= its.last
    return meets ? [{ y, end: y + its.height + between }] : []
  })
}

function isFree(top: number, { height }: Span, rivals: readonly Rival[], between: number): boolean {
  return top >= 0 && rivals.every((rival) => top >= rival.end || top + height + between <= rival.y)
}
