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

/**
 * What axe-core holds against an element and what it contains, a sentence for each. The page is as before afterwards.
 *
 * Contrast is asked of each drawn text and, of the others, of the first and the last that are coloured alike, since asking
 * all of a long page's thousands takes ten times as long and tells the same a thousand times.
 */
export async function findAxeViolationsIn(page: Page, selector: string, question: AxeQuestion = {}): Promise<string[]> {
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source)
  return page.evaluate(
    async ({ selector, rules = 'all', without }) => {
      const { axe } = window
      const element = document.querySelector(selector)
      if (!element || !axe) throw new Error(`nothing is shown that is ${selector}`)

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
      const ways = new Map<Element, string>()
      /** How an element and all around it colour and place a text. */
      const wayOf = (at: Element): string => {
        const known = ways.get(at)
        if (known !== undefined) return known
        const style = getComputedStyle(at)
        const paint = `${style.backgroundColor} ${style.backgroundImage} ${style.opacity} ${style.filter} ${style.clipPath}`
        const isPlain = paint === 'rgba(0, 0, 0, 0) none 1 none none' && style.position === 'static'
        const own = isPlain ? '' : `${paint} ${style.position === 'static' ? '' : at.getAttribute('class')}/`
        const way = (at.parentElement ? wayOf(at.parentElement) : '') + own
        ways.set(at, way)
        return way
      }
      /** The elements of which colours are asked: links, fields, what is drawn, and two of those that are coloured alike. */
      const representatives = (): Element[] => {
        const chosen = new Set<Element>(element.querySelectorAll('a, input, select, textarea, button'))
        const last = new Map<string, Element>()
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const holder = node.parentElement
          if (!holder || !node.textContent?.trim()) continue
          if (!holder.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
          const { color, fontSize, fontWeight, textShadow } = getComputedStyle(holder)
          const key = [holder.localName, color, fontSize, fontWeight, textShadow, wayOf(holder)].join()
          if (holder instanceof SVGElement || !last.has(key)) chosen.add(holder)
          last.set(key, holder)
        }
        return [...new Set([...chosen, ...last.values()])]
      }
      /** Takes an element out of the page until the returned function is called. */
      const takeOut = (one: Element): (() => void) => {
        const place = document.createComment('')
        one.replaceWith(place)
        return () => place.replaceWith(one)
      }
      const [x, y] = [scrollX, scrollY]
      const putBack = [...(without ? document.querySelectorAll(without) : [])].map(takeOut)
      const colours = ['color-contrast', 'link-in-text-block']
      const found: string[] = []
      try {
        if (rules !== 'colours') found.push(...(await judge(element, undefined, colours)))
        const texts = rules === 'others' ? [] : representatives()
        if (texts.length > 0) found.push(...(await judge(texts, colours)))
        return found
      } finally {
        for (const put of putBack) put()
        scrollTo(x, y)
      }
    },
    { selector, ...question },
  )
}
