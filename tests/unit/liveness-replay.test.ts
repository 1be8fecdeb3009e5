import { describe, expect, test } from 'vitest'
import { analysisOf, type Analysis, type VariableState } from '../../recorder/liveness/index.ts'
import { golden, goldenPath, keptBodies, keptStops, programs } from '../record/liveness-programs.ts'
import { replay, shortName, written, type Moment } from '../record/liveness-replay.ts'

function analysed(name: string): Analysis {
  return analysisOf(keptBodies(name), golden(name, 'rs'), 'snippet.rs')
}

function moments(name: string, columns = true): Moment[] {
  return replay(analysed(name), keptStops(name), columns)
}

/** States of one variable at the stops of a line, in order; `frame` counts a function's frames from 0. */
function statesAt(all: readonly Moment[], where: { function: string; frame?: number; line: number }, name: string) {
  const inside = all.filter(({ stop }) => shortName(stop.function) === where.function)
  const frames = [...new Set(inside.map(({ stop }) => stop.frame))]
  return inside
    .filter(({ stop }) => stop.frame === frames[where.frame ?? 0] && stop.line === where.line)
    .map(({ states }) => states.findLast((one) => one.name === name)?.state ?? 'not in scope')
}

describe('every committed run replays to its reviewed states', () => {
  test.for(programs)('%s', async (name) => {
    const states = written(moments(name), golden(name, 'rs'))
    await expect(states).toMatchFileSnapshot(goldenPath(name, 'states.txt'))
  })
})

describe('a conditional move', () => {
  const all = moments('conditional-move')

  test('taken: moved after the branch, and never dropped here', () => {
    expect(statesAt(all, { function: 'apart', line: 20 }, 'treat')).toEqual(['moved', 'moved'])
    expect(new Set(statesAt(all, { function: 'apart', line: 21 }, 'treat'))).toEqual(new Set(['moved']))
  })

  test('not taken: live after the branch, dropped at the brace', () => {
    expect(statesAt(all, { function: 'apart', frame: 1, line: 20 }, 'treat')).toEqual(['live', 'live'])
    expect(statesAt(all, { function: 'apart', frame: 1, line: 21 }, 'treat').at(-1)).toBe('dropped')
  })

  test('on one line, columns decide', () => {
    expect(statesAt(all, { function: 'one_line', line: 26 }, 'snack')).toEqual(['moved'])
    expect(statesAt(all, { function: 'one_line', frame: 1, line: 26 }, 'snack')).toEqual(['live'])
  })

  test('on one line, without columns nothing decides: maybe moved', () => {
    const lines = moments('conditional-move', false)
    const notTaken = { function: 'one_line', frame: 1, line: 26 }
    expect(statesAt(lines, notTaken, 'snack')).toEqual(['maybe-moved'])
    const apart = { function: 'apart', frame: 1, line: 20 }
    expect(statesAt(lines, apart, 'treat')).toEqual(['live', 'live'])
  })

  test('while the callee runs the caller has given its value away', () => {
    const inEat = all.find(({ stop }) => shortName(stop.function) === 'eat')
    const apart = inEat?.callers.find((caller) => caller.function === 'apart')
    expect(apart?.states.find((one) => one.name === 'treat')?.state).toBe('moved')
  })
})

test('a move in a loop is a move only in the round that breaks', () => {
  const rounds = statesAt(moments('loop-move'), { function: 'main', line: 10 }, 'message')
  expect(rounds).toEqual(['live', 'live'])
  expect(statesAt(moments('loop-move'), { function: 'main', line: 15 }, 'message')[0]).toBe('moved')
})

test('a late `let` is uninitialised until its branch has run', () => {
  const all = moments('late-let')
  expect(statesAt(all, { function: 'choose', line: 5 }, 'word')).toEqual(['uninitialised', 'uninitialised'])
  expect(statesAt(all, { function: 'choose', line: 6 }, 'word')).toEqual(['live'])
  expect(statesAt(all, { function: 'choose', frame: 1, line: 9 }, 'length')).toEqual(['live', 'live'])
  expect(statesAt(all, { function: 'never', line: 21 }, 'text')[0]).toBe('uninitialised')
})

test('a match guard moves nothing; the arm that is taken does', () => {
  const all = moments('match-guard')
  expect(new Set(statesAt(all, { function: 'pick', frame: 1, line: 7 }, 'given'))).toEqual(new Set(['live']))
  expect(statesAt(all, { function: 'pick', frame: 1, line: 9 }, 'given')).toEqual(['partly-moved'])
  expect(statesAt(all, { function: 'pick', frame: 1, line: 9 }, 'short')).toEqual(['live'])
})

test('a partial move names the fields that are gone, and a field comes back', () => {
  const all = moments('partial-move')
  const parts = (line: number) =>
    all.find(({ stop }) => stop.line === line)?.states.find((one) => one.name === 'person')?.movedParts
  expect(parts(18)).toBeUndefined()
  expect(parts(20)).toEqual(['friend', 'name.last'])
  expect(parts(21)).toEqual(['friend'])
  expect(parts(22)).toBeUndefined()
  expect(parts(24)).toEqual(['friend.*', 'name'])
})

test('shadowed names stay apart, outermost first', () => {
  const { states } = moments('shadowing').find(({ stop }) => stop.line === 7)!
  const values = states.filter((one: VariableState) => one.name === 'value')
  expect(values.map((one) => one.type)).toEqual(['String', 'u32', 'Box<u32>', 'u32'])
  expect(values.map((one) => one.line)).toEqual([2, 3, 4, 6])
  expect(new Set(values.map((one) => one.id)).size).toBe(4)
})

test('a closure has its captures, and moving one out of it shows', () => {
  const all = moments('closures')
  const inside = all.filter(({ stop }) => shortName(stop.function) === 'main::{closure#3}')
  const list = inside.map(({ states }) => states.find((one) => one.name === 'list'))
  expect(list[0]).toMatchObject({ capture: true, argument: false, type: 'Vec<i32>', state: 'live' })
  expect(list.at(-1)?.state).toBe('moved')
})

test('each call is a frame of its own, in recursion too', () => {
  const all = moments('methods')
  expect(statesAt(all, { function: 'factorial', frame: 0, line: 55 }, 'below')[0]).toBe('live')
  expect(statesAt(all, { function: 'factorial', frame: 2, line: 57 }, 'below')).not.toContain('live')
})

test('a frame that unwinds drops what it holds, one after the other', () => {
  const all = moments('unwinding')
  const drops = all.filter(({ stop }) => shortName(stop.function) === '{impl#0}::drop' && stop.column === 0)
  const held = drops
    .slice(0, 2)
    .map(({ callers }) =>
      callers.find((caller) => caller.function === 'fail')?.states.map((one) => `${one.name} ${one.state}`),
    )
  expect(held).toEqual([
    ['fails live', 'guard live', 'given live'],
    ['fails live', 'guard live', 'given dropped'],
  ])
})

test('functions are found by declaration line, by name where lines repeat or differ', () => {
  const analysis = analysed('methods')
  if (analysis.kind === 'none') throw new Error(analysis.reason)
  expect(analysis.functionAt({ line: 23, name: 'snippet::Stack<u8>::new<u8>' })?.name).toMatch(/::new$/)
  expect(analysis.functionAt({ line: 39, name: 'snippet::biggest::larger' })?.name).toBe('larger')
  expect(analysis.functionAt({ line: 999, name: 'snippet::factorial' })?.name).toBe('factorial')
  expect(analysis.functionAt({ line: 999, name: 'snippet::area_of_nothing' })).toBeUndefined()
})

test('a type that only the debug information can name is marked generic', () => {
  const all = moments('closures')
  const f = all.find(({ stop }) => shortName(stop.function) === 'call')?.states[0]
  expect(f).toMatchObject({ name: 'f', type: 'F', generic: true })
  const { states } = all.find(({ stop }) => stop.line === 20) ?? { states: [] }
  expect(states.filter((one) => one.generic)).toEqual([])
})

test('the end of a branch stops at its `if` once more, which is no step', () => {
  const jumps = moments('conditional-move').filter(({ isJump }) => isJump)
  expect(jumps.map(({ stop }) => [shortName(stop.function), stop.line])).toEqual([['apart', 16]])
})

test('calls of drop glue tell a drop that ran from one that is to come', () => {
  const braces = moments('loop-move').filter(({ stop }) => stop.line === 26)
  const word = (states: readonly VariableState[]) => states.find((one) => one.name === 'word')
  const words = braces.map(({ stop, states }) => [stop.drops, word(states)?.state])
  expect(words.slice(0, 3)).toEqual([
    [0, 'live'],
    [0, 'live'],
    [1, 'dropped'],
  ])
})

test('what is not MIR gives none, with what was not understood', () => {
  const jump = 'goto -> bb7; // scope 0 at snippet.rs:1:1: 1:2'
  const lost = `fn main() -> () {\n    bb0: {\n        ${jump}\n    }\n}`
  const broken = analysisOf([lost], 'fn main() {}', 'snippet.rs')
  expect(broken).toEqual({ kind: 'none', reason: expect.stringContaining('bb7') as string })
})

test('a stop that no path reaches is told, until one is reached again', () => {
  const analysis = analysed('shadowing')
  if (analysis.kind === 'none') throw new Error(analysis.reason)
  const stops = keptStops('shadowing').filter(({ frame }) => frame === 0)
  const [first, second, third] = [...new Map(stops.slice(1).map((stop) => [stop.line, stop])).values()]
  const main = analysis.functionAt({ line: stops[0]!.declared, name: 'main' })!
  const frame = main.enter()
  for (const stop of [first!, second!]) {
    frame.stop({ line: stop.line, column: stop.column })
    expect(frame.isLost()).toBe(false)
  }
  frame.stop({ line: 9999, column: 1 })
  expect(frame.isLost()).toBe(true)
  frame.stop({ line: third!.line, column: third!.column })
  expect(frame.isLost()).toBe(false)
})
