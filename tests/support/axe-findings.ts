import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    /** axe-core, put there by `findAxeViolations`. */
    axe?: { run: (context: Element | Element[], options: RunOptions) => Promise<AxeResults> }
  }
}

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What is asked of axe-core. */
interface AxeQuestion {
  /** Which rules: all, those alone whose answer changes with the colours, or the others, which take a tenth of the time. */
  rules?: 'all' | 'colours' | 'others'
  /**
   * A selector of parts that lie below each other, on a long page. Rules that weigh each element against those around
   * it are asked of a few parts at a time, with the others taken out: their work grows with the square of a page.
   */
  parts?: string
  /** A selector of elements that are taken out while the rest is judged, since they are judged elsewhere. */
  without?: string
}

/**
 * What axe-core holds against the current slide, a sentence for each element.
 * Only the slide itself is looked at; the controls that Slidev lays over it are Slidev's.
 */
export async function findAxeViolations(page: Page, { rules }: Pick<AxeQuestion, 'rules'> = {}): Promise<string[]> {
  const no = await page.evaluate(() => window.deckNavigation?.currentSlideNo)
  const current = `[data-slidev-no="${no}"]`
  return findAxeViolationsIn(page, current, { rules, without: `[data-slidev-no]:not(${current}, ${current} *)` })
}

/** What axe-core holds against an element and what it contains, a sentence for each. The page is as before afterwards. */
export async function findAxeViolationsIn(page: Page, selector: string, question: AxeQuestion = {}): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source)
  return page.evaluate(
    async ({ selector, rules = 'all', parts, without }) => {
      const { axe } = window
      const element = document.querySelector(selector)
      if (!element || !axe) throw new Error(`nothing is shown that is ${selector}`)
      const colours = ['color-contrast', 'link-in-text-block']
      const byNeighbours = ['color-contrast']

      const judge = async (context: Element | Element[], only?: string[], except: string[] = []): Promise<string[]> => {
        // What passes is not listed: on a long page that takes longer than finding it.
        const { violations } = await axe.run(context, {
          resultTypes: ['violations'],
          ...(only ? { runOnly: only } : { rules: Object.fromEntries(except.map((id) => [id, { enabled: false }])) }),
        })
        return violations.flatMap(({ id, help, nodes }) =>
          nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}, ${html.slice(0, 120)})`),
        )
      }
      /** Takes an element out of the page until the returned function is called. */
      const takeOut = (one: Element): (() => void) => {
        const place = document.createComment('')
        one.replaceWith(place)
        return () => place.replaceWith(one)
      }
      const [x, y] = [scrollX, scrollY]
      const putBack = [...(without ? document.querySelectorAll(without) : [])].map(takeOut)
      try {
        if (rules === 'others') return await judge(element, undefined, colours)
        const wanted = rules === 'colours' ? colours : undefined
        if (!parts) return await judge(element, wanted)
        const found = await judge(
          element,
          wanted?.filter((rule) => !byNeighbours.includes(rule)),
          byNeighbours,
        )
        const all = [...element.querySelectorAll(parts)]
        const back = all.map(takeOut)
        found.push(...(await judge(element, wanted ?? byNeighbours)))
        const TOGETHER = 8
        for (let first = 0; first < all.length; first += TOGETHER) {
          const some = all.slice(first, first + TOGETHER)
          for (const put of back.slice(first, first + TOGETHER)) put()
          found.push(...(await judge(some, wanted?.filter((rule) => byNeighbours.includes(rule)) ?? byNeighbours)))
          back.splice(first, some.length, ...some.map(takeOut))
        }
        for (const put of back) put()
        return found
      } finally {
        for (const put of putBack) put()
        scrollTo(x, y)
      }
    },
    { selector, ...question },
  )
}
