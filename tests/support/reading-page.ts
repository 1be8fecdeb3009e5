import type { Page } from 'playwright-core'

/** Widths at which the pages are looked at, CSS px; those of a laptop zoomed in have a test of their own. */
export const WIDTHS = { laptop: 1280, phone: 390 } as const

/** Opens the reading view or the index and waits for its fonts. */
export async function openPageOf(page: Page, url: string, view: string): Promise<void> {
  await page.goto(`${url}${view}`)
  await page.evaluate(() => document.fonts.ready)
}

/** Scrolls to a slide of the reading view that can be stepped and waits until its script has taken over. */
export async function wake(page: Page, alias: string): Promise<void> {
  const figure = page.locator(`[data-slide="${alias}"]`)
  await figure.scrollIntoViewIfNeeded()
  await page.waitForSelector(`[data-slide="${alias}"][data-awake="done"]`)
}

/** Waits until the deck shows a slide; the others are there too, unseen. */
export async function waitForSlide(page: Page): Promise<void> {
  await page.locator('[data-slidev-no] .slidev-layout').filter({ visible: true }).first().waitFor()
}

/** What stands out of the page to the right, so that the whole page would have to be scrolled sideways. */
export function findOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      element !== document.body &&
      (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().width > 0)
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .filter((element) => !scrolls(element.parentElement) && getComputedStyle(element).clipPath === 'none')
      .map(
        (element) => `${element.closest('[id]')?.id}: <${element.localName} class="${element.getAttribute('class')}">`,
      )
  })
}
