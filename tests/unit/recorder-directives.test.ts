import { describe, expect, test } from 'vitest'
import { readDirectives } from '../../recorder/directives.ts'

const defaults = { builds: ['debug', 'release'], steps: [] }
const read = (text: string) => readDirectives(text, 'snippets/x.rs', defaults)

describe('the head comment', () => {
  test('gives title, builds, listings, claims and what is traced', () => {
    const directives = read(
      [
        '//! A title of',
        '//! two lines.',
        '//!',
        '//! More that is no title.',
        '//@ builds: debug, clean, release',
        '//@ listing: make, first::<Vec<u8>, u8>, slow (release)',
        '//@ calls: debug 2, release 0',
        '//@ steps: debug',
        '//@ instructions: make (release)',
        '//@ layout: Option<Box<u8>>, Result<u8, (u16, u32)>',
        '//@ must-abort: SIGABRT (debug)',
        '//@ map: address space',
        'fn main() {}',
      ].join('\n'),
    )
    expect(directives).toMatchObject({
      title: 'A title of two lines.',
      builds: ['debug', 'clean', 'release'],
      listing: [{ name: 'make' }, { name: 'first::<Vec<u8>, u8>' }, { name: 'slow', profile: 'release' }],
      calls: { debug: 2, release: 0 },
      steps: ['debug'],
      instructions: [{ name: 'make', profile: 'release' }],
      layout: ['Option<Box<u8>>', 'Result<u8, (u16, u32)>'],
      mustAbort: { debug: 'SIGABRT' },
      map: true,
    })
  })

  test('may be missing: the defaults hold', () => {
    const directives = read('fn main() {}\n')
    expect(directives).toMatchObject({ builds: ['debug', 'release'], steps: [], listing: [], calls: {} })
    expect(directives.title).toBeUndefined()
    expect(directives.mustNotCompile).toBeUndefined()
  })

  test('a signal without a build is expected of every build that runs', () => {
    const directives = read('//@ builds: debug, clean, release\n//@ must-abort: SIGABRT\nfn main() {}')
    expect(directives.mustAbort).toEqual({ debug: 'SIGABRT', release: 'SIGABRT' })
  })
})

describe('regions and marks', () => {
  test('are line numbers, inside the marks', () => {
    const { regions, marks } = read(
      'fn main() {\n// #region outer\n    a();\n    // #region inner\n    b(); // #mark here\n' +
        '    // #endregion\n// #endregion\n}',
    )
    expect(regions).toEqual({ outer: { first: 3, last: 6 }, inner: { first: 5, last: 5 } })
    expect(marks).toEqual({ here: 5 })
  })
})

describe('what is wrong is told with file and line', () => {
  test.each([
    ['//! t\n//@ bilds: debug\n', "x.rs:2: unknown directive 'bilds: debug'"],
    ['//@ builds: debug\n//@ builds: release\n', 'x.rs:2: builds is given twice'],
    ['//@ builds: fast\n', 'x.rs:1: builds: no build is called fast'],
    ['//@ listing:\n', 'x.rs:1: listing has no value'],
    ['//! t\n//@ builds: debug\n//@ listing: f (release)\n', 'x.rs:3: listing: release is not one of the'],
    ['//@ calls: debug one\n', "x.rs:1: calls: 'debug one' is not a build and a number"],
    ['//@ builds: clean\n//@ calls: clean 1\n', 'x.rs:2: calls: a clean build is not run'],
    ['//@ must-not-compile: 515\n', "x.rs:1: must-not-compile: '515' is not a code"],
    ['//@ must-abort: ABRT\n', "x.rs:1: must-abort: 'ABRT' is not a signal"],
    ['fn main() {}\n//@ builds: debug\n', 'x.rs:2: a directive belongs in the head comment'],
    ['\n// #region a\nx\n', "x.rs:2: the region 'a' is not closed"],
    ['\n// #endregion\n', 'x.rs:2: no region is open here'],
    ['// #region a\nx\n// #endregion\n// #region a\nx\n// #endregion', "x.rs:4: there is a region 'a'"],
    ['// #region a\n// #endregion\n', "x.rs:2: the region 'a' is empty"],
    ['x // #mark a\ny // #mark a\n', "x.rs:2: there is a mark 'a' already"],
  ])('%j', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})
