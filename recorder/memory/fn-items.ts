/**
 * Which types of the debug information are those of function items: `same` by its name, of a type of its
 * own and of no size (https://doc.rust-lang.org/reference/types/function-item.html). rustc describes them
 * as it does function pointers, but for the alignment of what has such a type: 1, a pointer's is 8.
 */
import type { Names } from '../symbols.ts'
import { AT, TAG, numberOf, textOf, type Entry } from './dwarf.ts'

/** The function pointer or item that a type is, or that an array is made of: its offset in `.debug_info`. */
function functionType(entries: Map<number, Entry>, offset: number | undefined): number | undefined {
  const entry = offset === undefined ? undefined : entries.get(offset)
  if (!entry || offset === undefined) return undefined
  const inner = numberOf(entry, AT.type)
  if (entry.tag === TAG.array) return functionType(entries, inner)
  const isFunction = entry.tag === TAG.pointer && entries.get(inner ?? -1)?.tag === TAG.subroutine
  return isFunction ? offset : undefined
}

/** Offsets of the types of function items; `names` are the demangled symbols. */
export function functionItems(entries: Map<number, Entry>, names: Names): Set<number> {
  const items = new Set<number>()
  for (const entry of entries.values()) {
    const aligned = entry.tag === TAG.member || entry.tag === TAG.variable
    // A parameter's entry has no alignment; but a generic function's symbol names what it is made for.
    const symbol = entry.tag === TAG.typeParameter ? entry.parent && textOf(entry.parent, AT.linkageName) : undefined
    const name = symbol === undefined ? undefined : names.get(symbol)
    if (!(aligned && numberOf(entry, AT.alignment) === 1) && !(name !== undefined && !/\bfn\(/.test(name))) continue
    const found = functionType(entries, numberOf(entry, AT.type))
    if (found !== undefined) items.add(found)
  }
  return items
}
