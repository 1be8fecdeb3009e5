import { describe, expect, it } from 'vitest'
import { scalarText } from '../../recorder/memory/scalars.ts'
import type { Scalar } from '../../recorder/memory/types.ts'

const scalar = (reading: Scalar['reading'], size: number): Scalar => ({
  kind: 'scalar',
  name: '',
  path: '',
  size,
  align: size,
  reading,
})

function float(value: number, size: 4 | 8): Uint8Array {
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  if (size === 4) view.setFloat32(0, value, true)
  else view.setFloat64(0, value, true)
  return bytes
}

// The expected texts are what `println!("{:?}")` prints for these values.
describe('scalars are written as Rust prints them', () => {
  it.each([
    [1, 8, '1.0'],
    [-0, 8, '-0.0'],
    [0.1, 8, '0.1'],
    [0.1, 4, '0.1'],
    [16777216, 4, '16777216.0'],
    [1e16, 8, '1e16'],
    [1.5e-7, 8, '1.5e-7'],
    [1e15, 8, '1000000000000000.0'],
    [NaN, 8, 'NaN'],
    [-Infinity, 4, '-inf'],
  ] as const)('the float %d of %d bytes is %s', (value, size, text) => {
    expect(scalarText(scalar('float', size), float(value, size))).toBe(text)
  })

  it('keeps all digits of 128-bit integers', () => {
    const bytes = new Uint8Array(16).fill(0xff)
    expect(scalarText(scalar('unsigned', 16), bytes)).toBe('340282366920938463463374607431768211455')
    expect(scalarText(scalar('signed', 16), bytes)).toBe('-1')
  })

  it('writes chars with their escapes and refuses what is no char or bool', () => {
    expect(scalarText(scalar('char', 4), new Uint8Array([0x0a, 0, 0, 0]))).toBe("'\\n'")
    expect(scalarText(scalar('char', 4), new Uint8Array([0xfc, 0, 0, 0]))).toBe("'ü'")
    expect(scalarText(scalar('char', 4), new Uint8Array([0, 0xd8, 0, 0]))).toBeUndefined()
    expect(scalarText(scalar('bool', 1), new Uint8Array([2]))).toBeUndefined()
  })
})
