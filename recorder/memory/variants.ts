/** Which variant of an enum some bytes are. */
import { unsigned } from './scalars.ts'
import type { Enum, Tag, Type, Variant } from './types.ts'

const uninhabited = new WeakMap<Type, boolean>()

/** Whether no value of a type can exist: `!`, an enum without variants, and what has a field of such a type. */
function isUninhabited(type: Type): boolean {
  const known = uninhabited.get(type)
  if (known !== undefined) return known
  const found = findUninhabited(type)
  uninhabited.set(type, found)
  return found
}

function findUninhabited(type: Type): boolean {
  switch (type.kind) {
    case 'scalar':
      return type.path === '!'
    case 'struct':
      return type.members.some((member) => isUninhabited(member.type()))
    case 'enum':
      return type.variants.every((variant) => !canExist(variant))
    case 'array':
      return type.count > 0 && isUninhabited(type.element())
    default:
      return false
  }
}

/** Whether some value of an enum can be that variant. */
function canExist(variant: Variant): boolean {
  return !variant.members.some((member) => isUninhabited(member.type()))
}

/** The variant whose discriminant the bytes of the tag hold, among those that can exist. */
export function activeVariant(type: Enum, tag: Uint8Array | undefined): Variant | undefined {
  const variants = type.variants.filter(canExist)
  if (!type.tag) return variants[0]
  if (!tag) return undefined
  const value = unsigned(tag)
  return (
    variants.find((variant) => variant.values.includes(value)) ??
    variants.find((variant) => variant.values.length === 0)
  )
}

/** Whether a value of a type says which variant an enum is, though it may take no bytes. */
export function hasVariants(type: Type): boolean {
  switch (type.kind) {
    case 'enum':
    case 'plain-enum':
      return true
    case 'struct':
      return type.members.some((member) => hasVariants(member.type()))
    case 'array':
      return type.count > 0 && hasVariants(type.element())
    default:
      return false
  }
}

/** A discriminant, given as an unsigned number, as Rust writes it: `-1` where its type has a sign. */
export function discriminantText(value: bigint, { size, signed }: Pick<Tag, 'size' | 'signed'>): string {
  return String(signed ? BigInt.asIntN(size * 8, value) : value)
}

/** Whether an enum's tag lies inside a field of one of its variants. */
export function isNiche(type: Enum): boolean {
  const tag = type.tag
  if (!tag) return false
  return type.variants
    .filter(canExist)
    .some((variant) =>
      variant.members.some(
        (member) => member.offset < tag.offset + tag.size && tag.offset < member.offset + member.type().size,
      ),
    )
}
