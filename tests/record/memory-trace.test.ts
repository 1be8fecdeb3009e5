import { beforeAll, describe, expect } from 'vitest'
import { recordProgram, type RecordedProgram } from '../support/recorded-program.ts'
import { recordTests } from '../support/record-test.ts'
import { missing, skipped } from '../support/toolchain.ts'

const test = recordTests(import.meta.filename)

describe.skipIf(missing)(`recording twice${skipped}`, () => {
  for (const name of ['shared', 'hash-map', 'thread-talk'])
    test(`gives the same bytes for ${name}`, async () => {
      const [first, second] = [await recordProgram(name), await recordProgram(name)]
      expect(JSON.stringify(second.trace)).toBe(JSON.stringify(first.trace))
    })
})

describe.skipIf(missing)(`a program that loops for ever${skipped}`, () => {
  test('ends at the step limit and says so', async () => {
    const { trace, states } = await recordProgram('forever', { stepLimit: 100 })
    expect(trace.truncated).toBe(100)
    expect(states.flat()).toHaveLength(100)
  })
})

describe.skipIf(missing)(`without analysis${skipped}`, () => {
  test('says so, claims no state, and still reads values', async () => {
    const { trace, states } = await recordProgram('moves', { plain: true })
    expect(trace.analysis).toBe('none')
    expect(trace.notes.join()).toContain('states of variables are unknown')
    const locals = states.flat().flatMap((state) => state.frames.flatMap((frame) => frame.locals))
    expect(new Set(locals.map((local) => local.state))).toEqual(new Set(['unknown', 'uninitialised']))
    expect(locals.some((local) => local.name === 'text' && local.value?.text === 'maybe')).toBe(true)
  })
})

describe.skipIf(missing)(`async code${skipped}`, () => {
  test('is followed from poll to poll, each future by itself', async () => {
    const { trace, states } = await recordProgram('awaits')
    expect(trace.notes).toEqual([])
    const polls = [...new Map(states.flat().flatMap(({ frames }) => frames.map((one) => [one.id, one]))).values()]
    const resumed = polls.filter((frame) => frame.function === 'both::{closure#0}')
    const stateOf = (at: number, name: string) => resumed[at]?.locals.findLast((local) => local.name === name)
    expect(resumed).toHaveLength(4)
    // The second future is polled between the polls of the first one.
    expect(stateOf(1, 'text')?.value?.text).toBe('x')
    expect(stateOf(2, 'text')?.value?.text).toBe('abc')
    // Nothing asks for it behind the next await: it is in scope, and nowhere.
    expect(stateOf(3, 'first')).toMatchObject({ state: 'live', optimisedOut: true })
    expect(stateOf(3, 'first')).not.toHaveProperty('value')
  })

  test('leaves in a future what it keeps, and no more', async () => {
    const { states } = await recordProgram('awaits')
    const futures = states.flat().flatMap(({ blocks }) => blocks.filter(({ value }) => value?.variant === 'Suspend0'))
    const given = futures.find(({ value }) => value?.fields?.some(({ name }) => name === 'give'))
    const parts = given?.value?.fields?.map(({ name, size }) => `${name} ${size}`)
    expect(parts?.slice(0, 3)).toEqual(['moved out 24', 'moved out 24', 'give 1'])
    const ended = states.flat().flatMap(({ blocks }) => blocks.filter(({ value }) => value?.variant === 'Returned'))
    expect(new Set(ended.flatMap(({ value }) => value?.fields ?? []).map(({ kind }) => kind))).toEqual(
      new Set(['padding']),
    )
  })
})

describe.skipIf(missing)(`a program whose file has the name of one of std's${skipped}`, () => {
  test('steps through its own lines only', async () => {
    const { states } = await recordProgram('boxed')
    const own = new Set(['main', 'make'])
    const functions = states.flat().flatMap((state) => state.frames.map((frame) => frame.function))
    expect(functions.filter((name) => !own.has(name))).toEqual([])
  })
})

describe.skipIf(missing)(`endings${skipped}`, () => {
  test('records a panic with its message, and the one that is caught before it', async () => {
    const { states } = await recordProgram('panics')
    const panics = states.flat().filter((state) => state.event === 'panic')
    expect(panics.map((state) => state.message)).toEqual(['too big: 2', 'too big: 3'])
    expect(panics[0]?.frames.map((frame) => frame.function)).toEqual(['main', 'main::{closure#0}', 'fails'])
  })

  test('records the signals of a stack overflow, with the frames that filled it', async () => {
    const { states } = await recordProgram('overflow')
    const last = states.flat().at(-1)
    expect(last?.event).toBe('signal')
    expect(last?.message).toBe('SIGABRT')
    const sizes = last?.frames.map((frame) => frame.size) ?? []
    const depth = sizes.reduce((sum, size) => sum + size, 0)
    // The frame that did not fit is being set up; the stack's limit is 8 MiB.
    expect(depth).toBeGreaterThan(8 << 20)
    expect(depth - (sizes.at(-1) ?? 0)).toBeLessThan(8 << 20)
  })

  test('records a program that leaves by process::exit up to that line', async () => {
    const { states } = await recordProgram('exits')
    expect(states.flat().at(-1)).toMatchObject({ line: 5, blocks: [{ state: 'live' }] })
  })
})

describe.skipIf(missing)(`an instruction run${skipped}`, () => {
  let recorded: RecordedProgram
  beforeAll(async () => {
    recorded = await recordProgram('boxed', { instructions: ['make'] })
  })

  test('starts at the function and ends with its ret', () => {
    const [run] = recorded.trace.instructionRuns
    expect(run?.function).toBe('make')
    const first = Number(run?.registers['rsp'])
    expect(Number(run?.steps.at(-1)?.rsp)).toBe(first + 8)
    expect(run?.steps.map((step) => step.function)).not.toContain('main')
  })

  test('leaves the result in rax: the address of the block', () => {
    const [run] = recorded.trace.instructionRuns
    const rax = run?.steps.map((step) => step.registers['rax']).findLast((value) => value !== undefined)
    const block = recorded.states.flat().at(-1)?.blocks[0]
    expect(rax).toBe(block?.address)
  })

  test('reads back what it wrote', () => {
    const [run] = recorded.trace.instructionRuns
    const words = new Map<string, string>()
    let checked = 0
    for (const access of run?.steps.flatMap((step) => step.memory) ?? []) {
      const key = `${access.address}/${access.size}`
      if (access.access === 'write') words.set(key, access.value)
      else if (words.has(key)) {
        expect(access.value).toBe(words.get(key))
        checked += 1
      }
    }
    expect(checked).toBeGreaterThan(2)
  })
})
