import type { Value } from '../../recorder/trace-schema.ts'

/** A byte that no field says anything about, such as padding. */
const UNKNOWN = '··'

/**
 * The bytes of a recorded value in order of their addresses, two hexadecimal digits each (little
 * endian, as on x86-64); `··` where the recording does not tell, as in padding.
 */
export function bytesOf(value: Value): string[] {
  const bytes = new Array<string>(value.size).fill(UNKNOWN)
  write(bytes, value, value.offset)
  return bytes
}

function write(bytes: string[], value: Value, start: number): void {
  const at = value.offset - start
  const put = (digits: readonly string[], from: number, size: number) => {
    if (digits.length === size) digits.forEach((digit, i) => (bytes[from + i] = digit))
  }
  put(ownBytes(value), at, value.size)
  for (const field of value.fields ?? []) write(bytes, field, start)
  const { discriminant } = value
  if (discriminant?.value !== undefined)
    put(integer(discriminant.value, discriminant.size), discriminant.offset - start, discriminant.size)
}

/** The bytes of a value that has no fields to tell them; none where its text does not. */
function ownBytes({ kind, type, text, size }: Value): string[] {
  if (text === undefined) return []
  if (kind === 'bytes') return text.trim().split(/\s+/)
  if (kind === 'pointer') return integer(text, size)
  if (kind === 'array' && type === 'str') return [...new TextEncoder().encode(text)].map(twoDigits)
  if (kind !== 'scalar') return []
  if (type === 'f32' || type === 'f64') return float(Number(text), size)
  if (type === 'bool') return [text === 'true' ? '01' : '00']
  const character = type === 'char' ? /^'(.)'$/u.exec(text)?.[1] : undefined
  return integer(character === undefined ? text : String(character.codePointAt(0)), size)
}

function integer(text: string, size: number): string[] {
  if (!/^(-?\d+|0x[0-9a-f]+)$/i.test(text)) return []
  const bits = BigInt.asUintN(8 * size, BigInt(text))
  return Array.from({ length: size }, (_, i) => twoDigits(Number((bits >> BigInt(8 * i)) & 0xffn)))
}

function float(number: number, size: number): string[] {
  const view = new DataView(new ArrayBuffer(size))
  if (size === 4) view.setFloat32(0, number, true)
  else view.setFloat64(0, number, true)
  return Array.from({ length: size }, (_, i) => twoDigits(view.getUint8(i)))
}

function twoDigits(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}
