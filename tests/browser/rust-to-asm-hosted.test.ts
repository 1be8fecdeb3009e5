import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { readRecording } from '../../embed/read-recording.ts'
import { press } from '../../tools/deck-page.ts'
import { LISTING, openFlightSlide } from '../support/flight-slide.ts'
import { useBrowser } from '../support/watched-page.ts'

const openPage = useBrowser()

/** The component on that slide; known once the slide was opened. */
let shown = ''

/** Opens the slide at a click; gives its number. */
async function openSlide(page: Page, clicks = 0): Promise<number> {
  const opened = await openFlightSlide(page, clicks)
  shown = opened.shown
  return opened.slide
}

describe('in the hosted deck', () => {
  it('a step opens the cold path that was folded, and going back folds it', async () => {
    const { page } = await openPage()
    await openSlide(page, 3)
    const cold = page.locator(`${shown} ${LISTING} > li.cold`)
    expect(await cold.count()).toBe(0)
    await press(page, 'forward')
    expect((await cold.allInnerTexts()).join('\n')).toContain('handle_alloc_error')
    expect(await page.locator(`${shown} ${LISTING} > li.cold.lit`).count()).toBe(await cold.count())
    expect(await page.locator(`${shown} ${LISTING} > li`).count()).toBeLessThanOrEqual(12)
    await press(page, 'backward')
    expect(await cold.count()).toBe(0)
  })

  it('a fold opens, closes, and leaves the arrow keys to the deck', async () => {
    const { page } = await openPage()
    await openSlide(page, 2)
    const rows = page.locator(`${shown} ${LISTING} > li`)
    const folded = await rows.count()
    await page.locator(`${shown} ${LISTING} button.fold`).first().click()
    const release = readRecording('box-new').builds.release?.listings.find((one) => one.function === 'make')
    expect(await rows.count()).toBe(release?.instructions.length)
    await page.getByRole('button', { name: 'fold again' }).click()
    expect(await rows.count()).toBe(folded)
    await press(page, 'backward')
    expect(await page.locator(shown).getAttribute('data-state')).toBe('clean')
  })

  it('the switch shows all builds with their instruction counts', async () => {
    const { page } = await openPage()
    await openSlide(page, 2)
    await page.locator(`${shown} button.compare`).click()
    const titles = await page.locator(`${shown} .builds .title`).allInnerTexts()
    const { builds } = readRecording('box-new')
    const counts = Object.values(builds).flatMap((build) =>
      build.listings.filter((one) => one.function === 'make').map((one) => `${one.instructions.length} instructions`),
    )
    expect(titles.map((title) => /\d+ instructions?/.exec(title)?.[0])).toEqual(counts)
  })

  it('builds beside each other mark what std inlined, open their folds and explain what is pointed at', async () => {
    const { page } = await openPage()
    await openSlide(page, 2)
    await page.locator(`${shown} button.compare`).click()
    const { builds } = readRecording('box-new')
    for (const [i, build] of Object.values(builds).entries()) {
      const instructions = build.listings.find((one) => one.function === 'make')?.instructions ?? []
      const column = page.locator(`${shown} .builds section`).nth(i)
      for (let folds = await column.locator('button.fold').count(); folds > 0; folds--) {
        await column.locator('button.fold').first().click()
      }
      expect(await column.locator('li').count()).toBe(instructions.length)
      expect(await column.locator('li small').count()).toBe(instructions.filter(({ inlined }) => inlined).length)
    }
    const call = page.locator(`${shown} .builds section:last-child li:has-text("__rust_alloc")`)
    await call.hover()
    expect(await page.locator(`${shown} .said`).innerText()).toMatch(/allocates 16 B on the heap · from line 3, std’s/)
    const line3 = await page.locator(`${shown} .builds section li.lit`).count()
    expect(line3).toBeGreaterThan(3)
    await press(page, 'backward')
    expect(await page.locator(shown).getAttribute('data-state')).toBe('clean')
  })

  it('links lead to the Compiler Explorer and the Playground, and nothing is asked before a click', async () => {
    const { page, complaints } = await openPage()
    await openSlide(page, 2)
    const hosts = await page
      .locator(`${shown} .links a`)
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).host))
    expect(hosts).toEqual(['play.rust-lang.org', 'godbolt.org'])
    expect(complaints).toEqual([])
    const asked: string[] = []
    await page.context().route(/^https:/, async (route) => {
      asked.push(new URL(route.request().url()).host)
      await route.fulfill({ body: 'elsewhere' })
    })
    const leaves = page.context().waitForEvent('page')
    await page.locator(`${shown} .links a`).last().click()
    await (await leaves).waitForLoadState()
    expect(asked).toContain('godbolt.org')
    expect(await page.locator(shown).isVisible(), 'the deck stays').toBe(true)
  })
})
