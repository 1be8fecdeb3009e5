import { describe, expect, it } from 'vitest'
import { readHighlighted } from '../../embed/read-asm-scene.ts'
import { changes } from '../../scene/before-after.ts'
import { kernelByLine, sayKernelCall } from '../../scene/kernel-by-line.ts'
import { lifetimes } from '../../scene/lifetimes.ts'
import { listingCards } from '../../scene/listing-cards.ts'

describe('changes', async () => {
  const monday = await readHighlighted('monday')

  it('gives calls and bytes of both functions of a pair', () => {
    expect(changes(monday, 'release', 'grows knows_its_size; owned_argument borrowed_argument')).toEqual([
      {
        before: { function: 'grows', calls: 2, bytes: 32 + 64 },
        after: { function: 'knows_its_size', calls: 1, bytes: 64 },
      },
      {
        before: { function: 'owned_argument', calls: 8, bytes: 34 },
        after: { function: 'borrowed_argument', calls: 0, bytes: 0 },
      },
    ])
  })

  it('refuses what is no pair, a function that is not there, and a build that was not run', () => {
    expect(() => changes(monday, 'release', 'grows')).toThrow('"grows" is not two functions')
    expect(() => changes(monday, 'release', 'grows shrinks')).toThrow('no figure "release.calls.in.shrinks"')
    expect(() => changes(monday, 'oz', 'grows grows')).toThrow('monday was not run in oz')
  })
})

describe('kernelByLine', async () => {
  const recording = await readHighlighted('kernel-calls')
  const lines = kernelByLine(recording, 'main', 'debug')
  const at = (text: string) =>
    lines.find(({ tokens }) =>
      tokens
        .map((token) => token.text)
        .join('')
        .includes(text),
    )

  it('puts each kernel call beside the line that led to it, and none beside a small box', () => {
    expect(at('small = Box::new')).toMatchObject({ allocator: { calls: 1 }, kernel: [] })
    expect(at('vec!')?.kernel.map(({ name }) => name)).toEqual(['mmap'])
    expect(at('drop(')?.kernel.map(({ name }) => name)).toEqual(['munmap'])
    const all = lines.flatMap(({ kernel }) => kernel)
    expect(all).toHaveLength(recording.builds.debug!.run!.kernel!.length)
  })

  it('says a call with its bytes, whichever way they went', () => {
    expect(sayKernelCall({ name: 'brk', size: -135_168 })).toBe('brk 135,168 B')
  })

  it('refuses a recording without them', async () => {
    const other = await readHighlighted('box-new')
    expect(() => kernelByLine(other, 'make', 'debug')).toThrow(
      'box-new has no kernel calls in debug; its program needs //@ kernel',
    )
  })
})

describe('lifetimes', async () => {
  const moves = await readHighlighted('moves')

  it('follows a variable from its declaration to its end, each change with the line that made it', () => {
    const lineOf = (text: string) => moves.source.text.split('\n').findIndex((line) => line.includes(text)) + 1
    expect(lifetimes(moves, 'debug', ['name', 'copy'])).toEqual([
      {
        variable: 'name',
        type: 'String',
        passed: [
          { state: 'uninitialised' },
          { state: 'live', line: lineOf('let name') },
          { state: 'moved', line: lineOf('let owner') },
        ],
      },
      {
        variable: 'copy',
        type: 'String',
        passed: [
          { state: 'uninitialised' },
          { state: 'live', line: lineOf('let copy') },
          { state: 'dropped', line: lineOf('black_box(&copy)') + 1 },
        ],
      },
    ])
  })

  it('refuses a variable that is not there, and a build without a trace', () => {
    expect(() => lifetimes(moves, 'debug', ['nobody'])).toThrow('moves has no variable nobody in debug')
    expect(() => lifetimes(moves, 'release', ['name'])).toThrow('its program needs //@ steps: release')
  })
})

describe('cards of listings', () => {
  it('tell where C leaves a struct that is too large for registers', async () => {
    const cards = listingCards(
      await readHighlighted('c-abi'),
      'release',
      ['rust_triple', 'c_triple', 'c_bytes'],
      'arguments',
    )
    expect(cards.map(({ told }) => told)).toEqual([
      'at the address in rdi',
      'on the stack, above rsp',
      'in rdi and rsi',
    ])
  })

  it('tell how a moved value travels, and have a signature without a result', async () => {
    const cards = listingCards(
      await readHighlighted('move-copies'),
      'release',
      ['keep_page', 'keep_vec', 'fill_page'],
      'copy',
    )
    expect(cards.map(({ told }) => told)).toEqual(['copied by memcpy', 'copied through registers', 'nothing is copied'])
    expect(cards[0]?.signature.map(({ text }) => text).join('')).toBe('fn keep_page(page: Page, shelf: &mut Page)')
  })
})
