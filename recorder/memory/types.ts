/**
 * The types of a program as its debug information gives them, with real sizes and offsets.
 * How rustc writes Rust types in DWARF: rustc's `debuginfo/metadata` module; enums are a variant
 * part whose discriminant is the tag or the niche.
 */
import { AT, TAG, numberOf, textOf, type Entry } from './dwarf.ts'
import { futureStates, isFuture } from './future-types.ts'
import { shortTypeName } from './type-names.ts'

interface Common {
  /** As rustc writes it, module paths and default arguments left out. */
  name: string
  /** Full path, `alloc::vec::Vec<u8, alloc::alloc::Global>`. */
  path: string
  size: number
  align: number
}

/** A field: `offset` counts from the start of the type that holds it. */
export interface Member {
  name: string
  offset: number
  type: () => Type
  /** What a future captured; the others are variables of its body. */
  captured?: true
}

/**
 * A variant of an enum; `values` are its discriminants as unsigned numbers, none for the variant that no
 * discriminant names.
 */
export interface Variant {
  name: string
  values: bigint[]
  members: Member[]
}

export type Scalar = Common & {
  kind: 'scalar'
  reading: 'bool' | 'float' | 'signed' | 'unsigned' | 'char' | 'unit'
}
export type Pointer = Common & { kind: 'pointer'; to: () => Type | undefined }
export type FunctionPointer = Common & { kind: 'function' }
export type Struct = Common & {
  kind: 'struct'
  members: Member[]
  parameters: { name: string; type: () => Type }[]
}
/** The bytes that tell an enum's variants apart; `signed`: they are a number that may be below 0. */
export interface Tag {
  offset: number
  size: number
  signed: boolean
}
export type Enum = Common & {
  kind: 'enum'
  /** Absent when no value of the type needs one: at most one of its variants can exist. */
  tag?: Tag
  variants: Variant[]
}
/** An enum without fields; `names` by discriminant, as an unsigned number. */
export type PlainEnum = Common & { kind: 'plain-enum'; names: Map<bigint, string>; signed: boolean }
export type ArrayType = Common & {
  kind: 'array'
  element: () => Type
  count: number
  /** The bytes of a `str`. */
  isText?: boolean
}
export type Union = Common & { kind: 'union'; members: Member[] }
/** A type whose inside the debug information does not tell. */
export type Opaque = Common & { kind: 'opaque' }

export type Type = Scalar | Pointer | FunctionPointer | Struct | Enum | PlainEnum | ArrayType | Union | Opaque

/** The path of namespaces and types around an entry, outermost first. */
export function pathOf(entry: Entry): string[] {
  const path: string[] = []
  for (let at: Entry | undefined = entry; at && at.tag !== TAG.unit; at = at.parent) {
    const name = textOf(at, AT.name)
    if (name !== undefined) path.unshift(name)
  }
  return path
}

function bigintOf(entry: Entry, attribute: number): bigint | undefined {
  const found = entry.attributes.get(attribute)
  if (typeof found === 'number' || typeof found === 'bigint') return BigInt(found)
  if (!(found instanceof Uint8Array)) return undefined
  return found.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

/** A variant's discriminant; LLVM writes it in as few bytes as hold it, and extends a negative one's sign. */
function discriminantOf(entry: Entry, signed: boolean): bigint | undefined {
  const value = bigintOf(entry, AT.discriminantValue)
  const written = entry.attributes.get(AT.discriminantValue)
  return value !== undefined && signed && written instanceof Uint8Array
    ? BigInt.asIntN(written.length * 8, value)
    : value
}

const byOffset = (members: readonly Member[]) => members.toSorted((a, b) => a.offset - b.offset)

const isSigned = (type: Type | undefined) => type?.kind === 'scalar' && type.reading === 'signed'

const READINGS: Record<number, Scalar['reading']> = {
  0x02: 'bool',
  0x04: 'float',
  0x05: 'signed',
  0x06: 'signed',
  0x07: 'unsigned',
  0x08: 'unsigned',
  0x10: 'char',
}

/** Looks up types by the offset of their entry; each is made once. */
export interface TypeTable {
  /** The type of the entry at that offset of `.debug_info`. */
  at(offset: number): Type
  /** The type that an entry's type attribute names, undefined when it has none. */
  of(entry: Entry): Type | undefined
}

/** A table over all entries of the given units; `items` are the types of function items. */
export function typeTable(entries: Map<number, Entry>, items: ReadonlySet<number>): TypeTable {
  const made = new Map<number, Type>()

  /** The members in the order of the debug information. */
  function written(entry: Entry): Member[] {
    return entry.children
      .filter((child) => child.tag === TAG.member)
      .map((child) => ({
        name: memberName(textOf(child, AT.name) ?? ''),
        offset: numberOf(child, AT.memberOffset) ?? 0,
        type: () => of(child) ?? opaque('?'),
      }))
  }

  const members = (entry: Entry) => byOffset(written(entry))

  function opaque(name: string, size = 0): Opaque {
    return { kind: 'opaque', name, path: name, size, align: 1 }
  }

  function structure(entry: Entry, common: Common): Type {
    const part = entry.children.find((child) => child.tag === TAG.variantPart)
    if (!part) {
      const parameters = entry.children
        .filter((child) => child.tag === TAG.typeParameter)
        .map((child) => ({ name: textOf(child, AT.name) ?? '', type: () => of(child) ?? opaque('?') }))
      return { ...common, kind: 'struct', members: members(entry), parameters }
    }
    const tagEntry = entries.get(numberOf(part, AT.discriminant) ?? -1)
    const tagType = tagEntry && of(tagEntry)
    const signed = isSigned(tagType)
    const variants = part.children
      .filter((child) => child.tag === TAG.variant)
      .map((child): Variant => {
        const member = child.children.find((one) => one.tag === TAG.member)
        const body = member && entries.get(numberOf(member, AT.type) ?? -1)
        const value = discriminantOf(child, signed)
        const name = member && textOf(member, AT.name)
        // The states of async code are numbered; their types have names.
        const numbered = name === undefined || /^\d+$/.test(name)
        return {
          name: (numbered ? body && textOf(body, AT.name) : undefined) ?? name ?? '?',
          values: value === undefined ? [] : [BigInt.asUintN((tagType?.size ?? 8) * 8, value)],
          members: body ? written(body) : [],
        }
      })
    const tag =
      tagEntry && tagType ? { offset: numberOf(tagEntry, AT.memberOffset) ?? 0, size: tagType.size, signed } : undefined
    const states = isFuture(common) ? futureStates(variants) : variants
    const ordered = states.map((variant) => ({ ...variant, members: byOffset(variant.members) }))
    return { ...common, kind: 'enum', tag, variants: ordered }
  }

  function array(entry: Entry, common: Common): ArrayType {
    const element = () => of(entry) ?? opaque('?')
    const range = entry.children.find((child) => child.tag === TAG.subrange)
    const count = (range && numberOf(range, AT.count)) ?? 0
    const { name, path, size, align } = element()
    return {
      ...common,
      kind: 'array',
      element,
      count,
      name: `[${name}; ${count}]`,
      path: `[${path}; ${count}]`,
      size: size * count,
      align,
    }
  }

  function make(entry: Entry): Type {
    const path = pathOf(entry).join('::')
    const size = numberOf(entry, AT.byteSize) ?? 0
    const common: Common = {
      name: shortTypeName(path),
      path,
      size,
      align: numberOf(entry, AT.alignment) ?? Math.max(1, Math.min(size, 16)),
    }
    switch (entry.tag) {
      case TAG.base: {
        const reading = READINGS[numberOf(entry, AT.encoding) ?? 0] ?? 'unsigned'
        return { ...common, kind: 'scalar', reading: size === 0 ? 'unit' : reading }
      }
      case TAG.pointer: {
        const target = numberOf(entry, AT.type)
        const inner = target === undefined ? undefined : entries.get(target)
        // Which function it is the debug information does not say.
        const item = { ...common, name: `${common.name} {…}`, size: 0, align: 1, members: [], parameters: [] }
        if (items.has(entry.offset)) return { ...item, kind: 'struct' }
        const pointer = { ...common, size: 8, align: 8 }
        if (inner?.tag === TAG.subroutine) return { ...pointer, kind: 'function' }
        return { ...pointer, kind: 'pointer', to: () => of(entry) }
      }
      case TAG.structure:
        return structure(entry, common)
      case TAG.union:
        return { ...common, kind: 'union', members: members(entry) }
      case TAG.enumeration: {
        const names = new Map<bigint, string>()
        for (const child of entry.children) {
          const value = bigintOf(child, AT.constant)
          const name = textOf(child, AT.name)
          if (value !== undefined && name !== undefined) {
            names.set(BigInt.asUintN(size * 8, value), name)
          }
        }
        return { ...common, kind: 'plain-enum', names, signed: isSigned(of(entry)) }
      }
      case TAG.array:
        return array(entry, common)
      default:
        return { ...common, kind: 'opaque' }
    }
  }

  function at(offset: number): Type {
    const known = made.get(offset)
    if (known) return known
    const entry = entries.get(offset)
    const type = entry ? make(entry) : opaque('?')
    made.set(offset, type)
    return type
  }

  function of(entry: Entry): Type | undefined {
    const target = numberOf(entry, AT.type)
    return target === undefined ? undefined : at(target)
  }

  return { at, of }
}

/** Rust writes tuple fields as `0`; the debug information calls them `__0`. */
function memberName(name: string): string {
  return name.replace(/^__(\d+)$/, '$1')
}
