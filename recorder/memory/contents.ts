/** Opens what a pointer leads to: a heap block or a static datum, as the pointer's type says. */
import type { Value } from '../trace-schema.ts'
import { hexBytes } from './scalars.ts'
import { MOST_ELEMENTS, elements, readValue, valueAt, type Reach, type ValueContext } from './values.ts'
import { textAt } from './texts.ts'
import { withPadding } from './padding.ts'
import type { Type } from './types.ts'

/** A place's bytes opened as what its owner says it holds. */
export interface Opened {
  type: string
  value: Value
  /** Elements in use of elements that fit. */
  length?: number
  capacity?: number
}

const LEAF_NODE = /^alloc::collections::btree::node::LeafNode</
const INTERNAL_NODE = /^alloc::collections::btree::node::InternalNode</
/** What an Rc or Arc allocates: the two counts and the value. */
const COUNTED = /^alloc::(?:rc::RcInner|sync::ArcInner)</

/** Once the last Rc is gone its value is dropped; the block stays while a Weak is left. */
function withoutDropped(value: Value): Value {
  const [strong] = value.fields ?? []
  if (strong?.text !== '0') return value
  const fields = value.fields?.map((field): Value => {
    const contents = field.name === 'value' || field.name === 'data'
    return contents ? { name: 'dropped', offset: field.offset, size: field.size, kind: 'padding' } : field
  })
  return { ...value, fields }
}

/** Bytes of an untyped place that are kept. */
const MOST_BYTES = 64

/** Bytes that nothing typed points at. */
export function openBytes(address: number, size: number, context: ValueContext): Value {
  const bytes = context.memory.read(address, Math.min(size, MOST_BYTES))
  return { offset: 0, size, kind: 'bytes', ...(bytes ? { text: hexBytes(bytes) } : {}) }
}

/** Bytes from `used` on belong to no element yet. */
function spare(fields: Value[], used: number, size: number): Value[] {
  return used < size ? [...fields, { name: 'spare', offset: used, size: size - used, kind: 'padding' }] : fields
}

/** How many bytes a reach claims from its address on; undefined when it does not tell. */
export function reachSize(reach: Reach): number | undefined {
  switch (reach.kind) {
    case 'one':
      return reach.type.size
    case 'elements':
    case 'rest':
    case 'ring':
      return reach.element.size * reach.capacity
    case 'text':
      return reach.capacity
    default:
      return undefined
  }
}

/**
 * Whether a pointer leads to no element: behind the last one, or to a slice of none. Where one thing ends
 * another may begin; it is the end that is meant.
 */
export function isPastEnd(reach: Reach): boolean {
  if (reach.kind === 'one') return reach.end === true
  const mayBeEmpty = reach.kind === 'elements' || reach.kind === 'text'
  return mayBeEmpty && reach.capacity === 0 && (reach.kind === 'text' || reach.element.size > 0)
}

/** The `size` bytes at `address` as `reach` says. */
export function open(reach: Reach, address: number, size: number, context: ValueContext): Opened | undefined {
  switch (reach.kind) {
    case 'one': {
      const node = nodeType(reach.type)
      if (node) return treeNode(node, address, size, context)
      const value = readValue(reach.type, address, context)
      return { type: reach.type.name, value: COUNTED.test(reach.type.path) ? withoutDropped(value) : value }
    }
    case 'elements': {
      const { element, length, capacity } = reach
      const fields = elements(element, length, { origin: address, offset: 0 }, context)
      const omitted = length - fields.length
      const value: Value = {
        type: `[${element.name}]`,
        offset: 0,
        size,
        kind: 'array',
        fields: spare(fields, length * element.size, size),
        ...(omitted > 0 ? { omitted } : {}),
      }
      return { type: `[${element.name}]`, value, length, capacity }
    }
    case 'text': {
      const text = textAt(address, reach.length, context)
      const part = { name: 'text', type: reach.name, offset: 0, size: reach.length, kind: 'array' as const, text }
      const written: Value[] = reach.length > 0 ? [part] : []
      const value: Value = {
        type: reach.name,
        offset: 0,
        size,
        kind: 'array',
        ...(text === undefined ? {} : { text }),
        ...(reach.length < size ? { fields: spare(written, reach.length, size) } : {}),
      }
      return { type: reach.name, value, length: reach.length, capacity: reach.capacity }
    }
    case 'rest':
      return rest(reach, address, size, context)
    case 'ring':
      return ring(reach, address, size, context)
    case 'buckets':
    case 'tree':
    case 'vtable':
      return undefined
  }
}

/** What a Vec's iterator has yet to give out, behind what it gave. */
function rest(
  { element, taken, length, capacity }: Extract<Reach, { kind: 'rest' }>,
  address: number,
  size: number,
  context: ValueContext,
): Opened {
  const start = taken * element.size
  const left = elements(element, length, { origin: address, offset: start }, context)
  const gone: Value[] = taken > 0 ? [{ name: 'moved out', offset: 0, size: start, kind: 'padding' }] : []
  const type = `[${element.name}]`
  const omitted = length - left.length
  const fields = spare([...gone, ...left], start + length * element.size, size)
  const value: Value = { type, offset: 0, size, kind: 'array', fields, ...(omitted > 0 ? { omitted } : {}) }
  return { type, value, length, capacity }
}

/** A VecDeque's buffer: elements from `head` on, wrapping at the end. */
function ring(reach: Extract<Reach, { kind: 'ring' }>, address: number, size: number, context: ValueContext): Opened {
  const { element, head, length, capacity } = reach
  const shown = Math.min(length, MOST_ELEMENTS)
  const fields = Array.from({ length: shown }, (_, i) => {
    const slot = (head + i) % Math.max(capacity, 1)
    return valueAt(element, { origin: address, offset: slot * element.size }, context, String(i))
  }).sort((a, b) => a.offset - b.offset)
  const gaps = withPadding(fields, 0, size).map((one) => (one.kind === 'padding' ? { ...one, name: 'spare' } : one))
  const type = `[${element.name}]`
  const value: Value = { type, offset: 0, size, kind: 'array', fields: gaps }
  return {
    type,
    value: { ...value, ...(length > shown ? { omitted: length - shown } : {}) },
    length,
    capacity,
  }
}

/**
 * A HashMap's block: buckets lie before the control bytes, the last one first; a control byte
 * whose highest bit is set belongs to an empty bucket (hashbrown's `raw` module).
 */
export function openBuckets(
  reach: Extract<Reach, { kind: 'buckets' }>,
  control: number,
  block: { address: number; size: number },
  context: ValueContext,
): Opened | undefined {
  const count = reach.mask + 1
  const { entry } = reach
  const start = control - block.address
  const bytes = context.memory.read(control, count)
  if (!bytes || count * entry.size > start) return undefined
  const fields: Value[] = []
  for (let i = count - 1; i >= 0 && fields.length < MOST_ELEMENTS; i--) {
    const offset = start - (i + 1) * entry.size
    const place = { origin: block.address, offset }
    if (((bytes[i] ?? 0xff) & 0x80) === 0) fields.push(valueAt(entry, place, context, String(i)))
    else fields.push({ name: 'empty', offset, size: entry.size, kind: 'padding' })
  }
  const rest = block.size - start
  fields.push({ name: 'control', type: `[u8; ${rest}]`, offset: start, size: rest, kind: 'bytes' })
  const last = fields.at(-1)
  const controlBytes = context.memory.read(control, Math.min(rest, MOST_BYTES))
  if (last && controlBytes) last.text = hexBytes(controlBytes)
  const name = `${entry.name} buckets`
  const value: Value = {
    type: name,
    offset: 0,
    size: block.size,
    kind: 'array',
    fields: withPadding(fields, 0, block.size),
  }
  const capacity = count < 8 ? count - 1 : (count / 8) * 7
  return { type: name, value, length: reach.items, capacity }
}

/** The leaf that a BTreeMap's node is or starts with. */
function nodeType(type: Type): Type | undefined {
  if (LEAF_NODE.test(type.path)) return type
  if (!INTERNAL_NODE.test(type.path) || type.kind !== 'struct') return undefined
  return type.members.find((member) => member.name === 'data')?.type()
}

/**
 * A BTreeMap's node: of its eleven places for keys and values the first `len` are in use; an inner
 * node is a leaf with `len + 1` pointers to its children behind it (`btree::node`).
 */
function treeNode(type: Type, address: number, size: number, context: ValueContext): Opened {
  if (type.kind !== 'struct') return { type: type.name, value: readValue(type, address, context) }
  const lengthField = type.members.find((member) => member.name === 'len')
  const bytes = lengthField && context.memory.read(address + lengthField.offset, 2)
  const length = bytes ? (bytes[0] ?? 0) + ((bytes[1] ?? 0) << 8) : 0
  const fields = type.members.map((member): Value => {
    const slots = member.type()
    const element = slots.kind === 'array' ? slots.element() : undefined
    const inner = element && payload(element)
    const place = { origin: address, offset: member.offset }
    const single = payload(slots)
    if (single) return valueAt(single, place, context, member.name)
    if (!inner || slots.kind !== 'array') return valueAt(slots, place, context, member.name)
    const used = elements(inner, Math.min(length, slots.count), place, context)
    return {
      name: member.name,
      type: `[${inner.name}; ${slots.count}]`,
      offset: member.offset,
      size: slots.size,
      kind: 'array',
      fields:
        length < slots.count && inner.size > 0
          ? [
              ...used,
              {
                name: 'spare',
                offset: member.offset + length * inner.size,
                size: (slots.count - length) * inner.size,
                kind: 'padding',
              },
            ]
          : used,
    }
  })
  const start = Math.ceil(type.size / 8) * 8
  const inner = size > start
  if (inner) fields.push(children(type, address, start, size - start, length + 1, context))
  const name = inner ? type.name.replace('LeafNode', 'InternalNode') : type.name
  const value: Value = {
    type: name,
    offset: 0,
    size,
    kind: 'aggregate',
    fields: withPadding(fields, 0, size),
  }
  return { type: name, value }
}

function children(
  leaf: Type,
  address: number,
  offset: number,
  size: number,
  count: number,
  context: ValueContext,
): Value {
  const edge: Type = { kind: 'pointer', name: `*${leaf.name}`, path: '', size: 8, align: 8, to: () => leaf }
  const used = elements(edge, Math.min(count, size / 8), { origin: address, offset }, context)
  const type = `[${edge.name}; ${size / 8}]`
  return {
    name: 'edges',
    type,
    offset,
    size,
    kind: 'array',
    fields: spare(used, offset + used.length * 8, offset + size),
  }
}

/** The type inside `MaybeUninit<T>`. */
function payload(type: Type): Type | undefined {
  if (type.kind !== 'union' || !type.path.startsWith('core::mem::maybe_uninit::MaybeUninit<')) return undefined
  let inner = type.members.find((member) => member.name === 'value')?.type()
  while (inner?.kind === 'struct' && /^core::mem::(?:manually_drop|maybe_dangling)::/.test(inner.path)) {
    const members = inner.members.map((member) => member.type())
    inner = members.find((member) => member.size > 0) ?? members[0]
  }
  return inner
}
