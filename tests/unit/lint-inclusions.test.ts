import { describe, expect, it } from 'vitest'
import { findings, place } from '../fixtures/lint/findings.ts'

const at = (text: string, file = 'slides.md') => place('inclusions', file, text)

describe('src:', () => {
  it('must name a file, slides that it has, and not come back to itself', async () => {
    expect(await findings('inclusions', 'src')).toEqual([
      expect.stringMatching(/^pages\/circle\.md:1:1 Circular import/),
      expect.stringContaining(`${at('src: ./pages/absent.md')} ./pages/absent.md does not exist`),
      expect.stringContaining(`${at('src: ./pages/two.md#7')} ./pages/two.md has 2 slides`),
      expect.stringMatching(new RegExp(`^${at('src: ./pages/two.md#1-9')} .* at 9\\.`)),
      expect.stringContaining(`${at('src: ./pages/two.md#first')} "#first" selects no slides`),
      `${at('src: ./pages/two.md#2-1')} ./pages/two.md#2-1 selects nothing at 2-1, which runs backwards.`,
      `${at('src: ./pages/two.md#1,2-1')} ./pages/two.md#1,2-1 selects nothing at 2-1, which runs backwards.`,
      expect.stringMatching(new RegExp(`^${at('src: ./pages/two.md#0')} .* selects nothing at 0\\.`)),
      expect.stringContaining(`${at('src: ./pages/two.md#\n')} "#" selects no slides`),
      expect.stringContaining(`${at('src: ./pages/two.md#1.5')} "#1.5" selects no slides`),
      expect.stringContaining(`${at('src: ./pages/two.md#-1')} "#-1" selects no slides`),
      expect.stringMatching(new RegExp(`^${at('src: ./pages/two.md#3-')} .* selects nothing at 3\\.`)),
    ])
  })
})

describe('<<<', () => {
  it('must name a file of the project and a whole region of it, in magic-move too, but not in comments', async () => {
    expect(await findings('inclusions', 'snippet')).toEqual([
      expect.stringContaining(`${at('<<< @/snippets/absent.rs')} @/snippets/absent.rs does not exist`),
      expect.stringContaining(
        `${at('<<< @/snippets/one.rs#absent')} @/snippets/one.rs has no complete "#region absent"`,
      ),
      expect.stringContaining(`${at('<<< @/snippets/open.rs#open')} @/snippets/open.rs has no complete "#region open"`),
      expect.stringContaining(`${at('<<< ../outside.rs')} ../outside.rs lies outside`),
      expect.stringContaining(
        `${at('<<< @/snippets/one.rs#nowhere')} @/snippets/one.rs has no complete "#region nowhere"`,
      ),
    ])
  })
})
