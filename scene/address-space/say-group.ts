import { bytesInWords, listed } from '../stage/text.ts'
import type { Chip, SpaceLayout } from './layout-space.ts'
import { addressText, gapName, sizeText, type MapRow, type RowRole } from './map-rows.ts'

/** More values of one place are counted, not named: the sentence stays on one line. */
const MOST_NAMED = 5

const WHERE: Readonly<Record<RowRole, string>> = {
  code: 'in the code',
  constants: 'among the constants',
  static: 'in static data',
  heap: 'on the heap',
  stack: 'on the stack',
  'thread-local': 'in thread-local memory',
  rest: 'in memory of a library or the kernel',
  gap: 'in no mapping',
}

/**
 * One sentence that says where the values of a click lie; before the first what the map is.
 * @param hasBars whether the map draws its sizes as bars, which are then explained.
 */
export function sayGroup(layout: SpaceLayout, click: number, hasBars = layout.ticks.length > 0): string {
  if (click === 0) return sayMap(layout, hasBars)
  const chips = layout.chips.filter(({ group }) => group === click - 1)
  const rows = [...new Set(chips.map(({ row }) => row))]
  const clauses = mergedByRole(
    rows.flatMap((row) => layout.rows[row]?.row ?? []),
    (row) => chips.filter((chip) => layout.rows[chip.row]?.row === row),
  )
  return `${clauses.join('; ')}.`
}

function mergedByRole(rows: readonly MapRow[], chipsOf: (row: MapRow) => Chip[]): string[] {
  const roles = [...new Set(rows.map(({ role, names }) => `${role} ${unnamedHeap(role, names)}`))]
  return roles.map((key) => {
    const same = rows.filter(({ role, names }) => `${role} ${unnamedHeap(role, names)}` === key)
    const chips = same.flatMap(chipsOf)
    const [row] = same
    const names = chips.length > MOST_NAMED ? `${chips.length} values` : listed(chips.map(({ value }) => value.label))
    const verb = chips.length === 1 ? 'lies' : 'lie'
    if (!row) return ''
    if (row.role === 'gap') {
      const at = listed(chips.map(({ value }) => value.address))
      return `${names} ${chips.length === 1 ? 'is the address' : 'are the addresses'} ${at}, where nothing is mapped`
    }
    return `${names} ${verb} ${WHERE[row.role]}${unnamedHeap(row.role, row.names)}`
  })
}

/** The kernel calls only one mapping `[heap]`; the allocator takes big blocks from others. */
function unnamedHeap(role: RowRole, names: readonly string[]): string {
  return role === 'heap' && !names.includes('[heap]') ? ', outside the range that the kernel calls [heap]' : ''
}

function sayMap({ rows }: SpaceLayout, hasBars: boolean): string {
  const mapped = rows.filter(({ row }) => row.role !== 'gap')
  const count = mapped.reduce((sum, { row }) => sum + row.mappings.length, 0)
  const bars = hasBars ? ' Bars are sizes, ×1024 from mark to mark.' : ''
  return `One address space: ${count} mapped ranges, higher addresses above.${bars}`
}

/** A row in full, for what a viewer points at and for reading aloud. */
export function sayRow({ start, end, role, permissions, names, mappings }: MapRow): string {
  const size = sizeText(end - start)
  const range = `${addressText(start)} to ${addressText(end)}`
  if (role === 'gap') return `${gapName({ end })}: ${range}, ${size}`
  const several =
    mappings.length > 1
      ? `${mappings.length} mappings of ${listed(names)}`
      : `${names[0] ?? ''}, ${inWords(permissions)}`
  return `${role === 'rest' ? '' : `${role}: `}${several}, ${range}, ${size}`
}

/** A value in full. */
export function sayValue({ value, row }: Chip, layout: SpaceLayout): string {
  const at = layout.rows[row]?.row
  const where = at ? `, ${WHERE[at.role]}` : ''
  return `${value.label} at ${value.address}${value.size > 0 ? `, ${bytesInWords(value.size)}` : ''}${where}`
}

function inWords(permissions: string): string {
  const words = [
    permissions.includes('r') && 'readable',
    permissions.includes('w') && 'writable',
    permissions.includes('x') && 'executable',
  ].filter((word) => word !== false)
  return listed(words) || 'no access'
}
