import { cString } from './elf.ts'

/** Reads little-endian numbers, LEB128 and strings one after another. */
export interface ByteReader {
  /** Where the next read starts. */
  at: number
  u8(): number
  u16(): number
  u32(): number
  /** A 64-bit number; exact up to 2^53, which holds every address of a process. */
  u64(): number
  /** A 64-bit number in full, unsigned. */
  big(): bigint
  /** An unsigned LEB128 number (DWARF 4, section 7.6), exact up to 2^53. */
  uleb(): number
  /** An unsigned or signed LEB128 number in full. */
  bigUleb(): bigint
  sleb(): bigint
  text(): string
  take(length: number): Uint8Array
}

/** A reader over `bytes` from `at` on. Reads past the end throw a `RangeError`. */
export function byteReader(bytes: Uint8Array, at = 0): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reader: ByteReader = {
    at,
    u8: () => view.getUint8(reader.at++),
    u16: () => view.getUint16((reader.at += 2) - 2, true),
    u32: () => view.getUint32((reader.at += 4) - 4, true),
    u64: () => Number(view.getBigUint64((reader.at += 8) - 8, true)),
    big: () => view.getBigUint64((reader.at += 8) - 8, true),
    uleb() {
      let result = 0
      let scale = 1
      for (;;) {
        const byte = view.getUint8(reader.at++)
        result += (byte & 127) * scale
        if (byte < 128) return result
        scale *= 128
      }
    },
    bigUleb() {
      let result = 0n
      for (let shift = 0n; ; shift += 7n) {
        const byte = view.getUint8(reader.at++)
        result |= BigInt(byte & 127) << shift
        if (byte < 128) return result
      }
    },
    sleb() {
      let result = 0n
      let shift = 0n
      for (;;) {
        const byte = view.getUint8(reader.at++)
        result |= BigInt(byte & 127) << shift
        shift += 7n
        if (byte < 128) return byte & 64 ? result - (1n << shift) : result
      }
    },
    text() {
      const text = cString(bytes, reader.at)
      reader.at = bytes.indexOf(0, reader.at) + 1
      return text
    },
    take(length) {
      reader.at += length
      return bytes.subarray(reader.at - length, reader.at)
    },
  }
  return reader
}
