import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { migrateRecording, readRecording } from '../../recorder/recording-file.ts'
import { Refused } from '../../recorder/refused.ts'
import { SCHEMA_VERSION } from '../../recorder/schema.ts'
import { statesOf } from '../../scene/replay.ts'

/** A recording that was made when the schema was 1. */
const OLD = join(import.meta.dirname, '../fixtures/schema-1/moves.json')

describe('a recording of an older schema', () => {
  const dir = mkdtempSync(join(tmpdir(), 'recorder-migrations-'))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  const put = (name: string, text: string) => {
    writeFileSync(join(dir, name), text)
    return join(dir, name)
  }

  test('is refused with the command that keeps what it holds, and with the one that makes it anew', () => {
    expect(() => readRecording(OLD)).toThrow(
      `is of schema 1, the recorder's is ${SCHEMA_VERSION}: npm run record -- --migrate ${OLD} rewrites it, ` +
        'npm run record -- --force moves makes it anew',
    )
  })

  test('is rewritten with all that it holds, once', () => {
    const file = join(dir, 'moves.json')
    copyFileSync(OLD, file)
    expect(migrateRecording(file)).toBe(1)
    const { builds, ...rest } = readRecording(file)
    const { builds: old, ...others } = JSON.parse(readFileSync(OLD, 'utf8')) as typeof rest & { builds: typeof builds }
    expect(rest).toEqual({ ...others, schema: SCHEMA_VERSION })
    expect({ ...builds.debug, trace: undefined }).toEqual({ ...old.debug, trace: undefined })
    const states = statesOf(builds.debug!.trace!.threads[0]!)
    const held = states.map(({ line, calls, frames, blocks }) => {
      const variables = frames.flatMap(({ locals }) => locals.map(({ name, state }) => `${name} ${state}`))
      return `${line}, ${calls}: ${[...variables, ...blocks.map(({ state }) => state)].join(', ')}`
    })
    // As the code of schema 1 read them from the file.
    expect(held).toEqual([
      '9, 0: name uninitialised',
      '10, 1: name live, owner uninitialised, live',
      '11, 1: name moved, owner live, copy uninitialised, live',
      '12, 2: name moved, owner live, copy live, live, live',
      '13, 2: name moved, owner live, copy live, live, live',
      '13, 2: name moved, owner moved, copy live, live, live',
      '14, 3: name moved, owner moved, copy live, freed, live',
      '15, 3: name moved, owner moved, copy live, freed, live',
      '15, 4: name moved, owner moved, copy dropped, freed, freed',
      '15, 4: name moved, owner moved, copy dropped, freed, freed',
    ])
    expect(states.at(-1)).toMatchObject({ event: 'return', function: 'main' })
    expect(migrateRecording(file)).toBe(SCHEMA_VERSION)
  })

  test.each([
    ['torn', readFileSync(OLD, 'utf8').slice(0, 3000), /is torn or no JSON/],
    ['something else', '{"name": "package"}', /is no recording: it names no schema$/],
    ['of a schema to come', JSON.stringify({ schema: SCHEMA_VERSION + 1 }), /from which nothing leads to/],
    ['of no such schema', JSON.stringify({ schema: 1, builds: 3 }), /does not fit schema 1, which it says to be of/],
    [
      'changed by hand',
      readFileSync(OLD, 'utf8').replace('"path": ["line"]', '"path": ["frames", 7, "line"]'),
      /a stored step changes line, which is not there/,
    ],
  ])('that is %s stays as it is, and that is said', (name, text, why) => {
    const file = put(`${name.replaceAll(' ', '-')}.json`, text)
    expect(() => migrateRecording(file)).toThrow(Refused)
    expect(() => migrateRecording(file)).toThrow(why)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })
})
