import { expect, test } from 'vitest'
import { heap, type Heap } from '../../recorder/memory/heap.ts'

const alloc = (table: Heap, address: number, size: number) =>
  table.apply({ thread: 1, kind: 'alloc', arguments: [size, 8], result: address })
const dealloc = (table: Heap, address: number, size: number) =>
  table.apply({ thread: 1, kind: 'dealloc', arguments: [address, size, 8] })
const found = (table: Heap, address: number, blocks?: number) => {
  const { block, freed } = table.at(address, blocks) ?? {}
  return block && { id: block.id, freed }
}

test('an address leads into the block that is there, to its end, or into the last one that was', () => {
  const table = heap()
  alloc(table, 0x1000, 24)
  expect(found(table, 0x1008)).toEqual({ id: 0, freed: false })
  expect(found(table, 0x1018)).toEqual({ id: 0, freed: false })
  dealloc(table, 0x1000, 24)
  expect(found(table, 0x1008)).toEqual({ id: 0, freed: true })
  expect(found(table, 0x1018)).toEqual({ id: 0, freed: true })
  expect(found(table, 0x1020)).toBeUndefined()
})

test('a pointer that was last in use before an address was used again leads to the block of then', () => {
  const table = heap()
  alloc(table, 0x1000, 24)
  dealloc(table, 0x1000, 24)
  alloc(table, 0x1000, 24)
  expect(found(table, 0x1000)).toEqual({ id: 1, freed: false })
  expect(found(table, 0x1000, 1)).toEqual({ id: 0, freed: true })
  expect(found(table, 0x1000, 2)).toEqual({ id: 1, freed: false })
})

test('where realloc moved a block away there is none any more', () => {
  const table = heap()
  alloc(table, 0x1000, 24)
  table.apply({ thread: 1, kind: 'realloc', arguments: [0x1000, 24, 8, 48], result: 0x2000 })
  expect(found(table, 0x1008)).toEqual({ id: 0, freed: true })
  expect(found(table, 0x2008)).toEqual({ id: 0, freed: false })
  table.apply({ thread: 1, kind: 'realloc', arguments: [0x2000, 48, 8, 96], result: 0x2000 })
  expect(found(table, 0x2058)).toEqual({ id: 0, freed: false })
})

test('live blocks come in the order in which they were allocated, wherever realloc moved them', () => {
  const table = heap()
  for (const address of [0x1000, 0x2000, 0x3000]) alloc(table, address, 24)
  table.apply({ thread: 1, kind: 'realloc', arguments: [0x1000, 24, 8, 48], result: 0x4000 })
  dealloc(table, 0x2000, 24)
  expect(table.live().map(({ id }) => id)).toEqual([0, 2])
  expect(table.blocks.map(({ id }) => id)).toEqual([0, 1, 2])
})
