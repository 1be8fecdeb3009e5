import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { readDeck } from '../../tools/deck-page.ts'
import { openPresenter } from '../support/deck-views.ts'
import { findOverflow } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
const STEPPED = slides.find(({ clicks }) => clicks > 3)?.no ?? 1

/** The least that a thumb hits, CSS px. */
const THUMB = 40

const PHONES = [
  { held: 'upright', viewport: { width: 390, height: 844 } },
  { held: 'sideways', viewport: { width: 844, height: 390 } },
]

describe.each(PHONES)('on a phone held $held, the presenter view', ({ viewport }) => {
  let page: Page
  beforeAll(async () => {
    ;({ page } = await openPage({ viewport, hasTouch: true }))
    await openPresenter(page, url, STEPPED)
  })
  const box = async (selector: string) => {
    const place = await page.locator(selector).first().boundingBox()
    if (!place) throw new Error(`${selector} is not shown`)
    return place
  }

  it('does not scroll sideways', async () => {
    expect(await findOverflow(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
  })

  it('shows the slide as large as its place allows, and notes that can be read', async () => {
    const slide = await box('.grid-section.main .slidev-slide-content')
    const notes = await box('.grid-section.note .slidev-note')
    expect(slide.width).toBeGreaterThan(viewport.width > 500 ? 400 : 380)
    expect(slide.width / slide.height).toBeCloseTo(16 / 9, 1)
    expect(notes.height).toBeGreaterThan(viewport.height / 4)
    expect(notes.width).toBeGreaterThan(300)
    expect(
      await page.locator('.slidev-note').evaluate((note) => parseFloat(getComputedStyle(note).fontSize)),
    ).toBeGreaterThanOrEqual(16)
  })

  it('has the buttons that turn pages at the bottom, wide enough for a thumb, and none that is too small', async () => {
    const [previous, next] = [await box('[title="Go to previous slide"]'), await box('[title="Go to next slide"]')]
    for (const { y, height, width } of [previous, next]) {
      expect(height).toBeGreaterThanOrEqual(THUMB)
      expect(width).toBeGreaterThanOrEqual(THUMB)
      expect(y).toBeGreaterThan(viewport.height * 0.75)
      expect(y + height).toBeLessThanOrEqual(viewport.height)
    }
    const small = await page
      .locator('.slidev-presenter :is(.slidev-icon-btn, .talk-pace button):visible')
      .evaluateAll(
        (buttons, thumb) =>
          buttons
            .filter(
              (button) => button.getBoundingClientRect().height < thumb || button.getBoundingClientRect().width < thumb,
            )
            .map((button) => button.getAttribute('title') ?? button.textContent),
        THUMB,
      )
    expect(small).toEqual([])
  })

  it('turns pages by them, and shows the clock', async () => {
    await page.locator('[title="Go to next slide"]').tap()
    await expect.poll(async () => (await readDeck(page)).clicks).toBe(1)
    const time = page.getByRole('region', { name: 'Time' })
    await time.getByRole('button', { name: 'Start' }).tap()
    await expect.poll(() => time.innerText()).toMatch(/ahead|behind/)
    const place = await time.boundingBox()
    expect(place && place.y + place.height).toBeLessThanOrEqual(viewport.height)
    expect(await findOverflow(page)).toEqual([])
  })
})
