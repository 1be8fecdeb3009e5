import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compareRecordings, formatDifference } from '../../recorder/compare.ts'
import { RECORDINGS, SNIPPETS } from '../../recorder/program-file.ts'
import { readRecording } from '../../recorder/recording-file.ts'
import { countWithAllocator } from './recorder-counting.ts'
import { missing, skipped } from '../support/toolchain.ts'
import { readJson, runCli, scratch } from './recorder-tools.ts'

const names = readdirSync(SNIPPETS)
  .filter((file) => file.endsWith('.rs'))
  .map((file) => file.slice(0, -'.rs'.length))

describe.skipIf(missing)(`snippets recorded afresh${skipped}`, () => {
  const dir = scratch()

  test('all of them are recorded, in another directory and environment', { timeout: 300_000 }, async () => {
    const environment = { LANG: 'de_DE.UTF-8', COLUMNS: '40', SOMETHING: 'x'.repeat(5000), TMPDIR: dir }
    const { code, stderr } = await runCli([...names, '--out', dir], dir, environment)
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  test.for(names)('%s is as committed', (name) => {
    const fresh = readJson(join(dir, `${name}.json`))
    const differences = compareRecordings(readRecording(join(RECORDINGS, `${name}.json`)), fresh)
    expect(differences.map(formatDifference)).toEqual([])
  })

  test('a second time, the files are the same to the byte', { timeout: 300_000 }, async () => {
    const again = scratch()
    await runCli([...names, '--out', again], again)
    for (const name of names) {
      const [one, other] = [dir, again].map((place) => readFileSync(join(place, `${name}.json`), 'utf8'))
      expect(other === one, name).toBe(true)
    }
  })

  // A program that brings an allocator of its own cannot be given another one.
  const countable = names.filter((name) => {
    return !readRecording(join(RECORDINGS, `${name}.json`)).source.text.includes('#[global_allocator]')
  })
  test.for(countable)('%s: a counting allocator in a crate of its own counts the same', (name) => {
    const { source, builds } = readRecording(join(RECORDINGS, `${name}.json`))
    for (const [profile, { flags, run }] of Object.entries(builds)) {
      if (run?.ending.kind !== 'exit') continue
      const { alloc, allocZeroed, realloc, dealloc, bytes } = run.counts
      const counted = countWithAllocator(source.text, flags, dir)
      expect(counted, profile).toEqual({ alloc, allocZeroed, realloc, dealloc, bytes })
    }
  })
})
