/** Which functions an instruction of the crate's code belongs to, through inlining, and which lines. */
import { AT, TAG, numberOf, rangesOf, textOf, type Entry } from './dwarf.ts'
import type { Elf } from './elf.ts'
import { walk } from './entry-facts.ts'
import type { LineRow } from './line-table.ts'
import { lastAtMost } from './sorted-search.ts'
import { attributeOf, type CrateUnits, type Unit } from './units.ts'

/** A function at an address: its symbol or name, and the file and line that it is at. Line 0 is code without a line. */
export interface SourceFrame {
  symbol: string
  file: string
  line: number
}

/** Looks up code of the crate by addresses of the file's own numbering. */
export interface SourceFrames {
  /** Innermost first; empty where there is no code of the crate. */
  at(address: number): SourceFrame[]
  /** Ranges `[from, to)` of the functions with code that came from a file, inlined code too, by address. */
  holding(isFile: (file: string) => boolean): [number, number][]
}

type Range = [number, number]

/** A function with code or an inlined call, with what is inlined in it. */
interface Code {
  unit: Unit
  symbol: string
  ranges: Range[]
  /** Where the inlined call stands. */
  call?: { file: string; line: number }
  inlined: Code[]
}

const contains = (ranges: Range[], address: number) => ranges.some(([from, to]) => address >= from && address < to)

/** The frames of a crate's code. */
export function sourceFrames(elf: Elf, { units, entries }: CrateUnits): SourceFrames {
  function codeOf(entry: Entry, unit: Unit): Code {
    const call = entry.tag === TAG.inlined && {
      file: unit.lines.files[numberOf(entry, AT.callFile) ?? -1] ?? '',
      line: numberOf(entry, AT.callLine) ?? 0,
    }
    const read = (attribute: number) => attributeOf(entry, entries, (one) => textOf(one, attribute))
    return {
      unit,
      symbol: read(AT.linkageName) ?? read(AT.name) ?? '',
      ranges: rangesOf(entry, elf, unit.base),
      ...(call && { call }),
      inlined: inlinedIn(entry, unit),
    }
  }

  function inlinedIn(entry: Entry, unit: Unit): Code[] {
    return entry.children.flatMap((child) => {
      if (child.tag === TAG.inlined) return [codeOf(child, unit)]
      return child.tag === TAG.lexicalBlock ? inlinedIn(child, unit) : []
    })
  }

  const functions: { from: number; to: number; code: Code }[] = []
  for (const unit of units) {
    walk(unit.entry, (entry) => {
      if (entry.tag !== TAG.subprogram || entry.attributes.get(AT.lowPc) === undefined) return
      const code = codeOf(entry, unit)
      for (const [from, to] of code.ranges) functions.push({ from, to, code })
    })
  }
  functions.sort((a, b) => a.from - b.from)
  const rows = new Map(units.map((unit) => [unit, sorted(unit.lines.rows)]))

  return {
    at(address) {
      const found = functions[lastAtMost(functions, ({ from }) => from, address)]
      if (!found || address >= found.to) return []
      const chain = [found.code]
      for (let at = chain.at(-1); at;) {
        const inner: Code | undefined = at.inlined.find(({ ranges }) => contains(ranges, address))
        if (inner) chain.push(inner)
        at = inner
      }
      const row = rowAt(rows.get(found.code.unit) ?? [], address)
      const frames: SourceFrame[] = []
      let place = { file: row?.file ?? '', line: row?.line ?? 0 }
      for (const { symbol, call } of chain.reverse()) {
        frames.push({ symbol, ...place })
        if (call) place = call
      }
      return frames
    },
    holding(isFile) {
      const own = [...rows.values()].flat().filter((row) => !row.end && row.line > 0 && isFile(row.file))
      const starts = own.map(({ address }) => address).sort((a, b) => a - b)
      const calls = ({ call, inlined }: Code): boolean => (call && isFile(call.file)) || inlined.some(calls)
      return functions
        .filter(({ from, to, code }) => {
          const last = starts[lastAtMost(starts, (one) => one, to - 1)]
          return (last !== undefined && last >= from) || calls(code)
        })
        .map(({ from, to }) => [from, to])
    },
  }
}

/** Rows in order of address; where one sequence ends another may begin. */
function sorted(rows: LineRow[]): LineRow[] {
  return rows.toSorted((a, b) => a.address - b.address || Number(b.end) - Number(a.end))
}

/** The row that holds at an address; of several at one address the recommended breakpoint. */
function rowAt(rows: LineRow[], address: number): LineRow | undefined {
  const last = lastAtMost(rows, (row) => row.address, address)
  for (let at = last; rows[at]?.address === rows[last]?.address; at -= 1) {
    const row = rows[at]
    if (!row || row.end) break
    if (row.statement) return row
  }
  const row = rows[last]
  return row?.end ? undefined : row
}
