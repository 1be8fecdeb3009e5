import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compareRecordings } from '../../recorder/compare.ts'
import { describeMachine } from '../../recorder/machine.ts'
import { profiles } from '../../recorder/profiles.ts'
import { RECORDINGS, SNIPPETS, readProgram } from '../../recorder/program-file.ts'
import { TIMED_BUILD, keptTimes, readSamples, timedFunctions, withTimes } from '../../recorder/record-times.ts'
import { SCHEMA_VERSION } from '../../recorder/schema.ts'
import { readRecording } from '../../recorder/recording-file.ts'
import { Refused } from '../../recorder/refused.ts'
import { times as timesSchema } from '../../recorder/schema.ts'
import { openMemory } from '../../recorder/unchanged.ts'
import { spreadOf } from '../../scene/time-figure.ts'

const COST = join(RECORDINGS, 'cost.json')
const cost = readRecording(COST)
const times = cost.builds[TIMED_BUILD]!.times!

const timed = readdirSync(SNIPPETS)
  .filter((file) => file.endsWith('.rs'))
  .map((file) => readProgram(file.slice(0, -'.rs'.length), SNIPPETS))
  .filter((program) => timedFunctions(program).length > 0)

describe('what a program prints that times itself', () => {
  const file = 'x.rs'

  test('is read function by function, in order', () => {
    const printed = '1000 calls a sample\nboxed 8.10 7.90\nstacked 1.60 1.61\n'
    expect(readSamples(printed, { file }, ['boxed', 'stacked'])).toEqual({
      callsPerSample: 1000,
      functions: { boxed: [8.1, 7.9], stacked: [1.6, 1.61] },
    })
  })

  test.each([
    ['another function', '10 calls a sample\nsized 1.0\n', 'x.rs with SAMPLES=1 prints sized, its times are of boxed'],
    ['no function', '10 calls a sample\n', 'prints no function'],
    ['something else', 'hello\n', 'must begin with "<n> calls a sample", it prints "hello"'],
  ])('is refused when it holds %s', (_, printed, message) => {
    expect(() => readSamples(printed, { file }, ['boxed'])).toThrow(message)
  })

  test('is refused by the schema when it is no time, or too few samples for a spread', () => {
    const few = { ...times, functions: { boxed: [8, 8] } }
    expect(timesSchema.safeParse(few).success).toBe(false)
    const wrong = { ...times, functions: { boxed: Array.from({ length: 200 }, () => Number.NaN) } }
    expect(timesSchema.safeParse(wrong).success).toBe(false)
  })
})

describe.each(timed.map((program) => [program.name, program] as const))('%s', (name, program) => {
  const recorded = readRecording(join(RECORDINGS, `${name}.json`)).builds[TIMED_BUILD]?.times

  test('has times of the functions that it times, taken equally often', () => {
    expect(Object.keys(recorded?.functions ?? {}), `npm run record -- --times ${name}`).toEqual(timedFunctions(program))
    const samples = Object.values(recorded!.functions).map((all) => all.length)
    expect(new Set(samples).size).toBe(1)
  })

  test('was timed with the flags of the release build that it is shown beside', () => {
    expect(recorded?.flags).toEqual(profiles[TIMED_BUILD]?.flags)
  })
})

test('the machine is told by processor, cores and system, and by no name of its own', () => {
  const machine = describeMachine()
  expect(machine.cores).toBeGreaterThan(0)
  expect(machine.system).toMatch(/^Linux \d+\.\d+(, |$)/)
  expect(times.machine.system).toMatch(/glibc \d/)
})

describe('the order that the talk tells of', () => {
  const {
    stack_array: array,
    boxed,
    with_capacity: sized,
    growing,
  } = Object.fromEntries(Object.keys(times.functions).map((name) => [name, spreadOf(times, name)]))

  test('a box costs more than a stack array: their middle halves do not touch', () => {
    expect(boxed!.low).toBeGreaterThan(array!.high)
  })

  test('a vector that grows costs more than one with its capacity given, and than a box', () => {
    expect(growing!.low).toBeGreaterThan(Math.max(sized!.high, boxed!.high))
  })
})

describe('times and the rest of a recording', () => {
  const slower = withTimes(cost, {
    ...times,
    functions: { ...times.functions, boxed: times.functions.boxed!.map((ns) => ns * 2) },
  })

  test('times are never compared: they differ in each measurement', () => {
    expect(compareRecordings(cost, slower)).toEqual([])
    expect(compareRecordings(cost, withTimes(cost, undefined))).toEqual([])
  })

  const fresh = structuredClone(cost)
  delete fresh.builds[TIMED_BUILD]!.times

  test('recording a program again keeps its times, unless program, compiler or flags changed', () => {
    expect(keptTimes(COST, fresh)).toEqual({ times })
    const changed = { ...fresh, source: { ...fresh.source, sha256: '0'.repeat(64) } }
    expect(keptTimes(COST, changed)).toEqual({ lost: 'as the program has changed' })
    const compiler = { ...fresh, toolchain: { ...fresh.toolchain, commit: 'other' } }
    expect(keptTimes(COST, compiler)).toEqual({ lost: 'as another compiler made them' })
    const release = { ...fresh.builds[TIMED_BUILD]!, flags: ['-C', 'opt-level=1'] }
    const flags = { ...fresh, builds: { ...fresh.builds, [TIMED_BUILD]: release } }
    expect(keptTimes(COST, flags)).toEqual({ lost: 'as the flags have changed' })
    expect(keptTimes(join(RECORDINGS, 'none.json'), fresh)).toEqual({})
  })

  describe('of a file that no longer reads', () => {
    const dir = mkdtempSync(join(tmpdir(), 'recorder-times-'))
    afterAll(() => rmSync(dir, { recursive: true, force: true }))
    const whole = readFileSync(COST, 'utf8')
    const put = (name: string, text: string) => {
      writeFileSync(join(dir, name), text)
      return join(dir, name)
    }
    const lost = 'as the file before cannot be read'

    test.each([
      ['torn', whole.slice(0, 2000), /^is torn or no JSON/],
      ['empty', '', /^is empty$/],
      ['null', 'null', /^is no recording/],
      ['an array', '[1]', /^is no recording/],
      ['something else', '{"name": "package"}', /^is no recording/],
      ['of times that do not read', whole.replace('"callsPerSample"', '"perSample"'), /^is no recording/],
    ])('%s: the times are lost, which is said and stops nothing', (name, text, why) => {
      const file = put(name, text)
      const kept = keptTimes(file, fresh)
      expect(kept.lost).toBe(lost)
      expect(kept.unreadable).toMatch(why)
      const untimed = { ...fresh, source: { ...fresh.source, text: 'fn main() {}' } }
      expect(keptTimes(file, untimed).lost).toBeUndefined()
      expect(() => readRecording(file)).toThrow(Refused)
      expect(() => readRecording(file)).toThrow(`npm run record -- --force ${name}`)
    })

    test('a directory', () => {
      expect(keptTimes(dir, fresh)).toEqual({ unreadable: 'is a directory', lost })
      expect(() => readRecording(dir)).toThrow(/is a directory: npm run record -- --force/)
      expect(openMemory(cost.toolchain, 1, dir).isUnchanged(dir, '')).toBe(false)
    })

    test.each([0, SCHEMA_VERSION + 1])('of schema %i, its times still read: they are kept', (schema) => {
      const file = put(`schema-${schema}.json`, whole.replace(`"schema": ${SCHEMA_VERSION}`, `"schema": ${schema}`))
      expect(readFileSync(file, 'utf8')).not.toBe(whole)
      expect(keptTimes(file, fresh)).toEqual({ times })
      expect(() => readRecording(file)).toThrow(`is of schema ${schema}, the recorder's is ${SCHEMA_VERSION}`)
    })
  })
})
