import type { Page } from 'playwright-core'
import { beforeAll, expect, inject, it } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { findFaintText } from '../support/faint-text.ts'
import { findSlideFaults } from '../support/slide-faults.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
let page: Page

beforeAll(async () => {
  page = (await openPage()).page
  await openDeck(page, url)
  await goTo(page, { slide: slides.length, clicks: 0 })
})

/** The faults of the current slide while it also holds `html`. */
async function faultsWith(html: string): Promise<string> {
  await page.evaluate((content) => {
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
    slide?.insertAdjacentHTML('beforeend', `<div id="planted" style="position: absolute; inset: 0">${content}</div>`)
  }, html)
  const faults = [...(await findSlideFaults(page)), ...(await findFaintText(page))]
  await page.evaluate(() => document.querySelector('#planted')?.remove())
  return faults.join('\n')
}

// What the other tests rely on: each fault is found when it is there.
it.each([
  [
    'text outside the canvas',
    '<p style="position: absolute; left: 1270px; top: 40px">planted</p>',
    'outside the canvas: “planted”',
  ],
  [
    'a box outside the canvas',
    '<svg width="100%" height="100%" style="overflow: visible"><rect x="1200" y="690" width="40" height="40"/></svg>',
    'outside the canvas: <rect>',
  ],
  [
    'text that is cut off',
    '<p style="width: 40px; overflow: hidden; white-space: nowrap">a planted line</p>',
    'cut off by <p>: “a planted line”',
  ],
  [
    'text on text',
    '<p style="position: absolute; left: 900px; top: 9px">planted</p><p style="position: absolute; left: 910px; top: 12px">laid over</p>',
    'on top of each other: “planted” and “laid over”',
  ],
  ['faint text', '<p style="color: #999; background: #eee">planted</p>', 'contrast 2.5: “planted”'],
  [
    'faint text on a shape',
    '<svg width="400" height="90"><rect width="400" height="90" fill="#222"/><text x="9" y="40" fill="#444">planted</text></svg>',
    '“planted” in rgb(68, 68, 68)',
  ],
  ['small text', '<p style="font-size: 17px">planted</p>', 'text of 17 px: “planted”'],
  [
    'text of a drawing that is scaled down',
    '<svg width="100" height="50" viewBox="0 0 200 100"><text x="9" y="40" font-size="24">planted</text></svg>',
    'text of 12 px: “planted”',
  ],
  [
    'provenance that is too small',
    '<p class="provenance" style="font-size: 15px">planted</p>',
    'text of 15 px: “planted”',
  ],
])('%s is found', async (_, html, fault) => {
  expect(await faultsWith(html)).toContain(fault)
})

it('hidden content and text for screen readers is no fault', async () => {
  const without = await faultsWith('')
  const hidden =
    '<p style="opacity: 0; position: absolute; left: 1270px">planted</p>' +
    '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; white-space: nowrap">planted</p>' +
    '<table style="position: absolute; left: 1270px; clip-path: inset(50%)"><tr><td>planted</td></tr></table>'
  expect(await faultsWith(hidden)).toBe(without)
})
