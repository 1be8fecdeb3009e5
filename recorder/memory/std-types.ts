/**
 * Opens std's types: which of their private fields a reader should see, and what their pointers
 * lead to. Fields are found by their names in the debug information, never by fixed offsets.
 */
import type { Member, Struct, Type } from './types.ts'

const FOREIGN = /^(?:core|alloc|std|hashbrown)::/
/** Names of fields that only wrap another one. */
const WRAPPING = new Set(['pointer', 'inner', 'value', 'buf', 'table', 'base', 'data', 'v', '0', 'this', 'vec'])

/** Whether a type is declared in std and not in the snippet. */
export function isStd(type: Type): boolean {
  return FOREIGN.test(type.path)
}

/** What a Vec becomes when it is iterated by value: it owns the block, and what it gave out is moved. */
export function isVecIterator(type: Type): boolean {
  return type.path.startsWith('alloc::vec::into_iter::IntoIter<')
}

/** Types whose pointer needs their other fields to be understood. */
const OWNING = new RegExp(
  [
    '^alloc::vec::Vec<',
    '^alloc::string::String$',
    '^std::path::PathBuf$',
    '^std::ffi::os_str::OsString$',
    '^alloc::collections::vec_deque::VecDeque<',
    '^core::slice::iter::Iter(?:Mut)?<',
    '^std::collections::hash::',
    '^hashbrown::',
  ].join('|'),
)

/** Types that own a text, and what they call it. */
const TEXTS = new Map([
  ['alloc::string::String', 'str'],
  ['std::path::PathBuf', 'Path'],
  ['std::ffi::os_str::OsString', 'OsStr'],
])

/** What a wide pointer leads to, if that is or ends with a text: `str`, `Path` or `OsStr`. */
export function textBehind(pointer: Struct): string | undefined {
  const path = pointer.path.replaceAll(', alloc::alloc::Global', '')
  return /(?:^|[^\w:])(?:std::path::(?=Path)|std::ffi::os_str::(?=OsStr))?(str|Path|OsStr)>*$/.exec(path)?.[1]
}

/** A text of std that the debug information describes as a struct. */
export function isTextStruct(type: Type): boolean {
  return type.path === 'std::path::Path' || type.path === 'std::ffi::os_str::OsStr'
}

/** It keeps its `bool` in a byte. */
export function isAtomicBool(type: Type): boolean {
  return type.path === 'core::sync::atomic::AtomicBool'
}

/** A field of a std type after its private wrappers are taken away. */
export interface Leaf extends Member {
  /** Names from the outermost field to this one. */
  path: string[]
}

/** What a wide pointer is called: no type of a program has such a name. */
const WIDE = /^(?:&|\*(?:const|mut) |alloc::boxed::Box<)/

/** Whether a struct is a wide pointer, and its two members. */
export function wideParts(type: Struct): { data: Member; length?: Member; vtable?: Member } | undefined {
  if (!WIDE.test(type.path) || type.members.length !== 2 || type.size !== 16) return undefined
  const named = (name: string) => type.members.find((member) => member.name === name)
  const data = named('data_ptr') ?? named('pointer')
  const length = named('length')
  const vtable = named('vtable')
  return data && (length ?? vtable) ? { data, length, vtable } : undefined
}

/** Type arguments of a struct without the zero-sized ones such as its allocator. */
function contents(type: Struct): Set<Type> {
  return new Set(type.parameters.map((one) => one.type()))
}

/**
 * The fields of a std struct with its private structs flattened away and zero-sized ones left
 * out; what it was made for (its type arguments) stays whole.
 */
export function stdLeaves(type: Struct): Leaf[] {
  const leaves: Leaf[] = []
  const kept = contents(type)
  const visit = (struct: Struct, offset: number, path: string[]) => {
    for (const member of struct.members) {
      const inner = member.type()
      if (inner.size === 0) continue
      const names = [...path, member.name]
      const at = offset + member.offset
      const owner = OWNING.test(inner.path) && !OWNING.test(type.path)
      const whole = owner || isAtomicBool(inner)
      const opaque = inner.kind !== 'struct' || !isStd(inner) || kept.has(inner) || wideParts(inner) || whole
      if (opaque) leaves.push({ name: leafName(names), offset: at, type: member.type, path: names })
      else visit(inner, at, names)
    }
  }
  visit(type, 0, [])
  return leaves.sort((a, b) => a.offset - b.offset)
}

function leafName(path: string[]): string {
  return path.findLast((name) => !WRAPPING.has(name)) ?? path[0] ?? ''
}

/** The field that ends a slice's iterator: a pointer behind the last element. */
const END = 'end_or_len'

/** Whether a std type's pointer leads behind the last element of what another field points at. */
export function isEndPointer(leaf: Leaf): boolean {
  return leaf.name === 'end' || leaf.name === END
}

/** What the pointer of an owning std type leads to. */
export type Content =
  | { kind: 'elements'; element: Type; length: number; capacity: number }
  /** `name` is what the text is called, `str`. */
  | { kind: 'text'; name: string; length: number; capacity: number }
  | { kind: 'rest'; element: Type; taken: number; length: number; capacity: number }
  | { kind: 'ring'; element: Type; head: number; length: number; capacity: number }
  | { kind: 'buckets'; entry: Type; mask: number; items: number }
  | { kind: 'tree'; node: Type; height: number }

/** The first struct inside `type` (or itself) whose path starts so. */
function inside(type: Type, start: string): Struct | undefined {
  if (type.kind !== 'struct') return undefined
  if (type.path.startsWith(start)) return type
  for (const member of type.members) {
    const found = inside(member.type(), start)
    if (found) return found
  }
  return undefined
}

/**
 * What an owning std type's pointer leads to, and the name of the leaf that holds the pointer.
 * `number` reads an integer leaf by name; undefined for types that own nothing in this way (their
 * pointers are typed and need no help).
 */
export function contentOf(
  type: Struct,
  number: (leaf: string) => number | undefined,
): { leaf: string; content: Content } | undefined {
  const element = type.parameters.find((one) => one.name === 'T')?.type()
  const length = number('len') ?? 0
  const capacity = number('cap') ?? 0
  // Not stored yet, in optimised code: no Vec, String or VecDeque has more elements than room.
  if (length > capacity && element?.size !== 0 && /::(?:Vec|VecDeque|String)\b/.test(type.path)) return undefined
  if (type.path.startsWith('alloc::vec::Vec<') && element) {
    const real = element.size === 0 ? 0 : capacity
    return { leaf: 'ptr', content: { kind: 'elements', element, length, capacity: real } }
  }
  const text = TEXTS.get(type.path)
  if (text !== undefined) return { leaf: 'ptr', content: { kind: 'text', name: text, length, capacity } }
  if (type.path.startsWith('alloc::collections::vec_deque::VecDeque<') && element) {
    const head = number('head') ?? 0
    return { leaf: 'ptr', content: { kind: 'ring', element, head, length, capacity } }
  }
  if (isVecIterator(type) && element && element.size > 0) {
    const [start = 0, next = 0, end = 0] = ['buf', 'ptr', 'end'].map((leaf) => number(leaf))
    const [taken, length] = [(next - start) / element.size, (end - next) / element.size]
    const sound = [taken, length].every((count) => Number.isInteger(count) && count >= 0) && taken + length <= capacity
    return sound ? { leaf: 'buf', content: { kind: 'rest', element, taken, length, capacity } } : undefined
  }
  if (/^core::slice::iter::Iter(?:Mut)?</.test(type.path) && element && element.size > 0) {
    const [start = 0, end = 0] = ['ptr', END].map((leaf) => number(leaf))
    const left = (end - start) / element.size
    if (!Number.isInteger(left) || left < 0) return undefined
    return { leaf: 'ptr', content: { kind: 'elements', element, length: left, capacity: left } }
  }
  if (/^(?:std::collections::hash|hashbrown)::(?:map|set)::Hash(?:Map|Set)</.test(type.path)) {
    const entry = inside(type, 'hashbrown::raw::RawTable<')?.parameters[0]?.type()
    const mask = number('bucket_mask')
    if (!entry || mask === undefined || mask === 0) return undefined
    const items = number('items') ?? 0
    return { leaf: 'ctrl', content: { kind: 'buckets', entry, mask, items } }
  }
  return undefined
}
