import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { findSlideFaults } from '../support/slide-faults.ts'
import { readTalk } from '../support/talk.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
const {
  deck: { talk },
} = await readTalk()

/** The slides that ask for a prediction, and how many options each offers. */
const asking = talk
  .map(({ slide }, i) => ({
    no: i + 1,
    options: slide.markup.tags.filter(({ name }) => name === 'Option').length,
  }))
  .filter(({ options }) => options > 0)

describe('whatever was predicted, nothing moves, leaves the slide or is cut', () => {
  let page: Page
  beforeAll(async () => {
    page = (await openPage()).page
    await openDeck(page, url)
  })

  it.each(asking)('slide $no', async ({ no, options }) => {
    const faults: string[] = []
    const ends = new Set<number | undefined>()
    for (let option = 0; option < options; option++) {
      await goTo(page, { slide: no, clicks: 0 })
      await page.locator('.slidev-page:visible .option button').nth(option).click()
      for (const clicks of new Set([0, slides[no - 1]!.clicks])) {
        await goTo(page, { slide: no, clicks })
        expect(await page.locator('.slidev-page:visible .yours').count()).toBe(1)
        faults.push(...(await findSlideFaults(page)).map((fault) => `option ${option + 1}, click ${clicks}: ${fault}`))
      }
      ends.add((await page.locator('.slidev-page:visible .predict').boundingBox())?.height)
    }
    expect([...ends]).toHaveLength(1)
    expect(faults).toEqual([])
  })
})
