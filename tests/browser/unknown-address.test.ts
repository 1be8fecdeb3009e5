import { describe, expect, inject, it } from 'vitest'
import { findAxeViolationsIn } from '../support/axe-findings.ts'
import { findOverflow, openPageOf, WIDTHS } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

describe.each([
  ['read/', 'contents', '#contents-of-page', '#vec-new'],
  ['find/', 'search', '#search', '#rule-3-2'],
])('an address in %s that names no place', (view, name, place, known) => {
  it('is told at the top, with where to look instead, and no longer when it names one', async () => {
    const { page, complaints } = await openPage()
    await openPageOf(page, url, `${view}#nonsense`)
    const told = page.locator('main [role=status]').filter({ hasText: 'nonsense' })
    await told.waitFor()
    expect((await told.boundingBox())!.y).toBeLessThan(200)
    expect(await told.innerText()).toBe(`Nothing here is called “nonsense”: try the ${name}.`)
    await told.getByRole('link', { name }).click()
    await expect.poll(() => told.count()).toBe(0)
    expect(new URL(page.url()).hash).toBe(place)
    expect(await page.locator(place).evaluate((one) => one.getBoundingClientRect().top)).toBeLessThan(720)

    // Also where the page stands elsewhere.
    await page.evaluate((to) => (location.hash = to), known)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300)
    expect(await page.locator('[data-no-place]').innerText()).toBe('')
    await page.evaluate(() => (location.hash = '#nonsense'))
    await told.waitFor()
    await expect.poll(async () => (await told.boundingBox())!.y).toBeGreaterThanOrEqual(0)
    expect((await told.boundingBox())!.y).toBeLessThan(200)
    for (const top of ['#top', '#']) {
      await page.evaluate((to) => (location.hash = to), top)
      await expect.poll(() => told.count()).toBe(0)
    }
    expect(complaints).toEqual([])
  })

  it('is told as text, whatever it is, within a phone’s width', async () => {
    const { page, complaints } = await openPage({ viewport: { width: WIDTHS.phone, height: 844 } })
    await openPageOf(page, url, `${view}#<img src=x onerror=alert(1)>%E0%A4%A${'x'.repeat(400)}`)
    const told = page.locator('[data-no-place]')
    await expect.poll(() => told.innerText()).toMatch(/^Nothing here is called “.{20,70}…”/)
    expect(await told.locator('img').count()).toBe(0)
    expect(await findOverflow(page)).toEqual([])
    // The rest of the page is judged with its own tests.
    expect(await findAxeViolationsIn(page, 'html', { without: 'main section, main article' })).toEqual([])
    expect(complaints).toEqual([])
  })
})

it('an address that names a place is not remarked upon', async () => {
  const { page } = await openPage()
  for (const address of ['read/', 'read/#your-turn-answer', 'find/#claims', 'find/?q=box']) {
    await openPageOf(page, url, address)
    await page.waitForLoadState('load')
    expect(await page.locator('[data-no-place]').innerText(), address).toBe('')
  }
})
