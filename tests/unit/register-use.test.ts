import { describe, expect, it } from 'vitest'
import { argumentUse, resultPlace } from '../../scene/register-use.ts'

function listing(code: string) {
  const instructions = code.split(';').map((text) => {
    const [mnemonic = '', ...operands] = text.trim().split(' ')
    return { mnemonic, operands: operands.join(' '), offset: 0 }
  })
  return { instructions }
}

describe('argumentUse', () => {
  it('tells a value from an address that is followed', () => {
    expect(argumentUse(listing('mov rax, rdi; xor rax, rsi; ret'))).toEqual([
      { register: 'rdi', as: 'value' },
      { register: 'rsi', as: 'value' },
    ])
    expect(argumentUse(listing('movzx eax, byte ptr [rdi + 8]; ret'))).toEqual([
      { register: 'rdi', as: 'address to read' },
    ])
  })

  it('takes lea as arithmetic, not as a visit to memory', () => {
    expect(argumentUse(listing('lea rax, [rdi + 1]; ret'))).toEqual([{ register: 'rdi', as: 'value' }])
  })

  it('knows the registers of floats, and those that are only zeroed or moved to', () => {
    expect(argumentUse(listing('addsd xmm0, xmm0; ret'))).toEqual([{ register: 'xmm0', as: 'value' }])
    expect(argumentUse(listing('xorps xmm0, xmm0; movups xmmword ptr [rdi], xmm0; ret'))).toEqual([
      { register: 'rdi', as: 'address to write' },
    ])
    expect(argumentUse(listing('movups xmm1, xmmword ptr [rsi]; movups xmmword ptr [rsp], xmm1; ret'))).toEqual([
      { register: 'rsi', as: 'address to read' },
    ])
  })

  it('ignores registers that were overwritten first', () => {
    expect(argumentUse(listing('mov rdx, rdi; mov rax, rdx; ret'))).toEqual([{ register: 'rdi', as: 'value' }])
  })
})

describe('resultPlace', () => {
  it('knows the two registers and the caller’s memory', () => {
    expect(resultPlace(listing('lea rax, [rdi + 1]; ret'))).toBe('rax')
    expect(resultPlace(listing('lea rax, [rdi - 1]; lea rdx, [rdi + 1]; ret'))).toBe('rax and rdx')
    expect(resultPlace(listing('mov rax, rdi; mov qword ptr [rdi], rsi; ret'))).toBe('memory')
  })
})
