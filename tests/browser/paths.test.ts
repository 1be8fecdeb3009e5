import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Page } from 'playwright-core'
import { isOnPath } from '../../embed/talk-path.ts'
import { openDeck } from '../../tools/deck-page.ts'
import { serve } from '../../tools/serve.ts'
import type { Served } from '../../tools/serve.ts'
import { shortDeckWithoutPresenter } from '../support/short-deck.ts'
import { readTalk } from '../support/talk.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()
const {
  deck: { talk },
} = await readTalk()

/** What the running deck knows of its slides. */
const readSlides = (page: Page) =>
  page.evaluate(() => {
    type Known = { meta: { slide: { frontmatter: { routeAlias?: string }; noteHTML?: string } } }
    const slides = (window.deckNavigation?.slides ?? []) as Known[]
    return slides.map(({ meta }) => ({
      alias: meta.slide.frontmatter.routeAlias ?? '',
      note: meta.slide.noteHTML ?? '',
    }))
  })

it('the presenter view’s notes name the sources of what is promised', async () => {
  const { page } = await openPage()
  await openDeck(page, url)
  // Notes are fetched when they are first asked for.
  await expect.poll(async () => (await readSlides(page)).every(({ note }) => note !== '')).toBe(true)
  const slides = await readSlides(page)
  const promised = talk.filter(({ slide }) => slide.markup.tags.some(({ name }) => name === 'Guaranteed'))
  expect(promised.length).toBeGreaterThan(10)
  for (const { frontmatter, slide } of promised) {
    const note = slides.find(({ alias }) => alias === frontmatter.routeAlias)?.note
    const { attributes } = slide.markup.tags.find(({ name }) => name === 'Guaranteed')!
    const source = attributes.find(({ name }) => name === 'source')?.value
    expect(note).toContain(`href="${source}"`)
  }
})

describe('the deck built for the 25-minute path', () => {
  let served: Served

  beforeAll(async () => {
    served = await serve(await shortDeckWithoutPresenter())
  })
  afterAll(() => served.close())

  it('has the marked slides and the appendix, in their order, and each inside link leads to one of them', async () => {
    const { page, complaints } = await openPage()
    await openDeck(page, served.url)
    const aliases = (await readSlides(page)).map(({ alias }) => alias)
    const wanted = talk
      .filter(({ frontmatter }) => isOnPath(frontmatter, 'short'))
      .map(({ frontmatter }) => frontmatter.routeAlias)
    expect(aliases).toEqual(wanted)
    await openDeck(page, `${served.url}?print=true#/print`)
    const targets = await page
      .locator('.slidev-layout a[href*="#"]')
      .evaluateAll((links) =>
        links.map((link) => (link as HTMLAnchorElement).href).filter((href) => href.startsWith(location.origin)),
      )
    const missing = targets.filter((href) => {
      const name = /#\/?([\w-]+)/.exec(href)?.[1] ?? ''
      return !aliases.includes(name) && !(Number(name) <= aliases.length)
    })
    expect(targets.length).toBeGreaterThan(5)
    expect(missing).toEqual([])
    expect(complaints).toEqual([])
  })
})
