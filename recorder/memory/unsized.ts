/**
 * Types whose size only a pointer to them knows: slices, `str`, trait objects, and structs whose last
 * field is one (https://doc.rust-lang.org/reference/dynamically-sized-types.html).
 */
import type { ArrayType, Member, Struct, Type } from './types.ts'

/** Whether a type's name ends with a slice, a `str` or a trait object: it has such a field itself. */
const ENDS_UNSIZED = /(?:\bdyn .*|\[[^\];]*\]|\bstr)>+$/

const isObject = (type: Type) => /^\(?dyn /.test(type.path)

/** The struct of no fixed size that a wide pointer of the type `pointer` leads to, such as `RcInner<[u16]>`. */
export function unsizedStruct(pointer: Type, pointee: Type | undefined): Struct | undefined {
  if (pointee?.kind !== 'struct' || isObject(pointee)) return undefined
  const named = pointer.path.replace(/^(?:&(?:mut )?|\*(?:const|mut) |alloc::boxed::Box<)/, '')
  return named.startsWith(pointee.path) ? pointee : undefined
}

/** A slice or `str` of `length` elements as the type of what a wide pointer leads to. */
export function sliceType(element: Type, length: number, isText: boolean): ArrayType {
  const name = isText ? 'str' : `[${element.name}]`
  const size = element.size * length
  return {
    kind: 'array',
    name,
    path: name,
    size,
    align: element.align,
    element: () => element,
    count: length,
    isText,
  }
}

function tailMember({ members }: Struct): Member | undefined {
  return members.findLast((member) => isObject(member.type()) || isUnsized(member.type())) ?? members.at(-1)
}

function isUnsized(type: Type): type is Struct {
  if (type.kind !== 'struct' || isObject(type)) return false
  if (ENDS_UNSIZED.test(type.path)) return true
  // The size of such a struct is that of the fields before the last one, which is described as one element.
  const last = type.members.at(-1)
  return last !== undefined && (last.offset + last.type().size > type.size || isUnsized(last.type()))
}

const roundUp = (size: number, align: number) => Math.ceil(size / align) * align

/**
 * A struct of no fixed size as it is where its last field is a `tail`: that field moves up to its
 * alignment, as `align_of_val` says of it.
 */
export function withTail(outer: Struct, tail: Type): Struct {
  const last = tailMember(outer)
  if (!last) return outer
  const inner = last.type()
  const type = isUnsized(inner) ? withTail(inner, tail) : tail
  const align = Math.max(outer.align, type.align)
  const offset = roundUp(last.offset, type.align)
  const leaf = tailElement(outer)
  const members = outer.members.map((member) => (member === last ? { ...last, offset, type: () => type } : member))
  return {
    ...outer,
    // What is behind a trait object has its own name; a slice's length is no part of its name.
    name: leaf && isObject(leaf) ? outer.name.replace(leaf.name, tail.name) : outer.name,
    size: roundUp(offset + type.size, align),
    align,
    members: members.sort((a, b) => a.offset - b.offset),
    parameters: [{ name: 'T', type: () => type }],
  }
}

/** Bytes from the start of such a struct to its tail. */
export function tailOffset(outer: Struct): number {
  const last = tailMember(outer)
  const inner = last?.type()
  return (last?.offset ?? 0) + (inner && isUnsized(inner) ? tailOffset(inner) : 0)
}

/** What the slice at the end of such a struct is made of: the debug information gives the field this type. */
export function tailElement(outer: Struct): Type | undefined {
  const inner = tailMember(outer)?.type()
  return inner && isUnsized(inner) ? tailElement(inner) : inner
}
