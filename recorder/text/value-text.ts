/** Writes a value in one line, as near to Rust's `{:?}` as memory allows: `Some("a" → #0, len 1, cap 1)`. */
import type { PointerTarget, Value } from '../trace-schema.ts'

/** What a pointer's target is called where the pointer stands. */
export type TargetName = (target: PointerTarget) => string

/** Fields that say no more than a pointer, a length and a capacity do. */
const PLAIN_PARTS = new Set(['ptr', 'len', 'cap', 'data', 'vtable'])

/** A text between quotes, with the escapes that Rust shares with JSON; `…` of the recording's own stays outside. */
function quoted(text: string): string {
  const isCut = text.endsWith('…')
  return JSON.stringify(isCut ? text.slice(0, -1) : text) + (isCut ? '…' : '')
}

/** A pointer, or what has one and says how much it leads to: a slice, a text, a Vec, a trait object. */
function pointerText(value: Value, nameOf: TargetName): string | undefined {
  if (value.kind === 'pointer') {
    const length = value.length === undefined ? '' : `, len ${value.length}`
    return `${value.target ? nameOf(value.target) : (value.text ?? '?')}${length}`
  }
  const fields = value.fields ?? []
  if (value.kind !== 'aggregate' || !fields.every(({ name }) => PLAIN_PARTS.has(name ?? ''))) return undefined
  const field = (name: string) => fields.find((one) => one.name === name)
  const pointer = field('ptr') ?? field('data')
  if (pointer?.kind !== 'pointer') return undefined
  const { length: _, ...alone } = pointer
  const vtable = field('vtable')
  return [
    pointerText(alone, nameOf) ?? '',
    field('len') && `len ${field('len')?.text ?? '?'}`,
    field('cap') && `cap ${field('cap')?.text ?? '?'}`,
    vtable && `vtable ${pointerText(vtable, nameOf) ?? ''}`.replace('vtable → ', 'vtable '),
  ]
    .filter(Boolean)
    .join(', ')
}

/** What stands around the fields of a value, and whether they have names. */
function brackets(value: Value): { open: string; close: string; isNamed: boolean } {
  const named = (value.fields ?? []).filter(({ kind }) => kind !== 'padding')
  // A tuple that does not lie in memory in the order of its fields names them, as Rust may: `{ 1: 7, 0: 'a' }`.
  const isNamed = value.kind !== 'array' && !named.every(({ name }, index) => name === String(index))
  const head = value.kind === 'union' ? 'union ' : (value.variant ?? '')
  if (value.kind === 'array') return { open: '[', close: ']', isNamed: false }
  if (value.kind === 'enum' && named.length === 0) return { open: head, close: '', isNamed }
  const isTuple = !isNamed && named.length > 0
  const space = value.kind === 'enum' && !isTuple ? ' ' : ''
  return isTuple ? { open: `${head}(`, close: ')', isNamed } : { open: `${head}${space}{`, close: '}', isNamed }
}

/** The members that are written: bytes without a name of an enum are no part of its variant. */
function members(value: Value): Value[] {
  const fields = value.fields ?? []
  return value.kind === 'enum' ? fields.filter(({ kind, name }) => kind !== 'padding' || name !== undefined) : fields
}

/**
 * A value in at most `room` characters where that is possible: what does not fit is counted, `… 29 more`.
 *
 * @param room Infinity writes all that was recorded.
 */
export function valueText(value: Value, nameOf: TargetName, room = Infinity): string {
  const whole = written(value, nameOf, Infinity)
  return whole.length <= room ? whole : written(value, nameOf, room)
}

function written(value: Value, nameOf: TargetName, room: number): string {
  const mark = value.moved ? 'moved out: ' : value.dropped ? 'dropped: ' : ''
  const pointer = pointerText(value, nameOf)
  if (value.kind === 'padding') return `${value.size} B ${value.name ?? 'padding'}`
  if (pointer !== undefined) {
    const text = value.text !== undefined && value.kind !== 'pointer' ? value.text : undefined
    if (text === undefined) return mark + pointer
    return `${mark}${shortened(text, room - mark.length - pointer.length - 1)} ${pointer}`
  }
  if (value.kind === 'bytes') return mark + bytesText(value, room - mark.length)
  if (isFunctionItem(value)) return `${mark}${value.type}`
  if (value.kind === 'scalar') return mark + (value.text ?? '?')
  if (value.kind === 'array' && value.text !== undefined) return mark + shortened(value.text, room - mark.length)
  return mark + groupText(value, nameOf, room - mark.length)
}

/** Whether a value is a function item: it has no bytes, its type is all of it. */
function isFunctionItem({ kind, size, type }: Value): boolean {
  return kind === 'aggregate' && size === 0 && type !== undefined && /\bfn\(.*\{.*\}$/.test(type)
}

/** A text between quotes, cut where it is longer than `room`; at least its first characters stay. */
function shortened(text: string, room: number): string {
  const whole = quoted(text)
  if (whole.length <= room) return whole
  const left = Math.max(8, room - 3)
  return `${quoted([...text].slice(0, left).join(''))}…`
}

function bytesText({ text = '', size }: Value, room: number): string {
  const whole = `bytes ${text}`
  const shown = text.split(' ').length
  if (whole.length <= room && shown >= size) return whole
  const fits = Math.max(4, Math.floor((Math.min(room, whole.length + 12) - 20) / 3))
  const first = text.split(' ').slice(0, fits)
  const left = size - first.length
  return left > 0 ? `bytes ${first.join(' ')} … ${left} more` : whole
}

/** Fields between brackets, as many as fit. */
function groupText(value: Value, nameOf: TargetName, room: number): string {
  const { open, close, isNamed } = brackets(value)
  const fields = members(value)
  const isSpaced = isNamed && close === '}'
  const edge = isSpaced && fields.length > 0 ? ' ' : ''
  const parts: string[] = []
  const wrap = (all: string[]) => (close === '' ? open : `${open}${edge}${all.join(', ')}${edge}${close}`)
  const omitted = (left: number) => (left > 0 ? [`… ${left} more`] : [])
  for (const [i, field] of fields.entries()) {
    const label = isNamed && field.kind !== 'padding' && field.name !== undefined ? `${field.name}: ` : ''
    const after = omitted(fields.length - i - 1 + (value.omitted ?? 0))
    const left = room - wrap([...parts, label, ...after]).length
    const text = valueText(field, nameOf, Math.max(left, 12))
    if (text.length > left && i > 0) return wrap([...parts, ...omitted(fields.length - i + (value.omitted ?? 0))])
    parts.push(label + text)
  }
  return wrap([...parts, ...omitted(value.omitted ?? 0)])
}
