import { expect, test } from 'vitest'
import { changed, stateOfPart, type LocalState } from '../../recorder/liveness/facts.ts'
import { parseBody } from '../../recorder/liveness/mir.ts'
import { movesIn, pathText, placeAt } from '../../recorder/liveness/place.ts'

const names = new Map([
  ['Pair', ['left', 'right']],
  ['Node', ['child', 'next']],
])

test('a place is read with its projections, from the local outwards', () => {
  const found = placeAt('(((_4 as Node).1: std::boxed::Box<Pair>).0: u8) = x', 0)
  expect(found?.place.local).toBe(4)
  expect(pathText(found!.place.path, 'Tree', names)).toBe('Node.next.0')
})

test('fields are named where the source defines the type, and numbered elsewhere', () => {
  const path = (text: string, type: string) => pathText(placeAt(text, 0)!.place.path, type, names)
  expect(path('(_2.1: u8)', 'shapes::Pair')).toBe('right')
  expect(path('(_2.1: u8)', '(u8, u8)')).toBe('1')
  expect(path('((*(_2.0: std::boxed::Box<Pair>)).1: u8)', 'Pair')).toBe('left.*.right')
  expect(path('_2[1 of 2]', '[u8; 2]')).toBe('1')
})

test('moves are found among copies and constants, not in strings', () => {
  const text = `_9 = f(move _1, copy _2, const "move _3, \\"move _4", const 'm', move (_5.0: (u8, u8)))`
  expect(movesIn(text).map((place) => place.local)).toEqual([1, 5])
})

test('a header gives argument types with commas and arrows in them', () => {
  const body = parseBody('fn f(_1: fn(u8, u8) -> u8, _2: Map<K, V>) -> () {\n}')
  expect([...body!.types]).toEqual([
    [1, 'fn(u8, u8) -> u8'],
    [2, 'Map<K, V>'],
  ])
  expect(body!.arguments).toBe(2)
})

test('what the compiler places nowhere is part of the flow; what does not read as a place is refused', () => {
  const body = (place: string) => `fn f() -> () {
    bb0: {
        goto -> bb1;                     // scope 0 at ${place}
    }

    bb1: {
        return;                          // scope 0 at x.rs:1:1: 1:2
    }
}`
  expect(
    parseBody(body('no-location'))!
      .blocks.get('bb0')!
      .instructions.map(({ text }) => text),
  ).toEqual(['goto -> bb1'])
  expect(() => parseBody(body('somewhere'))).toThrow(/no place in the source: goto -> bb1/)
})

test('a const or static has no body to follow', () => {
  expect(parseBody('const LIMIT: usize = {\n}')).toBeUndefined()
})

test('a part moves and comes back, the whole moves with its parts', () => {
  const live: LocalState = { kind: 'live' }
  const gone = changed(live, { slot: 0, kind: 'move', path: 'name.last' })
  expect(gone).toEqual({ kind: 'partly-moved', paths: ['name.last'] })
  const more = changed(gone, { slot: 0, kind: 'move', path: 'name' })
  expect(more).toEqual({ kind: 'partly-moved', paths: ['name'] })
  expect(changed(gone, { slot: 0, kind: 'init', path: 'name.last' })).toEqual(live)
  expect(changed(gone, { slot: 0, kind: 'init', path: 'name.first' })).toEqual(gone)
  expect(changed(gone, { slot: 0, kind: 'move', path: '' })).toEqual({ kind: 'moved' })
})

test('only what is held is dropped, and a moved part stays moved', () => {
  expect(changed({ kind: 'moved' }, { slot: 0, kind: 'drop', path: '' })).toEqual({ kind: 'moved' })
  expect(changed({ kind: 'live' }, { slot: 0, kind: 'drop', path: '' }).kind).toBe('dropped')
  const dropped = changed({ kind: 'partly-moved', paths: ['0'] }, { slot: 0, kind: 'drop', path: '' })
  expect(stateOfPart(dropped, '0').kind).toBe('moved')
  expect(stateOfPart(dropped, '1').kind).toBe('dropped')
})
