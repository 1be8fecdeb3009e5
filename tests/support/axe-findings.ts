import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    /** axe-core, put there by `findAxeViolations`. */
    axe?: { run: (context: Element, options: RunOptions) => Promise<AxeResults> }
  }
}

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe-core, with all of its rules, holds against the current slide, a sentence for each element.
 * Only the slide itself is looked at; the controls that Slidev lays over it are Slidev's.
 */
export async function findAxeViolations(page: Page): Promise<string[]> {
  const no = await page.evaluate(() => window.deckNavigation?.currentSlideNo)
  return findAxeViolationsIn(page, `[data-slidev-no="${no}"]`)
}

/** What axe-core, with all of its rules, holds against an element and what it contains, a sentence for each. */
export async function findAxeViolationsIn(page: Page, selector: string): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source)
  // What passes is not listed: on a long page that takes longer than finding it.
  return page.evaluate(async (selector) => {
    const element = document.querySelector(selector)
    if (!element || !window.axe) throw new Error(`nothing is shown that is ${selector}`)
    const { violations } = await window.axe.run(element, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}, ${html.slice(0, 120)})`),
    )
  }, selector)
}
