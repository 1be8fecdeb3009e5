import { describe, expect, test } from 'vitest'
import { SNIPPETS, readProgram } from '../../recorder/program-file.ts'

describe('a program that is not there', () => {
  test('is refused with the snippet that may be meant', () => {
    expect(() => readProgram('vec-nw', SNIPPETS)).toThrow('no snippet and no file is called vec-nw: did you mean vec-new?')
  })

  test('is refused without a guess when no snippet is called alike', () => {
    expect(() => readProgram('something-else', SNIPPETS)).toThrow(/is called something-else$/)
  })
})
