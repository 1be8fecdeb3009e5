import type { Page } from 'playwright-core'

/** What has the focus after a press of Tab. */
export interface FocusStop {
  /** Its role or element, and its name. */
  name: string
  /** Whether a viewer sees that it has the focus: it is on the screen and has an outline. */
  visible: boolean
}

/** Says what has the focus; undefined when nothing has. */
function readFocus(page: Page): Promise<FocusStop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return undefined
    // What fades in with the focus is seen in the end.
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
    }
    const label = element.getAttribute('aria-label') ?? element.getAttribute('title') ?? element.textContent
    const place = element.getBoundingClientRect()
    const onScreen =
      place.right > 0 &&
      place.bottom > 0 &&
      place.left < innerWidth &&
      place.top < innerHeight &&
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    // A field may leave it to the box around it.
    const outlined = [element, element.parentElement].some((candidate) => {
      if (!candidate) return false
      const { outlineStyle, outlineWidth } = getComputedStyle(candidate)
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
    })
    return {
      name: `${element.getAttribute('role') ?? element.localName} ${label.trim().replaceAll(/\s+/g, ' ')}`,
      visible: onScreen && outlined,
    }
  })
}

/** Presses Tab until nothing has the focus any more, as at a page's end; all that had it, in order. */
export async function walkByTab(page: Page, most = 200): Promise<FocusStop[]> {
  const stops: FocusStop[] = []
  for (let press = 0; press < most; press++) {
    await page.keyboard.press('Tab')
    const stop = await readFocus(page)
    if (!stop) return stops
    stops.push(stop)
  }
  throw new Error(`Tab reaches no end after ${most} presses`)
}

/** Those that a viewer does not see to have the focus. */
export const unseen = (stops: FocusStop[]): string[] => stops.filter(({ visible }) => !visible).map(({ name }) => name)

/** What had the focus on a long page, and whether a viewer saw that: by an outline, or by a heavier line of a drawing. */
export interface Reached {
  what: string
  seen: boolean
}

/** Presses of Tab that are sent together: drawing the page after each of them would take minutes. */
const TOGETHER = 20

/**
 * Presses Tab so many times, or until nothing has the focus any more; all that had it, in order. It is noted in the
 * page: thousands of questions from outside would take minutes.
 */
export async function tabThrough(page: Page, presses: number): Promise<Reached[]> {
  const reached = await page.evaluateHandle(() => {
    const all: { what: string; seen: boolean }[] = []
    // Behind the last element the focus leaves the page; further presses would begin anew.
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Tab' && all.length > 0 && document.activeElement === document.body) event.preventDefault()
    })
    document.addEventListener('focusin', ({ target }) => {
      const element = target as Element
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const cell = element.querySelector('.cell')
      const seen =
        (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) ||
        (cell !== null && getComputedStyle(cell).strokeWidth === '2px')
      all.push({ what: element.outerHTML.slice(0, 120), seen })
    })
    return all
  })
  for (let pressed = 0; pressed < presses; pressed += TOGETHER) {
    const some = Math.min(TOGETHER, presses - pressed)
    await Promise.all(Array.from({ length: some }, () => page.keyboard.press('Tab')))
    if (await page.evaluate(() => document.activeElement === document.body)) break
  }
  return reached.jsonValue()
}
