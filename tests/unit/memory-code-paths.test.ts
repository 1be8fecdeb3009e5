import { describe, expect, test } from 'vitest'
import { stretch } from '../../recorder/memory/code-paths.ts'

/** Instructions of four bytes each, from address 0 on. */
const code = (...texts: string[]) => texts.map((text, index) => ({ at: index * 4, text }))
const registers = { rsp: 1000, rbp: 0 }
const place = { address: 1016, size: 8 }
const never = () => false

describe('what ran between two stops', () => {
  test('is stored where every way stores it', () => {
    const straight = code('mov    QWORD PTR [rsp+0x10],rax', 'mov    rax,QWORD PTR [rsp+0x10]', 'ret')
    expect(stretch(straight, 0, 8, never)?.writes(place, registers)).toMatchObject([{ address: 1016, size: 8 }])
    expect(stretch(straight, 4, 8, never)?.writes(place, registers)).toEqual([])
  })

  test('is not stored where a jump leads past it', () => {
    const branch = code('test   al,al', 'je     0xc', 'mov    QWORD PTR [rsp+0x10],rax', 'call   0x5000', 'ret')
    const way = stretch(branch, 0, 16, never)
    expect(way?.writes(place, registers)).toEqual([])
    expect(way?.calls).toBe(true)
  })

  test('takes no way over another stop', () => {
    const branch = code('test   al,al', 'je     0xc', 'nop', 'mov    DWORD PTR [rsp+0x14],0x1', 'ret')
    // At 8 the run would have stopped: it came over the jump.
    const way = stretch(branch, 0, 16, (address) => address === 8)
    expect(way?.writes(place, registers)).toMatchObject([{ address: 1020, size: 4 }])
    expect(stretch(code('nop', 'nop', 'nop'), 0, 8, (address) => address === 4)).toBeUndefined()
  })

  test('is known of a loop that comes back to where it began', () => {
    const loop = code('lea    rdi,[rsp+0x10]', 'call   0x5000', 'jmp    0x0')
    const way = stretch(loop, 0, 0, never)
    expect(way?.takesAddress(place, registers)).toBe(true)
    expect(way?.takesAddress({ address: 1000, size: 8 }, registers)).toBe(false)
    expect(way?.calls).toBe(true)
  })

  test('is not known behind a jump through a register', () => {
    expect(stretch(code('jmp    rax', 'nop', 'ret'), 0, 8, never)).toBeUndefined()
  })
})
