/** Opens bytes as a tree of typed fields at their real offsets. */
import type { PointerTarget, Value } from '../trace-schema.ts'
import { isFuture } from './future-types.ts'
import type { HeldPart } from './futures.ts'
import { heldMembers } from './held-members.ts'
import { withPadding } from './padding.ts'
import type { ProcessMemory } from './process-memory.ts'
import { mayRead, textAt } from './texts.ts'
import { hexAddress, hexBytes, plainEnumText, scalarText, unsigned } from './scalars.ts'
import {
  contentOf,
  isAtomicBool,
  isEndPointer,
  isStd,
  isTextStruct,
  stdLeaves,
  textBehind,
  wideParts,
  type Content,
  type Leaf,
} from './std-types.ts'
import { sliceType, tailElement, tailOffset, unsizedStruct, withTail } from './unsized.ts'
import { activeVariant, discriminantText, isNiche } from './variants.ts'
import type { ArrayType, Enum, Member, Pointer, Struct, Type, Union } from './types.ts'

/** Elements of an array that are opened; the rest is counted as omitted. */
export const MOST_ELEMENTS = 32

/**
 * What a pointer's type says of the memory that it leads to. `whole`: a raw pointer of the program's, which
 * may be stale or cast, is believed only where its type is as big as the block. `end`: it leads behind the
 * last element of something, not to an element.
 */
export type Reach = { kind: 'one'; type: Type; whole?: boolean; end?: boolean } | Content | { kind: 'vtable' }

/** What opening a value needs to know about the rest of the process. */
export interface ValueContext {
  memory: ProcessMemory
  /** Where an address leads. What it was read as is remembered, so that the target can be opened. */
  point(address: number, reach: Reach | undefined): PointerTarget
  /** The type behind a trait object, by its vtable's address. */
  concreteType(vtable: number): Type | undefined
  /** What the future of a type at an address holds, if it was polled. */
  heldBy(type: Type, address: number): readonly HeldPart[] | undefined
  /** Name of the function that starts at an address. */
  functionAt(address: number): string | undefined
  /** Says in plain words that something could not be opened. */
  note(text: string): void
}

/** Where a value lies: `origin` is the address of the root that offsets count from. */
interface Place {
  origin: number
  offset: number
}

/** The value of `type` at an address; its offsets count from that address. */
export function readValue(type: Type, address: number, context: ValueContext): Value {
  return valueAt(type, { origin: address, offset: 0 }, context, undefined)
}

/** An address where no process has memory: what lies in registers is put there to be read. */
const NOWHERE = 16

/** The value of `type` whose bytes are in registers. */
export function readBytes(type: Type, bytes: Uint8Array, context: ValueContext): Value {
  const read = (address: number, size: number) =>
    address >= NOWHERE && address + size <= NOWHERE + bytes.length
      ? bytes.slice(address - NOWHERE, address - NOWHERE + size)
      : context.memory.read(address, size)
  const word = (address: number) => {
    const found = read(address, 8)
    return found && Number(unsigned(found))
  }
  return readValue(type, NOWHERE, { ...context, memory: { ...context.memory, read, word } })
}

/** The value of `type`, `offset` bytes into a root at `origin`. */
export function valueAt(type: Type, place: Place, context: ValueContext, name: string | undefined): Value {
  const frame: Value = {
    ...(name === undefined ? {} : { name }),
    type: type.name,
    offset: place.offset,
    size: type.size,
    kind: 'bytes',
  }
  const read = () => context.memory.read(place.origin + place.offset, type.size)
  switch (type.kind) {
    case 'scalar':
    case 'plain-enum': {
      const bytes = read()
      if (!bytes) return unreadable(frame)
      const text = type.kind === 'scalar' ? scalarText(type, bytes) : plainEnumText(type, bytes)
      if (text === undefined) return { ...frame, text: hexBytes(bytes) }
      return type.kind === 'scalar'
        ? { ...frame, kind: 'scalar', text }
        : { ...frame, kind: 'enum', variant: text, text }
    }
    case 'pointer': {
      const to = type.to()
      const whole = type.path.startsWith('*')
      return pointerValue(frame, place, context, to && { kind: 'one', type: to, whole })
    }
    case 'function':
      return functionPointer(frame, place, context)
    case 'array':
      return arrayValue(type, frame, place, context)
    case 'enum':
      return enumValue(type, frame, place, context)
    case 'union':
      return unionValue(type, frame, place, context)
    case 'struct':
      return structValue(type, frame, place, context)
    case 'opaque': {
      context.note(`the type ${type.name} is not described in the debug information`)
      const bytes = read()
      return bytes ? { ...frame, text: hexBytes(bytes) } : unreadable(frame)
    }
  }
}

function unreadable(frame: Value): Value {
  return { ...frame, kind: 'bytes' }
}

function pointerValue(frame: Value, place: Place, context: ValueContext, reach: Reach | undefined): Value {
  const bits = addressBits(place, context)
  if (bits === undefined) return unreadable(frame)
  return {
    ...frame,
    size: 8,
    kind: 'pointer',
    text: hexAddress(bits),
    target: context.point(Number(bits), reach),
  }
}

/** A pointer in a std type's own field: it is what std says it is. */
function ownPointer(type: Pointer, place: Place, context: ValueContext, leaf: Leaf): Value {
  const to = type.to()
  const frame: Value = { name: leaf.name, type: type.name, offset: place.offset, size: 8, kind: 'pointer' }
  return pointerValue(frame, place, context, to && { kind: 'one', type: to, end: isEndPointer(leaf) })
}

/** The eight bytes of a pointer: any 64 bits, of which a number would lose some. */
function addressBits(place: Place, context: ValueContext): bigint | undefined {
  const bytes = context.memory.read(place.origin + place.offset, 8)
  return bytes && unsigned(bytes)
}

function functionPointer(frame: Value, place: Place, context: ValueContext): Value {
  const bits = addressBits(place, context)
  if (bits === undefined) return unreadable(frame)
  const address = Number(bits)
  const name = context.functionAt(address)
  const target: PointerTarget =
    name === undefined ? context.point(address, undefined) : { kind: 'code', function: name }
  return { ...frame, kind: 'pointer', text: hexAddress(bits), target }
}

/** Elements one behind the other: at most `MOST_ELEMENTS` of `count`. */
export function elements(type: Type, count: number, place: Place, context: ValueContext): Value[] {
  return Array.from({ length: Math.min(count, MOST_ELEMENTS) }, (_, i) =>
    valueAt(type, { ...place, offset: place.offset + i * type.size }, context, String(i)),
  )
}

function arrayValue(type: ArrayType, frame: Value, place: Place, context: ValueContext): Value {
  if (type.isText) {
    const text = textAt(place.origin + place.offset, type.count, context)
    return { ...frame, kind: 'array', ...(text === undefined ? {} : { text }) }
  }
  const fields = elements(type.element(), type.count, place, context)
  const omitted = type.count - fields.length
  return { ...frame, kind: 'array', fields, ...(omitted > 0 ? { omitted } : {}) }
}

function unionValue(type: Union, frame: Value, place: Place, context: ValueContext): Value {
  // Which member is meant only the program knows: none of them may claim what it points at.
  const silent: ValueContext = { ...context, point: (address) => context.point(address, undefined) }
  const fields = type.members.map((member) => memberValue(member, place, silent))
  const bytes = context.memory.read(place.origin + place.offset, Math.min(type.size, 16))
  return { ...frame, kind: 'union', fields, ...(bytes ? { text: hexBytes(bytes) } : {}) }
}

function memberValue(member: Member, place: Place, context: ValueContext): Value {
  return valueAt(member.type(), { ...place, offset: place.offset + member.offset }, context, member.name)
}

function enumValue(type: Enum, frame: Value, place: Place, context: ValueContext): Value {
  const at = place.origin + place.offset
  const tagBytes = type.tag && context.memory.read(at + type.tag.offset, type.tag.size)
  const variant = activeVariant(type, tagBytes)
  if (!variant) {
    const bytes = context.memory.read(at, type.size)
    return bytes ? { ...frame, text: hexBytes(bytes) } : unreadable(frame)
  }
  const niche = isNiche(type)
  const { tag } = type
  const discriminant = tag &&
    tagBytes && {
      niche,
      offset: place.offset + tag.offset,
      size: tag.size,
      ...(niche && variant.values.length === 0 ? {} : { value: discriminantText(unsigned(tagBytes), tag) }),
    }
  const held = isFuture(type) ? context.heldBy(type, at) : undefined
  const fields = heldMembers(variant.members, held, place.offset, (member) => memberValue(member, place, context))
  return {
    ...frame,
    kind: 'enum',
    variant: variant.name,
    ...(discriminant ? { discriminant } : {}),
    fields: withPadding(fields, place.offset, type.size, discriminant ? [discriminant] : []),
  }
}

function structValue(type: Struct, frame: Value, place: Place, context: ValueContext): Value {
  const wide = wideParts(type)
  if (wide) return wideValue(type, wide, frame, place, context)
  if (!isStd(type)) {
    const fields = type.members.map((member) => memberValue(member, place, context))
    return { ...frame, kind: 'aggregate', fields: withPadding(fields, place.offset, type.size) }
  }
  return stdValue(type, frame, place, context)
}

function stdValue(type: Struct, frame: Value, place: Place, context: ValueContext): Value {
  const leaves = stdLeaves(type)
  const number = (name: string): number | undefined => {
    const leaf = leaves.find((one) => one.name === name)
    return leaf && context.memory.word(place.origin + place.offset + leaf.offset)
  }
  const owned = contentOf(type, number)
  const fields = leaves.map((leaf): Value => {
    const at = { ...place, offset: place.offset + leaf.offset }
    const inner = leaf.type()
    if (owned?.leaf !== leaf.name) {
      return inner.kind === 'pointer' ? ownPointer(inner, at, context, leaf) : valueAt(inner, at, context, leaf.name)
    }
    const empty = {
      name: leaf.name,
      type: leaf.type().name,
      offset: at.offset,
      size: 8,
      kind: 'pointer' as const,
    }
    const length = 'length' in owned.content ? { length: owned.content.length } : {}
    return { ...pointerValue(empty, at, context, owned.content), ...length }
  })
  const only = fields[0]
  // A std type that is one value in wrappers (Cell<i32>, Rc<T>, AtomicU32) is shown as that value.
  if (only && fields.length === 1 && only.size === type.size) {
    const { name: _, ...value } = only
    const text = isAtomicBool(type) && value.text !== undefined ? { text: String(value.text !== '0') } : {}
    return { ...value, ...(frame.name === undefined ? {} : { name: frame.name }), type: type.name, ...text }
  }
  const pointer = owned && fields.find((field) => field.name === owned.leaf)
  const text =
    owned?.content.kind === 'text' && mayRead(pointer)
      ? textAt(number(owned.leaf), owned.content.length, context)
      : undefined
  return {
    ...frame,
    kind: 'aggregate',
    ...(text === undefined ? {} : { text }),
    fields: withPadding(fields, place.offset, type.size),
  }
}

function wideValue(
  type: Struct,
  parts: NonNullable<ReturnType<typeof wideParts>>,
  frame: Value,
  place: Place,
  context: ValueContext,
): Value {
  const at = place.origin + place.offset
  const second = parts.length ?? parts.vtable
  const metadata = second && context.memory.word(at + second.offset)
  const field = (name: string, member: Member, reach: Reach | undefined): Value =>
    pointerValue(
      { name, type: member.type().name, offset: place.offset + member.offset, size: 8, kind: 'pointer' },
      { ...place, offset: place.offset + member.offset },
      context,
      reach,
    )
  const data = parts.data.type()
  const pointee = data.kind === 'pointer' ? data.to() : undefined
  const outer = pointee && isTextStruct(pointee) ? undefined : unsizedStruct(type, pointee)
  const one = (type: Type): Reach => ({ kind: 'one', type })
  if (parts.vtable) {
    const concrete = metadata === undefined ? undefined : context.concreteType(metadata)
    const reach = concrete && one(outer ? withTail(outer, concrete) : concrete)
    const fields = [field('data', parts.data, reach), field('vtable', parts.vtable, { kind: 'vtable' })]
    return { ...frame, kind: 'aggregate', fields: fields.sort((a, b) => a.offset - b.offset) }
  }
  const length = metadata ?? 0
  const textName = textBehind(type)
  const isText = textName !== undefined
  const element = outer ? tailElement(outer) : pointee
  const reach: Reach | undefined =
    outer && element
      ? one(withTail(outer, sliceType(element, length, isText)))
      : isText
        ? { kind: 'text', name: textName, length, capacity: length }
        : element && { kind: 'elements', element, length, capacity: length }
  const pointer = { ...field('ptr', parts.data, reach), length }
  const count = parts.length
    ? [valueAt(parts.length.type(), { ...place, offset: place.offset + parts.length.offset }, context, 'len')]
    : []
  const start = context.memory.word(at + parts.data.offset)
  const before = outer ? tailOffset(outer) : 0
  const text = isText && mayRead(pointer) ? textAt(start && start + before, length, context) : undefined
  return {
    ...frame,
    kind: 'aggregate',
    ...(text === undefined ? {} : { text }),
    fields: [pointer, ...count].sort((a, b) => a.offset - b.offset),
  }
}
