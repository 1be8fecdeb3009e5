import type { Page } from 'playwright-core'

/** What a slide says to those who look at it. */
export interface Shown {
  /** The text of each of its text nodes that is seen, without blanks. */
  words: string[]
  /** All characters of these, and of what styles add. */
  characters: string
}

/** Reads what the current slide says now; what is hidden, or for screen readers only, is left out. */
export function shownWords(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
    if (!slide) throw new Error('no slide is shown')
    const isCut = (element: Element): boolean => {
      for (let at: Element | null = element; at && at !== slide; at = at.parentElement) {
        const { clipPath } = getComputedStyle(at)
        if (clipPath.startsWith('inset(50%')) return true
      }
      return false
    }
    const words: string[] = []
    let added = ''
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = (node.textContent ?? '').replaceAll(/\s/g, '')
      // What only works on a screen is not printed: ways into the talk, and a stage's buttons.
      if (!text || !element || element.closest('style, title, desc, .ways, :is(.buttons, .stage-votes) button'))
        continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || isCut(element)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      if ([...range.getClientRects()].every(({ width, height }) => width === 0 || height === 0)) continue
      words.push(text)
    }
    for (const element of slide.querySelectorAll('*'))
      for (const part of ['::before', '::after', '::marker']) added += getComputedStyle(element, part).content
    return { words, characters: words.join('') + added }
  })
}
