import { describe, expect, it } from 'vitest'
import { sourcesOf, withSources } from '../../embed/note-sources.ts'
import { printed } from '../../tools/lint/deck.ts'
import { readTalk } from '../support/talk.ts'

const content = [
  '<Guaranteed source="https://a.example/vec" name="std: Vec">It does not allocate.</Guaranteed>',
  'At most <Fact source="https://a.example/abi">8 bytes</Fact>, <Fact source="https://a.example/vec">as said</Fact>.',
].join('\n')

describe('withSources', () => {
  it('adds a slide’s sources to its note, each once and by its name', () => {
    expect(withSources('Say it.\n', content)).toBe(
      'Say it.\n\nSources: [std: Vec](https://a.example/vec) · [https://a.example/abi](https://a.example/abi)',
    )
  })

  it('is a note of its own where there was none', () => {
    expect(withSources(undefined, content)).toMatch(/^Sources: /)
  })

  it('adds nothing twice, and nothing where there is no source', () => {
    const once = withSources('Say it.', content)
    expect(withSources(once, content)).toBe(once)
    expect(withSources(undefined, '# Title')).toBeUndefined()
  })
})

describe('in the talk', async () => {
  const {
    deck: { talk },
  } = await readTalk()
  const sourced = talk.filter(({ slide }) =>
    slide.markup.tags.some(({ name }) => name === 'Guaranteed' || name === 'Fact'),
  )

  it.each(sourced.map((item) => [printed(item.frontmatter.routeAlias), item] as const))(
    '%s names the source of each promise and fact in its note',
    (_, { page, slide }) => {
      const note = withSources(slide.note?.text, page.text.slice(slide.content.start, slide.content.end)) ?? ''
      const addresses = slide.markup.tags
        .filter(({ name }) => name === 'Guaranteed' || name === 'Fact')
        .map(({ attributes }) => attributes.find(({ name }) => name === 'source')?.value ?? '')
      expect(addresses.length).toBeGreaterThan(0)
      for (const address of addresses) expect(note).toContain(`](${address})`)
      expect(sourcesOf(note), 'tags in the note').toEqual([])
    },
  )

  it('the slide of sources has a link to each page that is named anywhere', () => {
    const page = (address: string) => address.replace(/#.*$/, '')
    const slide = talk.find(({ frontmatter }) => frontmatter.routeAlias === 'sources')!.slide
    const linked = new Set(slide.markup.links.map(({ href }) => page(href)))
    const named = talk.flatMap((item) =>
      sourcesOf(item.page.text.slice(item.slide.content.start, item.slide.content.end)),
    )
    expect([...new Set(named.map(({ address }) => page(address)))].filter((address) => !linked.has(address))).toEqual(
      [],
    )
  })
})
