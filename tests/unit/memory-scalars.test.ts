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
    [0.0001, 8, '0.0001'],
    [0.00005, 8, '5e-5'],
    [0.0001, 4, '0.0001'],
    [0.00002, 4, '2e-5'],
    [1.0000001, 4, '1.0000001'],
    [5e-324, 8, '5e-324'],
    [2 ** 60, 8, '1.152921504606847e18'],
  ] as const)('the float %d of %d bytes is %s', (value, size, text) => {
    expect(scalarText(scalar('float', size), float(value, size))).toBe(text)
  })

  it('writes floats of 2 and of 16 bytes', () => {
    const half = (bits: number) => scalarText(scalar('float', 2), new Uint8Array([bits & 255, bits >> 8]))
    expect([0x3e00, 0x0001, 0x7bff, 0xfc00, 0x2e66].map(half)).toEqual(['1.5', '6e-8', '65500.0', '-inf', '0.1'])
    const quad = (high: bigint, low = 0n) => {
      const bytes = new Uint8Array(16)
      new DataView(bytes.buffer).setBigUint64(8, high, true)
      new DataView(bytes.buffer).setBigUint64(0, low, true)
      return scalarText(scalar('float', 16), bytes)
    }
    expect(quad(0x4000_2000_0000_0000n)).toBe('2.25')
    // The float of 128 bits that is nearest to 0.1.
    expect(quad(0x3ffb_9999_9999_9999n, 0x9999_9999_9999_999an)).toBe('0.1')
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
    const char = (code: number) => scalarText(scalar('char', 4), new Uint8Array(Uint32Array.of(code).buffer))
    expect([0x7f, 0x200d, 0x301, 0x10ffff, 0xa0].map(char)).toEqual([
      "'\\u{7f}'",
      "'\\u{200d}'",
      "'\\u{301}'",
      "'\\u{10ffff}'",
      "'\\u{a0}'",
    ])
    expect([0x22, 0x27, 0x20, 0x1f980].map(char)).toEqual(["'\"'", "'\\''", "' '", "'🦀'"])
    expect(scalarText(scalar('bool', 1), new Uint8Array([2]))).toBeUndefined()
  })
})
