/**
 * What the debug information tells of a program: its functions with their locals and scopes, its
 * statics and vtables, and which instruction starts which line.
 */
import { Refused } from '../refused.ts'
import { isOwnFile } from '../compile.ts'
import { shortPath, type Names } from '../symbols.ts'
import { AT, TAG, numberOf, rangesOf, readUnits, textOf, type Attribute, type Entry } from './dwarf.ts'
import type { Elf } from './elf.ts'
import { readLines, type LineRow } from './line-table.ts'
import { listedLocation } from './locations.ts'
import { isVecIterator } from './std-types.ts'
import { shortFunctionName, shortTypeName } from './type-names.ts'
import { pathOf, typeTable, type Type } from './types.ts'

/** A local or argument; addresses count in the file's own numbering. */
export interface LocalInfo {
  /** Place in the function's list, in order of declaration. */
  id: number
  name: string
  type: Type
  argument: boolean
  line: number
  /** Code in which it is in scope, `[from, to)`. */
  ranges: [number, number][]
  /** DWARF location expression that holds at an address of the code, if there is one. */
  locationAt(pc: number): Uint8Array | undefined
}

/** A function whose body lies in the snippet's file. */
export interface FunctionInfo {
  /** As Rust writes it, below the crate. */
  name: string
  /** Mangled name. */
  symbol?: string
  low: number
  high: number
  line: number
  /** The body of async code. */
  isAsync: boolean
  frameBase: Uint8Array
  returns?: Type
  locals: LocalInfo[]
  /** The same and those that the source does not name, in the order of the debug information. */
  variables: LocalInfo[]
  /** Vec iterators that `for` loops declare for themselves. */
  iterators: LocalInfo[]
}

/** A static or thread-local variable. */
export interface StaticInfo {
  name: string
  type: Type
  /** Address, or for a thread-local its offset in the thread-local block. */
  address: number
  threadLocal: boolean
  /** Declared in the snippet's file. */
  own: boolean
  line?: number
}

/** A vtable by `<T as Trait>`. */
export interface VtableInfo {
  name: string
  address: number
  size: number
  /** The type behind the trait object. */
  concrete?: Type
}

/** What `readDebugInfo` gives. */
export interface DebugInfo {
  functions: FunctionInfo[]
  statics: StaticInfo[]
  vtables: VtableInfo[]
  /** Rows of the snippet's file with a line, and calls of what was inlined there, by address. */
  rows: LineRow[]
  /** The crate's types that have a name, by the name rustc writes. */
  types: Map<string, Type>
  /** Paths of the types for which the compiler made drop glue. */
  droppable: Set<string>
}

const STD_UNIT = /^\/rustc?\/(deps\/|[0-9a-f]{40}\/)/

function walk(entry: Entry, visit: (entry: Entry) => void): void {
  visit(entry)
  for (const child of entry.children) walk(child, visit)
}

/** The place that a one-operation location names: an address or a thread-local offset. */
function staticPlace(location: Attribute | undefined): { address: number; threadLocal: boolean } | undefined {
  if (!(location instanceof Uint8Array) || location.length < 9) return undefined
  const view = new DataView(location.buffer, location.byteOffset, location.byteLength)
  const address = Number(view.getBigUint64(1, true))
  const last = location[location.length - 1]
  if (location[0] === 0x03 && location.length === 9) return { address, threadLocal: false }
  if (location[0] === 0x0e && (last === 0xe0 || last === 0x9b)) return { address, threadLocal: true }
  return undefined
}

/** A static's name; what `thread_local!` declares is named by the item around it. */
function staticName(entry: Entry, name: string): string {
  if (!name.startsWith('__RUST_STD_INTERNAL')) return name
  return pathOf(entry).findLast((one) => !/^(?:__|\{)/.test(one)) ?? name
}

/** A function's path below its crate: of an `impl` only the mangled name tells type and trait. */
function functionName(entry: Entry, symbol: string | undefined, names: Names): string {
  const path = pathOf(entry)
  const demangled = symbol === undefined ? undefined : names.get(symbol)
  return demangled === undefined ? shortFunctionName(path.slice(1)) : shortPath(demangled, path[0] ?? '')
}

/**
 * Reads the units that come from the crate (std's own are left out). `file` is the snippet's path as
 * it was given to rustc, `text` its source, `names` the demangled symbols.
 *
 * @throws Refused when the executable has no debug information, or none that can be read.
 */
export function readDebugInfo(elf: Elf, file: string, text: string, names: Names): DebugInfo {
  const lines = text.split('\n')
  // What a desugaring or a macro of std declares (`iter`, `args`) has no name in the source; what a macro of the
  // program declares may be written `$name`.
  const isWritten = (name: string, line: number) =>
    new RegExp(`(?<!\\w)(?:${name.replace(/^r#/, '')}(?!\\w)|let (?:mut )?\\$)`).test(lines[line - 1] ?? '')
  const units = readUnits(elf, (name) => !STD_UNIT.test(name))
  const entries = new Map<number, Entry>()
  for (const unit of units) walk(unit, (entry) => entries.set(entry.offset, entry))
  const types = typeTable(entries)
  const info: DebugInfo = {
    functions: [],
    statics: [],
    vtables: [],
    rows: [],
    types: new Map(),
    droppable: new Set(),
  }
  const isSnippet = (name: string | undefined) => name !== undefined && isOwnFile(name, file)

  for (const unit of units) {
    const statements = numberOf(unit, AT.statements)
    const table = statements === undefined ? { rows: [], files: [] } : readLines(elf, statements)
    info.rows.push(...table.rows.filter((row) => isSnippet(row.file) && row.line > 0 && !row.end))
    const own = (entry: Entry): boolean => {
      const declared = numberOf(entry, AT.declFile)
      if (declared !== undefined) return isSnippet(table.files[declared])
      const origin = originOf(entry)
      return origin !== undefined && own(origin)
    }
    const originOf = (entry: Entry) => {
      const target = numberOf(entry, AT.origin) ?? numberOf(entry, AT.specification)
      return target === undefined ? undefined : entries.get(target)
    }
    const attribute = <T>(entry: Entry, read: (entry: Entry) => T | undefined): T | undefined => {
      const origin = originOf(entry)
      return read(entry) ?? (origin && attribute(origin, read))
    }
    const unitBase = numberOf(unit, AT.lowPc) ?? 0
    // Code of std that was inlined has no row of the snippet's: its call is where it starts.
    const inlinedCall = (entry: Entry) => {
      const called = table.files[numberOf(entry, AT.callFile) ?? -1]
      const line = numberOf(entry, AT.callLine)
      const starts = rangesOf(entry, elf, unitBase).map(([from]) => from)
      if (line === undefined || called === undefined || !isSnippet(called) || starts.length === 0) return
      const address = Math.min(...starts)
      const column = numberOf(entry, AT.callColumn) ?? 0
      if (info.rows.some((row) => row.address === address)) return
      info.rows.push({ address, file: called, line, column, statement: true, prologueEnd: false, end: false })
    }

    const localsOf = (
      subprogram: Entry,
      whole: [number, number][],
    ): Pick<FunctionInfo, 'locals' | 'variables' | 'iterators'> => {
      const locals: LocalInfo[] = []
      const variables: LocalInfo[] = []
      const iterators: LocalInfo[] = []
      const visit = (entry: Entry, ranges: [number, number][]) => {
        for (const child of entry.children) {
          if (child.tag === TAG.variable || child.tag === TAG.parameter) {
            const name = attribute(child, (one) => textOf(one, AT.name))
            const type = attribute(child, (one) => types.of(one))
            if (name === undefined || type === undefined || !own(child)) continue
            const line = attribute(child, (one) => numberOf(one, AT.declLine)) ?? 1
            const written = isWritten(name, line)
            const location = child.attributes.get(AT.location)
            const local: LocalInfo = {
              id: locals.length,
              name,
              type,
              argument: child.tag === TAG.parameter && entry === subprogram,
              line,
              ranges,
              locationAt: (pc) => {
                if (location instanceof Uint8Array) return location
                if (typeof location !== 'number') return undefined
                return listedLocation(elf.section('.debug_loc').bytes, location, pc, unitBase)
              },
            }
            variables.push(local)
            if (written) locals.push(local)
            else if (isVecIterator(type)) iterators.push(local)
          } else if (child.tag === TAG.lexicalBlock || child.tag === TAG.inlined) {
            visit(child, rangesOf(child, elf, unitBase))
          }
        }
      }
      visit(subprogram, whole)
      return { locals, variables, iterators }
    }

    const readFunction = (entry: Entry) => {
      const symbol = attribute(entry, (one) => textOf(one, AT.linkageName))
      const low = numberOf(entry, AT.lowPc)
      const high = numberOf(entry, AT.highPc)
      const frameBase = entry.attributes.get(AT.frameBase)
      if (low === undefined || high === undefined || !(frameBase instanceof Uint8Array) || !own(entry)) return
      info.functions.push({
        name: functionName(originOf(entry) ?? entry, symbol, names),
        symbol,
        low,
        high: low + high,
        line: attribute(entry, (one) => numberOf(one, AT.declLine)) ?? 1,
        isAsync:
          pathOf(originOf(entry) ?? entry)
            .at(-1)
            ?.startsWith('{async_') === true,
        frameBase,
        returns: attribute(entry, (one) => types.of(one)),
        ...localsOf(entry, [[low, low + high]]),
      })
    }

    walk(unit, (entry) => {
      const name = textOf(entry, AT.name)
      if (entry.tag === TAG.subprogram) readFunction(entry)
      if (entry.tag === TAG.inlined) inlinedCall(entry)
      if (entry.tag === TAG.subprogram && name?.startsWith('drop_in_place<')) {
        info.droppable.add(name.slice('drop_in_place<'.length, -1))
      }
      if (entry.tag === TAG.variable && name !== undefined) {
        const place = staticPlace(entry.attributes.get(AT.location))
        // The linker leaves an unused static at address 0, where a thread-local one may really be.
        const symbol = textOf(entry, AT.linkageName) ?? ''
        const unused = place?.threadLocal ? !elf.threadLocals.has(symbol) : place?.address === 0
        if (!place || unused) return
        if (name.endsWith('::{vtable}')) {
          const shape = entries.get(numberOf(entry, AT.type) ?? -1)
          const concrete = shape && numberOf(shape, AT.containingType)
          info.vtables.push({
            name: shortTypeName(name.slice(0, -'::{vtable}'.length)),
            address: place.address,
            size: (shape && numberOf(shape, AT.byteSize)) ?? 0,
            concrete: concrete === undefined ? undefined : types.at(concrete),
          })
          return
        }
        const type = types.of(entry)
        if (type) {
          const line = numberOf(entry, AT.declLine)
          info.statics.push({ name: staticName(entry, name), type, ...place, own: own(entry), line })
        }
      }
      const named = entry.tag === TAG.structure || entry.tag === TAG.enumeration || entry.tag === TAG.union
      if (named && name !== undefined && !entry.attributes.has(0x3c)) {
        const type = types.at(entry.offset)
        if (!info.types.has(type.name)) info.types.set(type.name, type)
      }
    })
  }
  if (info.rows.length === 0) throw new Refused(`the executable has no line table for ${file}`)
  info.rows.sort((a, b) => a.address - b.address)
  info.functions.sort((a, b) => a.low - b.low)
  return info
}
