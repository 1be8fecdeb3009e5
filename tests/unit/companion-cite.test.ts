import { describe, expect, it } from 'vitest'
import { editionOf } from '../../companion/edition.ts'
import { citeBibtex, citeMarkdown } from '../../scene/cite.ts'

const edition = {
  title: 'Understanding Allocations',
  version: '0.1.0',
  compiler: 'rustc 1.95.0, x86_64-unknown-linux-gnu',
  year: '2026',
}
const url = 'https://example.org/talk/#/vec-new'

describe('a citation', () => {
  it('in Markdown is a link with version and compiler', () => {
    expect(citeMarkdown({ id: 'vec-new', text: 'Why [so]?', url }, edition)).toBe(
      String.raw`[Why \[so\]?](https://example.org/talk/#/vec-new) (Understanding Allocations 0.1.0, rustc 1.95.0, x86_64-unknown-linux-gnu)`,
    )
  })

  it('in BibTeX escapes what TeX would take for its own, and leaves the address as it is', () => {
    const text = String.raw`50% of {x} & #1 cost_$2 ~ \ ^`
    expect(citeBibtex({ id: 'vec-new', text, url }, edition)).toBe(String.raw`@misc{understanding-vec-new,
  author = {{The Understanding Allocations project}},
  title = {{50\% of \{x\} \& \#1 cost\_\$2 \textasciitilde{} \textbackslash{} \textasciicircum{}}},
  howpublished = {In: Understanding Allocations},
  year = {2026},
  note = {Version 0.1.0, recorded with rustc 1.95.0, x86\_64-unknown-linux-gnu},
  url = {https://example.org/talk/#/vec-new},
}`)
  })

  it('names the edition that package.json and the recordings tell', async () => {
    const found = await editionOf(new URL('../..', import.meta.url).pathname, 'T')
    expect(found).toMatchObject({
      title: 'T',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      year: expect.stringMatching(/^20\d\d$/),
    })
    expect(found.compiler).toMatch(/^rustc \d+\.\d+\.\d+, [\w-]+$/)
  })
})
