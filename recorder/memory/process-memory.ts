/** What is known of a process's memory: bytes as they were last read. */

/** A copy of the process's memory, filled from what gdb read. */
export interface ProcessMemory {
  /** Takes over bytes that were read, given in hexadecimal. */
  write(address: number, hex: string): void
  /** The bytes from `address` on; undefined when one of them was never read. */
  read(address: number, size: number): Uint8Array | undefined
  /** An unsigned 64-bit word as a number, exact for addresses; undefined when never read. */
  word(address: number): number | undefined
}

const PAGE = 4096

/** An empty copy. */
export function processMemory(): ProcessMemory {
  const pages = new Map<number, { bytes: Uint8Array; known: Uint8Array }>()

  function read(address: number, size: number): Uint8Array | undefined {
    const out = new Uint8Array(size)
    for (let done = 0; done < size;) {
      const at = address + done
      const page = pages.get(Math.floor(at / PAGE))
      const start = at % PAGE
      const length = Math.min(size - done, PAGE - start)
      if (!page || page.known.subarray(start, start + length).includes(0)) return undefined
      out.set(page.bytes.subarray(start, start + length), done)
      done += length
    }
    return out
  }

  return {
    read,
    write(address, hex) {
      const bytes = Buffer.from(hex, 'hex')
      for (let done = 0; done < bytes.length;) {
        const at = address + done
        const index = Math.floor(at / PAGE)
        let page = pages.get(index)
        if (!page) pages.set(index, (page = { bytes: new Uint8Array(PAGE), known: new Uint8Array(PAGE) }))
        const start = at % PAGE
        const length = Math.min(bytes.length - done, PAGE - start)
        page.bytes.set(bytes.subarray(done, done + length), start)
        page.known.fill(1, start, start + length)
        done += length
      }
    },
    word(address) {
      const bytes = read(address, 8)
      return bytes && Number(new DataView(bytes.buffer).getBigUint64(0, true))
    },
  }
}
