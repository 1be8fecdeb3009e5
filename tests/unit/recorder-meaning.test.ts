import { describe, expect, test } from 'vitest'
import { regionsOf, withoutAddresses } from '../../recorder/meaning.ts'

/** A process's map: executable, heap, a thread's stack, a library, the kernel's pages, the stack. */
const MAPS = `555555554000-55555555a000 r--p 00000000 fe:00 7      /tmp/p/debug/x
55555555a000-5555555b0000 r-xp 00006000 fe:00 7      /tmp/p/debug/x
5555555b0000-5555555b4000 rw-p 0005c000 fe:00 7      /tmp/p/debug/x
5555555b4000-5555555d5000 rw-p 00000000 00:00 0      [heap]
7ffff7a00000-7ffff7c00000 rw-p 00000000 00:00 0
7ffff7dd5000-7ffff7fa8000 r-xp 00000000 fe:00 339380 /usr/lib/libc.so.6
7ffff7fc2000-7ffff7fc6000 r--p 00000000 00:00 0      [vvar]
7ffff7fc8000-7ffff7fca000 r-xp 00000000 00:00 0      [vdso]
7ffff7fca000-7ffff7fff000 r--p 00000000 fe:00 338944 /usr/lib/ld-linux-x86-64.so.2
7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0      [stack]
ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]
`
const regions = regionsOf(MAPS, '/tmp/p/debug/x')
const read = (text: string) => withoutAddresses(text, regions)

test('a process has memory in four regions, which reach as far as it may still map', () => {
  expect(regions.map(({ kind, start, end }) => [kind, start, end])).toEqual([
    ['program', '0x555555554000', '0x5555555b4000'],
    ['heap', '0x5555555b4000', '0x5556555b4000'],
    ['mapped', '0x7ffef7fff000', '0x7ffff7fff000'],
    ['stack', '0x7ffff7fff000', '0x7ffffffff000'],
  ])
  expect(regionsOf(MAPS, '/tmp/another')).toEqual([])
})

describe('an address reads as its region, however it is written', () => {
  test.each([
    ['0x5555555b4ac0', '‹heap›'],
    ['at 0x7fffffffe410, not 0x10', 'at ‹stack›, not 0x10'],
    ["a thread's id, 140737351718592", "a thread's id, ‹mapped›"],
    ['93824992247808', '‹program›'],
    ['c0 4a 5b 55 55 55 00 00 05 00 00 00 00 00 00 00', '‹heap› 05 00 00 00 00 00 00 00'],
    ['01 00 00 00 c0 4a 5b 55 55 55 00 00', '01 00 00 00 ‹heap›'],
  ])('%s', (text, meaning) => {
    expect(read(text)).toBe(meaning)
  })

  test.each([
    '0x8',
    '18446744073709551615',
    '100000000000000',
    '140737351718592.5',
    'x140737351718592',
    '1.140737351718592',
    '00 01 02 03 04 05 06 07 08',
    'ff ff ff ff ff ff ff ff',
    'c0 4a 5b 55',
  ])('%s is a number and stays', (text) => {
    expect(read(text)).toBe(text)
  })
})
