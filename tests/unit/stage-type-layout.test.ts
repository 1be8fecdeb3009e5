import { describe, expect, it } from 'vitest'
import type { Layout } from '../../recorder/trace-schema.ts'
import { overlap } from '../../scene/stage/box.ts'
import { monoWidth } from '../../scene/stage/text.ts'
import { layoutTypes } from '../../scene/type-layout/layout-types.ts'
import { formsOf, layoutSentence } from '../../scene/type-layout/segments.ts'

const tagged: Layout = {
  name: 'Option<u32>',
  size: 8,
  align: 4,
  discriminant: { niche: false, offset: 0, size: 4 },
  variants: [
    { name: 'None', tag: '0', fields: [{ offset: 4, size: 4, kind: 'padding' }] },
    { name: 'Some', tag: '1', fields: [{ name: '0', type: 'u32', offset: 4, size: 4, kind: 'scalar' }] },
  ],
  examples: [
    {
      local: 'plain',
      bytes: '01 00 00 00 07 00 00 00',
      value: { type: 'Option<u32>', offset: 0, size: 8, kind: 'enum', variant: 'Some', fields: [] },
    },
  ],
}
const niched: Layout = {
  name: 'Option<String>',
  size: 24,
  align: 8,
  discriminant: { niche: true, offset: 0, size: 8 },
  variants: [
    { name: 'None', tag: '9223372036854775808', fields: [{ offset: 8, size: 16, kind: 'padding' }] },
    {
      name: 'Some',
      fields: [
        {
          name: '0',
          type: 'String',
          offset: 0,
          size: 24,
          kind: 'aggregate',
          fields: ['cap', 'ptr', 'len'].map((name, i) => ({
            name,
            type: 'usize',
            offset: 8 * i,
            size: 8,
            kind: 'scalar' as const,
          })),
        },
      ],
    },
  ],
  examples: [],
}

describe('formsOf', () => {
  it('puts the tag before what it tells apart', () => {
    const [none, some] = formsOf(tagged)
    expect(none?.segments.map((one) => [one.offset, one.text])).toEqual([
      [0, 'tag 0'],
      [4, 'unused'],
    ])
    expect(some?.segments.map((one) => [one.offset, one.text])).toEqual([
      [0, 'tag 1'],
      [4, '0: u32'],
    ])
  })

  it('shows a niche only in the variant that it stands for', () => {
    const [none, some] = formsOf(niched)
    expect(none?.segments[0]).toMatchObject({ kind: 'niche', text: 'niche 0x8000000000000000', offset: 0, size: 8 })
    expect(some?.segments.map((one) => one.text)).toEqual(['cap: usize', 'ptr: usize', 'len: usize'])
  })

  it('gives each form the recorded values that have it', () => {
    expect(formsOf(tagged).map((form) => form.examples.map((one) => one.local))).toEqual([[], ['plain']])
  })
})

describe('layoutTypes', () => {
  const { types, height, byteWidth } = layoutTypes([tagged, niched], 1168, true)

  it('draws every byte to one scale', () => {
    for (const segment of types.flatMap((type) => type.segments)) expect(segment.box.width % byteWidth).toBe(0)
    expect(types[0]?.bytes).toHaveLength(8)
    expect(types[0]?.bytes[4]).toMatchObject({ text: '07' })
  })

  it('keeps everything apart and inside', () => {
    const boxes = types.flatMap((type) => [...type.segments, ...type.bytes])
    boxes.forEach((one, i) => {
      expect(one.box.x + one.box.width).toBeLessThanOrEqual(1168)
      expect(one.box.y + one.box.height).toBeLessThanOrEqual(height)
      for (const other of boxes.slice(i + 1))
        expect(overlap(one.box, other.box), `${one.id} over ${other.id}`).toBe(false)
    })
    for (const { text, box } of types.flatMap((type) => type.segments))
      expect(monoWidth(text, 18)).toBeLessThanOrEqual(box.width)
  })
})

describe('layoutSentence', () => {
  it('says in words what the picture shows', () => {
    expect(layoutSentence(tagged)).toBe(
      'Option<u32>: 8 bytes, aligned to 4; None: tag 0 in bytes 0 to 3, unused in bytes 4 to 7; Some: tag 1 in bytes 0 to 3, 0: u32 in bytes 4 to 7',
    )
  })
})
