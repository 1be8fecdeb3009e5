import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { goTo, openDeck, press, readDeck, settle, waitForNavigation } from '../../tools/deck-page.ts'
import type { Position } from '../../tools/deck-page.ts'
import { readSlideState } from '../support/slide-state.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

/** How many times slower than this machine, so that the deck is still at work at each of the moments. */
const SLOWER = 4

/** Ms after the deck can be steered: its first slides are being mounted, are fetched ahead, and it is at rest. */
const MOMENTS = [0, 500, 2500]

/** Jumps so many ms later. */
function jumpAfter(page: Page, delay: number, { slide, clicks }: Position): Promise<void> {
  return page.evaluate(
    async ([wait, no, to]) => {
      await new Promise((resolve) => setTimeout(resolve, wait))
      await window.deckNavigation?.go(no, to)
    },
    [delay, slide, clicks] as const,
  )
}

/** Slides from the middle of the deck, far from the first, with the most clicks. */
const far = slides
  .filter(({ no }) => no > 3)
  .toSorted((a, b) => b.clicks - a.clicks)
  .slice(0, 2)

it.each(MOMENTS)('a jump %i ms after loading shows what stepping there shows', async (delay) => {
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
    await jumpAfter(jumped.page, delay, { slide, clicks })
    await settle(jumped.page)
    expect(await readDeck(jumped.page)).toMatchObject({ slide, clicks })
    expect(await readSlideState(jumped.page), `slide ${slide}`).toBe(await readSlideState(stepped.page))
  }
  expect([...stepped.complaints, ...jumped.complaints]).toEqual([])
})
