import { expect, inject, it } from 'vitest'
import { openDeck, readDeck } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser('whole')
const touched = { hasTouch: true, isMobile: true } as const

it('held sideways, the tap that brings the controls presses none of them', async () => {
  const { page } = await openPage({ ...touched, viewport: { width: 844, height: 390 } })
  await openDeck(page, `${url}#/vec-new-stage`)
  const controls = page.getByRole('navigation', { name: 'Deck controls' })
  const next = controls.getByTitle('Go to next slide')
  await expect.poll(() => next.count()).toBe(1)
  const box = await next.boundingBox()
  if (!box) throw new Error('there is no way to the next slide')
  const seen = () => controls.evaluate((bar) => bar.checkVisibility({ opacityProperty: true }))
  const tapNext = () => page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
  const before = await readDeck(page)
  expect(await seen()).toBe(false)
  await tapNext()
  await expect.poll(seen).toBe(true)
  await page.waitForTimeout(500)
  expect(await readDeck(page)).toEqual(before)
  await tapNext()
  await expect.poll(async () => (await readDeck(page)).clicks).toBe(before.clicks + 1)
})

it('held upright, the way to read the slide is in words', async () => {
  const { page } = await openPage({ ...touched, viewport: { width: 390, height: 844 } })
  await openDeck(page, `${url}#/vec-new-stage`)
  const way = page.getByRole('link', { name: 'Read this slide' })
  await expect.poll(() => way.count()).toBe(1)
  const words = await way.getByText('Read this slide').boundingBox()
  expect(words?.width).toBeGreaterThan(80)
  await way.tap()
  await page.waitForURL(/read\/#vec-new-stage$/)
})
