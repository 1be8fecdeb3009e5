import { describe, expect, it } from 'vitest'
import { explainListing } from '../../scene/explain-instruction.ts'
import { whatItDoes } from '../../scene/rust-to-asm/explain/instruction-set.ts'
import { parseOperand, splitOperands, wholeRegister } from '../../scene/rust-to-asm/operands.ts'
import { parseSignature } from '../../scene/rust-to-asm/signature.ts'
import { textWidth } from '../../scene/rust-to-asm/text-width.ts'
import { instructionRows } from '../../scene/rust-to-asm/rows.ts'
import { listing } from '../support/rust-to-asm.ts'

const VEC = 'pub fn f() -> Vec<u64> {'
const NUMBER = 'fn f(n: u64) -> u64 {'
const alloc = { target: '__rustc::__rust_alloc', role: 'allocator' as const }

/** What is said of the last instruction. */
function lastOf(texts: string[], head = NUMBER, more: Parameters<typeof listing>[1] = {}, optimised = false) {
  return explainListing(listing(texts, more), head, optimised).at(-1)
}

describe('an explanation', () => {
  it.each([
    [['push rbx'], 'saves the caller’s rbx'],
    [['push rax'], 'makes room: 8 B of stack'],
    [['sub rsp, 24'], 'makes room: 24 B of stack'],
    [['add rsp, 24'], 'gives the 24 B back'],
    [['pop r14'], 'restores the caller’s r14'],
    [['ret'], 'returns to the caller'],
    [['mov rbx, rdi'], 'the argument n'],
    [['mov rbx, rdi', 'inc rbx'], 'rbx = n + 1'],
    [['lea rcx, [rdi + 2]'], 'rcx = n + 2, no memory'],
    [['lea rax, [rdi + 4*rsi - 8]'], 'rax = n + 4 × rsi − 8'],
    [['lea rcx, [rdi + 2*rdi]'], 'rcx = 3 × n'],
    [['xor ecx, ecx'], 'ecx = 0'],
    [['xor rax, rsi'], 'rax = rax xor rsi'],
    [['test rax, rax', 'je L1'], 'goes to L1 if rax is 0'],
    [['cmp rdi, 10', 'jae L1'], 'goes to L1 if above or equal'],
    [['cmp rdi, 10', 'setb al'], 'al = 1 if below, else 0'],
    [['sub rcx, 1', 'je L1'], 'goes to L1 if rcx is 0'],
    [['jmp L1'], 'goes on at L1'],
    [['shl rdi'], 'rdi = n << 1'],
    [['test al, 1', 'jne L1'], 'goes to L1 if the bit is 1'],
    [['movzx eax, byte ptr [rdi + 8]'], 'eax = [rdi + 8], widened'],
    [['mul rcx'], 'rdx:rax = rax × rcx'],
    [['ud2'], 'traps: never reached'],
  ])('of %j is “%s”', (texts, text) => {
    expect(lastOf(texts)?.text).toBe(text)
  })

  it('colours only the memory that an instruction touches', () => {
    expect(lastOf(['mov rax, qword ptr [rsp + 8]'])?.region).toBe('stack')
    expect(lastOf(['mov rax, qword ptr [rip + TABLE]'])?.region).toBe('static')
    expect(lastOf(['mov rax, qword ptr [rdi]'], 'fn f(n: &u64) -> u64 {')?.region).toBeUndefined()
    expect(lastOf(['lea rax, [rdi + 8]'])?.region).toBeUndefined()
    expect(lastOf(['mov rax, rdi'])?.region).toBeUndefined()
  })

  it('knows the heap from the allocator’s result, also kept on the stack', () => {
    const call = ['mov edi, 16', 'call qword ptr [rip + __rust_alloc]']
    expect(lastOf(call, NUMBER, { 1: alloc })).toMatchObject({ text: 'allocates 16 B on the heap', strong: true })
    const spilled = [...call, 'mov qword ptr [rsp + 8], rax', 'mov rcx, qword ptr [rsp + 8]', 'mov qword ptr [rcx], 7']
    expect(lastOf(spilled, NUMBER, { 1: alloc })).toMatchObject({ text: 'writes 7 to the heap', region: 'heap' })
  })

  it('does not call 0 bytes an allocation, and says “may” where only std knows', () => {
    const boxed = { target: 'alloc::boxed::box_new_uninit', role: 'allocator' as const }
    const none = lastOf(['xor esi, esi', 'call box_new_uninit'], NUMBER, { 1: boxed })
    expect(none).toEqual({ text: '0 B: no allocation' })
    const push = { target: '<alloc::vec::Vec<u64>>::push', role: 'allocator' as const }
    expect(lastOf(['call Vec<u64>::push'], NUMBER, { 0: push })?.text).toBe('may call the allocator')
    const shim = { target: '__rustc::__rust_no_alloc_shim_is_unstable_v2', role: 'shim' as const }
    expect(lastOf(['call shim'], NUMBER, { 0: shim })?.text).toBe('not an allocation')
  })

  it('names the words of a Vec where the caller wants it', () => {
    const words = explainListing(
      listing([
        'mov qword ptr [rdi], 0',
        'mov qword ptr [rdi + 8], 8',
        'mov qword ptr [rdi + 16], 0',
        'mov rax, rdi',
        'ret',
      ]),
      VEC,
      true,
    )
    expect(words.map(({ text }) => text)).toEqual([
      'capacity: 0',
      'pointer: 8, the alignment',
      'length: 0',
      'hands that address back',
      'returns to the caller',
    ])
    expect(lastOf(['mov rbx, rdi'], VEC)?.text).toBe('where the caller wants the Vec')
  })

  it('says what a register is set for', () => {
    const texts = ['mov edi, 16', 'mov esi, 8', 'call qword ptr [rip + __rust_alloc]']
    const said = explainListing(listing(texts, { 2: alloc }), NUMBER, false).map(({ text }) => text)
    expect(said.slice(0, 2)).toEqual(['bytes to allocate: 16', 'their alignment: 8'])
    expect(explainListing(listing(['mov eax, 24', 'ret']), NUMBER, false)[0]?.text).toBe('the result: 24')
    expect(explainListing(listing(['mov rdi, rbx', 'call half']), NUMBER, false)[0]?.text).toBe('passes rbx')
  })

  it('takes flags from the path that leads there, not from the line above', () => {
    const aside = ['test r14, r14', 'jns L2', 'xor edi, edi', 'ud2', 'L2: je L3']
    expect(lastOf(aside)?.text).toBe('goes to L3 if r14 is 0')
    const joined = ['test r14, r14', 'jns L2', 'cmp rdi, 7', 'L2: je L3']
    expect(lastOf(joined)?.text).toBe('goes to L3 if equal')
    expect(lastOf(['add rcx, 1', 'inc rdx', 'jb L1'])?.text).toBe('goes to L1 if it carried')
  })

  it('takes nothing over from a call that does not come back', () => {
    const panic = { target: 'core::panicking::panic', role: 'panic' as const }
    const texts = ['mov rbx, rdi', 'test rsi, rsi', 'je L1', 'call panic', 'L1: mov rcx, rbx']
    expect(lastOf(texts, NUMBER, { 3: panic })?.text).toBe('the argument n')
    const spilled = [
      'mov qword ptr [rsp + 8], rdi',
      'je L1',
      'lea rdi, [rsp]',
      'call panic',
      'L1: mov rcx, qword ptr [rsp + 8]',
    ]
    expect(lastOf(spilled, NUMBER, { 3: panic })?.text).toBe('the argument n')
  })

  it('tells a function’s address from a static’s value', () => {
    const [address] = explainListing(listing(['mov rax, qword ptr [rip + panic]', 'call rax']), NUMBER, false)
    expect(address?.text).toBe('address of panic')
    expect(lastOf(['mov rax, qword ptr [rip + COUNTER]'])?.text).toBe('reads COUNTER')
  })

  it('names both words of a fat pointer and the bytes of a copy', () => {
    const head = 'fn f(numbers: &[u64], bytes: [u8; 16]) -> usize {'
    expect(lastOf(['mov qword ptr [rsp - 8], rdi'], head)?.text).toBe('keeps numbers’s pointer')
    expect(lastOf(['mov qword ptr [rsp - 8], rsi'], head)?.text).toBe('keeps numbers’s length')
    expect(lastOf(['mov al, byte ptr [rdx + 15]'], head)?.text).toBe('reads bytes, byte 15')
  })

  it('calls through a vtable, and reads its first words', () => {
    const head = 'fn f(shape: &dyn Shape) -> u64 {'
    expect(lastOf(['call qword ptr [rsi + 24]'], head)?.text).toBe('calls through the vtable')
    expect(lastOf(['mov rax, qword ptr [rsi + 8]'], head)).toEqual({ text: 'from the vtable: size', region: 'static' })
  })
})

describe('what a register holds is not guessed', () => {
  it('after a call, for registers that a call may change', () => {
    expect(lastOf(['call half', 'mov rax, rdi'])?.text).toBe('copies rdi')
    expect(lastOf(['mov rbx, rdi', 'call half', 'mov rcx, rbx'])?.text).toBe('the argument n')
  })

  it('after an instruction that writes rax and rdx unasked', () => {
    expect(lastOf(['mov rax, rdi', 'mul rcx', 'mov rbx, rax'])?.text).toBe('copies rax')
  })

  it('after a write to a part of it', () => {
    expect(lastOf(['mov rax, rdi', 'mov al, 1', 'mov rbx, rax'])?.text).toBe('copies rax')
  })

  it('where two paths join with different values', () => {
    const texts = ['test rdi, rdi', 'je L1', 'mov rbx, rdi', 'L1: mov rcx, rbx']
    expect(lastOf(texts)?.text).toBe('copies rbx')
    const agreed = ['mov rbx, rdi', 'test rsi, rsi', 'je L1', 'nop', 'L1: mov rcx, rbx']
    expect(lastOf(agreed)?.text).toBe('the argument n')
  })

  it('at the head of a loop', () => {
    expect(lastOf(['mov rbx, rdi', 'L1: mov rcx, rbx', 'inc rbx', 'jmp L1'])?.text).toBe('goes on at L1')
    const [, head] = explainListing(listing(['mov rbx, rdi', 'L1: mov rcx, rbx', 'jmp L1']), NUMBER, false)
    expect(head?.text).toBe('copies rbx')
  })

  it('where LLVM may have replaced a reference by what it points at', () => {
    const head = 'fn f(shape: &dyn Shape) -> u64 {'
    expect(lastOf(['mov rax, rdi', 'imul rax, rdi', 'nop'], head, {}, true)?.text).toBe('does nothing')
    expect(explainListing(listing(['mov rax, rdi', 'imul rax, rdi']), head, true)[0]?.text).toBe('copies rdi')
  })

  it('after a parameter of unknown kind; those before it only while nothing can have been dropped', () => {
    const head = 'fn f(n: u64, both: Pair, m: u64) -> u64 {'
    const said = (text: string, optimised: boolean) => lastOf([text], head, {}, optimised)?.text
    expect(said('mov rax, rdi', false)).toBe('the argument n')
    expect(said('mov rax, rdi', true)).toBe('copies rdi')
    expect(said('mov rax, rdx', false)).toBe('copies rdx')
  })

  it('for a type whose way of passing its name does not tell', () => {
    expect(lastOf(['mov rax, rdi'], 'fn f(both: Pair) -> u64 {')?.text).toBe('copies rdi')
  })
})

describe('operands', () => {
  it('are split and read as LLVM prints them', () => {
    expect(splitOperands('qword ptr [rsp + 8], <A as B<C, D>>::e')).toEqual([
      'qword ptr [rsp + 8]',
      '<A as B<C, D>>::e',
    ])
    expect(parseOperand('xmmword ptr [rax + 8*rcx - 16]')).toEqual({
      kind: 'memory',
      size: 16,
      base: 'rax',
      index: 'rcx',
      scale: 8,
      displacement: -16,
    })
    expect(parseOperand('qword ptr [rip + __rust_alloc@GOTPCREL]')).toMatchObject({
      base: 'rip',
      symbol: '__rust_alloc',
    })
    expect(['edi', 'dil', 'r8d', 'ah', 'xmm1'].map(wholeRegister)).toEqual(['rdi', 'rdi', 'r8', 'rax', 'xmm1'])
  })

  it.each([
    ['mov qword ptr [rsp + 8], rdi', 'mov [rsp + 8], rdi'],
    ['mov qword ptr [rsp + 8], 7', 'mov qword [rsp + 8], 7'],
    ['movzx eax, byte ptr [rdi]', 'movzx eax, byte [rdi]'],
    ['call qword ptr [rip + __rust_alloc]', 'call __rust_alloc'],
    ['call qword ptr [rsi + 24]', 'call qword [rsi + 24]'],
    ['call RawVec<u64>::grow_one', 'call RawVec::grow_one'],
    ['lea rdi, [rip + data1]', 'lea rdi, [rip + data1]'],
  ])('%s is shown as %s: nothing that decides about the meaning is dropped', (text, shown) => {
    expect(instructionRows(listing([text]), NUMBER, false)[0]?.text).toBe(shown)
  })
})

describe('a signature', () => {
  it.each([
    ['fn f() -> Vec<u64> {', true],
    ['fn f() -> String {', true],
    ['fn f() -> [u8; 16] {', true],
    ['fn f() -> [u8; 8] {', false],
    ['fn f() -> Box<Point> {', false],
    ['fn f() -> &str {', false],
    ['fn f() -> (u64, u64) {', false],
    ['fn f() {', false],
    ['fn f() -> Point {', undefined],
  ])('%s: result by address %s', (head, byAddress) => {
    expect(parseSignature(head).byAddress).toBe(byAddress)
  })

  it('reads parameters over several lines', () => {
    const head = 'fn f(\n  mut a: u64,\n  b: &mut [u8],\n  c: Vec<(u8, u8)>,\n  d: Pair,\n) -> u64\nwhere\n'
    const { parameters, returns } = parseSignature(head)
    expect(parameters.map(({ name, passed }) => [name, passed])).toEqual([
      ['a', 'value'],
      ['b', 'fat'],
      ['c', 'copy'],
      ['d', 'unknown'],
    ])
    expect(returns).toBe('u64')
  })
})

describe('textWidth', () => {
  it('grows with the text, its size and its weight', () => {
    expect(textWidth('iii', 18)).toBeLessThan(textWidth('mmm', 18))
    expect(textWidth('heap', 20)).toBeGreaterThan(textWidth('heap', 18))
    expect(textWidth('heap', 18, true)).toBeGreaterThan(textWidth('heap', 18))
  })
})

describe('what an instruction does in any program', () => {
  const says = (text: string) => {
    const [, mnemonic = '', operands = ''] = /^(\S+) ?(.*)$/.exec(text) ?? []
    return whatItDoes({ mnemonic, operands })
  }

  it.each([
    ['lea rax, [rdi + 8]', /goes to no memory; flags stay/],
    ['mov rax, [rdi]', /copies the second operand into the first; flags stay/],
    ['movaps [rsp], xmm0', /multiple of 16, else .* fault/],
    ['movups [rsp], xmm0', /may be any/],
    ['cmp rax, rdi', /subtracts .* keeps only the flags/],
    ['test rax, rax', /bitwise and .* keeps only the flags/],
    ['xor eax, eax', /is 0: .* zero flag is set, carry and overflow are cleared/],
    ['xor rax, rsi', /exclusive or and sets the flags/],
    ['call __rust_alloc', /pushes the address of the next instruction/],
    ['ret', /takes the return address from the stack/],
    ['push rbx', /moves rsp down .* stores/],
    ['pop rbx', /loads the word at rsp and moves rsp up/],
    ['sub rsp, 24', /moves rsp down.*nothing is written/],
    ['add rsp, 24', /moves rsp up.*nothing is erased/],
    ['sub rax, 1', /subtracts .* sets the flags/],
    ['inc rax', /except carry/],
    ['mul rcx', /unsigned; rdx takes the upper half/],
    ['imul rcx', /signed; rdx takes the upper half/],
    ['imul rax, rdi', /keeps the lower half/],
    ['jne L1', /if the flags say so, else on to the next/],
    ['jmp L1', /always/],
    ['sete al', /writes 1 into a byte if the flags say so/],
    ['cmovb rax, rcx', /first operand stays/],
    ['movzx eax, byte [rdi]', /fills the rest with zeros/],
  ])('%s: %s', (text, said) => {
    expect(says(text)).toMatch(said)
  })

  it('is not said of what nobody knows', () => {
    expect(says('vpbroadcastq ymm0, xmm0')).toBeUndefined()
  })
})

describe('a probe of the stack', () => {
  it('is told from a store of the program’s', () => {
    expect(lastOf(['sub rsp, 4096', 'mov qword ptr [rsp], 0'])?.text).toBe('probe: touches the new page')
    expect(lastOf(['sub rsp, 24', 'mov qword ptr [rsp], 0'])?.text).toBe('keeps 0 on the stack')
  })
})
