import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { readDeck, settle, waitForNavigation } from '../../tools/deck-page.ts'
import type { Position } from '../../tools/deck-page.ts'
import { readSteppedStates } from '../support/deck-walks.ts'
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

describe.concurrent('a jump shows what stepping there shows', () => {
  it.each(MOMENTS)('%i ms after loading', async (delay) => {
    const stepped = await readSteppedStates(openPage)
    const { page, complaints } = await openPage()
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    for (const { no: slide, clicks: total } of far) {
      const clicks = total - 1
      await page.goto('about:blank')
      await page.goto(url)
      await waitForNavigation(page)
      await jumpAfter(page, delay, { slide, clicks })
      await settle(page)
      expect(await readDeck(page)).toMatchObject({ slide, clicks })
      expect(await readSlideState(page), `slide ${slide}`).toBe(stepped({ slide, clicks }))
    }
    expect(complaints).toEqual([])
  })
})
