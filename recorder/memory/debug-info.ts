/**
 * What the debug information tells of a program: its functions with their locals and scopes, its
 * statics and vtables, and which instruction starts which line.
 */
import { Refused } from '../refused.ts'
import { isOwnFile } from '../compile.ts'
import type { Names } from '../symbols.ts'
import { AT, TAG, numberOf, rangesOf, textOf, type Entry } from './dwarf.ts'
import type { Elf } from './elf.ts'
import { functionName, staticName, staticPlace, walk } from './entry-facts.ts'
import { functionItems } from './fn-items.ts'
import { capturedRoots, withCaptures, type Declared } from './captures.ts'
import type { InlinedCall } from './inlined.ts'
import type { LineRow } from './line-table.ts'
import { locationsOf } from './locations.ts'
import { futureBehind } from './future-types.ts'
import { isVecIterator } from './std-types.ts'
import { shortTypeName } from './type-names.ts'
import { pathOf, typeTable, type Type, type TypeTable } from './types.ts'
import { attributeOf, originOf, type CrateUnits } from './units.ts'

/** A local or argument; addresses count in the file's own numbering. */
export interface LocalInfo {
  /** Place in the function's list, in order of declaration. */
  id: number
  name: string
  type: Type
  /** The lexical block that declares it. */
  block: number
  argument: boolean
  line: number
  /** It belongs to a function that was inlined here. */
  inlined: boolean
  /** It lies in or behind what a closure's own parameter leads to. */
  mayBeCapture?: boolean
  /** A capture as the source writes it, `p.y`. */
  written?: string
  /** The closure's own reference, which has the bits of the one that the source names. */
  reborrowed?: boolean
  /** Code in which it is in scope, `[from, to)`. */
  ranges: [number, number][]
  /** One location is said to hold in all of its scope: code may store it there later than its turn. */
  hasOnePlace: boolean
  /** DWARF location expression that holds at an address of the code, if there is one. */
  locationAt(pc: number): Uint8Array | undefined
  /** The one that holds in the code that follows next, where none holds at that address. */
  locationAfter(pc: number): Uint8Array | undefined
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
  /** Of async code: the parameter that leads to the future, which the source does not name. */
  future?: LocalInfo
  /** Calls of other functions of the snippet that were inlined. */
  calls: InlinedCall[]
  /** Of an inlined call: the types of the function's variables, those too of which the call has no code. */
  declared: Pick<LocalInfo, 'name' | 'line' | 'type'>[]
}

type Contents = Pick<FunctionInfo, 'locals' | 'variables' | 'iterators' | 'future' | 'calls'>

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

/** Ids of what the source does not name begin here: a derived method's arguments are shown all the same. */
const UNWRITTEN = 2000

/** The variables that the description of a function declares, of those with a type. */
function declaredIn(fn: Entry, types: TypeTable): FunctionInfo['declared'] {
  const found: FunctionInfo['declared'] = []
  walk(fn, (one) => {
    const [name, line, type] = [textOf(one, AT.name), numberOf(one, AT.declLine), types.of(one)]
    if (one.tag === TAG.variable && name !== undefined && line !== undefined && type) found.push({ name, line, type })
  })
  return found
}

/** A function, and those inlined in it, with captures as the source writes them. */
function captured(fn: FunctionInfo, declared: Map<string, Declared[]>): FunctionInfo {
  const calls = fn.calls.map((call) => ({ ...call, function: captured(call.function, declared) }))
  const written = withCaptures(fn.name, fn.variables, declared)
  const byInfo = new Map(fn.variables.map((one, i) => [one, written[i] ?? one]))
  return { ...fn, calls, variables: written, locals: fn.locals.map((one) => byInfo.get(one) ?? one) }
}

/** Whether a local is what the guard of a match arm sees of the binding `other`: a reference of the same name. */
function isGuardOf(local: LocalInfo, other: LocalInfo): boolean {
  const isSame = local.name === other.name && local.line === other.line && local.block === other.block
  return isSame && local.type.path === `&${other.type.path}`
}

/**
 * Reads the units that come from the crate (std's own are left out). `file` is the snippet's path as
 * it was given to rustc, `text` its source, `names` the demangled symbols.
 *
 * @throws Refused when they have no line of the file.
 */
export function readDebugInfo(
  elf: Elf,
  { units, entries }: CrateUnits,
  file: string,
  text: string,
  names: Names,
): DebugInfo {
  const lines = text.split('\n')
  // What a desugaring or a macro of std declares (`iter`, `args`) has no name in the source; what a macro of the
  // program declares may be written `$name`.
  const isWritten = (name: string, line: number) =>
    new RegExp(`(?<!\\w)(?:${name.replace(/^r#/, '')}(?!\\w)|let (?:mut )?\\$)`).test(lines[line - 1] ?? '')
  const types = typeTable(entries, functionItems(entries, names))
  const info: DebugInfo = {
    functions: [],
    statics: [],
    vtables: [],
    rows: [],
    types: new Map(),
    droppable: new Set(),
  }
  const declared = new Map<string, Declared[]>()
  const isSnippet = (name: string | undefined) => name !== undefined && isOwnFile(name, file)

  for (const { entry: unit, lines: table, base: unitBase } of units) {
    info.rows.push(...table.rows.filter((row) => isSnippet(row.file) && row.line > 0 && !row.end))
    const own = (entry: Entry): boolean => {
      const declared = numberOf(entry, AT.declFile)
      if (declared !== undefined) return isSnippet(table.files[declared])
      const origin = originOf(entry, entries)
      return origin !== undefined && own(origin)
    }
    const attribute = <T>(entry: Entry, read: (entry: Entry) => T | undefined) => attributeOf(entry, entries, read)
    const calls = new Map<number, LineRow>()
    // Code of std that was inlined has no row of the snippet's: its call is where it starts, and of several calls
    // that start there the innermost, which comes last.
    const inlinedCall = (entry: Entry) => {
      const call = callOf(entry)
      const starts = rangesOf(entry, elf, unitBase).map(([from]) => from)
      if (!call || starts.length === 0) return
      const address = Math.min(...starts)
      const outer = calls.get(address)
      if (outer) Object.assign(outer, { ...call, around: outer.around ?? { line: outer.line, column: outer.column } })
      if (outer || info.rows.some((row) => row.address === address)) return
      const row: LineRow = { address, ...call, statement: true, prologueEnd: false, end: false }
      calls.set(address, row)
      info.rows.push(row)
    }

    /** Where the call of an inlined function stands, if that is in the snippet. */
    const callOf = (entry: Entry) => {
      const called = table.files[numberOf(entry, AT.callFile) ?? -1]
      const line = numberOf(entry, AT.callLine)
      if (line === undefined || called === undefined || !isSnippet(called)) return undefined
      return { file: called, line, column: numberOf(entry, AT.callColumn) ?? 0 }
    }

    const contentsOf = (subprogram: Entry, whole: [number, number][], frameBase: Uint8Array): Contents => {
      const locals: LocalInfo[] = []
      const variables: LocalInfo[] = []
      const iterators: LocalInfo[] = []
      const calls: InlinedCall[] = []
      let future: LocalInfo | undefined
      const visit = (
        entry: Entry,
        ranges: [number, number][],
        inlined: boolean,
        call?: { line: number; column: number },
      ) => {
        for (const child of entry.children) {
          if (child.tag === TAG.variable || child.tag === TAG.parameter) {
            const name = attribute(child, (one) => textOf(one, AT.name))
            const type = attribute(child, (one) => types.of(one))
            if (type === undefined || !own(child)) continue
            const line = attribute(child, (one) => numberOf(one, AT.declLine)) ?? 1
            const mayBeCapture = child.tag === TAG.variable && entry === subprogram
            const isField = mayBeCapture && capturedRoots(name ?? '').some((root) => isWritten(root, line))
            const written = name !== undefined && (isWritten(name, line) || isField)
            const local: LocalInfo = {
              id: written ? locals.length : UNWRITTEN + variables.length,
              name: name ?? '',
              type,
              block: entry.offset,
              argument: child.tag === TAG.parameter && entry === subprogram,
              inlined,
              mayBeCapture,
              line,
              ranges,
              ...locationsOf(child.attributes.get(AT.location), elf, unitBase),
            }
            if (name === undefined) {
              if (local.argument && futureBehind(type)) future ??= local
              continue
            }
            variables.push(local)
            if (written) locals.push(local)
            else if (isVecIterator(type)) iterators.push(local)
          } else if (child.tag === TAG.lexicalBlock || child.tag === TAG.inlined) {
            const inner = rangesOf(child, elf, unitBase)
            const isCall = child.tag === TAG.inlined && own(child)
            const from = child.tag === TAG.inlined ? (callOf(child) ?? call) : call
            const low = Math.min(...inner.map(([start]) => start))
            // What it calls in turn is a call of its own.
            if (isCall && !inlined && from && inner.length > 0) {
              calls.push({ function: described(child, low, inner, frameBase), ranges: inner, ...from })
            }
            visit(child, inner, inlined || isCall, from)
          }
        }
      }
      visit(subprogram, whole, false)
      const shown = locals.filter((one) => !locals.some((other) => isGuardOf(one, other)))
      return { locals: shown, variables, iterators, calls, ...(future ? { future } : {}) }
    }

    const described = (entry: Entry, low: number, ranges: [number, number][], frameBase: Uint8Array): FunctionInfo => {
      const symbol = attribute(entry, (one) => textOf(one, AT.linkageName))
      let source = entry
      for (let origin = originOf(source, entries); origin; origin = originOf(source, entries)) source = origin
      return {
        name: functionName(source, symbol, names),
        symbol,
        low,
        high: Math.max(low, ...ranges.map(([, end]) => end)),
        line: attribute(entry, (one) => numberOf(one, AT.declLine)) ?? 1,
        isAsync: pathOf(source).at(-1)?.startsWith('{async_') === true,
        frameBase,
        returns: attribute(entry, (one) => types.of(one)),
        declared: source === entry ? [] : declaredIn(source, types),
        ...contentsOf(entry, ranges, frameBase),
      }
    }

    const readFunction = (entry: Entry) => {
      if (!own(entry)) return
      const low = numberOf(entry, AT.lowPc)
      const high = numberOf(entry, AT.highPc)
      const frameBase = entry.attributes.get(AT.frameBase)
      const hasCode = low !== undefined && high !== undefined && frameBase instanceof Uint8Array
      // Of a function that is inlined everywhere there is no code of its own, but its variables are described.
      const fn = hasCode
        ? described(entry, low, [[low, low + high]], frameBase)
        : described(entry, 0, [], new Uint8Array())
      const made = fn.locals.filter((local) => !(fn.name.endsWith('}') && local.mayBeCapture))
      declared.set(fn.name, [...(declared.get(fn.name) ?? []), ...made])
      if (hasCode) info.functions.push(fn)
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
      const named =
        entry.tag === TAG.structure ||
        entry.tag === TAG.enumeration ||
        entry.tag === TAG.union ||
        entry.tag === TAG.base
      if (named && name !== undefined && !entry.attributes.has(0x3c)) {
        const type = types.at(entry.offset)
        if (!info.types.has(type.name)) info.types.set(type.name, type)
      }
    })
  }
  if (info.rows.length === 0) throw new Refused(`the executable has no line table for ${file}`)
  info.functions = info.functions.map((fn) => captured(fn, declared))
  info.rows.sort((a, b) => a.address - b.address)
  info.functions.sort((a, b) => a.low - b.low)
  return info
}
