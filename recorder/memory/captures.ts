/**
 * What a closure captured, as the source writes it. A closure captures places, not variables
 * (https://doc.rust-lang.org/reference/types/closure.html#capture-precision); the debug information names
 * them without their dereferences, `p__y` for `p.y` and for `(*p).y`, `r` for `r` and for `*r`. Which of them
 * it is shows the type of the variable in the function around.
 */
import type { LocalInfo } from './debug-info.ts'
import { withoutLastDereference } from './locations.ts'
import { wideParts } from './std-types.ts'
import type { Member, Type } from './types.ts'

/** A variable that a function declares. */
export interface Declared {
  name: string
  line: number
  type: Type
}

/** Whether a function's name is that of a closure or of async code, inside of the function that `outer` names. */
const isInside = (inner: string, outer: string) =>
  inner.startsWith(`${outer}::{`) &&
  inner
    .slice(outer.length)
    .split('::')
    .slice(1)
    .every((one) => one.startsWith('{'))

/** What a pointer leads to; of a wide one, the element type that the debug information gives a slice or text. */
function pointee(type: Type): Type | undefined {
  if (type.kind === 'pointer') return type.to()
  const data = type.kind === 'struct' ? wideParts(type)?.data.type() : undefined
  return data?.kind === 'pointer' ? data.to() : undefined
}

const isSame = (one: Type, other: Type) => one === other || (one.path !== '' && one.path === other.path)

/** Fields of a struct, or of an enum that has just one variant: no other's are captured alone. */
function fieldsOf(type: Type): Member[] {
  if (type.kind === 'struct') return type.members
  const only = type.kind === 'enum' && type.variants.length === 1 ? type.variants[0] : undefined
  return only?.members ?? []
}

/** The places that a name can mean, from a variable's type on: `rest` is what follows the variable's name. */
function placesOf(type: Type, written: string, rest: string): { type: Type; written: string }[] {
  if (rest === '') return [{ type, written }]
  let held: Type | undefined = type
  while (held && fieldsOf(held).length === 0) held = pointee(held)
  return fieldsOf(held ?? type).flatMap((field) => {
    const name = `__${field.name}`
    const after = rest.slice(name.length)
    const fits = rest.startsWith(name) && (after === '' || after.startsWith('__'))
    return fits ? placesOf(field.type(), `${written}.${field.name}`, after) : []
  })
}

/**
 * A capture as the source writes it. Of what a reference or box leads to, the closure holds a reference
 * with the same bits: it is shown as that reference or box.
 */
function asWritten(capture: LocalInfo, place: { type: Type; written: string }): LocalInfo | undefined {
  if (isSame(place.type, capture.type)) return { ...capture, written: place.written }
  let { type, written } = place
  for (let to = pointee(type); to; to = pointee(type)) {
    if (isSame(to, capture.type)) {
      const locationAt = (pc: number) => {
        const expression = capture.locationAt(pc)
        return expression && withoutLastDereference(expression)
      }
      return { ...capture, type, written, locationAt, reborrowed: true }
    }
    ;[type, written] = [to, `*${written}`]
  }
  return undefined
}

/**
 * The locals of the closure `name` with its captures as the source writes them; `declared` are the
 * variables of the program's functions, by their names.
 */
export function withCaptures(name: string, locals: LocalInfo[], declared: Map<string, Declared[]>): LocalInfo[] {
  const around = [...declared].filter(([outer]) => isInside(name, outer)).flatMap(([, variables]) => variables)
  if (around.length === 0) return locals
  return locals.map((local) => {
    if (!local.mayBeCapture) return local
    const places = around
      .filter(({ name: root, line }) => line === local.line && `${local.name}__`.startsWith(`${root}__`))
      .flatMap((root) => placesOf(root.type, root.name, local.name.slice(root.name.length)))
    const found = places.flatMap((place) => asWritten(local, place) ?? [])
    return found.find((one) => !one.reborrowed) ?? found[0] ?? local
  })
}

/** Names of the variables that `name` may be a field of, by the debug information's way to write captures. */
export function capturedRoots(name: string): string[] {
  const parts = name.split('__')
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('__'))
}
