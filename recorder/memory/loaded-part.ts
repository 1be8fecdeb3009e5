/** Where things stand that `loadedPart` reads of the headers (System V ABI, "Object Files", 64-bit little-endian). */
const HEADER = { sectionsAt: 40, sectionSize: 58, sections: 60, names: 62 }
const SECTION = { type: 4, flags: 8, offset: 24, size: 32 }
const SHF_ALLOC = 2
const SHT_NULL = 0
const SHT_NOBITS = 8

/**
 * An executable without what is not in memory at run time: its symbols and its debug information. A debugger
 * unwinds stacks by what is left, and has less to read.
 *
 * @param file An ELF file that `readElf` can read.
 */
export function loadedPart(file: Uint8Array): Uint8Array {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const u64 = (at: number) => Number(view.getBigUint64(at, true))
  const [at, size, count, names] = [
    u64(HEADER.sectionsAt),
    view.getUint16(HEADER.sectionSize, true),
    view.getUint16(HEADER.sections, true),
    view.getUint16(HEADER.names, true),
  ]
  const starts = Array.from({ length: count }, (_, i) => at + i * size)
  const isLoaded = (start: number) => (u64(start + SECTION.flags) & SHF_ALLOC) !== 0
  const ends = starts
    .filter((start) => isLoaded(start) && view.getUint32(start + SECTION.type, true) !== SHT_NOBITS)
    .map((start) => u64(start + SECTION.offset) + u64(start + SECTION.size))
  const end = Math.max(0, ...ends)
  const namesStart = at + names * size
  const namesFrom = u64(namesStart + SECTION.offset)
  const namesSize = u64(namesStart + SECTION.size)

  const part = new Uint8Array(end + namesSize + count * size)
  part.set(file.subarray(0, end))
  part.set(file.subarray(namesFrom, namesFrom + namesSize), end)
  part.set(file.subarray(at, at + count * size), end + namesSize)
  const made = new DataView(part.buffer)
  made.setBigUint64(HEADER.sectionsAt, BigInt(end + namesSize), true)
  for (const [i, start] of starts.entries()) {
    const own = end + namesSize + i * size
    if (i === names) made.setBigUint64(own + SECTION.offset, BigInt(end), true)
    else if (!isLoaded(start)) part.fill(SHT_NULL, own, own + size)
  }
  return part
}
