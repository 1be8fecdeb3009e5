/**
 * Reads the entries of `.debug_info` (DWARF 4, sections 2 and 7) of chosen compilation units.
 *
 * gdb's own Python types would serve, were it not that they drop the names of Rust's pointer types,
 * hide which discriminant belongs to which variant and fail on `Option<u128>`.
 */
import { Refused } from '../refused.ts'
import { byteReader, type ByteReader } from './byte-reader.ts'
import { cString, type Elf } from './elf.ts'

/** Tags that the recorder reads (DWARF 4, figure 18). */
export const TAG = {
  array: 0x01,
  enumeration: 0x04,
  parameter: 0x05,
  lexicalBlock: 0x0b,
  member: 0x0d,
  pointer: 0x0f,
  unit: 0x11,
  structure: 0x13,
  subroutine: 0x15,
  union: 0x17,
  inlined: 0x1d,
  subrange: 0x21,
  base: 0x24,
  enumerator: 0x28,
  subprogram: 0x2e,
  typeParameter: 0x2f,
  variable: 0x34,
  variant: 0x19,
  variantPart: 0x33,
  namespace: 0x39,
} as const

/** Attributes that the recorder reads (DWARF 4, figure 20). */
export const AT = {
  location: 0x02,
  name: 0x03,
  byteSize: 0x0b,
  statements: 0x10,
  lowPc: 0x11,
  highPc: 0x12,
  discriminant: 0x15,
  discriminantValue: 0x16,
  constant: 0x1c,
  containingType: 0x1d,
  artificial: 0x34,
  memberOffset: 0x38,
  declFile: 0x3a,
  declLine: 0x3b,
  encoding: 0x3e,
  frameBase: 0x40,
  specification: 0x47,
  origin: 0x31,
  type: 0x49,
  count: 0x37,
  ranges: 0x55,
  callColumn: 0x57,
  callFile: 0x58,
  callLine: 0x59,
  linkageName: 0x6e,
  alignment: 0x88,
} as const

/** An attribute's value: a reference is the offset of the entry it names in `.debug_info`. */
export type Attribute = number | bigint | string | boolean | Uint8Array

/** One debugging information entry. */
export interface Entry {
  /** Offset in `.debug_info`, by which other entries refer to it. */
  offset: number
  tag: number
  attributes: Map<number, Attribute>
  parent?: Entry
  children: Entry[]
}

interface Abbreviation {
  tag: number
  children: boolean
  /** Pairs of attribute and form. */
  shape: [number, number][]
}

function readAbbreviations(bytes: Uint8Array, offset: number): Map<number, Abbreviation> {
  const reader = byteReader(bytes, offset)
  const table = new Map<number, Abbreviation>()
  for (let code = reader.uleb(); code !== 0; code = reader.uleb()) {
    const tag = reader.uleb()
    const children = reader.u8() === 1
    const shape: [number, number][] = []
    for (;;) {
      const pair: [number, number] = [reader.uleb(), reader.uleb()]
      if (pair[0] === 0) break
      shape.push(pair)
    }
    table.set(code, { tag, children, shape })
  }
  return table
}

function small(n: bigint): number | bigint {
  return n <= BigInt(Number.MAX_SAFE_INTEGER) && n >= BigInt(Number.MIN_SAFE_INTEGER) ? Number(n) : n
}

/** Bytes of the forms that hold a constant of a fixed size (`DW_FORM_data1` and its siblings). */
const DATA_SIZES: Record<number, number> = { 0x0b: 1, 0x05: 2, 0x06: 4, 0x07: 8 }

/** DWARF 4, section 7.5.4: how each form is stored. */
function readForm(reader: ByteReader, form: number, unit: number, strings: Uint8Array): Attribute {
  switch (form) {
    case 0x01: // addr
    case 0x20: // ref_sig8
      return reader.u64()
    case 0x03:
      return reader.take(reader.u16())
    case 0x04:
      return reader.take(reader.u32())
    case 0x05:
      return reader.u16()
    case 0x06:
    case 0x17: // sec_offset
      return reader.u32()
    case 0x07:
      return small(reader.big())
    case 0x08:
      return reader.text()
    case 0x09:
    case 0x18: // exprloc
      return reader.take(reader.uleb())
    case 0x0a:
      return reader.take(reader.u8())
    case 0x0b:
      return reader.u8()
    case 0x0c:
      return reader.u8() !== 0
    case 0x0d:
      return small(reader.sleb())
    case 0x0e:
      return cString(strings, reader.u32())
    case 0x0f:
      return small(reader.bigUleb())
    case 0x10: // ref_addr
      return reader.u32()
    case 0x11:
      return unit + reader.u8()
    case 0x12:
      return unit + reader.u16()
    case 0x13:
      return unit + reader.u32()
    case 0x14:
      return unit + reader.u64()
    case 0x15:
      return unit + reader.uleb()
    case 0x19:
      return true
    default:
      throw new Refused(`debug information in a form that is not DWARF 4's: 0x${form.toString(16)}`)
  }
}

/** The compilation units whose name passes `wanted`, each with its entries as a tree. */
export function readUnits(elf: Elf, wanted: (name: string) => boolean): Entry[] {
  const info = elf.section('.debug_info').bytes
  const abbreviations = elf.section('.debug_abbrev').bytes
  const strings = elf.section('.debug_str').bytes
  const units: Entry[] = []
  let start = 0
  while (start < info.length) {
    const reader = byteReader(info, start)
    const end = reader.u32() + 4 + start
    const version = reader.u16()
    if (version !== 4) throw new Refused(`debug information is DWARF ${version}, not 4`)
    const table = readAbbreviations(abbreviations, reader.u32())
    reader.at += 1
    const readEntry = (parent?: Entry): Entry | undefined => {
      const offset = reader.at
      const shape = table.get(reader.uleb())
      if (!shape) return undefined
      const entry: Entry = { offset, tag: shape.tag, attributes: new Map(), parent, children: [] }
      for (const [attribute, form] of shape.shape) {
        // Whether such a constant has a sign only the tag's type says (DWARF 4, section 7.5.4): keep its bytes.
        const size = attribute === AT.discriminantValue ? DATA_SIZES[form] : undefined
        const read = size === undefined ? readForm(reader, form, start, strings) : reader.take(size)
        entry.attributes.set(attribute, read)
      }
      if (parent === undefined && !wanted(String(entry.attributes.get(AT.name)))) return entry
      if (shape.children) {
        for (let child = readEntry(entry); child; child = readEntry(entry)) entry.children.push(child)
      }
      return entry
    }
    const unit = readEntry()
    if (unit && wanted(String(unit.attributes.get(AT.name)))) units.push(unit)
    start = end
  }
  return units
}

/** A number attribute, or undefined when the entry has none. */
export function numberOf(entry: Entry, attribute: number): number | undefined {
  const found = entry.attributes.get(attribute)
  return typeof found === 'number' ? found : undefined
}

/** A text attribute, or undefined when the entry has none. */
export function textOf(entry: Entry, attribute: number): string | undefined {
  const found = entry.attributes.get(attribute)
  return typeof found === 'string' ? found : undefined
}

/** Code addresses `[from, to)` of an entry, from its low and high address or its range list. */
export function rangesOf(entry: Entry, elf: Elf, base: number): [number, number][] {
  const low = numberOf(entry, AT.lowPc)
  const high = numberOf(entry, AT.highPc)
  if (low !== undefined && high !== undefined) return [[low, low + high]]
  const list = numberOf(entry, AT.ranges)
  if (list === undefined) return []
  const reader = byteReader(elf.section('.debug_ranges').bytes, list)
  const ranges: [number, number][] = []
  for (;;) {
    const from = reader.big()
    const to = reader.u64()
    if (from === 0n && to === 0) return ranges
    if (from === 0xffff_ffff_ffff_ffffn) base = to
    else ranges.push([base + Number(from), base + to])
  }
}
