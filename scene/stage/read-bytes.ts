import type { Value } from '../../recorder/trace-schema.ts'

/**
 * Reads bytes as a value of a known layout, integers and `bool` only (little endian, as on x86-64).
 * @param shape a value of the type, whose offsets and types count.
 * @param bytes hexadecimal, two digits a byte, blanks between them or not.
 * @returns undefined where the layout holds anything else, or the bytes do not cover it.
 */
export function readAs(shape: Value, bytes: string): Value | undefined {
  const digits = bytes.replace(/^0x|\s/g, '')
  if (!/^([0-9a-f]{2})+$/i.test(digits)) return undefined
  return read(shape, digits)
}

function read(shape: Value, digits: string): Value | undefined {
  if (shape.kind === 'padding') return shape
  if (shape.kind === 'scalar') {
    const own = digits.slice(2 * shape.offset, 2 * (shape.offset + shape.size))
    const text = own.length === 2 * shape.size ? scalarText(shape.type, own) : undefined
    return text === undefined ? undefined : { ...shape, text }
  }
  if ((shape.kind !== 'aggregate' && shape.kind !== 'array') || shape.omitted || shape.text !== undefined)
    return undefined
  const fields = (shape.fields ?? []).map((field) => read(field, digits))
  return fields.every((field) => field !== undefined) ? { ...shape, fields } : undefined
}

function scalarText(type: string | undefined, digits: string): string | undefined {
  const reversed = digits.match(/../g)?.toReversed().join('') ?? ''
  const unsigned = BigInt(`0x${reversed || '0'}`)
  if (type === 'bool') return unsigned === 1n ? 'true' : unsigned === 0n ? 'false' : undefined
  if (/^u(8|16|32|64|128|size)$/.test(type ?? '')) return String(unsigned)
  if (/^i(8|16|32|64|128|size)$/.test(type ?? '')) return String(BigInt.asIntN(digits.length * 4, unsigned))
  return undefined
}
