import { describe, expect, it } from 'vitest'
import { findings, place } from '../fixtures/lint/findings.ts'

const talk = (text: string) => place('talk', 'slides.md', text)
const traps = (text: string) => place('traps', 'slides.md', text)
const foreign = (text: string, file = 'slides.md') => place('foreign', file, text)

describe('the talk', () => {
  it('has minutes on every slide, and their sum outside the appendix as its duration', async () => {
    expect(await findings('talk', 'minutes')).toEqual([
      expect.stringContaining(
        `${talk('duration: 5min')} duration is 5 min, but the 6 slides outside the appendix take 4 min`,
      ),
      expect.stringMatching(/^slides\.md:15:1 This slide has no minutes/),
      expect.stringContaining(`${talk('minutes: two')} "two" is no number of minutes`),
    ])
  })

  it('has a title on every slide', async () => {
    expect(await findings('talk', 'title')).toEqual([expect.stringMatching(/^slides\.md:8:1 This slide has no title/)])
  })

  it('has notes on slides with a recording, and a mark for each click that front matter fixes', async () => {
    expect(await findings('talk', 'notes')).toEqual([
      expect.stringMatching(/^slides\.md:35:1 This slide shows a recording and has no note/),
      expect.stringContaining(`${talk('<!--')} The note marks 1 clicks with [click], the slide has 2`),
    ])
  })
})

describe('traps', () => {
  it('are named: KaTeX, bare generics, interpolation, unclosed tags, broken front matter', async () => {
    expect(await findings('traps', 'katex')).toEqual([expect.stringContaining(`${traps('$6')} Two dollar signs`)])
    expect(await findings('traps', 'bare-generics')).toEqual([
      expect.stringContaining(`${traps('<T>')} <T> would be taken for a tag`),
      expect.stringContaining(`${traps('<Box<u8')} <Box<u8> would be taken for a tag`),
      expect.stringContaining(`${traps('<u64>')} <u64> would be taken for a tag`),
    ])
    expect(await findings('traps', 'interpolation')).toEqual([
      expect.stringContaining(`${traps('{{ total')} Vue would`),
    ])
    expect(await findings('traps', 'template')).toEqual([
      `${traps('<div>')} Element is missing end tag. Vue cannot compile this slide.`,
      expect.stringMatching(
        new RegExp(
          `^${traps("s own' }")} Error parsing JavaScript expression: .*[^)]\\. Vue cannot compile this slide\\.$`,
        ),
      ),
      expect.stringMatching(new RegExp(`^${traps(',2')} Error parsing JavaScript expression: `)),
      `${traps('<MemoryStage')} <MemoryStage… is read as text, not as a tag: a quote inside an attribute's value ends it early. Write it as &quot;.`,
    ])
    expect(await findings('traps', 'front-matter')).toEqual([
      expect.stringMatching(/^slides\.md:\d+:\d+ The front matter is not YAML/),
    ])
  })

  it('do not also make a component of a type', async () => {
    expect(await findings('traps', 'unknown-component')).toEqual([])
  })
})

describe('another host', () => {
  it('is not asked for fonts, icon, images, styles or scripts', async () => {
    expect(await findings('foreign', 'foreign-url')).toEqual([
      expect.stringContaining(`${foreign('fetch(', 'components/Picture.vue')} This is loaded from another host`),
      expect.stringContaining(`${foreign('<img', 'components/Picture.vue')} This is loaded from another host`),
      expect.stringMatching(/^slides\.md:1:1 Slidev loads fonts from Google/),
      expect.stringMatching(/^slides\.md:1:1 Slidev loads its icon from a CDN/),
      expect.stringContaining(`${foreign('https://example.org/a.png')} This image is loaded`),
      expect.stringContaining(`${foreign('src="//')} src is loaded`),
      expect.stringContaining(`${foreign('<Tweet')} <Tweet> loads from another host`),
      expect.stringContaining(`${foreign('@import')} This is loaded`),
      expect.stringContaining(`${foreign('url(')} This is loaded`),
      expect.stringContaining(`${foreign('background: https')} background is loaded`),
      expect.stringContaining(`${foreign('url(', 'styles/index.css')} This is loaded`),
    ])
  })
})
