import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { readCompanionTalk } from '../../companion/talk.ts'
import { isStepped } from '../../companion/stepped.ts'
import { openPageOf, wake, WIDTHS } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()
const { slides } = await readCompanionTalk(join(import.meta.dirname, '../..'))
const phone = { viewport: { width: WIDTHS.phone, height: 844 }, hasTouch: true, isMobile: true }
const NEXT = { name: 'Next step' }

/**
 * Puts a slide's heading below the bar, as its address does, and waits until it lives and stands still: on a busy
 * machine its neighbours come to life later, and move it.
 */
async function open(page: Page, alias: string): Promise<void> {
  await openPageOf(page, url, `read/#${alias}`)
  await wake(page, alias)
  const slide = page.locator(`[id="${alias}"]`)
  let before = ''
  await expect
    .poll(
      async () => {
        const waking = await page.locator('[data-awake=""]').count()
        const place = await slide.evaluate((one) => {
          one.scrollIntoView()
          const { top, bottom } = one.getBoundingClientRect()
          return `${top} to ${bottom}`
        })
        const isStill = waking === 0 && place === before
        before = place
        return isStill
      },
      { interval: 150 },
    )
    .toBe(true)
}

describe('the steps of a tall picture', () => {
  it.each([
    ['on a phone', phone],
    ['on a laptop', {}],
  ])('are in sight with its heading and what the step says, %s', async (_, options) => {
    const { page } = await openPage(options)
    for (const alias of ['vec-grows', 'your-turn', 'regions']) {
      await open(page, alias)
      const slide = page.locator(`[id="${alias}"]`)
      const { height } = page.viewportSize()!
      const tall = await slide.locator('[data-step]').boundingBox()
      expect(tall!.y + tall!.height, alias).toBeGreaterThan(height)
      const [heading, said, button] = await Promise.all([
        slide.locator('h3').boundingBox(),
        slide.locator('.caption, .sentence').boundingBox(),
        slide.getByRole('button', NEXT).boundingBox(),
      ])
      expect(heading!.y, alias).toBeGreaterThan(0)
      expect(button!.y + button!.height, alias).toBeLessThanOrEqual(height)
      // Above the buttons, so that these keep their place when it grows.
      expect(said!.y + said!.height, alias).toBeLessThanOrEqual(button!.y)
      expect(said!.y, alias).toBeGreaterThan(heading!.y + heading!.height)
    }
  })

  it('keep their place while they are used', async () => {
    const { page } = await openPage(phone)
    await open(page, 'vec-grows')
    const slide = page.locator('[id="vec-grows"]')
    await slide.getByRole('button', { name: 'first' }).tap()
    const next = slide.getByRole('button', NEXT)
    const at = (await next.boundingBox())!.y
    for (let step = 0; step < 4; step++) {
      await next.tap()
      expect((await next.boundingBox())!.y).toBeCloseTo(at, 0)
    }
    expect(await slide.locator('[data-step]').getAttribute('data-step')).toBe('4')
  })

  it('take no room from a window that has little, such as a laptop’s at 200 %', async () => {
    const { page } = await openPage({ viewport: { width: 640, height: 360 } })
    await open(page, 'vec-grows')
    const bar = await page.locator('[id="vec-grows"]').getByRole('button', NEXT).boundingBox()
    expect(bar!.y).toBeGreaterThan(360)
  })

  it.each([
    ['on a phone', phone],
    ['on a laptop', {}],
  ])('do not cover what the keyboard reaches, %s', async (_, options) => {
    const { page } = await openPage(options)
    await open(page, 'your-turn')
    await page.locator('[id="your-turn"] .choices').first().waitFor()
    await page.locator('[id="your-turn"]').evaluate((one) => one.setAttribute('tabindex', '-1'))
    await page.locator('[id="your-turn"]').focus()
    const covered: string[] = []
    let reached = 0
    for (;;) {
      await page.keyboard.press('Tab')
      const found = await page.evaluate(() => {
        const element = document.activeElement!
        if (!element.closest('[id="your-turn"] .reading-stage')) return undefined
        const { left, right, bottom } = element.getBoundingClientRect()
        const top = document.elementFromPoint((left + right) / 2, bottom - 2)
        return {
          what: element.outerHTML.slice(0, 100),
          isCovered: !element.matches('.stepping *') && Boolean(top?.closest('.stepping')),
        }
      })
      if (!found) break
      reached += 1
      if (found.isCovered) covered.push(found.what)
    }
    expect(reached).toBeGreaterThan(30)
    expect(covered).toEqual([])
  })
})

it('a program in a box of its own shows whole lines there, also when it was stepped', async () => {
  const { page } = await openPage({ viewport: { width: WIDTHS.phone, height: 844 } })
  await openPageOf(page, url, 'read/')
  const cut: string[] = []
  let long = 0
  for (const { alias } of slides.filter(isStepped).filter(({ components }) => components.includes('MemoryStage'))) {
    await wake(page, alias)
    const code = page.locator(`[id="${alias}"] .narrow .code`)
    if ((await code.count()) === 0) continue
    const fits = () =>
      code.evaluate((box) => {
        const edge = box.getBoundingClientRect().top + box.clientTop
        const row = parseFloat(getComputedStyle(box.querySelector('.line')!).lineHeight)
        const ends = [edge, edge + box.clientHeight].map(
          (y) => (y - box.querySelector('.line')!.getBoundingClientRect().top) / row,
        )
        return {
          isLong: box.scrollHeight > box.clientHeight,
          isWhole: ends.every((end) => Math.abs(end - Math.round(end)) < 0.1),
        }
      })
    for (const name of ['last', 'first', 'last']) {
      await page
        .locator(`[id="${alias}"]`)
        .getByRole('button', { name, exact: true })
        .evaluate((button: HTMLElement) => button.click())
      const { isLong, isWhole } = await fits()
      if (isLong) long += 1
      if (isLong && !isWhole) cut.push(`${alias}, ${name}`)
    }
  }
  expect(long).toBeGreaterThan(0)
  expect(cut).toEqual([])
})
