import { describe, expect, it } from 'vitest'
import { isHeldAddress, withoutLastDereference } from '../../recorder/memory/locations.ts'

const bytes = (...all: number[]) => new Uint8Array(all)
const [FBREG, DEREF, PLUS, RDI] = [0x91, 0x06, 0x23, 0x75]

// Opcodes of DWARF 4, section 7.7.1.
describe('location expressions', () => {
  it('lead to the place that holds an address, where they end by following it', () => {
    expect(withoutLastDereference(bytes(FBREG, 8, DEREF, PLUS, 16, DEREF))).toEqual(bytes(FBREG, 8, DEREF, PLUS, 16))
    expect(withoutLastDereference(bytes(FBREG, 8, DEREF))).toEqual(bytes(FBREG, 8))
    expect(withoutLastDereference(bytes(RDI, 0))).toEqual(bytes(0x55))
  })

  it('do not, where only an operand looks like it', () => {
    expect(withoutLastDereference(bytes(FBREG, 8, PLUS, DEREF))).toBeUndefined()
    expect(withoutLastDereference(bytes(FBREG, DEREF))).toBeUndefined()
    expect(withoutLastDereference(bytes(RDI, 8))).toBeUndefined()
  })

  it('are an address in a register, now or at the entry', () => {
    expect(isHeldAddress(bytes(RDI, 0))).toBe(true)
    expect(isHeldAddress(bytes(0xf3, 1, 0x55))).toBe(true)
    expect(isHeldAddress(bytes(0xf3, 1, 0x55, 0x9f))).toBe(false)
    expect(isHeldAddress(bytes(FBREG, 8))).toBe(false)
  })
})
