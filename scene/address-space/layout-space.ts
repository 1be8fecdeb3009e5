import type { AddressSpace } from '../../recorder/trace-schema.ts'
import type { HighlightedSource, CodeLine } from '../code-lines.ts'
import { codeLines } from '../code-lines.ts'
import type { Box, Point } from '../stage/box.ts'
import { bytesText, monoWidth } from '../stage/text.ts'
import { groupValues, type SpaceValue } from './group-values.ts'
import { mapRows, rowOf, sizeText, type MapRow } from './map-rows.ts'

/** Canvas px. */
const LABEL = 18
const SMALL = 18
const CODE = 20

/** A row of the map with its place, and how far its size reaches on the map's scale, canvas px from the row's left. */
export type PlacedRow = { row: MapRow; box: Box; extent: number }

/** A size on the map's scale. Canvas px, from the left edge of the rows. */
export type SpaceTick = { x: number; text: string }

/** A value on the map, or still on its line of code. Canvas px. */
export type Chip = {
  key: string
  value: SpaceValue
  /** The click after which it stands on the map. */
  group: number
  row: number
  /** Where it lands, and where it sets out. */
  box: Box
  from: Point
  /** `24 B` where there is room in its row. */
  size: string
}

/** A line of Rust above the map. */
export type SpaceLine = { line: CodeLine; group: number; x: number; y: number }

/** The whole picture, the same over all clicks but for where values are. Canvas px from the top left. */
export type SpaceLayout = {
  width: number
  height: number
  rows: PlacedRow[]
  chips: Chip[]
  lines: SpaceLine[]
  /** The scale above the rows: equal distances are equal factors of size. None where the rows need its room. */
  ticks: SpaceTick[]
  /** Where the scale's words begin, canvas px from the top. */
  ticksTop: number
  /** How many clicks the values take. */
  groups: number
  /** Left edges: addresses end before `band`, values begin at `values`. */
  band: number
  bandWidth: number
  values: number
}

const LINE = 30
const BAND = 166
const BAND_WIDTH = 402
const CHIP = { height: 28, pad: 8, gap: 7 }
const HEIGHTS = { most: 40, slim: 24, apart: 3, ticks: 24, least: 20 }
/** The sizes that the scale names. */
const TICKS = [1n << 10n, 1n << 20n, 1n << 30n, 1n << 40n, 1n << 50n, 1n << 60n]
/** Canvas px for each doubling of a size: the whole band is an address space of 64 bits. */
const DOUBLING = BAND_WIDTH / 64

/**
 * Lays out map, code and values.
 * @param groups see `groupValues`; an empty text leaves the values out.
 * @param alone leaves values and code out too, but not their room: the scale takes the code's.
 * @throws when a group names what was not recorded.
 */
export function layoutSpace(
  source: HighlightedSource & { source: { marks: Readonly<Record<string, number>> } },
  space: AddressSpace,
  groups: string | undefined,
  width: number,
  height: number,
  alone = false,
): SpaceLayout {
  const values = groupValues(space, groups)
  const rows = mapRows(space)
  const lines = values.flatMap((group, i) => placeLines(source, group, i, width))
  const top = lines.length > 0 ? Math.max(...lines.map(({ y }) => y)) + LINE + 12 : 0
  const placed = values.flat().map((value) => rowOf(rows, value))
  const below = placeRows(rows, new Set(placed), top + HEIGHTS.ticks, height)
  const hasRoom = below.every(({ box }) => box.height >= HEIGHTS.least)
  const placedRows = hasRoom ? below : placeRows(rows, new Set(placed), top, height)
  const hasTicks = hasRoom || (alone && top >= HEIGHTS.ticks)
  const chips = alone ? [] : placeChips(values, rows, placedRows, lines, source, width)
  return {
    width,
    height,
    rows: placedRows,
    chips,
    lines: alone ? [] : lines,
    ticks: hasTicks ? TICKS.map((size) => ({ x: extentOf(size), text: sizeText(size) })) : [],
    ticksTop: hasRoom ? top : top - HEIGHTS.ticks,
    groups: alone ? 0 : values.length,
    band: BAND,
    bandWidth: BAND_WIDTH,
    values: BAND + BAND_WIDTH + 14,
  }
}

/** The lines that a group's variables are declared on, in two columns where they are many. */
function placeLines(
  { source, highlighted }: HighlightedSource & { source: { marks: Readonly<Record<string, number>> } },
  values: SpaceValue[],
  group: number,
  width: number,
): SpaceLine[] {
  const numbers = [...new Set(values.flatMap(({ mark }) => source.marks[mark] ?? []))].sort((a, b) => a - b)
  const lines = numbers.flatMap((number) =>
    codeLines({ source: { ...source, regions: { one: { first: number, last: number } } }, highlighted }, 'one'),
  )
  const longest = Math.max(0, ...lines.map((line) => monoWidth(line.tokens.map(({ text }) => text).join(''), CODE)))
  const columns = lines.length > 2 && longest <= width / 2 - 20 ? 2 : 1
  const perColumn = Math.ceil(lines.length / columns)
  return lines.map((line, i) => ({
    line,
    group,
    x: Math.floor(i / perColumn) * (width / 2 + 10),
    y: (i % perColumn) * LINE,
  }))
}

/** Rows from the top: those of the program and those that hold values share what the slim ones leave. */
function placeRows(rows: readonly MapRow[], holding: ReadonlySet<number>, top: number, height: number): PlacedRow[] {
  const slim = rows.map(({ role }, i) => (role === 'gap' || role === 'rest') && !holding.has(i))
  const slimCount = slim.filter((is) => is).length
  const spare = (height - top - slimCount * HEIGHTS.slim) / Math.max(1, rows.length - slimCount)
  const full = Math.min(HEIGHTS.most, spare)
  let y = top
  return rows.map((row, i) => {
    const pitch = slim[i] ? HEIGHTS.slim : full
    const box = { x: BAND, y, width: BAND_WIDTH, height: pitch - HEIGHTS.apart }
    y += pitch
    return { row, box, extent: extentOf(row.end - row.start) }
  })
}

/** How far a size reaches on the map's scale, which is logarithmic: 4 KiB and 85 TiB both still show. Canvas px. */
function extentOf(bytes: bigint): number {
  return Math.log2(Number(bytes)) * DOUBLING
}

function placeChips(
  groups: readonly SpaceValue[][],
  rows: readonly MapRow[],
  placed: readonly PlacedRow[],
  lines: readonly SpaceLine[],
  { source }: { source: { marks: Readonly<Record<string, number>> } },
  width: number,
): Chip[] {
  const left = BAND + BAND_WIDTH + 14
  const all = groups.flatMap((group, i) => group.map((value) => ({ value, group: i, row: rowOf(rows, value) })))
  return placed.flatMap(({ box }, row) => {
    const mine = all.filter((one) => one.row === row)
    const sized =
      widthOf(
        mine.map(({ value }) => value),
        true,
      ) <=
      width - left
    const room =
      (width - left + CHIP.gap) /
      Math.max(
        1,
        widthOf(
          mine.map(({ value }) => value),
          false,
        ) + CHIP.gap,
      )
    const chipHeight = Math.min(CHIP.height, box.height)
    let x = left
    return mine.map(({ value, group }): Chip => {
      const chipWidth = chipWidthOf(value, sized) * Math.min(1, sized ? 1 : room)
      const line = lines.find((one) => one.group === group && one.line.number === source.marks[value.mark])
      const text = line?.line.tokens.map((token) => token.text).join('') ?? ''
      const column = Math.max(0, text.search(new RegExp(`\\b${value.variable}\\b`)))
      const chip: Chip = {
        key: `${value.mark}.${value.part}.${value.address}`,
        value,
        group,
        row,
        box: { x, y: box.y + (box.height - chipHeight) / 2, width: chipWidth, height: chipHeight },
        from: { x: (line?.x ?? 0) + monoWidth('0'.repeat(column), CODE) - CHIP.pad, y: line?.y ?? 0 },
        size: sized && value.size > 0 ? bytesText(value.size) : '',
      }
      x += chipWidth + CHIP.gap
      return chip
    })
  })
}

function widthOf(values: readonly SpaceValue[], sized: boolean): number {
  return values.reduce((sum, value) => sum + chipWidthOf(value, sized) + CHIP.gap, -CHIP.gap)
}

function chipWidthOf(value: SpaceValue, sized: boolean): number {
  const size = sized && value.size > 0 ? monoWidth(bytesText(value.size), SMALL) + 8 : 0
  return Math.ceil(monoWidth(value.label, LABEL) + size) + 2 * CHIP.pad
}
