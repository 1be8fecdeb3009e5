import { describe, expect, it } from 'vitest'
import { identifier, lineAt, recordingTags } from '../../embed/page-tags.ts'

describe('recordingTags', () => {
  it('finds a name and where its attribute stands', () => {
    const page = 'A <Stage steps="a > b" recording="box-new" /> here'
    const [tag] = recordingTags(page)
    expect(tag).toMatchObject({ component: 'Stage', names: ['box-new'], many: false })
    expect(page.slice(tag?.start, tag?.end)).toBe('recording="box-new"')
  })

  it('takes several names apart, over several lines', () => {
    const page = '<SummaryTable\n  recordings=\'a b\n c\'\n  proofs="x">'
    expect(recordingTags(page)[0]).toMatchObject({ names: ['a', 'b', 'c'], many: true })
  })

  it('leaves code fences, comments and bound attributes alone', () => {
    const page = [
      '```vue',
      '<Stage recording="in-a-fence" />',
      '```',
      '<!-- <Stage recording="in-a-comment" /> -->',
      '<Stage :recording="bound" />',
      '<Stage recording="real" />',
    ].join('\n')
    const tags = recordingTags(page)
    expect(tags.map((tag) => tag.names)).toEqual([['real']])
    expect(lineAt(page, tags[0]?.start ?? 0)).toBe(6)
  })

  it('reads a tag’s other attributes, bound ones as bound', () => {
    const page = '<RustToAsm recording="box-new" show="rust, a::b@clean"\n  :height="330" silent />'
    const [tag] = recordingTags(page)
    expect(tag?.attributes.map(({ name, bound, value }) => [name, bound, value])).toEqual([
      ['recording', false, 'box-new'],
      ['show', false, 'rust, a::b@clean'],
      ['height', true, '330'],
      ['silent', false, undefined],
    ])
    const written = tag?.attributes.map(({ start, end }) => page.slice(start, end))
    expect(written?.slice(1)).toEqual(['show="rust, a::b@clean"', ':height="330"', 'silent'])
  })

  it('keeps names that hyphens tell apart as valid identifiers', () => {
    expect(identifier('vec-first-push')).toBe('recorded_vec_first_push')
  })
})
