import type { Layout, Value } from '../../recorder/trace-schema.ts'

/** A run of bytes of a type with one meaning; `padding` are bytes of no field of this form. */
export type Segment = {
  kind: 'tag' | 'niche' | 'field' | 'padding'
  /** Bytes from the type's start. */
  offset: number
  size: number
  /** `tag 1`, `niche 0`, `0: u32`; `padding` of no form's field, `unused` where another form has a field. */
  text: string
}

/** One variant of an enum, or the only form of another type. */
export type Form = {
  /** Variant's name; empty for a type that is no enum. */
  name: string
  segments: Segment[]
  /** Values of this form that the recorded run held, by the local that held them. */
  examples: { local: string; bytes: string[] }[]
}

/** The forms of a recorded layout, each with its bytes in order; a `niche` stands where no field of that form lies. */
export function formsOf(layout: Layout): Form[] {
  const examples = layout.examples.map(({ local, bytes, value }) => ({
    variant: value.variant,
    local,
    bytes: bytes.trim().split(/\s+/),
  }))
  if (!layout.variants) {
    return [{ name: '', segments: fieldSegments(layout.fields ?? [], layout), examples }]
  }
  const forms = layout.variants.map((variant) => ({
    name: variant.name,
    segments: withTag(fieldSegments(variant.fields, layout), layout, variant.tag),
    examples: examples.filter((example) => example.variant === variant.name),
  }))
  const fields = forms.flatMap(({ segments }) => segments.filter(({ kind }) => kind === 'field'))
  return forms.map((form) => ({ ...form, segments: form.segments.map((segment) => namedUnused(segment, fields)) }))
}

/** Bytes of no field of their own form, as unused where a field of another form lies there. */
function namedUnused(segment: Segment, fields: readonly Segment[]): Segment {
  const ends = segment.offset + segment.size
  const overlaps = fields.some(({ offset, size }) => offset < ends && segment.offset < offset + size)
  return segment.kind === 'padding' && overlaps ? { ...segment, text: 'unused' } : segment
}

/** The forms of a type in words: for those who do not see the picture. */
export function layoutSentence(layout: Layout): string {
  const size = `${layout.name}: ${layout.size} bytes, aligned to ${layout.align}`
  const forms = formsOf(layout).map((form) => {
    const parts = form.segments.map(({ text, offset, size: length }) => `${text} in ${bytesWords(offset, length)}`)
    return [form.name, parts.join(', ') || 'no bytes of its own'].filter(Boolean).join(': ')
  })
  return [size, ...forms].join('; ')
}

function bytesWords(offset: number, size: number): string {
  return size === 1 ? `byte ${offset}` : `bytes ${offset} to ${offset + size - 1}`
}

function fieldSegments(fields: readonly Value[], layout: Pick<Layout, 'name'>): Segment[] {
  return fields
    .filter((field) => field.size > 0)
    .flatMap((field): Segment[] => {
      if (field.kind === 'padding')
        return [{ kind: 'padding', offset: field.offset, size: field.size, text: 'padding' }]
      const isOpen = field.kind === 'aggregate' && (field.fields?.length ?? 0) > 1
      if (isOpen) return fieldSegments(field.fields ?? [], layout)
      const type = field.type && field.type !== layout.name ? field.type : undefined
      const text = [field.name, type].filter(Boolean).join(': ') || layout.name
      return [{ kind: 'field', offset: field.offset, size: field.size, text }]
    })
    .sort((a, b) => a.offset - b.offset)
}

/** Puts the tag, or the niche's value, where its bytes lie. */
function withTag(segments: readonly Segment[], { discriminant }: Layout, tag: string | undefined): Segment[] {
  if (!discriminant || tag === undefined) return [...segments]
  const { niche, offset, size } = discriminant
  const kind = niche ? 'niche' : 'tag'
  const others = segments.filter((one) => one.offset + one.size <= offset || one.offset >= offset + size)
  const text = `${kind} ${tagText(tag, size)}`
  return [...others, { kind, offset, size, text } as const].sort((a, b) => a.offset - b.offset)
}

/** A tag as a number; a very large one in hexadecimal, which shows the one bit that is set. */
function tagText(tag: string, size: number): string {
  return tag.length > 6 && /^\d+$/.test(tag) ? `0x${BigInt.asUintN(size * 8, BigInt(tag)).toString(16)}` : tag
}
