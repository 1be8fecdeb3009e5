/**
 * The parts of an ELF executable that recording needs: its sections and its function symbols.
 * Layout of the headers: System V ABI, "Object Files", 64-bit little-endian.
 */
import { Refused } from '../refused.ts'

/** A section as the section header table describes it. */
export interface Section {
  name: string
  /** Address in the file's own numbering; a position-independent executable is loaded at a base. */
  address: number
  size: number
  /** The section's bytes; empty for `.bss`, which has none in the file. */
  bytes: Uint8Array
  /** Whether the section is in memory at run time (`SHF_ALLOC`). */
  loaded: boolean
}

/** A function or object of the symbol table, with its mangled name. */
export interface ElfSymbol {
  name: string
  address: number
  size: number
  code: boolean
}

/** The thread-local template (`PT_TLS`): its size, rounded up to its alignment. */
export interface TlsTemplate {
  size: number
}

/** What `readElf` gives. */
export interface Elf {
  sections: Section[]
  symbols: ElfSymbol[]
  tls?: TlsTemplate
  /** Mangled names of the thread-local variables (`STT_TLS`). */
  threadLocals: Set<string>
  /** The section of that name. Throws when the file has none. */
  section(name: string): Section
  /** The loaded section that holds an address of the file's own numbering. */
  sectionAt(address: number): Section | undefined
}

const R_X86_64_RELATIVE = 8
const SHT_NOBITS = 8
const SHT_SYMTAB = 2
const PT_TLS = 7
const STT_TLS = 6
const decoder = new TextDecoder()

/** The text that starts at `offset` and ends before the next zero byte. */
export function cString(bytes: Uint8Array, offset: number): string {
  return decoder.decode(bytes.subarray(offset, bytes.indexOf(0, offset)))
}

/**
 * Reads the section headers and symbols of a 64-bit little-endian ELF file.
 * Throws when `file` is something else.
 */
export function readElf(file: Uint8Array): Elf {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  if (file.length < 64 || view.getUint32(0) !== 0x7f454c46 || file[4] !== 2 || file[5] !== 1) {
    throw new Refused('not a 64-bit little-endian ELF file')
  }
  const u64 = (at: number) => Number(view.getBigUint64(at, true))
  const u32 = (at: number) => view.getUint32(at, true)
  const u16 = (at: number) => view.getUint16(at, true)

  const headers = Array.from({ length: u16(60) }, (_, i) => u64(40) + i * u16(58))
  const raw = headers.map((at) => ({
    nameAt: u32(at),
    type: u32(at + 4),
    flags: u64(at + 8),
    address: u64(at + 16),
    offset: u64(at + 24),
    size: u64(at + 32),
    link: u32(at + 40),
  }))
  const names = raw[u16(62)]
  if (!names) throw new Refused('ELF file without section names')
  const nameBytes = file.subarray(names.offset, names.offset + names.size)
  const sections = raw.map((s): Section => ({
    name: cString(nameBytes, s.nameAt),
    address: s.address,
    size: s.size,
    bytes: s.type === SHT_NOBITS ? new Uint8Array() : file.subarray(s.offset, s.offset + s.size),
    loaded: (s.flags & 2) !== 0,
  }))

  const symbols: ElfSymbol[] = []
  const threadLocals = new Set<string>()
  for (const table of raw.filter((s) => s.type === SHT_SYMTAB)) {
    const strings = sections[table.link]?.bytes ?? new Uint8Array()
    for (let at = table.offset; at < table.offset + table.size; at += 24) {
      const type = (file[at + 4] ?? 0) & 15
      if (type === STT_TLS) threadLocals.add(cString(strings, u32(at)))
      if ((type !== 1 && type !== 2) || u16(at + 6) === 0) continue
      symbols.push({
        name: cString(strings, u32(at)),
        address: u64(at + 8),
        size: u64(at + 16),
        code: type === 2,
      })
    }
  }

  const segments = Array.from({ length: u16(56) }, (_, i) => u64(32) + i * u16(54))
  const tlsAt = segments.find((at) => u32(at) === PT_TLS)
  const align = tlsAt === undefined ? 1 : Math.max(1, u64(tlsAt + 48))
  const tls = tlsAt === undefined ? undefined : { size: Math.ceil(u64(tlsAt + 40) / align) * align }

  return {
    sections,
    symbols,
    tls,
    threadLocals,
    section(name) {
      const found = sections.find((s) => s.name === name)
      if (!found) throw new Refused(`the executable has no section ${name}`)
      return found
    },
    sectionAt: (address) =>
      sections.find((s) => s.loaded && s.name !== '.tbss' && address >= s.address && address < s.address + s.size),
  }
}

const relocations = new WeakMap<Elf, Map<number, number>>()

/** The words that the loader sets to an address of the file itself, with that address (`R_X86_64_RELATIVE`). */
export function relocated(elf: Elf): ReadonlyMap<number, number> {
  const known = relocations.get(elf)
  if (known) return known
  const found = new Map<number, number>()
  for (const { name, bytes } of elf.sections) {
    if (name !== '.rela.dyn') continue
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at + 24 <= bytes.byteLength; at += 24) {
      if (view.getUint32(at + 8, true) !== R_X86_64_RELATIVE) continue
      found.set(Number(view.getBigUint64(at, true)), Number(view.getBigInt64(at + 16, true)))
    }
  }
  relocations.set(elf, found)
  return found
}
