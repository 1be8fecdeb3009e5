import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    /** axe-core, put there by `findAxeViolations`. */
    axe?: { run: (context: Element) => Promise<AxeResults> }
  }
}

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What axe-core, with all of its rules, holds against the current slide, a sentence for each element.
 * Only the slide itself is looked at; the controls that Slidev lays over it are Slidev's.
 */
export async function findAxeViolations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source)
  return page.evaluate(async () => {
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
    if (!slide || !window.axe) throw new Error('no slide is shown')
    const { violations } = await window.axe.run(slide)
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}, ${html.slice(0, 120)})`),
    )
  })
}
