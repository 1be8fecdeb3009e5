/** What functions do with their callers' registers: reads `.eh_frame` (DWARF 4, section 6.4; LSB Core, chapter 10.6). */
import { byteReader } from './byte-reader.ts'
import type { Elf } from './elf.ts'
import { lastAtMost } from './sorted-search.ts'

/**
 * Where a frame keeps its caller's registers, by their numbers in DWARF: bytes from its canonical frame address;
 * undefined where it is not known. What has no entry is as it was.
 */
export type SavedRegisters = ReadonlyMap<number, number | undefined>

/** Looks up what is saved where code of the file's own numbering runs. */
export interface CallFrameInfo {
  /** Undefined where the file does not tell. */
  savedAt(address: number): SavedRegisters | undefined
}

type Reader = ReturnType<typeof byteReader>

/** What frame descriptions have in common. */
interface Common {
  codeAlign: number
  dataAlign: number
  /** How addresses are written (`DW_EH_PE_…`). */
  encoding: number
  hasData: boolean
  initial: { at: number; end: number }
}

/** The description of one range of code. */
interface Description {
  from: number
  to: number
  common: Common
  program: { at: number; end: number }
}

const PC_RELATIVE = 0x10
/** Sizes of encoded addresses by format: pointer, udata2, udata4, udata8, sdata2, sdata4, sdata8. */
const FORMATS: Record<number, (reader: Reader) => number> = {
  0x00: (reader) => reader.u64(),
  0x02: (reader) => reader.u16(),
  0x03: (reader) => reader.u32(),
  0x04: (reader) => reader.u64(),
  0x0a: (reader) => (reader.u16() << 16) >> 16,
  0x0b: (reader) => reader.u32() | 0,
  0x0c: (reader) => Number(BigInt.asIntN(64, reader.big())),
}

/** The call frame information of an executable, read when it is first asked for. */
export function callFrameInfo(elf: Elf): CallFrameInfo {
  const section = elf.sections.find(({ name }) => name === '.eh_frame')
  let descriptions: Description[] | undefined
  return {
    savedAt(address) {
      if (!section) return undefined
      descriptions ??= readDescriptions(section.bytes, section.address)
      const found = descriptions[lastAtMost(descriptions, ({ from }) => from, address)]
      return found && address < found.to ? savedIn(section.bytes, found, address) : undefined
    },
  }
}

function readDescriptions(bytes: Uint8Array, base: number): Description[] {
  const commons = new Map<number, Common | undefined>()
  const found: Description[] = []
  const reader = byteReader(bytes)
  while (reader.at + 4 <= bytes.length) {
    const start = reader.at
    const size = reader.u32()
    if (size === 0) break
    const end = reader.at + size
    const idAt = reader.at
    const id = reader.u32()
    if (id === 0) commons.set(start, readCommon(reader, end))
    else {
      const common = commons.get(idAt - id)
      const range = common && readRange(reader, base, common.encoding)
      if (range) {
        if (common.hasData) reader.at += reader.uleb()
        found.push({ ...range, common, program: { at: reader.at, end } })
      }
    }
    reader.at = end
  }
  return found.sort((a, b) => a.from - b.from)
}

/** A common entry; undefined for one that is written in another way than compilers for x86-64 Linux do. */
function readCommon(reader: Reader, end: number): Common | undefined {
  const version = reader.u8()
  const augmentation = reader.text()
  const codeAlign = reader.uleb()
  const dataAlign = Number(reader.sleb())
  if (version === 1) reader.u8()
  else reader.uleb()
  let encoding = 0
  const hasData = augmentation.startsWith('z')
  if (hasData) {
    const dataEnd = reader.uleb() + reader.at
    for (const letter of augmentation.slice(1)) {
      if (letter === 'R') encoding = reader.u8()
      else if (letter === 'L') reader.u8()
      else if (letter === 'P') FORMATS[reader.u8() & 0x0f]?.(reader)
    }
    reader.at = dataEnd
  } else if (augmentation !== '') return undefined
  return { codeAlign, dataAlign, encoding, hasData, initial: { at: reader.at, end } }
}

function readRange(reader: Reader, base: number, encoding: number): { from: number; to: number } | undefined {
  const read = FORMATS[encoding & 0x0f]
  const isRelative = (encoding & 0x70) === PC_RELATIVE
  if (!read || (encoding & 0x70) > PC_RELATIVE) return undefined
  const origin = isRelative ? base + reader.at : 0
  const from = origin + read(reader)
  return { from, to: from + read(reader) }
}

/** Runs a description's program up to an address; undefined at what cannot be read. */
function savedIn(
  bytes: Uint8Array,
  { from, common, program }: Description,
  address: number,
): SavedRegisters | undefined {
  const initial = run(bytes, common, common.initial, new Map(), { from, address })
  return initial && run(bytes, common, program, initial, { from, address })
}

function run(
  bytes: Uint8Array,
  { codeAlign, dataAlign }: Common,
  { at, end }: { at: number; end: number },
  initial: SavedRegisters,
  { from, address }: { from: number; address: number },
): SavedRegisters | undefined {
  const reader = byteReader(bytes, at)
  const kept: SavedRegisters[] = []
  let saved = new Map(initial)
  let place = from
  const restore = (register: number) => {
    if (initial.has(register)) saved.set(register, initial.get(register))
    else saved.delete(register)
  }
  while (reader.at < end) {
    const opcode = reader.u8()
    const operand = opcode & 0x3f
    switch (opcode & 0xc0) {
      case 0x40: // advance_loc
        place += operand * codeAlign
        break
      case 0x80: // offset
        saved.set(operand, reader.uleb() * dataAlign)
        break
      case 0xc0: // restore
        restore(operand)
        break
      default:
        switch (opcode) {
          case 0x00: // nop
            break
          case 0x02: // advance_loc1
            place += reader.u8() * codeAlign
            break
          case 0x03: // advance_loc2
            place += reader.u16() * codeAlign
            break
          case 0x04: // advance_loc4
            place += reader.u32() * codeAlign
            break
          case 0x05: // offset_extended
            saved.set(reader.uleb(), reader.uleb() * dataAlign)
            break
          case 0x06: // restore_extended
            restore(reader.uleb())
            break
          case 0x08: // same_value
            saved.delete(reader.uleb())
            break
          case 0x07: // undefined
            saved.set(reader.uleb(), undefined)
            break
          case 0x0a: // remember_state
            kept.push(new Map(saved))
            break
          case 0x0b: // restore_state
            saved = new Map(kept.pop())
            break
          case 0x0c: // def_cfa
            reader.uleb()
            reader.uleb()
            break
          case 0x0d: // def_cfa_register
          case 0x0e: // def_cfa_offset
          case 0x2e: // GNU_args_size
            reader.uleb()
            break
          case 0x0f: // def_cfa_expression
            reader.take(reader.uleb())
            break
          case 0x09: // register
          case 0x14: // val_offset
            saved.set(reader.uleb(), undefined)
            reader.uleb()
            break
          case 0x10: // expression
          case 0x16: // val_expression
            saved.set(reader.uleb(), undefined)
            reader.take(reader.uleb())
            break
          case 0x11: // offset_extended_sf
            saved.set(reader.uleb(), Number(reader.sleb()) * dataAlign)
            break
          case 0x12: // def_cfa_sf
            reader.uleb()
            reader.sleb()
            break
          case 0x13: // def_cfa_offset_sf
            reader.sleb()
            break
          default:
            return undefined
        }
    }
    if (place > address) break
  }
  return saved
}
