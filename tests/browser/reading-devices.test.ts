import { describe, expect, inject, it } from 'vitest'
import { openPageOf, waitForSlide, wake, WIDTHS } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, pathUrl } = inject('deck')
const openPage = useBrowser()

describe('on a narrow screen', () => {
  const phone = { viewport: { width: WIDTHS.phone, height: 844 }, hasTouch: true, isMobile: true }

  it.each([
    ['at the root', url],
    ['below a path', pathUrl],
  ])('the reading view opens, %s', async (_, address) => {
    const { page } = await openPage(phone)
    await page.goto(address)
    await page.waitForURL(`${address}read/`)
  })

  it('a slide’s address opens the slide', async () => {
    const { page } = await openPage(phone)
    await page.goto(`${url}#/vec-new`)
    await waitForSlide(page)
    expect(page.url()).toContain('#/vec-new')
  })

  it('slides can be chosen, and stay chosen', async () => {
    const { page } = await openPage(phone)
    await page.goto(url)
    await page.waitForURL(/read\/$/)
    await page.getByRole('link', { name: 'Slides', exact: true }).click()
    await waitForSlide(page)
    await page.goto('about:blank')
    await page.goto(url)
    await waitForSlide(page)
    expect(page.url()).not.toContain('read/')
  })
})

it('on a wide screen the slides open', async () => {
  const { page } = await openPage()
  await page.goto(url)
  await waitForSlide(page)
  expect(page.url()).not.toContain('read/')
})

it('has the mode that was chosen on the slides, and hands its own on', async () => {
  const { page } = await openPage()
  await openPageOf(page, url, 'read/')
  await page.getByRole('button', { name: 'dark', exact: true }).click()
  await page.goto(`${url}#/vec-new`)
  await waitForSlide(page)
  expect(await page.locator('html.dark').count()).toBe(1)
})

it('on paper nothing is left out and nothing that is worked by hand is there', async () => {
  const { page } = await openPage()
  await openPageOf(page, url, 'read/')
  await wake(page, 'vec-new')
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('#vec-new .why').first().isVisible()).toBe(true)
  expect(
    await page
      .locator('.bar, .step-bar, [data-cite]')
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length),
  ).toBe(0)
  const wide = await page.locator('#vec-new-stage .wide').boundingBox()
  expect(wide!.width).toBeLessThan(720)
})

it('with forced colours every border and focus ring is still there', async () => {
  const { page } = await openPage({ forcedColors: 'active' })
  await openPageOf(page, url, 'read/')
  await wake(page, 'vec-new-stage')
  const button = page.locator('#vec-new-stage').getByRole('button', { name: 'Previous step' })
  expect(await button.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid')
  // Texts of the picture take the viewer's own colour.
  const colours = await page
    .locator('#vec-new-stage .wide .row text')
    .evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).fill))])
  const own = await page.evaluate(() => getComputedStyle(document.body).color)
  expect(colours).toEqual([own])
})
