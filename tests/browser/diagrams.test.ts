import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { openDeck, readAddresses } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

/** Slides with a mermaid diagram, and a word that stands in it. */
const DIAGRAMS: [alias: string, word: string][] = [
  ['value-lifetime', 'uninitialised'],
  ['who-calls-whom', 'malloc'],
  ['decision-tree', 'Does the optimiser see'],
]

/** A text of a diagram: its colour, its size in canvas px, and whether it lies on the canvas. */
type DiagramText = { text: string; colour: string; size: number; inside: boolean }

/** The texts of the diagram that is shown; mermaid draws into a shadow root, where other tests do not look. */
function readTexts(page: Page): Promise<DiagramText[]> {
  return page.evaluate(() => {
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)!
    const canvas = slide.getBoundingClientRect()
    const svg = slide.querySelector('.mermaid')!.shadowRoot!.querySelector('svg')!
    const scale = ((svg.getBoundingClientRect().width / svg.viewBox.baseVal.width) * 1280) / canvas.width
    const walker = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT)
    const texts: DiagramText[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement!
      if (!node.textContent?.trim() || element.closest('style, title, desc')) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { left, right, top, bottom } = range.getBoundingClientRect()
      const style = getComputedStyle(element)
      texts.push({
        text: node.textContent.trim(),
        colour: element instanceof SVGElement ? style.fill : style.color,
        size: parseFloat(style.fontSize) * scale,
        inside: left >= canvas.left && right <= canvas.right && top >= canvas.top && bottom <= canvas.bottom,
      })
    }
    return texts
  })
}

const inkOf = (page: Page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'))
    probe.style.color = 'var(--ink)'
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  })

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  it.each(DIAGRAMS)(
    'the diagram of %s is in ink, readable from the last row, and on the canvas',
    async (alias, word) => {
      const { page, complaints } = await openPage({ colorScheme })
      const addresses = await readAddresses(page, url)
      await openDeck(page, addresses.view(alias))
      const texts = await readTexts(page)
      const ink = await inkOf(page)
      expect(texts.map(({ text }) => text).join(' ')).toContain(word)
      for (const { text, colour, size, inside } of texts) {
        expect(colour, text).toBe(ink)
        expect(size, text).toBeGreaterThanOrEqual(17.9)
        expect(inside, text).toBe(true)
      }
      expect(complaints).toEqual([])
    },
  )
})

it('mermaid is fetched when a diagram is shown, and not before', async () => {
  const { page } = await openPage()
  const fetched: string[] = []
  page.on('request', (request) => {
    // Slidev's own small component is called Mermaid with a capital.
    if (/\/(mermaid|flowDiagram|stateDiagram)\b/.test(request.url())) fetched.push(request.url())
  })
  const addresses = await readAddresses(page, url)
  await openDeck(page, addresses.view('moves'))
  // The next slide has a diagram, and is mounted before it is shown.
  await page.waitForSelector('.diagram', { state: 'attached' })
  await page.waitForLoadState('networkidle')
  expect(fetched).toEqual([])
  await openDeck(page, addresses.view('who-calls-whom'))
  expect(fetched).not.toEqual([])
})
