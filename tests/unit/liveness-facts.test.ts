import { describe, expect, test } from 'vitest'
import { changed, type Change, type LocalState } from '../../recorder/liveness/facts.ts'

const live: LocalState = { kind: 'live' }
const after = (...changes: Omit<Change, 'slot'>[]) =>
  changes.reduce<LocalState>((state, change) => changed(state, { slot: 0, ...change }), live)

describe('parts of a local', () => {
  test('an array of which each element was moved is moved', () => {
    const taken = [0, 1].map((at) => ({ kind: 'move' as const, path: `${at}`, of: 2 }))
    expect(after(...taken)).toEqual({ kind: 'moved' })
    expect(after(taken[0]!)).toEqual({ kind: 'partly-moved', paths: ['0'] })
  })

  test('an element of an array in a field makes that field whole or gone', () => {
    const taken = [0, 1].map((at) => ({ kind: 'move' as const, path: `pair.${at}`, of: 2 }))
    expect(after(...taken)).toEqual({ kind: 'partly-moved', paths: ['pair'] })
  })

  test('an array of whose element only a part was moved is not moved', () => {
    const first = { kind: 'move' as const, path: '0', of: 2 }
    const inside = { kind: 'move' as const, path: '1.name' }
    expect(after(inside, first)).toEqual({ kind: 'partly-moved', paths: ['0', '1.name'] })
  })

  test('a field whose value was dropped is back when it is written', () => {
    const dropped = after({ kind: 'drop', path: 'a' })
    expect(dropped).toEqual({ kind: 'partly-moved', paths: ['a'], fallen: ['a'] })
    expect(changed(dropped, { slot: 0, kind: 'init', path: 'a' })).toEqual(live)
  })

  test('a field that was moved is not dropped', () => {
    const moved = after({ kind: 'move', path: 'a' }, { kind: 'drop', path: 'a' })
    expect(moved).toEqual({ kind: 'partly-moved', paths: ['a'] })
  })
})
