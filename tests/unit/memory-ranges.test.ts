import { describe, expect, it } from 'vitest'
import { divideRanges } from '../../recorder/memory/address-space.ts'

const range = (start: number, end: number, path = '') => ({ start, end, permissions: 'rw-p', path })
const block = (address: number, size: number) => ({ address: `0x${address.toString(16)}`, size })

describe('divideRanges', () => {
  const joined = range(0x10000, 0x1a000)

  it('cuts a range that holds blocks and thread-local memory at the end of the last block’s page', () => {
    expect(divideRanges([joined], [block(0x10010, 0x6100)], 0x19740)).toEqual([
      range(0x10000, 0x17000),
      range(0x17000, 0x1a000),
    ])
  })

  it('leaves a range whole that holds one of the two, a file’s, or blocks above the thread’s memory', () => {
    expect(divideRanges([joined], [block(0x20010, 0x100)], 0x19740)).toEqual([joined])
    expect(divideRanges([joined], [block(0x10010, 0x6100)], 0x29740)).toEqual([joined])
    const file = range(0x10000, 0x1a000, '/lib/libc.so.6')
    expect(divideRanges([file], [block(0x10010, 0x6100)], 0x19740)).toEqual([file])
    expect(divideRanges([joined], [block(0x19800, 0x100)], 0x12740)).toEqual([joined])
  })
})
