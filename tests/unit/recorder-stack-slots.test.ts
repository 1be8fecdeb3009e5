import { describe, expect, it } from 'vitest'
import type { Type } from '../../recorder/memory/types.ts'
import { typeWritten } from '../../recorder/memory/written-types.ts'
import { stackSlots } from '../../recorder/stack-slots.ts'

describe('the slots that LLVM tells', () => {
  const remark = [
    '/recording/x.rs:1:0 stack-frame-layout (analysis): ',
    'Function: _RNv1x4main',
    'Offset: [SP-8], Type: Spill, Align: 8, Size: 8',
    'Offset: [SP-32], Type: Variable, Align: 8, Size: 24',
    '    s @ x.rs:3',
    'Offset: [SP-40], Type: Variable, Align: 8, Size: 8',
    '    a @ x.rs:4',
    '    b @ x.rs:5',
  ]
  const rows = [
    JSON.stringify({ message: 'unused variable: `s`', level: 'warning' }),
    JSON.stringify({ message: remark.join('\n'), level: 'note' }),
    'error: no JSON',
  ]

  it('are those of variables, by function', () => {
    expect([...stackSlots(rows.join('\n'))]).toEqual([
      [
        '_RNv1x4main',
        [
          { name: 's', line: 3, offset: -32, size: 24 },
          { name: 'a', line: 4, offset: -40, size: 8 },
          { name: 'b', line: 5, offset: -40, size: 8 },
        ],
      ],
    ])
  })
})

describe('the type of a name', () => {
  const text: Type = {
    kind: 'struct',
    name: 'String',
    path: 'alloc::string::String',
    size: 24,
    align: 8,
    members: [],
    parameters: [],
  }
  const known = (name: string) => (name === 'String' ? text : undefined)

  it.each([
    ['String', 24, { kind: 'struct', path: 'alloc::string::String' }],
    ['i16', 2, { kind: 'scalar', reading: 'signed' }],
    ['&mut String', 8, { kind: 'pointer' }],
    ['[[u8; 2]; 3]', 6, { kind: 'array', count: 3 }],
    ['&[u8]', 16, { kind: 'opaque' }],
    ['(u8, f64)', 16, { kind: 'opaque' }],
    ['String', 8, { kind: 'opaque' }],
  ])('%s of %i bytes', (name, size, wanted) => {
    expect(typeWritten(name, size, known)).toMatchObject({ name, size, ...wanted })
  })

  it('leads on', () => {
    const pointer = typeWritten('&String', 8, known)
    expect(pointer.kind === 'pointer' && pointer.to()).toBe(text)
    const array = typeWritten('[[u8; 2]; 3]', 6, known)
    expect(array.kind === 'array' && array.element()).toMatchObject({ kind: 'array', size: 2, count: 2 })
  })
})
