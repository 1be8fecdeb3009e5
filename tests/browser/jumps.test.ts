import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { goTo, openDeck, press, readDeck, settle, waitForNavigation } from '../../tools/deck-page.ts'
import type { Position } from '../../tools/deck-page.ts'
import { readSlideState } from '../support/slide-state.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

/** How many times slower than this machine: the moments below last long enough to be met. */
const SLOWER = 4

/** When a jump is made, in the life of the slide that it goes to. */
const MOMENTS = ['before it is preloaded', 'while it is preloaded and not mounted', 'after it was mounted'] as const

/** Jumps at a moment, as soon as it has come. */
function jumpAt(page: Page, moment: (typeof MOMENTS)[number], { slide, clicks }: Position): Promise<void> {
  return page.evaluate(async ([when, no, to]) => {
    const meta = window.deckNavigation?.slides[no - 1]?.meta as { __clicksContext?: { isMounted: boolean } | null } | undefined
    const life = () => (!meta?.__clicksContext ? 0 : meta.__clicksContext.isMounted ? 2 : 1)
    while (life() !== when) await new Promise((resolve) => setTimeout(resolve, 2))
    await window.deckNavigation?.go(no, to)
  }, [MOMENTS.indexOf(moment), slide, clicks] as const)
}

/** Slides from the middle of the deck, far from the first, with the most clicks. */
const far = slides.filter(({ no }) => no > 3).toSorted((a, b) => b.clicks - a.clicks).slice(0, 3)

it.each(MOMENTS)('a jump to a slide %s shows what stepping there shows', async (moment) => {
  const stepped = await openPage()
  await openDeck(stepped.page, url)
  const jumped = await openPage()
  const devtools = await jumped.page.context().newCDPSession(jumped.page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  for (const { no: slide, clicks: total } of far) {
    const clicks = total - 1
    await goTo(stepped.page, { slide, clicks: 0 })
    for (let click = 0; click < clicks; click++) await press(stepped.page, 'forward')
    await jumped.page.goto('about:blank')
    await jumped.page.goto(url)
    await waitForNavigation(jumped.page)
    await jumpAt(jumped.page, moment, { slide, clicks })
    await settle(jumped.page)
    expect(await readDeck(jumped.page)).toMatchObject({ slide, clicks })
    expect(await readSlideState(jumped.page), `slide ${slide}`).toBe(await readSlideState(stepped.page))
  }
  expect([...stepped.complaints, ...jumped.complaints]).toEqual([])
})
