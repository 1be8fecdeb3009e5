/** Prints scalars the way Rust does. */
import { floatText } from './floats.ts'
import type { PlainEnum, Scalar } from './types.ts'

/** The bytes as one unsigned number, lowest byte first. */
export function unsigned(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

/** Bytes as hexadecimal digits in order of their addresses, `07 00`. */
export function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

/** An address as gdb prints it. */
export function hexAddress(address: number | bigint): string {
  return `0x${address.toString(16)}`
}

/** What `{:?}` escapes: marks that join the character before, and what no font draws (`char::escape_debug`). */
const ESCAPED = /(?! )[\p{Grapheme_Extend}\p{C}\p{Z}]/u

/** Chars with an escape of their own. */
const NAMED: Record<number, string> = { 0: '\\0', 9: '\\t', 10: '\\n', 13: '\\r', 39: "\\'", 92: '\\\\' }

/** The text of a char literal, `'é'` or `'\n'`; undefined for bits that are no Unicode scalar value. */
function charText(code: number): string | undefined {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  const char = String.fromCodePoint(code)
  return `'${NAMED[code] ?? (ESCAPED.test(char) ? `\\u{${code.toString(16)}}` : char)}'`
}

/** A scalar as Rust would print it; undefined when its bytes are no value of its type. */
export function scalarText(type: Scalar, bytes: Uint8Array): string | undefined {
  switch (type.reading) {
    case 'unit':
      return '()'
    case 'bool':
      return bytes[0] === 0 ? 'false' : bytes[0] === 1 ? 'true' : undefined
    case 'float':
      return floatText(unsigned(bytes), bytes.length)
    case 'char':
      return charText(Number(unsigned(bytes)))
    case 'signed':
      return String(BigInt.asIntN(bytes.length * 8, unsigned(bytes)))
    case 'unsigned':
      return String(unsigned(bytes))
  }
}

/** The name of a fieldless variant; undefined when no variant has that discriminant. */
export function plainEnumText(type: PlainEnum, bytes: Uint8Array): string | undefined {
  return type.names.get(unsigned(bytes))
}
