import { describe, expect, it } from 'vitest'
import { memoryAccesses } from '../../recorder/memory/operand-access.ts'

const registers = (name: string) => ({ rsp: 0x1000n, rax: 0x2000n, rcx: 3n })[name]

describe('what an instruction touches', () => {
  it.each([
    ['mov    QWORD PTR [rsp+0x8],rdi', [{ address: 0x1008, size: 8, access: 'write' }]],
    ['mov    eax,DWORD PTR [rsp-0x4]', [{ address: 0xffc, size: 4, access: 'read' }]],
    [
      'add    DWORD PTR [rax+rcx*4+0x10],0x1',
      [
        { address: 0x201c, size: 4, access: 'read' },
        { address: 0x201c, size: 4, access: 'write' },
      ],
    ],
    ['cmp    BYTE PTR [rax],0x0', [{ address: 0x2000, size: 1, access: 'read' }]],
    ['lea    rax,[rsp+0x20]', []],
    ['push   rbx', [{ address: 0xff8, size: 8, access: 'write' }]],
    ['pop    rbx', [{ address: 0x1000, size: 8, access: 'read' }]],
    ['call   0x555555568000 <main>', [{ address: 0xff8, size: 8, access: 'write' }]],
    ['ret', [{ address: 0x1000, size: 8, access: 'read' }]],
    ['movups XMMWORD PTR [rsp],xmm0', [{ address: 0x1000, size: 16, access: 'write' }]],
  ] as const)('%s', (text, accesses) => {
    expect(memoryAccesses(text, registers)).toEqual(accesses)
  })
})
