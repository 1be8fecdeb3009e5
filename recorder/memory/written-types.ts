/** Types by the names that rustc writes, of variables that the debug information does not describe. */
import type { Scalar, Type } from './types.ts'

/** How numbers and the like are read (Rust reference, "Type layout"). */
const READINGS: [RegExp, Scalar['reading']][] = [
  [/^bool$/, 'bool'],
  [/^char$/, 'char'],
  [/^f\d+$/, 'float'],
  [/^i(?:\d+|size)$/, 'signed'],
  [/^u(?:\d+|size)$/, 'unsigned'],
]

/**
 * The type of a place of `size` bytes that `name` names: one that the debug information has, a scalar, a thin
 * pointer, an array of such; else one of which nothing but its bytes is known.
 *
 * @param known Finds a type of the debug information.
 */
export function typeWritten(name: string, size: number, known: (name: string) => Type | undefined): Type {
  const found = known(name)
  if (found && found.size === size) return found
  const common = { name, path: name, size, align: Math.max(1, Math.min(size, 16)) }
  const reading = READINGS.find(([pattern]) => pattern.test(name))?.[1]
  if (reading) return { ...common, kind: 'scalar', reading }
  const [, target] = /^(?:&(?:'\w+ )?(?:mut )?|\*(?:const|mut) )(.*)$/.exec(name) ?? []
  if (target !== undefined && size === 8) return { ...common, kind: 'pointer', to: () => known(target) }
  const [, element, length] = /^\[(.*); (\d+)\]$/.exec(name) ?? []
  const count = Number(length)
  if (element !== undefined && count > 0 && size % count === 0) {
    return { ...common, kind: 'array', count, element: () => typeWritten(element, size / count, known) }
  }
  return { ...common, kind: 'opaque' }
}
