/** Static data that the program points at: texts, promoted constants, statics and vtables. */
import type { StaticDatum, Value } from '../trace-schema.ts'
import type { CodeMap } from './code-map.ts'
import { isPastEnd, openBytes, open, reachSize } from './contents.ts'
import type { DebugInfo, VtableInfo } from './debug-info.ts'
import type { Elf } from './elf.ts'
import { hexAddress } from './scalars.ts'
import type { Reach, ValueContext } from './values.ts'

/** A datum that was pointed at or belongs to the snippet. */
export interface Datum {
  id: number
  kind: StaticDatum['kind']
  address: number
  size: number
  name?: string
  section?: string
  thread?: number
  reach?: Reach
  vtable?: VtableInfo
}

/** Finds and names static data. */
export interface Statics {
  /** The datum at an address of the executable's data, made when first pointed at. */
  at(address: number, reach: Reach | undefined): Datum | undefined
  /** The snippet's own statics, thread-local ones for the thread whose block ends at `fs`. */
  own(thread: number, fs: number): Datum[]
  vtableAt(address: number): VtableInfo | undefined
  /** The datum with its bytes opened. */
  show(datum: Datum, context: ValueContext): StaticDatum
}

const SECTIONS = new Set(['.rodata', '.data.rel.ro', '.data', '.bss', '.tdata', '.tbss'])
/** Bytes that are shown of a datum of which nothing is known. */
const UNKNOWN_SIZE = 16

/** No data yet, for an executable loaded at `base`. */
export function staticTable(elf: Elf, info: DebugInfo, code: CodeMap, base: number): Statics {
  const data: Datum[] = []

  function add(datum: Omit<Datum, 'id'>): Datum {
    const known = data.find(
      (one) => one.address === datum.address && one.kind === datum.kind && one.size === datum.size,
    )
    if (known) return known
    const made = { ...datum, id: data.length }
    data.push(made)
    return made
  }

  function named(address: number): Datum | undefined {
    const holds = (one: { address: number }, size: number) =>
      address >= one.address + base && address < one.address + base + Math.max(size, 1)
    const vtable = info.vtables.find((one) => holds(one, one.size))
    if (vtable) {
      const { address: at, size, name } = vtable
      const section = elf.sectionAt(at)?.name
      return add({ kind: 'vtable', address: at + base, size, name, section, vtable })
    }
    const fixed = info.statics.find((one) => !one.threadLocal && holds(one, one.type.size))
    return fixed && ofStatic(fixed, fixed.address + base)
  }

  /** What ends where an address points. */
  function endingAt(address: number): Datum | undefined {
    const fixed = info.statics.find(
      (one) => !one.threadLocal && one.type.size > 0 && one.address + base + one.type.size === address,
    )
    if (fixed) return ofStatic(fixed, fixed.address + base)
    return data.find((one) => one.kind !== 'bytes' && one.size > 0 && one.address + one.size === address)
  }

  function ofStatic(info: DebugInfo['statics'][number], address: number, thread?: number): Datum {
    const { name, type, threadLocal } = info
    const section = threadLocal ? '.tdata' : elf.sectionAt(info.address)?.name
    const kind = threadLocal ? 'thread-local' : 'static'
    return add({ kind, address, size: type.size, name, section, thread, reach: { kind: 'one', type } })
  }

  function at(address: number, reach: Reach | undefined): Datum | undefined {
    const section = elf.sectionAt(address - base)
    if (!section || !SECTIONS.has(section.name)) {
      return data.find(
        (one) => one.kind === 'thread-local' && address >= one.address && address < one.address + one.size,
      )
    }
    const isEnd = reach !== undefined && isPastEnd(reach)
    const mayBeEnd = isEnd || (reach?.kind === 'one' && reach.whole)
    const known = (isEnd ? endingAt(address) : undefined) ?? named(address)
    if (known) return known
    const size = (reach && reachSize(reach)) ?? 0
    const holding = data.find(
      (one) =>
        one.kind !== 'bytes' &&
        address >= one.address &&
        address < one.address + one.size &&
        address + size <= one.address + one.size,
    )
    if (holding) return holding
    const ended = mayBeEnd ? endingAt(address) : undefined
    if (ended || isEnd) return ended
    if (!reach || size === 0) {
      return add({ kind: 'bytes', address, size: UNKNOWN_SIZE, section: section.name })
    }
    const kind = reach.kind === 'text' ? 'str' : 'promoted'
    return add({ kind, address, size, section: section.name, reach })
  }

  /** The slots of a vtable: drop, size, align, then the trait's functions (rustc's layout). */
  function slots(datum: Datum, context: ValueContext): Value {
    const fields = Array.from({ length: datum.size / 8 }, (_, i): Value => {
      const word = context.memory.word(datum.address + i * 8)
      const place = { offset: i * 8, size: 8 }
      const text = word === undefined ? {} : { text: i === 1 || i === 2 ? String(word) : hexAddress(word) }
      const name = ['drop', 'size', 'align'][i] ?? `${i - 3}`
      if (i === 1 || i === 2) return { name, type: 'usize', ...place, kind: 'scalar', ...text }
      const to = word === undefined ? undefined : code.nameOfStart(word)
      const short = i === 0 ? name : (to?.replace(/<.*>$/, '').split('::').at(-1) ?? name)
      const target =
        word === 0
          ? { target: { kind: 'dangling' as const, why: 'null' as const } }
          : to === undefined
            ? {}
            : { target: { kind: 'code' as const, function: to } }
      return { name: short, type: 'fn', ...place, kind: 'pointer', ...text, ...target }
    })
    return { offset: 0, size: datum.size, kind: 'aggregate', fields }
  }

  return {
    at,
    own: (thread, fs) =>
      info.statics
        .filter((one) => one.own)
        .map((one) =>
          one.threadLocal
            ? ofStatic(one, fs - (elf.tls?.size ?? 0) + one.address, thread)
            : ofStatic(one, one.address + base),
        ),
    vtableAt: (address) => info.vtables.find((one) => one.address + base === address),
    show(datum, context) {
      const { id, kind, size, name, section } = datum
      const opened = datum.vtable
        ? { type: undefined, value: slots(datum, context) }
        : datum.reach
          ? open(datum.reach, datum.address, size, context)
          : { type: undefined, value: openBytes(datum.address, size, context) }
      return {
        id,
        kind,
        address: hexAddress(datum.address),
        size,
        ...(name === undefined ? {} : { name }),
        ...(opened?.type === undefined ? {} : { type: opened.type }),
        ...(opened ? { value: opened.value } : {}),
        ...(section === undefined ? {} : { section }),
      }
    },
  }
}
