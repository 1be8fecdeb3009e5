import type { Page } from 'playwright-core'

/**
 * What the current slide shows, as text that two visits can be compared by: its elements with their attributes
 * and, of those that are seen, their places on the canvas in px.
 * Identifiers that Vue makes up in order of mounting are replaced by their order on the slide. The class `moves`
 * says how the next change will be shown, and Vue's classes of a transition that a slide has come by it: not what is
 * shown now, and left out.
 */
export function readSlideState(page: Page): Promise<string> {
  return page.evaluate(() => {
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
    if (!slide) throw new Error('no slide is shown')
    const lines: string[] = []
    const visit = (element: Element, depth: number) => {
      // What moves by itself is no part of what a click shows.
      if (element.hasAttribute('data-living')) return
      const attributes = [...element.attributes]
        .map(
          ({ name, value }) =>
            `${name}="${name === 'class' ? value.replaceAll(/ ?\b(?:moves|v-(?:enter|leave)-(?:from|active|to))\b/g, '') : value}"`,
        )
        .sort()
        .join(' ')
      const { x, y, width, height } = element.getBoundingClientRect()
      const seen = element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      // What is neither seen nor heard, such as a flight made ready ahead, is no part of what a slide shows.
      if (!seen && element.getAttribute('aria-hidden') === 'true') return
      const place = seen ? [x, y, width, height].map(Math.round).join(',') : 'unseen'
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      const text = own.map((node) => node.textContent?.trim()).join(' ')
      lines.push(`${' '.repeat(depth)}${element.localName} ${attributes} @${place} ${text}`)
      for (const child of element.children) visit(child, depth + 1)
    }
    visit(slide, 0)
    const made = [...new Set(lines.join('\n').match(/\bv-\d+(?:-\d+)*\b/g) ?? [])]
    return made.reduce(
      (text, id, index) => text.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), `id${index}`),
      lines.join('\n'),
    )
  })
}
