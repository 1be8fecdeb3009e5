import { expect, it } from 'vitest'
import { markMovedContents } from '../../recorder/memory/moved-contents.ts'
import type { HeapBlock, Local, Value } from '../../recorder/trace-schema.ts'

const word = (name: string, offset: number): Value => ({
  name,
  type: 'usize',
  offset,
  size: 8,
  kind: 'scalar',
  text: '5',
})
const pointer = (block: number, name?: string): Value => ({
  ...(name === undefined ? {} : { name }),
  type: 'Box<Pair>',
  offset: 0,
  size: 8,
  kind: 'pointer',
  target: { kind: 'heap', block, offset: 0 },
})
const local = (value: Value): Local => ({
  id: 0,
  name: 'boxed',
  type: value.type ?? '',
  argument: false,
  size: value.size,
  state: 'partly-moved',
  value,
  line: 1,
})
const block = (id: number, value: Value): HeapBlock => ({
  id,
  address: `0x${id + 1}000`,
  size: value.size,
  align: 8,
  state: 'live',
  value,
})
const pair: Value = {
  type: 'Pair',
  offset: 0,
  size: 16,
  kind: 'aggregate',
  fields: [word('left', 0), word('right', 8)],
}

it('marks what was moved out of a box in its block, and nothing else', () => {
  const [first, other] = markMovedContents(
    [block(0, pair), block(1, pair)],
    [{ local: local(pointer(0)), paths: ['*'] }],
  )
  expect(first?.value).toEqual({ ...pair, moved: true })
  expect(other?.value).toEqual(pair)
})

it('marks one field behind a box that is a field itself', () => {
  const holder: Value = { type: 'Holder', offset: 0, size: 8, kind: 'aggregate', fields: [pointer(0, 'inner')] }
  const [marked] = markMovedContents([block(0, pair)], [{ local: local(holder), paths: ['inner.*.right'] }])
  expect(marked?.value?.fields?.map(({ moved }) => moved ?? false)).toEqual([false, true])
})

it('goes through a box in a box', () => {
  const outer = block(0, pointer(1))
  const [first, second] = markMovedContents([outer, block(1, pair)], [{ local: local(pointer(0)), paths: ['*.*'] }])
  expect(first).toEqual(outer)
  expect(second?.value?.moved).toBe(true)
})

it('leaves a block alone when the moved part is in the local itself', () => {
  const blocks = [block(0, pair)]
  expect(markMovedContents(blocks, [{ local: local(pair), paths: ['left'] }])).toEqual(blocks)
})
