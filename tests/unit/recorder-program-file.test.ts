import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { RECORDINGS, SNIPPETS, readProgram, readPrograms, recordingFile } from '../../recorder/program-file.ts'

describe('a program that is not there', () => {
  test('is refused with the snippet that may be meant', () => {
    expect(() => readProgram('vec-nw', SNIPPETS)).toThrow(
      'no snippet and no file is called vec-nw: did you mean vec-new?',
    )
  })

  test('is refused without a guess when no snippet is called alike', () => {
    expect(() => readProgram('something-else', SNIPPETS)).toThrow(/is called something-else$/)
  })
})

test.each(['', ' '])('"%s" is refused as an empty name', (name) => {
  expect(() => readProgram(name, SNIPPETS)).toThrow('the name of a program is empty')
})

describe('the programs of one run', () => {
  const dir = mkdtempSync(join(tmpdir(), 'programs-'))
  afterAll(() => {
    rmSync(dir, { recursive: true })
  })
  mkdirSync(join(dir, 'below'))
  for (const file of ['my prog.rs', 'My-Prog.rs', 'below/vec-new.rs']) writeFileSync(join(dir, file), 'fn main() {}\n')

  test('are refused when two would be recorded into one file, both named', () => {
    expect(() => readPrograms(['my prog.rs', 'My-Prog.rs'], dir, undefined)).toThrow(
      `my prog.rs and My-Prog.rs would both be recorded into ${join(dir, 'my-prog.json')}`,
    )
    expect(() => readPrograms(['vec-new', 'below/vec-new.rs'], dir, 'out')).toThrow('below/vec-new.rs would both be')
  })

  test('may be called alike when their recordings go to different places', () => {
    const files = readPrograms(['vec-new', 'below/vec-new.rs'], dir, undefined).map((item) =>
      recordingFile(item, dir, undefined),
    )
    expect(files).toEqual([join(RECORDINGS, 'vec-new.json'), join(dir, 'vec-new.json')])
  })

  test('are read once each, however often they are named', () => {
    expect(readPrograms(['my prog.rs', './my prog.rs'], dir, undefined)).toHaveLength(1)
  })
})
