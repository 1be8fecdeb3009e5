/** Facts that single entries of the debug information tell: names, and where statics lie. */
import { shortPath, type Names } from '../symbols.ts'
import { AT, textOf, type Attribute, type Entry } from './dwarf.ts'
import { shortFunctionName } from './type-names.ts'
import { pathOf } from './types.ts'

/** Mangled names of the functions in the debug information: of inlined ones there is no symbol. */
export function mangledNames(entries: Iterable<Entry>): string[] {
  return [...entries].flatMap((entry) => {
    const name = textOf(entry, AT.linkageName)
    return name?.startsWith('_R') ? [name] : []
  })
}

/** Visits an entry and all below it. */
export function walk(entry: Entry, visit: (entry: Entry) => void): void {
  visit(entry)
  for (const child of entry.children) walk(child, visit)
}

/** The place that a one-operation location names: an address or a thread-local offset. */
export function staticPlace(location: Attribute | undefined): { address: number; threadLocal: boolean } | undefined {
  if (!(location instanceof Uint8Array) || location.length < 9) return undefined
  const view = new DataView(location.buffer, location.byteOffset, location.byteLength)
  const address = Number(view.getBigUint64(1, true))
  const last = location[location.length - 1]
  if (location[0] === 0x03 && location.length === 9) return { address, threadLocal: false }
  if (location[0] === 0x0e && (last === 0xe0 || last === 0x9b)) return { address, threadLocal: true }
  return undefined
}

/** A static's name; what `thread_local!` declares is named by the item around it. */
export function staticName(entry: Entry, name: string): string {
  if (!name.startsWith('__RUST_STD_INTERNAL')) return name
  return pathOf(entry).findLast((one) => !/^(?:__|\{)/.test(one)) ?? name
}

/** A function's path below its crate: of an `impl` only the mangled name tells type and trait. */
export function functionName(entry: Entry, symbol: string | undefined, names: Names): string {
  const path = pathOf(entry)
  const demangled = symbol === undefined ? undefined : names.get(symbol)
  return demangled === undefined ? shortFunctionName(path.slice(1)) : shortPath(demangled, path[0] ?? '')
}
