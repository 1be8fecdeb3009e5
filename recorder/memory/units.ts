/** The crate's own part of the debug information: its units with their entries and line tables. */
import { AT, numberOf, readUnits, type Entry } from './dwarf.ts'
import type { Elf } from './elf.ts'
import { walk } from './entry-facts.ts'
import { readLines, type LineTable } from './line-table.ts'

/** A compilation unit of the crate. */
export interface Unit {
  entry: Entry
  lines: LineTable
  /** What ranges in its lists count from. */
  base: number
}

/** What `crateUnits` gives. */
export interface CrateUnits {
  units: Unit[]
  /** All of their entries, by offset in `.debug_info`. */
  entries: Map<number, Entry>
}

/** Sources of std, as its units name them. */
const STD_UNIT = /^\/rustc?\/(deps\/|[0-9a-f]{40}\/)/

/**
 * Reads the units that come from the crate; std's own are left out.
 *
 * @throws Refused when the executable has no debug information, or none that can be read.
 */
export function crateUnits(elf: Elf): CrateUnits {
  const entries = new Map<number, Entry>()
  const units = readUnits(elf, (name) => !STD_UNIT.test(name)).map((entry): Unit => {
    walk(entry, (one) => entries.set(one.offset, one))
    const statements = numberOf(entry, AT.statements)
    const lines = statements === undefined ? { rows: [], files: [] } : readLines(elf, statements)
    return { entry, lines, base: numberOf(entry, AT.lowPc) ?? 0 }
  })
  return { units, entries }
}

/** The entry that describes an entry further: a concrete function's abstract one. */
export function originOf(entry: Entry, entries: ReadonlyMap<number, Entry>): Entry | undefined {
  const target = numberOf(entry, AT.origin) ?? numberOf(entry, AT.specification)
  return target === undefined ? undefined : entries.get(target)
}

/** What is read of an entry, or else of the entries that describe it further. */
export function attributeOf<T>(
  entry: Entry,
  entries: ReadonlyMap<number, Entry>,
  read: (entry: Entry) => T | undefined,
): T | undefined {
  const found = read(entry)
  if (found !== undefined) return found
  const origin = originOf(entry, entries)
  return origin && attributeOf(origin, entries, read)
}
