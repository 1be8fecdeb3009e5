import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { checkClaims } from '../../recorder/claims.ts'
import { hashOf } from '../../recorder/compile.ts'
import { formatJson } from '../../recorder/format-json.ts'
import { RECORDINGS, SNIPPETS } from '../../recorder/program-file.ts'
import { readRecording } from '../../recorder/recording-file.ts'
import { PINNED_RUSTC } from '../../recorder/toolchain.ts'

const names = (dir: string, end: string) =>
  readdirSync(dir)
    .filter((file) => file.endsWith(end))
    .map((file) => file.slice(0, -end.length))
    .sort()

test('every snippet has a recording, and every recording a snippet', () => {
  expect(names(RECORDINGS, '.json')).toEqual(names(SNIPPETS, '.rs'))
})

describe.each(names(RECORDINGS, '.json'))('%s', (name) => {
  const file = join(RECORDINGS, `${name}.json`)
  const recording = readRecording(file)

  test('fits the schema and is as the recorder writes it', () => {
    expect(readFileSync(file, 'utf8')).toBe(formatJson(recording))
  })

  test('is of the snippet as it is now, by the pinned compiler', () => {
    const text = readFileSync(join(SNIPPETS, `${name}.rs`), 'utf8')
    expect(recording.source.sha256, `npm run record -- ${name} makes it anew`).toBe(hashOf(text))
    expect(recording.toolchain.rustc).toBe(PINNED_RUSTC)
    expect(recording.name).toBe(name)
  })

  test('holds what its snippet claims', () => {
    expect(() => {
      checkClaims(recording)
    }).not.toThrow()
  })

  test('is small enough to come with a page: under 100 KB gzipped', () => {
    expect(gzipSync(readFileSync(file)).length).toBeLessThan(100_000)
  })

  test('names no path of the machine', () => {
    expect(JSON.stringify(recording)).not.toMatch(/\/home\/|\/work\/|\/tmp\/|\/root\//)
  })
})
