import { describe, expect, it } from 'vitest'
import { findings, place } from '../fixtures/lint/findings.ts'
import { quantities } from '../../tools/lint/quantities.ts'

const texts = (text: string, options?: { seconds?: boolean }) => quantities(text, options).map((found) => found.text)
const quoted = (finding: string) => /"(.*?)" is typed|types "(.*?)"/.exec(finding)?.slice(1).find(Boolean)

describe('quantities', () => {
  it.each([
    ['24 bytes', '24 bytes'],
    ['32 B', '32 B'],
    ['1 KiB', '1 KiB'],
    ['8 ms', '8 ms'],
    ['one call', 'one call'],
    ['two heap allocations', 'two heap allocations'],
    ['3 calls', '3 calls'],
    ['a 16-byte pair', '16-byte'],
    ['twenty-four bytes', 'four bytes'],
    ['1,024 bytes', '1,024 bytes'],
    ['0x18 bytes', '0x18 bytes'],
    ['no call', 'no call'],
    ['two more allocator\ncalls', 'two more allocator calls'],
    ['it calls the allocator twice', 'calls the allocator twice'],
    ['is freed once', 'freed once'],
    ['asks the allocator three times', 'asks the allocator three times'],
    ['12 instructions', '12 instructions'],
    ['between 1-2 calls', '2 calls'],
  ])('%j is typed', (text, expected) => {
    expect(texts(text)).toEqual([expected])
  })

  it.each([
    'x86-64 instructions',
    'u8 calls',
    'the first call',
    'a call',
    'One. Calls follow',
    '2\n\ncalls',
    'step 4 - calls',
    'one call site',
    'calls all at once',
    'once the call returns',
    'someone calls',
    'the 1980s',
    'number 8',
  ])('%j is not', (text) => {
    expect(texts(text)).toEqual([])
  })

  it('lets a note say how long to wait', () => {
    expect(texts('wait 15 seconds, or 5 s')).toEqual(['15 seconds', '5 s'])
    expect(texts('wait 15 seconds, or 5 s', { seconds: false })).toEqual([])
  })
})

describe('a page that types numbers', () => {
  it('is told of each in prose, titles, props, tables, diagrams, notes and components, in order', async () => {
    const found = await findings('numbers', 'typed-number')
    expect(found.map(quoted)).toEqual(
      [
        '95 bytes',
        '94 bytes',
        '24 bytes',
        'two heap allocations',
        '32   bytes',
        '16  B',
        'eight-byte',
        '1 KiB',
        '8 bytes',
        '1,024 bytes',
        '0.4 ms',
        '12 ns',
        '5 s',
        'One call',
        'no allocation',
        'three instructions',
        'asks the allocator twice',
        '24 bytes',
        '3 calls',
        'bytes="24"',
        '8 bytes',
        '4 bytes',
        '0 (calls)',
        '99 bytes',
        '96 bytes',
      ].map((text) => expect.stringMatching(new RegExp(`^${text.replace(/\s+/g, '\\s+').replace(/[()]/g, '\\$&')}$`))),
    )
  })

  it('is told where', async () => {
    const found = await findings('numbers', 'typed-number')
    expect(found).toContainEqual(expect.stringContaining(place('numbers', 'slides.md', '99 bytes')))
    expect(found).toContainEqual(expect.stringContaining(place('numbers', 'slides.md', '1,024 bytes')))
    expect(found).toContainEqual(expect.stringContaining(place('numbers', 'slides.md', '96 bytes')))
    expect(found).toContainEqual(expect.stringContaining(place('numbers', 'slides.md', '0 | <Recorded')))
    expect(found).toContainEqual(expect.stringContaining(place('numbers', 'components/Card.vue', '94 bytes')))
  })

  it('is told of <Recorded> only where a component can stand', async () => {
    const found = await findings('numbers', 'typed-number')
    const adviceOn = (text: string) =>
      found.find((finding) => quoted(finding) === text)?.replace(/^.*? is typed by hand/, '')
    expect(adviceOn('99 bytes')).toMatch(/^\. Show it with <Recorded /)
    for (const text of ['3 calls', 'bytes="24"', '24 bytes']) {
      expect(adviceOn(text), text).toMatch(/^ where no component can stand\. Say it without the number/)
    }
  })

  it('must give a fact its source', async () => {
    expect(await findings('numbers', 'fact-source')).toEqual([
      expect.stringContaining(`${place('numbers', 'slides.md', '<Fact source="">')} <Fact> needs a source`),
    ])
  })
})
