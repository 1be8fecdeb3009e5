import type { Locator } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { openPageOf, wake } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

/** The borders of elements as they are drawn: width, style and colour of the left one. */
const borders = (all: Locator) =>
  all.evaluateAll((found) =>
    found.map((one) => {
      const { borderLeftWidth, borderLeftStyle, borderLeftColor } = getComputedStyle(one)
      return `${borderLeftWidth} ${borderLeftStyle} ${borderLeftColor}`
    }),
  )

describe('with forced colours, which take backgrounds away, the reading view', () => {
  it('still tells the prediction that was chosen, and the right one', async () => {
    const { page } = await openPage({ forcedColors: 'active' })
    await openPageOf(page, url, 'read/')
    for (const alias of ['opening-question', 'vec-new']) {
      await wake(page, alias)
      const options = page.locator(`[id="${alias}"] .option button`)
      await options.first().click()
      const [chosen, ...others] = await borders(options)
      expect(others[0], alias).not.toBe(chosen)
    }
    expect(await page.locator('#vec-new .verdict').allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining('Wrong. Your prediction.'), 'Right.']),
    )
  })

  it('still tells the line that ran and the next one from all others', async () => {
    const { page } = await openPage({ forcedColors: 'active' })
    await openPageOf(page, url, 'read/')
    await wake(page, 'vec-new-stage')
    await page.locator('#vec-new-stage').getByRole('button', { name: 'Previous step' }).click()
    const code = page.locator('#vec-new-stage .wide .stage-code')
    const plain = await borders(code.locator('.line:not(.ran)'))
    expect(new Set(plain).size).toBe(1)
    expect(await borders(code.locator('.ran'))).not.toContain(plain[0])
    await wake(page, 'push')
    const rows = page.locator('#push .code[aria-label="Assembly"] li')
    const lit = await borders(rows.and(page.locator('.lit')))
    expect(lit).toHaveLength(1)
    expect((await borders(rows)).filter((border) => border === lit[0])).toHaveLength(1)
  })

  it('still tells a button that does nothing', async () => {
    const { page } = await openPage({ forcedColors: 'active' })
    await openPageOf(page, url, 'read/')
    await wake(page, 'vec-new-stage')
    const [previous, next] = await Promise.all(
      ['Previous step', 'Next step'].map((name) =>
        page
          .locator('#vec-new-stage')
          .getByRole('button', { name })
          .evaluate((one) => getComputedStyle(one).color),
      ),
    )
    expect(next).not.toBe(previous)
  })
})

describe('with forced colours the index', () => {
  it('has borders where something can be typed or pressed, and an outline where the focus is', async () => {
    const { page } = await openPage({ forcedColors: 'active' })
    await openPageOf(page, url, 'find/')
    const bare = await page
      .locator('input, button')
      .filter({ visible: true })
      .evaluateAll((all) =>
        all
          .filter((one) => {
            const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(one)
            return borderTopStyle === 'none' || parseFloat(borderTopWidth) < 1 || borderTopColor === backgroundColor
          })
          .map((one) => one.outerHTML.slice(0, 100)),
      )
    expect(bare).toEqual([])
    for (const control of [
      page.getByRole('searchbox'),
      page.locator('.entry button').first(),
      page.locator('.entry a').first(),
    ]) {
      await control.focus()
      await page.keyboard.press('Shift')
      expect(await control.evaluate((one) => getComputedStyle(one).outlineStyle)).not.toBe('none')
    }
  })

  it('outlines the entry that an address names, and says in words what was predicted', async () => {
    const { page } = await openPage({ forcedColors: 'active' })
    await openPageOf(page, url, 'read/#vec-new')
    await wake(page, 'vec-new')
    await page.locator('#vec-new .option button').first().click()
    await openPageOf(page, url, 'find/#rule-3-2')
    expect(await page.locator('#rule-3-2').evaluate((one) => getComputedStyle(one).outlineStyle)).toBe('solid')
    expect(await page.locator('[data-prediction="vec-new"] .mark').filter({ visible: true }).allInnerTexts()).toEqual([
      'Your prediction, wrong: ',
      'Right: ',
    ])
  })
})
