import { describe, expect, it } from 'vitest'
import { readRecording, recordingNames } from '../../embed/read-recording.ts'
import type { AddressSpace } from '../../recorder/trace-schema.ts'
import { groupValues } from '../../scene/address-space/group-values.ts'
import { layoutSpace } from '../../scene/address-space/layout-space.ts'
import {
  mapRows,
  rowOf,
  rowTitle,
  shortAddressText,
  sizeText,
  type MapRow,
} from '../../scene/address-space/map-rows.ts'
import { sayGroup, sayRow } from '../../scene/address-space/say-group.ts'
import { contains, overlap, type Box } from '../../scene/stage/box.ts'

type Mapping = AddressSpace['mappings'][number]

const mapping = (start: string, end: string, role: Mapping['role'], name: string, permissions = 'rw-p'): Mapping => ({
  start,
  end,
  role,
  name,
  permissions,
})

/** A process as the kernel lists it, shortened. */
const space: AddressSpace = {
  mappings: [
    mapping('0x555555554000', '0x555555568000', 'constants', 'program', 'r--p'),
    mapping('0x555555568000', '0x5555555a7000', 'code', 'program', 'r-xp'),
    mapping('0x5555555aa000', '0x5555555ab000', 'static', 'program'),
    mapping('0x5555555ab000', '0x5555555cc000', 'heap', '[heap]'),
    mapping('0x7ffff7cb0000', '0x7ffff7db2000', 'heap', ''),
    mapping('0x7ffff7db5000', '0x7ffff7ddb000', 'library', 'libc.so.6', 'r--p'),
    mapping('0x7ffff7ddb000', '0x7ffff7f31000', 'library', 'libc.so.6', 'r-xp'),
    mapping('0x7ffff7fc8000', '0x7ffff7fca000', 'kernel', '[vdso]', 'r-xp'),
    mapping('0x7ffffffde000', '0x7ffffffff000', 'stack', '[stack]'),
    mapping('0xffffffffff600000', '0xffffffffff601000', 'kernel', '[vsyscall]', '--xp'),
  ],
  values: [
    { mark: 'text', variable: 'text', part: 'place', address: '0x7fffffffeb08', size: 16, mapping: 8 },
    { mark: 'text', variable: 'text', part: 'target', address: '0x55555555d4b6', size: 5, mapping: 0 },
    { mark: 'box', variable: 'boxed', part: 'place', address: '0x7fffffffe9e0', size: 8, mapping: 8 },
    { mark: 'box', variable: 'boxed', part: 'target', address: '0x5555555abd60', size: 4, mapping: 3 },
    { mark: 'huge', variable: 'huge', part: 'target', address: '0x7ffff7cb1010', size: 1048576, mapping: 4 },
    { mark: 'empty', variable: 'empty', part: 'target', address: '0x8', size: 0 },
    { mark: 'static', variable: 'COUNTER', part: 'place', address: '0x5555555aa9c4', size: 4, mapping: 2 },
  ],
}

const text = [
  'static COUNTER: AtomicU32 = AtomicU32::new(0);',
  '    let text = "hello";',
  '    let boxed = Box::new(42u32);',
  '    let huge = vec![0; 1 << 20];',
  '    let empty: Vec<u64> = Vec::new();',
]
const source = {
  source: { file: 'regions.rs', regions: {}, marks: { static: 1, text: 2, box: 3, huge: 4, empty: 5 } },
  highlighted: text.map((line) => [{ text: line, style: 'plain' as const }]),
}

describe('mapRows', () => {
  const rows = mapRows(space)

  it('has higher addresses above, and what is not mapped as rows of their own', () => {
    expect(rows.map(({ role }) => role)).toEqual([
      'rest',
      'gap',
      'stack',
      'gap',
      'rest',
      'gap',
      'heap',
      'gap',
      'heap',
      'static',
      'gap',
      'code',
      'constants',
      'gap',
    ])
    expect(rows.at(-1)).toMatchObject({ start: 0n, end: 0x555555554000n })
  })

  it('covers every address once, from 0 to the last mapping', () => {
    const ascending = rows.toReversed()
    ascending.slice(1).forEach((row, i) => expect(row.start).toBeGreaterThanOrEqual(ascending[i]?.end ?? 0n))
    expect(rows.flatMap(({ mappings }) => mappings).sort((a, b) => a - b)).toEqual(space.mappings.map((_, i) => i))
  })

  it('tells libraries and kernel pages apart from nothing but the program', () => {
    expect(rows[4]).toMatchObject({ names: ['libc.so.6', '[vdso]'], mappings: [5, 6, 7] })
  })

  it('finds the row of a value, in a gap where its address is in no mapping', () => {
    expect(space.values.map((value) => rows[rowOf(rows, value)]?.role)).toEqual([
      'stack',
      'constants',
      'stack',
      'heap',
      'heap',
      'gap',
      'static',
    ])
    expect(rowOf(rows, space.values[5] ?? { mark: '', variable: '', part: 'place', address: '0x0', size: 0 })).toBe(
      rows.length - 1,
    )
  })

  it('keeps a library apart where a value lies in it', () => {
    const value = { mark: 'x', variable: 'x', part: 'target', address: '0x7ffff7ddb000', size: 1, mapping: 6 } as const
    const apart = mapRows({ ...space, values: [value] })
    expect(apart.find(({ mappings }) => mappings.includes(6))?.mappings).toEqual([6])
  })
})

describe('groupValues', () => {
  it('goes from the binary to the heap by default', () => {
    expect(groupValues(space).map((group) => group.map(({ label }) => label))).toEqual([
      ['*text'],
      ['COUNTER'],
      ['text', 'boxed'],
      ['*boxed', '*huge', '*empty'],
    ])
  })

  it('takes marks, and one part of them', () => {
    expect(groupValues(space, 'text; box.place box.target').map((group) => group.map(({ label }) => label))).toEqual([
      ['text', '*text'],
      ['boxed', '*boxed'],
    ])
    expect(groupValues(space, '')).toEqual([])
  })

  it('refuses a mark without a recorded value, naming those that have one', () => {
    expect(() => groupValues(space, 'huge.place')).toThrow(
      'no value is recorded for "huge.place"; there is text.place, text.target',
    )
  })
})

describe('layoutSpace', () => {
  const recorded = recordingNames().flatMap((name) => {
    const recording = readRecording(name)
    const highlighted = recording.source.text.split('\n').map((line) => [{ text: line, style: 'plain' as const }])
    return Object.values(recording.builds).flatMap(({ addressSpace }) =>
      addressSpace ? [{ name, from: { source: recording.source, highlighted }, addressSpace }] : [],
    )
  })

  it.each([{ name: 'a small process', from: source, addressSpace: space }, ...recorded])(
    'keeps rows, values and code of $name in the box and apart',
    ({ from, addressSpace }) => {
      const layout = layoutSpace(from, addressSpace, undefined, 1168, 470)
      const canvas: Box = { x: 0, y: 0, width: 1168, height: 470 }
      const boxes = [...layout.rows, ...layout.chips].map(({ box }) => box)
      for (const box of boxes) expect(contains(canvas, box), JSON.stringify(box)).toBe(true)
      boxes.forEach((a, i) =>
        boxes.slice(i + 1).forEach((b) => {
          expect(
            overlap(a, { ...b, y: b.y + 1, height: b.height - 2 }),
            `${JSON.stringify(a)} ${JSON.stringify(b)}`,
          ).toBe(false)
        }),
      )
      for (const { y } of layout.lines) expect(y + 28).toBeLessThanOrEqual(layout.rows[0]?.box.y ?? 0)
      for (const { box } of layout.rows) expect(box.height).toBeGreaterThanOrEqual(16)
    },
  )

  it('lands each value beside its row, and sets out from its name in the code', () => {
    const layout = layoutSpace(source, space, 'box', 1168, 470)
    const [target] = layout.chips.filter(({ value }) => value.part === 'target')
    const row = layout.rows[target?.row ?? 0]
    expect(row?.row.role).toBe('heap')
    expect((target?.box.y ?? 0) + (target?.box.height ?? 0) / 2).toBeCloseTo(
      (row?.box.y ?? 0) + (row?.box.height ?? 0) / 2,
    )
    expect(target?.from.x).toBeCloseTo('let '.length * 12 - 8)
  })

  it('shows sizes on a scale on which equal distances are equal factors', () => {
    const { rows, ticks, bandWidth } = layoutSpace(source, space, undefined, 1168, 470)
    const [kib = 0, mib = 0, gib = 0] = ticks.map(({ x }) => x)
    expect(ticks.map(({ text }) => text)).toEqual(['1 KiB', '1 MiB', '1 GiB', '1 TiB', '1 PiB', '1 EiB'])
    expect(gib - mib).toBeCloseTo(mib - kib)
    for (const { row, extent } of rows) {
      const bytes = row.end - row.start
      expect(extent).toBeLessThanOrEqual(bandWidth)
      expect(extent > mib, `${bytes} bytes`).toBe(bytes > 1n << 20n)
    }
  })

  it('shows the map alone where it lies with values and code', () => {
    const groups = 'box; text'
    const [alone, full] = [true, false].map((is) => layoutSpace(source, space, groups, 1168, 470, is))
    expect(full?.chips.length).toBeGreaterThan(0)
    expect(alone?.rows.map(({ box }) => box)).toEqual(full?.rows.map(({ box }) => box))
    expect(alone).toMatchObject({ chips: [], lines: [], groups: 0 })
    expect(alone?.ticks.length).toBeGreaterThan(0)
    expect((alone?.ticksTop ?? 0) + 20).toBeLessThanOrEqual(alone?.rows[0]?.box.y ?? 0)
  })

  it('says where the values of a click lie, and what the kernel calls it', () => {
    const layout = layoutSpace(source, space, 'box.target huge.target empty.target; text.place box.place', 1168, 470)
    expect(sayGroup(layout, 1)).toBe(
      '*huge lies on the heap, outside the range that the kernel calls [heap]; *boxed lies on the heap; *empty is the address 0x8, where nothing is mapped.',
    )
    expect(sayGroup(layout, 2)).toBe('text and boxed lie on the stack.')
    expect(sayGroup(layout, 0)).toContain('10 mapped ranges')
  })

  it('explains bars only where they are drawn', () => {
    const layout = layoutSpace(source, space, undefined, 1168, 470)
    expect(sayGroup(layout, 0)).toContain('Bars are sizes')
    expect(sayGroup(layout, 0, false)).toBe('One address space: 10 mapped ranges, higher addresses above.')
  })
})

describe('texts', () => {
  it('writes sizes in the largest unit', () => {
    expect([4096n, 0x21000n, 1052672n, 0x555555554000n, 0xffff_8000_0000_0000n].map(sizeText)).toEqual([
      '4 KiB',
      '132 KiB',
      '1.0 MiB',
      '85 TiB',
      '16 EiB',
    ])
  })

  it('shortens only addresses of the kernel’s half', () => {
    expect(shortAddressText(0x7ffffffde000n)).toBe('0x7ffffffde000')
    expect(shortAddressText(0xffffffffff600000n)).toBe('0xffff…600000')
  })

  it('calls a row by its role, and other memory by whose it is', () => {
    const titleOf = (role: MapRow['role'], ...names: string[]) => rowTitle({ role, names, end: 0x1000n })
    expect(titleOf('heap', '[heap]')).toBe('heap')
    expect(titleOf('rest', '[vvar]', '[vdso]')).toBe('kernel')
    expect(titleOf('rest', 'libc.so.6', 'anonymous')).toBe('libraries')
    expect(titleOf('rest', 'libc.so.6', '[vdso]')).toBe('libs, kernel')
    expect(titleOf('gap')).toBe('nothing mapped')
  })

  it('says a row in full', () => {
    const [kernel, gap, stack] = mapRows(space)
    expect(stack && sayRow(stack)).toBe(
      'stack: [stack], readable and writable, 0x7ffffffde000 to 0x7ffffffff000, 132 KiB',
    )
    expect(gap && sayRow(gap)).toContain('not the program’s')
    expect(
      sayRow({ start: 0n, end: 0x555555554000n, role: 'gap', permissions: '', names: [], mappings: [] }),
    ).toContain('nothing mapped')
    expect(kernel && sayRow(kernel)).toBe('[vsyscall], executable, 0xffffffffff600000 to 0xffffffffff601000, 4 KiB')
  })
})
