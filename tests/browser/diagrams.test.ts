import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { openDeck, readAddresses } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, folder } = inject('deck')
const openPage = useBrowser()

/** Slides with a diagram, and a word that stands in it. */
const DIAGRAMS: [alias: string, word: string][] = [
  ['value-lifetime', 'uninitialised'],
  ['who-calls-whom', 'malloc'],
  ['decision-tree', 'Does the optimiser see'],
]

/** A line of a diagram: its colour, its size in canvas px, and whether it lies on the canvas. */
type DiagramText = { text: string; colour: string; size: number; inside: boolean }

/** The lines of the diagram that is shown, and how far those of a box are from its sides, canvas px. */
function readDiagram(page: Page): Promise<{ lines: DiagramText[]; spare: number[] }> {
  return page.evaluate(() => {
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)!
    const canvas = slide.getBoundingClientRect()
    const lines = [...slide.querySelectorAll<SVGTSpanElement>('.diagram tspan')]
    const boxes = [...slide.querySelectorAll('.diagram .box')]
    return {
      lines: lines.map((line) => {
        const { left, right, top, bottom } = line.getBoundingClientRect()
        const style = getComputedStyle(line)
        return {
          text: line.textContent,
          colour: style.fill,
          size: parseFloat(style.fontSize) * (line.getScreenCTM()?.a ?? 0) * (1280 / canvas.width),
          inside: left >= canvas.left && right <= canvas.right && top >= canvas.top && bottom <= canvas.bottom,
        }
      }),
      spare: boxes.flatMap((box) => {
        const outer = box.getBoundingClientRect()
        return [...(box.nextElementSibling?.querySelectorAll('tspan') ?? [])].flatMap((line) => {
          const inner = line.getBoundingClientRect()
          return [
            inner.left - outer.left,
            outer.right - inner.right,
            inner.top - outer.top,
            outer.bottom - inner.bottom,
          ]
        })
      }),
    }
  })
}

const inkColour = (page: Page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'))
    probe.style.color = 'var(--ink)'
    const { color } = getComputedStyle(probe)
    probe.remove()
    return color
  })

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  it.each(DIAGRAMS)(
    'the diagram of %s is in ink, readable from the last row, on the canvas and within its boxes',
    async (alias, word) => {
      const { page, complaints } = await openPage({ colorScheme })
      const addresses = await readAddresses(page, url)
      await openDeck(page, addresses.view(alias))
      const { lines, spare } = await readDiagram(page)
      const ink = await inkColour(page)
      expect(lines.map(({ text }) => text).join(' ')).toContain(word)
      for (const { text, colour, size, inside } of lines) {
        expect(colour, text).toBe(ink)
        expect(size, text).toBeGreaterThanOrEqual(17.9)
        expect(inside, text).toBe(true)
      }
      // Measured when the deck was built, by another program than the browser.
      expect(Math.min(...spare)).toBeGreaterThan(3)
      expect(complaints).toEqual([])
    },
  )
})

it('a diagram has a name and a description for a screen reader', async () => {
  const { page } = await openPage()
  const addresses = await readAddresses(page, url)
  await openDeck(page, addresses.view('decision-tree'))
  const picture = page.getByRole('img', { name: 'Will it allocate? Four questions about a line' })
  expect(await picture.count()).toBe(1)
})

it('with forced colours a diagram is in the viewer’s own', async () => {
  const { page } = await openPage({ forcedColors: 'active' })
  const addresses = await readAddresses(page, url)
  await openDeck(page, addresses.view('decision-tree'))
  const colours = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'))
    probe.style.color = 'CanvasText'
    const own = getComputedStyle(probe).color
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)!
    const of = (selector: string, property: 'fill' | 'stroke') =>
      [...slide.querySelectorAll(`.diagram ${selector}`)].map((one) => getComputedStyle(one)[property])
    return { own, drawn: [...of('text', 'fill'), ...of('.box', 'stroke'), ...of('.edge', 'stroke')] }
  })
  expect([...new Set(colours.drawn)]).toEqual([colours.own])
})

it('nothing that draws diagrams is sent to a viewer', async () => {
  const names = await readdir(join(folder, 'assets'))
  expect(names.filter((name) => /mermaid|diagram|dagre|elk|katex|cytoscape/i.test(name))).toEqual([])
  const scripts = await Promise.all(
    names.filter((name) => name.endsWith('.js')).map((name) => readFile(join(folder, 'assets', name), 'utf8')),
  )
  expect(scripts.filter((text) => /dagre|mermaidAPI/.test(text))).toEqual([])
})
