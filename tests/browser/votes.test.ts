import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { goTo, openDeck, press } from '../../tools/deck-page.ts'
import { slideOf } from '../support/slide-of.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

const rows = (page: Page) => page.locator('.slidev-page:visible .stage-votes .row')
const shown = async (page: Page) => (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())

it('votes on lines are asked for before they run, kept, and stand beside what was recorded', async () => {
  const { page, complaints } = await openPage()
  await openDeck(page, url)
  const slide = await slideOf(page, 'your-turn')
  await goTo(page, { slide, clicks: 0 })
  const before = await shown(page)
  expect(before.filter((text) => text === '0 1 2+')).toHaveLength(11)

  // The first push and the box: one right in debug, one wrong.
  await rows(page).nth(3).getByRole('button', { name: ' 1 call' }).click()
  await rows(page).nth(5).getByRole('button', { name: ' 0 calls' }).click()
  for (let click = 0; click < 5; click++) await press(page, 'forward')
  const after = await shown(page)
  expect(after[3]).toBe('1 1 1')
  expect(after[5]).toBe('0 1 0')
  expect(after[6]).toBe('0 1 2+')
  const verdicts = page.locator('.slidev-page:visible .stage-votes svg')
  expect(await verdicts.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))).toEqual([
    'right',
    'wrong',
  ])
  await expect.poll(() => page.locator('.slidev-page:visible .score').innerText()).toBe('1 of 2 predicted')

  await page.reload()
  await openDeck(page, url)
  await goTo(page, { slide, clicks: 12 })
  expect((await shown(page))[3]).toBe('1 1 1')
  expect(complaints).toEqual([])
})

it('the opening question keeps its prediction until the last section answers it', async () => {
  const { page } = await openPage()
  await openDeck(page, url)
  await goTo(page, { slide: await slideOf(page, 'opening-question'), clicks: 0 })
  await page.getByRole('button', { name: 'optimiser strips out' }).click()
  await press(page, 'forward')
  const solved = await slideOf(page, 'opening-solved')
  await goTo(page, { slide: solved, clicks: 1 })
  await expect
    .poll(() => page.locator('.slidev-page:visible .your-prediction').innerText())
    .toBe('Your prediction: debug 3, release 1')
})

it('a digit notes what most hands went up for, in all windows, beside the answer and until the talk is over', async () => {
  const { page: audience, complaints } = await openPage()
  const speaker = await audience.context().newPage()
  await openDeck(audience, url)
  await openDeck(speaker, url)
  const slide = await slideOf(speaker, 'opening-question')
  const noted = (page: Page) =>
    page
      .locator('.slidev-page:visible .option')
      .evaluateAll((all) => all.map((one) => one.textContent.includes('most hands')))
  for (const page of [audience, speaker]) await goTo(page, { slide, clicks: 0 })
  await speaker.keyboard.press('2')
  await expect.poll(() => noted(audience)).toEqual([false, true, false, false])
  await speaker.keyboard.press('3')
  await expect.poll(() => noted(audience)).toEqual([false, false, true, false])
  await speaker.keyboard.press('3')
  await expect.poll(() => noted(audience)).toEqual([false, false, false, false])
  await speaker.keyboard.press('4')

  await openDeck(audience, url)
  await goTo(audience, { slide: await slideOf(audience, 'opening-solved'), clicks: 1 })
  await expect
    .poll(() => audience.locator('.slidev-page:visible .your-prediction').allInnerTexts())
    .toEqual([expect.stringMatching(/^Most hands: debug \d, release \d$/)])
  expect(complaints).toEqual([])
})
