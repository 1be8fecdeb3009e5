import type { AddressSpace } from '../../recorder/trace-schema.ts'

/** What a row of the map is: `gap` is nothing, `rest` what a talk about Rust's memory does not need. */
export type RowRole = 'code' | 'constants' | 'static' | 'heap' | 'stack' | 'thread-local' | 'rest' | 'gap'

/** One row of the map: a mapping, several that are not told apart, or nothing between two. */
export type MapRow = {
  /** Its lowest address, as recorded. */
  start: bigint
  end: bigint
  role: RowRole
  /** As the kernel writes them; empty for several mappings and for gaps. */
  permissions: string
  /** The kernel's names, without repetition. */
  names: string[]
  /** Places in the recorded list. */
  mappings: number[]
}

type Mapping = AddressSpace['mappings'][number]

const TOLD_APART = new Set<Mapping['role']>(['code', 'constants', 'static', 'heap', 'stack', 'thread-local'])

/**
 * The memory map from the highest address to the lowest, a row a mapping. Neighbouring libraries,
 * kernel pages and anonymous memory of theirs share a row, unless a value of the program lies there;
 * what is not mapped between two rows is a row, too, down to address 0.
 */
export function mapRows({ mappings, values }: AddressSpace): MapRow[] {
  const holding = new Set(values.flatMap(({ mapping }) => (mapping === undefined ? [] : [mapping])))
  const rows: MapRow[] = []
  const ascending = mappings
    .map((mapping, index) => ({ mapping, index, start: BigInt(mapping.start), end: BigInt(mapping.end) }))
    .sort((a, b) => (a.start < b.start ? -1 : 1))
  for (const { mapping, index, start, end } of ascending) {
    const last = rows.at(-1)
    const apart = TOLD_APART.has(mapping.role) || holding.has(index)
    const near = last && start - last.end < NEAR
    if (!apart && near && last.role === 'rest' && !last.mappings.some((one) => holding.has(one))) {
      last.end = end
      last.mappings.push(index)
      last.permissions = ''
      if (!last.names.includes(nameOf(mapping))) last.names.push(nameOf(mapping))
      continue
    }
    const from = last?.end ?? 0n
    if (start > from) rows.push({ start: from, end: start, role: 'gap', permissions: '', names: [], mappings: [] })
    const role = isTold(mapping.role) ? mapping.role : 'rest'
    rows.push({ start, end, role, permissions: mapping.permissions, names: [nameOf(mapping)], mappings: [index] })
  }
  return rows.reverse()
}

/** Bytes between two mappings that are still neighbours: a guard page or two. */
const NEAR = 0x1000_0000n

function isTold(role: Mapping['role']): role is Exclude<RowRole, 'rest' | 'gap'> {
  return TOLD_APART.has(role)
}

function nameOf({ name }: Mapping): string {
  return name || 'anonymous'
}

/** The row that a value lies in: its mapping's, or the gap around its address. */
export function rowOf(rows: readonly MapRow[], { mapping, address }: AddressSpace['values'][number]): number {
  if (mapping !== undefined) return rows.findIndex((row) => row.mappings.includes(mapping))
  const at = BigInt(address)
  return rows.findIndex((row) => at >= row.start && at < row.end)
}

const PURPOSE: Readonly<Record<RowRole, string>> = {
  code: 'the program’s instructions',
  constants: 'literals, and statics that never change',
  static: 'statics that change',
  heap: 'where the allocator’s blocks lie',
  stack: 'frames of running functions; grows when touched',
  'thread-local': 'what each thread has for itself',
  rest: '',
  gap: '',
}

/**
 * What a range is for, in words. Constants above the code are those that the loader wrote addresses into before it
 * made them read-only (ELF: `PT_GNU_RELRO`).
 */
export function purposeOf(row: MapRow, rows: readonly MapRow[]): string {
  const isRelocated = row.role === 'constants' && rows.some(({ role, start }) => role === 'code' && start < row.start)
  return isRelocated ? 'constants that hold addresses, such as vtables' : PURPOSE[row.role]
}

/** The first address that is not a process's own: those between are no addresses, those above the kernel's (Linux, x86_64/mm). */
const USER_END = 0x8000_0000_0000n

/** What a gap is called. The kernel's own memory is mapped, but in no process's map. */
export function gapName({ end }: Pick<MapRow, 'end'>): string {
  return end > USER_END ? 'not the program’s' : 'nothing mapped'
}

/** What a row is called: its role, or whose memory it is. */
export function rowTitle({ role, names, end }: Pick<MapRow, 'role' | 'names' | 'end'>): string {
  if (role === 'gap') return gapName({ end })
  if (role !== 'rest') return role
  const kernels = names.filter((name) => name.startsWith('['))
  if (kernels.length === names.length) return 'kernel'
  return kernels.length > 0 ? 'libs, kernel' : 'libraries'
}

const REGIONS: Readonly<Record<RowRole, string>> = {
  code: 'region-static',
  constants: 'region-static',
  static: 'region-static',
  heap: 'region-heap',
  stack: 'region-stack',
  'thread-local': '',
  rest: '',
  gap: '',
}

/** The class that gives a row, and what lies in it, its region's colour; empty where it has none. */
export function regionClass(role: RowRole): string {
  return REGIONS[role]
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** A size in the largest unit that keeps it at least 1: `132 KiB`, `1.3 MiB`. */
export function sizeText(bytes: bigint): string {
  let unit = 0
  let value = Number(bytes)
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  const text = value >= 10 || Number.isInteger(value) ? String(Math.round(value)) : value.toFixed(1)
  return `${text} ${UNITS[unit] ?? ''}`
}

/** `0x7ffffffde000`. */
export function addressText(address: bigint): string {
  return `0x${address.toString(16)}`
}

/** An address of at most 15 characters: longer ones, which only the kernel uses, lose their middle. */
export function shortAddressText(address: bigint): string {
  const whole = addressText(address)
  return whole.length <= 14 ? whole : `${whole.slice(0, 6)}…${whole.slice(-6)}`
}
