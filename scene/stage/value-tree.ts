import type { PointerTarget, Value } from '../../recorder/trace-schema.ts'
import { shortAddress } from './address.ts'

/** A pointer inside a value: where its bytes lie, counted from the value's start, and its target. */
export type PointerAt = { offset: number; size: number; address: string; target: PointerTarget }

/** Members that have bytes: zero-sized markers such as `PhantomData` and allocators are left out. */
function sized(value: Value): Value[] {
  return (value.fields ?? []).filter((field) => field.size > 0)
}

/**
 * Takes wrappers away: an aggregate whose only member fills it is shown as that member, under the
 * wrapper's name (`Box` → `Unique` → `NonNull` → pointer reads as one pointer).
 */
export function unwrap(value: Value): Value {
  const [only, ...others] = sized(value)
  const wrapper = value.kind === 'aggregate' && only && others.length === 0 && value.text === undefined
  if (!wrapper || only.size !== value.size) return value
  const inner = unwrap(only)
  return { ...inner, name: value.name, type: value.type ?? inner.type, moved: value.moved ?? inner.moved }
}

/** Whether a value is a structure of std whose own fields are named in its place (`buf`, `inner`). */
function isPlumbing(value: Value): boolean {
  if (value.kind !== 'aggregate') return false
  return /^(alloc|core|std)::|^(RawVec|RawVecInner|Unique|NonNull)\b/.test(value.type ?? '')
}

/**
 * The members that a reader is shown when a value is opened, by offset, wrappers and std's inner
 * structures replaced by what they hold. Empty for a value that has nothing to open.
 */
export function members(value: Value): Value[] {
  const open = unwrap(value)
  return sized(open)
    .flatMap((field) => {
      const inner = unwrap(field)
      return isPlumbing(inner) && inner.fields ? members(inner) : [inner]
    })
    .sort((a, b) => a.offset - b.offset)
}

/** Every pointer in a value, by offset. */
export function pointersIn(value: Value | undefined): PointerAt[] {
  if (!value) return []
  const own =
    value.kind === 'pointer' && value.target
      ? [{ offset: value.offset, size: value.size, address: value.text ?? '', target: value.target }]
      : []
  return [...own, ...(value.fields ?? []).flatMap(pointersIn)]
}

/** A value on one line: `7`, `7 8`, `Some(7)`, `"abc"`, `…add60`. */
export function valueText(value: Value | undefined): string {
  if (!value) return '?'
  const open = unwrap(value)
  if (open.kind === 'padding') return ''
  if (open.kind === 'pointer') return pointerText(open)
  if (open.kind === 'enum') return enumText(open)
  if (open.text !== undefined) return open.kind === 'bytes' ? open.text : quoted(open)
  const parts = members(open).filter((field) => field.kind !== 'padding')
  const texts = parts.map((field) =>
    open.kind === 'array' || !field.name ? valueText(field) : `${field.name} ${valueText(field)}`,
  )
  if (open.omitted) texts.push('…')
  return texts.join(open.kind === 'array' ? ' ' : ', ')
}

/** As `valueText`, without addresses beside other members, which are arrows: `cap 4, len 1`. */
export function briefText(value: Value): string {
  const open = unwrap(value)
  if (open.kind !== 'aggregate' || open.text !== undefined || !open.fields) return valueText(open)
  const telling = members(open).filter((field) => field.kind !== 'pointer')
  const hasMore = telling.some((field) => field.kind !== 'padding')
  if (hasMore) return valueText({ ...open, fields: telling })
  return members(open).length > 1 ? '' : valueText(open)
}

function quoted(value: Value): string {
  const isText = value.kind !== 'scalar' && !value.text?.startsWith('"')
  return isText ? `"${value.text}"` : (value.text ?? '')
}

function pointerText(value: Value): string {
  if (value.target?.kind === 'code') return value.target.function
  return value.text ? shortAddress(value.text) : '?'
}

function enumText(value: Value): string {
  const variant = value.variant ?? '?'
  const inner = sized(value).filter((field) => field.kind !== 'padding')
  const texts = inner.map(valueText)
  return texts.length ? `${variant}(${texts.join(', ')})` : variant
}
