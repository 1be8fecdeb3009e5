import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { filesOf, isWarm, keyOf, passedMemory, type Inputs } from '../support/passed-before.ts'

const inputs: Inputs = {
  test: 'tests/record/x.test.ts 0 enums',
  toolchain: 'rustc 1.95.0, gdb 13.1',
  files: new Map([
    ['recorder/cli.ts', 'a'],
    ['tests/programs/enums.rs', 'b'],
  ]),
}

describe('a test that passed is known by a key', () => {
  const key = keyOf(inputs)

  test('that is the same for the same inputs, in whatever order files are found', () => {
    expect(keyOf({ ...inputs, files: new Map([...inputs.files].reverse()) })).toBe(key)
  })

  test.each<[string, Partial<Inputs>]>([
    ['the test', { test: 'tests/record/x.test.ts 0 structs' }],
    ['the toolchain', { toolchain: 'rustc 1.95.0, gdb 14.2' }],
    ['the content of a file', { files: new Map([...inputs.files, ['recorder/cli.ts', 'c']]) }],
    [
      'the name of a file',
      {
        files: new Map([
          ['recorder/cli.ts', 'a'],
          ['tests/programs/enum.rs', 'b'],
        ]),
      },
    ],
    ['a file more', { files: new Map([...inputs.files, ['recorder/gdb/run.py', 'c']]) }],
    ['a file less', { files: new Map([['recorder/cli.ts', 'a']]) }],
  ])('that changes with %s', (_, changed) => {
    expect(keyOf({ ...inputs, ...changed })).not.toBe(key)
  })
})

describe('what a test of recordings depends on', () => {
  const file = 'tests/record/recorder-snippets.test.ts'

  test('is the recorder, the tests beside it, its own file, and what it reads', () => {
    const files = [...filesOf(file, ['snippets/box-new.rs', 'recordings/box-new.json']).keys()]
    for (const one of [
      ...['recorder/cli.ts', 'recorder/gdb/run.py', 'scene/replay.ts', 'tests/support/memory-text.ts'],
      ...['tests/record/recorder-tools.ts', 'tests/record/liveness-stops.py', 'package-lock.json', file],
      ...['snippets/box-new.rs', 'recordings/box-new.json'],
    ]) {
      expect(files).toContain(one)
    }
    expect(files).not.toContain('tests/record/recorder-deep.test.ts')
    expect(files).not.toContain('snippets/vec-new.rs')
  })

  test('is every program, snippet, recording and golden where it does not say what it reads', () => {
    const files = [...filesOf(file).keys()]
    expect(files).toContain('snippets/vec-new.rs')
    expect(files).toContain('recordings/vec-new.json')
    expect(files).toContain('tests/programs/enums.rs')
    expect(files).toContain('tests/golden/memory/enums.txt')
  })
})

test('what passed counts on one machine, not in CI, and not when everything is asked for', () => {
  expect(isWarm({})).toBe(true)
  expect(isWarm({ CI: 'true' })).toBe(false)
  expect(isWarm({ COLD: '1' })).toBe(false)
})

describe('the memory', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'passed-')), 'passed')
  afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))
  const memory = passedMemory(folder)

  test('knows what it was told, and forgets what nobody asked about for a month', () => {
    memory.prune()
    expect(memory.has('a')).toBe(false)
    memory.remember('a')
    expect(memory.has('a')).toBe(true)
    const day = 24 * 3600 * 1000
    memory.prune(Date.now() + 29 * day)
    expect(memory.has('a')).toBe(true)
    memory.prune(Date.now() + 31 * day)
    expect(existsSync(join(folder, 'a'))).toBe(false)
  })
})
