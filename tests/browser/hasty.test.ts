import { describe, expect, inject, it } from 'vitest'
import { goTo, openDeck, readDeck, settle, tap } from '../../tools/deck-page.ts'
import { readSteppedStates } from '../support/deck-walks.ts'
import { readSlideState } from '../support/slide-state.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

/** Between two presses of an impatient speaker, in ms: less than any of the deck's motions takes. */
const PAUSE = 60

describe.concurrent('clicked faster than it moves, every slide ends as it does when it is waited for', () => {
  it.each([
    ['forward', 'ArrowRight'],
    ['backward', 'ArrowLeft'],
  ] as const)('%s', async (way, key) => {
    const waitedFor = await readSteppedStates(openPage)
    const { page, complaints } = await openPage()
    await openDeck(page, url)
    for (const { no, clicks: total } of slides.filter(({ clicks }) => clicks > 1)) {
      const [from, to] = way === 'forward' ? [0, total] : [total, 0]
      await goTo(page, { slide: no, clicks: from })
      for (let click = 0; click < total; click++) {
        await tap(page, key)
        await page.waitForTimeout(PAUSE)
      }
      await settle(page)
      expect(await readDeck(page)).toMatchObject({ slide: no, clicks: to })
      expect(await readSlideState(page), `slide ${no}`).toBe(waitedFor({ slide: no, clicks: to }))
    }
    expect(complaints).toEqual([])
  })
})
