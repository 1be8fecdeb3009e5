import { describe, expect, it } from 'vitest'
import { contents, labelOf } from '../../scene/contents.ts'

const sections = new Map([
  [1, 'Stack'],
  [2, 'Heap'],
])
const entries = [
  { no: 1, title: 'Cover', section: 0, alias: 'cover' },
  { no: 2, title: 'Push', section: 1, alias: 'push' },
  { no: 3, title: 'Push, the proof', section: 1, alias: 'push-proof', continues: 'push' },
  { no: 4, title: 'Arrays', section: 1, alias: 'arrays' },
  { no: 5, title: 'Boxes', section: 2, alias: 'boxes' },
  { no: 6, title: 'Strings', section: 0, alias: 'strings', appendix: true },
]
const listed = contents(entries, sections)

describe('contents', () => {
  it('numbers the questions of each section and leaves continuations out', () => {
    expect(listed.map((section) => section.slides.map(({ label, entry }) => `${label} ${entry.alias}`))).toEqual([
      ['1.1 push', '1.2 arrays'],
      ['2.1 boxes'],
    ])
  })

  it('gives a continuation the label of its question', () => {
    expect(labelOf('push-proof', entries, listed)).toBe('1.1')
    expect(labelOf('cover', entries, listed)).toBe('cover')
    expect(labelOf('strings', entries, listed)).toBe('A.1')
  })
})
