import type { Value } from '../trace-schema.ts'

/** Adds what lies between and behind `fields`; `taken` are further ranges that are no padding. */
export function withPadding(
  fields: Value[],
  start: number,
  size: number,
  taken: { offset: number; size: number }[] = [],
): Value[] {
  const out: Value[] = []
  const used = [
    ...fields.map((field) => ({ offset: field.offset, size: field.size, field })),
    ...taken.map((range) => ({ ...range, field: undefined })),
  ].sort((a, b) => a.offset - b.offset)
  let at = start
  for (const one of used) {
    if (one.offset > at) out.push({ offset: at, size: one.offset - at, kind: 'padding' })
    if (one.field) out.push(one.field)
    at = Math.max(at, one.offset + one.size)
  }
  if (at < start + size) out.push({ offset: at, size: start + size - at, kind: 'padding' })
  return out
}
