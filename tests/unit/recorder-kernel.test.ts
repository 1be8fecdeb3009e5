import { describe, expect, test } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { readDirectives } from '../../recorder/directives.ts'
import { OWN, chainOf, followedLog } from '../support/followed-log.ts'

const log = followedLog([
  chainOf(0, 1, 2, 3, 4),
  { event: 'early', kind: 'alloc', arguments: [4, 1], chain: 0 },
  chainOf(1, 1, 2),
  { event: 'early', kind: 'realloc', arguments: [0x1000, 4, 1, 9], chain: 1 },
  { event: 'maps', text: 'mapped' },
  { event: 'entered' },
  chainOf(2, 2, OWN),
  { event: 'kernel', name: 'mmap', size: 4096, chain: 2 },
  { event: 'kernel', name: 'brk', size: -8192, chain: 1 },
])

test('kernel calls come with their size and the line that led to them', () => {
  expect(log.kernel).toEqual([
    { name: 'mmap', size: 4096, line: 9 },
    { name: 'brk', size: -8192 },
  ])
})

describe('requests before main', () => {
  test('come with who wanted the memory: the nearest function that is not the allocator’s or a collection’s', () => {
    expect(log.early[0]).toEqual({ kind: 'alloc', size: 4, align: 1, function: 'std::rt::init' })
  })

  test('have the new size where a block grew, and the innermost function where no other is known', () => {
    expect(log.early[1]).toEqual({ kind: 'realloc', size: 9, align: 1, function: '__rustc::__rust_alloc' })
  })

  test('are not counted among those of main', () => {
    expect(log.calls()).toEqual([])
  })
})

test('a program asks for both by a directive that says all by being there', () => {
  const read = (text: string) => readDirectives(text, 'x.rs', { builds: ['debug'], steps: [] })
  expect(read('//@ kernel\n//@ before-main\n')).toMatchObject({ kernel: true, beforeMain: true })
  expect(read('fn main() {}\n')).toMatchObject({ kernel: false, beforeMain: false, times: [] })
  expect(() => read('//@ times:\n')).toThrow('x.rs:1: times has no value')
})

describe('recorded runs', () => {
  const { kernel = [], calls } = readRecording('kernel-calls').builds.debug!.run!

  test('what was mapped for a large vector went back when it was dropped', () => {
    const [mapped, given] = [kernel.find(({ name }) => name === 'mmap'), kernel.find(({ name }) => name === 'munmap')]
    expect(given?.size).toBe(mapped?.size)
    const large = calls.find(({ line, kind }) => line === mapped?.line && kind === 'alloc')
    expect(mapped!.size).toBeGreaterThan(large!.size)
  })

  test('a brk moves the heap’s end by whole pages', () => {
    const moves = kernel.filter(({ name }) => name === 'brk')
    expect(moves.length).toBeGreaterThan(0)
    for (const { size } of moves) expect(size % 4096).toBe(0)
  })

  test('both builds ask the same before main, which neither of them wrote', () => {
    const { debug, release } = readRecording('before-main').builds
    expect(debug?.run?.beforeMain).toEqual(release?.run?.beforeMain)
    expect(debug?.run?.beforeMain).not.toEqual([])
  })
})
