import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { readCompanionTalk } from '../../companion/talk.ts'
import { openPageOf, wake } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()
const { slides } = await readCompanionTalk(join(import.meta.dirname, '../..'))
const predicting = slides
  .filter(({ markdown }) => /<Predict\b/.test(markdown) && !/<Predict\b[^>]*\slater\b/.test(markdown))
  .map(({ alias }) => alias)

/** Which of a slide's answer and its speaker's words are in sight. */
const told = (page: Page, alias: string) =>
  page
    .locator(`[id="${alias}"] :is(.answer, .said)`)
    .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.className))

describe('what tells the answer waits', () => {
  it('for a prediction, or until the answer is asked for', async () => {
    const { page } = await openPage()
    await openPageOf(page, url, 'read/')
    expect(predicting.length).toBeGreaterThan(5)
    // Also before a slide has come to life.
    for (const alias of predicting) expect(await told(page, alias), alias).toEqual([])
    for (const alias of predicting) {
      await wake(page, alias)
      expect(await told(page, alias), alias).toEqual([])
    }
    await page.locator('#vec-new .option button').first().click()
    expect(await told(page, 'vec-new')).toEqual(['said'])
    await page.locator('#arguments').getByRole('button', { name: 'Show the answer' }).click()
    expect(await told(page, 'arguments')).toEqual(['said'])
    expect(await told(page, 'box-new')).toEqual([])
    // Other slides have nothing to wait for, nor has one that is answered later.
    expect(await told(page, 'vec-grows')).toEqual(['answer', 'said'])
    expect(await told(page, 'opening-question')).toEqual(['said'])
  })

  it('until every line that is voted on has run; the votes stand before the steps', async () => {
    const { page } = await openPage()
    await openPageOf(page, url, 'read/#your-turn')
    await wake(page, 'your-turn')
    const turn = page.locator('[id="your-turn"]')
    await turn.locator('.choices').first().waitFor()
    expect(await told(page, 'your-turn')).toEqual([])
    const [votes, steps] = await Promise.all(
      ['.reading-votes', '.step-bar'].map((part) =>
        turn.locator(part).evaluate((one) => [...document.querySelectorAll('*')].indexOf(one)),
      ),
    )
    expect(votes).toBeLessThan(steps!)
    const next = turn.getByRole('button', { name: 'Next step' })
    await next.click()
    expect(await turn.locator('.reading-stage').getAttribute('data-step')).toBe('1')
    expect(await told(page, 'your-turn')).toEqual([])
    await turn.getByRole('button', { name: 'last' }).click()
    expect(await told(page, 'your-turn')).toEqual(['answer', 'said'])
  })

  it('not where an address names the answer', async () => {
    const { page } = await openPage()
    await openPageOf(page, url, 'read/#your-turn-answer')
    await wake(page, 'your-turn')
    await page.locator('[id="your-turn"] .choices').first().waitFor()
    expect(await told(page, 'your-turn')).toEqual(['answer'])
    await expect
      .poll(() => page.locator('[id="your-turn-answer"]').evaluate((one) => one.getBoundingClientRect().top))
      .toBeLessThan(200)
  })

  it('neither on paper nor without a script', async () => {
    const { page } = await openPage()
    await openPageOf(page, url, 'read/')
    await wake(page, 'vec-new')
    await page.emulateMedia({ media: 'print' })
    expect(await told(page, 'vec-new')).toEqual(['said'])
    expect(await told(page, 'your-turn')).toEqual(['answer', 'said'])
    const { page: plain } = await openPage({ javaScriptEnabled: false })
    await plain.goto(`${url}read/`)
    expect(await plain.locator('#vec-new .said').isVisible()).toBe(true)
    expect(await plain.locator('#your-turn-answer').isVisible()).toBe(true)
  })
})
