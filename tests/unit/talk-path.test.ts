import { describe, expect, it } from 'vitest'
import { fitToPath, isOnPath, pathOf } from '../../embed/talk-path.ts'
import { printed } from '../../tools/lint/deck.ts'
import { checkLinks } from '../../tools/lint/links.ts'
import { minutesOf } from '../../tools/lint/talk.ts'
import { readTalk } from '../support/talk.ts'

const { deck } = await readTalk()
const short = deck.talk.filter(({ frontmatter }) => isOnPath(frontmatter, 'short'))
const aliases = short.map(({ frontmatter }) => printed(frontmatter.routeAlias))

describe('fitToPath', () => {
  it('hides what is not on the path, and keeps pages, marked slides and the appendix', () => {
    const slides = [{ short: true }, { appendix: true }, { src: './pages/1.md' }, { minutes: 1 }]
    const hidden = (path: 'full' | 'short') =>
      slides.map((slide) => {
        const frontmatter: Record<string, unknown> = { ...slide }
        fitToPath(frontmatter, path)
        return frontmatter.hide === true
      })
    expect(hidden('short')).toEqual([false, false, false, true])
    expect(hidden('full')).toEqual([false, false, false, false])
  })

  it('gives the speaker’s timer the path’s duration', () => {
    const headmatter = { duration: '45min', shortDuration: '25min', short: true }
    fitToPath(headmatter, 'short')
    expect(headmatter.duration).toBe('25min')
  })

  it.each([
    [undefined, 'full'],
    ['short', 'short'],
    ['long', 'full'],
  ])('takes %s for the %s path', (value, path) => {
    expect(pathOf(value)).toBe(path)
  })
})

describe('the 25-minute path', () => {
  it('takes 22 to 25 minutes', () => {
    const { minutes } = minutesOf(deck.talk, 'short')
    expect(minutes).toBeGreaterThanOrEqual(22)
    expect(minutes).toBeLessThanOrEqual(25)
  })

  it.each([
    [1, ['address-space', 'regions', 'regions-in-short']],
    [2, ['vec-new', 'vec-new-proof', 'stack-in-short']],
    [3, ['box-new', 'box-new-proof', 'heap-in-short']],
    [4, ['box-vanishes', 'box-vanishes-proof', 'vec-push-vanishes', 'vec-push-proof', 'optimizations-in-short']],
    [5, ['your-turn', 'opening-solved', 'summary']],
  ])('keeps the examples and the rules of section %i', (_, wanted) => {
    expect(aliases).toEqual(expect.arrayContaining(wanted))
  })

  it('asks each question that it answers, and ends what it opens', () => {
    for (const { frontmatter } of short) {
      if (frontmatter.continues !== undefined) expect(aliases).toContain(printed(frontmatter.continues))
    }
    expect(aliases).toEqual(expect.arrayContaining(['opening-question', 'opening-solved']))
  })

  it('has no link to a slide that it leaves out', () => {
    const kept = new Set(short.map(({ slide }) => slide))
    const pages = deck.pages.map((page) => ({ ...page, slides: page.slides.filter((slide) => kept.has(slide)) }))
    // Rules and the summary ask the running deck whether it has their proof.
    const asks = /^(?:Rule|SummaryTable)$/
    for (const page of pages)
      for (const slide of page.slides) {
        slide.markup = { ...slide.markup, tags: slide.markup.tags.filter(({ name }) => !asks.test(name)) }
      }
    expect(checkLinks({ ...deck, talk: short, pages })).toEqual([])
  })
})
