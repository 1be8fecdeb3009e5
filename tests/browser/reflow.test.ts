import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { isStepped } from '../../companion/stepped.ts'
import { readCompanionTalk } from '../../companion/talk.ts'
import { findOverflow, openPageOf, wake } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()
const { slides } = await readCompanionTalk(join(import.meta.dirname, '../..'))
const stepped = slides.filter(isStepped).map(({ alias }) => alias)

/** What a laptop of 1280 px has left at 200 % and at 400 %, CSS px. */
describe.each([640, 320])('at %i px', (width) => {
  it.each(['read/', 'find/'])(
    '%s is not scrolled sideways, and what it holds only where the keyboard can',
    async (view) => {
      const { page } = await openPage({ viewport: { width, height: 720 } })
      await openPageOf(page, url, view)
      if (view === 'read/') for (const alias of stepped) await wake(page, alias)
      await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
      expect(await findOverflow(page)).toEqual([])
      const scrolled = await page.locator('body *').evaluateAll((all) =>
        all
          .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
          .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX))
          .map((one) => ({
            what: `${one.closest('[id]')?.id}: ${one.getAttribute('aria-label')}, ${one.scrollWidth} in ${one.clientWidth} px`,
            isCode: one.matches('pre, .code, .listing, .scrolls-here'),
            isReached: one.getAttribute('tabindex') === '0' && one.hasAttribute('aria-label'),
          })),
      )
      expect(scrolled.filter(({ isCode, isReached }) => !isCode || !isReached)).toEqual([])
      // In the reading view even code breaks; programs of the index are to be copied, and stay as they are.
      if (view === 'read/') expect(scrolled.map(({ what }) => what)).toEqual([])
    },
  )
})

it('on a phone a table’s row is a list that says what each column is called', async () => {
  const { page } = await openPage({ viewport: { width: 390, height: 844 } })
  await openPageOf(page, url, 'read/')
  for (const alias of ['who-frees', 'summary', 'since-2019']) {
    const table = page.locator(`[id="${alias}"] table`).first()
    const heads = await table.locator('thead th').allTextContents()
    const said = await table
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].map((cell) => getComputedStyle(cell, '::before').content.slice(1, -1))),
      )
    expect(said.length, alias).toBeGreaterThan(2)
    for (const row of said) expect(row, alias).toEqual(heads)
    const [first, second] = await table
      .locator('tbody tr')
      .first()
      .locator(':scope > *')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().bottom))
    expect(second, alias).toBeGreaterThan(first!)
  }
})
