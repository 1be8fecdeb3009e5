import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { openPageOf, waitForSlide, WIDTHS } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()
const phone = { viewport: { width: WIDTHS.phone, height: 844 }, hasTouch: true, isMobile: true }
const small = { viewport: { width: 640, height: 360 } }

const places: [name: string, open: (page: Page) => Promise<void>][] = [
  [
    'in the index',
    async (page) => {
      await openPageOf(page, url, 'find/#rule-3-2')
      await page.locator('[id="rule-3-2"]').getByRole('button', { name: /^Cite/ }).click()
    },
  ],
  [
    'on a slide',
    async (page) => {
      await page.goto(`${url}#/vec-new`)
      await waitForSlide(page)
      await page.getByRole('button', { name: 'Cite this slide' }).evaluate((button: HTMLElement) => button.click())
    },
  ],
]

describe.each(places)('the dialog that cites, %s', (_, open) => {
  it.each([
    ['a phone', phone],
    ['a laptop at 200 %', small],
  ])('has the way out in sight on %s, wherever it is scrolled to', async (_, options) => {
    const { page } = await openPage(options)
    await open(page)
    const dialog = page.getByRole('dialog', { name: /^Cite: / })
    await dialog.waitFor()
    const close = dialog.getByRole('button', { name: 'Close' })
    // It would be out of sight otherwise.
    expect(await dialog.evaluate((one) => one.scrollHeight > one.clientHeight)).toBe(true)
    for (const top of [0, 10_000]) {
      await dialog.evaluate((one, to) => one.scrollTo(0, to), top)
      const { y, height } = (await close.boundingBox())!
      expect(y + height).toBeLessThanOrEqual(page.viewportSize()!.height)
      expect(
        await close.evaluate((one) => {
          const { left, top, width, height } = one.getBoundingClientRect()
          return document.elementFromPoint(left + width / 2, top + height / 2) === one
        }),
      ).toBe(true)
    }
    // What the keyboard reaches is not below it.
    await dialog.evaluate((one) => one.scrollTo(0, 0))
    for (const name of ['Link', 'Markdown', 'BibTeX']) {
      const copy = dialog.getByRole('button', { name: `Copy ${name}` })
      await copy.focus()
      expect((await copy.boundingBox())!.y, name).toBeLessThan((await close.boundingBox())!.y)
    }
    await close.click()
    expect(await dialog.count()).toBe(0)
  })

  it('is closed by a tap beside it, which nothing below gets', async () => {
    const { page, complaints } = await openPage(phone)
    await open(page)
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await page.evaluate(() => {
      const clicked: string[] = []
      Object.assign(window, { clicked })
      // As slides listen.
      addEventListener('click', ({ target }) => clicked.push((target as Element).outerHTML.slice(0, 80)))
    })
    const before = page.url()
    await dialog.locator('h2').tap()
    expect(await dialog.count()).toBe(1)
    await page.touchscreen.tap(4, 4)
    expect(await dialog.count()).toBe(0)
    expect(await page.evaluate(() => (window as unknown as { clicked: string[] }).clicked)).toEqual([])
    expect(page.url()).toBe(before)
    expect(complaints).toEqual([])
  })

  it('stays where a text is selected beyond its edge', async () => {
    const { page } = await openPage()
    await open(page)
    const dialog = page.getByRole('dialog')
    const { x, y, width } = (await dialog.getByRole('region', { name: 'BibTeX' }).boundingBox())!
    await page.mouse.move(x + width / 2, y + 12)
    await page.mouse.down()
    await page.mouse.move(2, y + 12)
    await page.mouse.up()
    expect(await dialog.count()).toBe(1)
  })
})
