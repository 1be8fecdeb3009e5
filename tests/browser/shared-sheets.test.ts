import { expect, inject, it } from 'vitest'
import { settle, waitForNavigation } from '../../tools/deck-page.ts'
import { slideOf } from '../support/slide-of.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

/** Frames in which a slide is drawn whose code has come. */
const FRAMES = 60

it('a slide is not drawn before the style sheet of its picture, also when another slide asked for that sheet', async () => {
  const { page, complaints } = await openPage()
  const held: (() => Promise<void>)[] = []
  let asked = 0
  await page.route(/assets\/(?:MemoryStage|StagePicture)-[^/]*\.css$/, (route) => {
    asked++
    return new Promise<void>((resolve) => {
      held.push(() => route.continue().then(resolve))
    })
  })
  await page.goto(`${url}#/2`)
  await waitForNavigation(page)
  const go = (no: number) => page.evaluate((to) => window.deckNavigation?.go(to, 0), no)
  await go(await slideOf(page, 'arrays'))
  await expect.poll(() => asked).toBeGreaterThan(0)
  const second = await slideOf(page, 'moves')
  const shown = page.locator(`[data-slidev-no="${second}"] .stage-player`)
  await go(second)
  await page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame++) await new Promise((resolve) => requestAnimationFrame(resolve))
  }, FRAMES)
  expect(await shown.count()).toBe(0)
  for (const release of held) await release()
  await settle(page)
  expect(await shown.count()).toBe(1)
  expect(complaints).toEqual([])
})
