/** Prints scalars the way Rust does. */
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
export function hexAddress(address: number): string {
  return `0x${address.toString(16)}`
}

/** The text of a char literal, `'é'` or `'\n'`; undefined for bits that are no Unicode scalar value. */
function charText(code: number): string | undefined {
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  const named: Record<number, string> = { 0: '\\0', 9: '\\t', 10: '\\n', 13: '\\r', 39: "\\'", 92: '\\\\' }
  if (named[code] !== undefined) return `'${named[code]}'`
  return code < 32 ? `'\\u{${code.toString(16)}}'` : `'${String.fromCodePoint(code)}'`
}

/** A finite float has a point or an exponent, as `{:?}` prints it. */
function floatText(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length !== 4 && bytes.length !== 8) return undefined
  const single = bytes.length === 4
  const number = single ? view.getFloat32(0, true) : view.getFloat64(0, true)
  if (Number.isNaN(number)) return 'NaN'
  if (!Number.isFinite(number)) return number > 0 ? 'inf' : '-inf'
  if (Object.is(number, -0)) return '-0.0'
  const size = Math.abs(number)
  const digits = single ? shortestSingle(number) : String(number)
  if (number !== 0 && (size < 1e-5 || size >= 1e16)) return Number(digits).toExponential().replace('e+', 'e')
  return /[.e]/.test(digits) ? digits : `${digits}.0`
}

/** The shortest decimal that reads back as the same single-precision number. */
function shortestSingle(number: number): string {
  for (let precision = 1; precision < 9; precision++) {
    const text = String(Number(number.toPrecision(precision)))
    if (Math.fround(Number(text)) === number) return text
  }
  return String(number)
}

/** A scalar as Rust would print it; undefined when its bytes are no value of its type. */
export function scalarText(type: Scalar, bytes: Uint8Array): string | undefined {
  switch (type.reading) {
    case 'unit':
      return '()'
    case 'bool':
      return bytes[0] === 0 ? 'false' : bytes[0] === 1 ? 'true' : undefined
    case 'float':
      return floatText(bytes)
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
