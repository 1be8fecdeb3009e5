import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { openDeck } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url } = inject('deck')
const openPage = useBrowser()

/** How light the current slide's background is, from 0 (black) to 255 (white). */
function readBackground(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
    if (!canvas || !slide) throw new Error('no slide is shown')
    const layers: string[] = []
    for (let at: Element | null = slide; at; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor)
    canvas.fillStyle = 'white'
    canvas.fillRect(0, 0, 1, 1)
    for (const colour of layers) {
      canvas.fillStyle = colour
      canvas.fillRect(0, 0, 1, 1)
    }
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data
    return (red + green + blue) / 3
  })
}

describe('the scheme', () => {
  it('follows the viewer’s preference', async () => {
    const { page } = await openPage({ colorScheme: 'dark' })
    await openDeck(page, url)
    expect(await readBackground(page)).toBeLessThan(80)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect.poll(() => readBackground(page)).toBeGreaterThan(200)
  })

  it('is changed by the key d, is kept over a reload, and is changed back', async () => {
    const { page, complaints } = await openPage({ colorScheme: 'light' })
    await openDeck(page, url)
    expect(await readBackground(page)).toBeGreaterThan(200)
    await page.keyboard.press('d')
    await expect.poll(() => readBackground(page)).toBeLessThan(80)
    await openDeck(page, url)
    expect(await readBackground(page)).toBeLessThan(80)
    await page.keyboard.press('d')
    await expect.poll(() => readBackground(page)).toBeGreaterThan(200)
    expect(complaints).toEqual([])
  })
})
