/** Which variant of an enum some bytes are. */
import { unsigned } from './scalars.ts'
import type { Enum, Variant } from './types.ts'

/** The variant whose discriminant value the bytes of the tag hold. */
export function activeVariant(type: Enum, tag: Uint8Array | undefined): Variant | undefined {
  if (!type.tag) return type.variants[0]
  if (!tag) return undefined
  const value = unsigned(tag)
  return (
    type.variants.find((variant) => variant.values.includes(value)) ??
    type.variants.find((variant) => variant.values.length === 0)
  )
}

/** Whether an enum's tag lies inside a field of one of its variants. */
export function isNiche(type: Enum): boolean {
  const tag = type.tag
  if (!tag) return false
  return type.variants.some((variant) =>
    variant.members.some(
      (member) => member.offset < tag.offset + tag.size && tag.offset < member.offset + member.type().size,
    ),
  )
}
