import type { Page } from 'playwright-core'

/** The smallest text that may stand on a slide, in px of the canvas; provenance, which nobody speaks about, may be a little smaller. */
const SMALLEST_TEXT = 18
const SMALLEST_PROVENANCE = 16

/**
 * What is wrong with how the current slide lies on its canvas, a sentence a fault; hidden content is left out:
 * text and boxes outside the canvas, text cut off by an ancestor, two texts on top of each other, text too small.
 * The viewport has to have the canvas' size.
 */
export function findSlideFaults(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ smallest, smallestProvenance }) => {
      const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
      if (!slide) throw new Error('no slide is shown')
      const canvas = slide.getBoundingClientRect()
      const faults = new Set<string>()
      const tolerance = 1.5

      const seen = (element: Element): boolean =>
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      /** Whether `inner` is within `outer` but for the tolerance. */
      const within = (inner: DOMRect, outer: DOMRect) =>
        inner.left >= outer.left - tolerance &&
        inner.right <= outer.right + tolerance &&
        inner.top >= outer.top - tolerance &&
        inner.bottom <= outer.bottom + tolerance
      /** Text that only a screen reader gets is clipped away, or lies in a clipped box of a pixel. */
      const forScreenReader = (element: Element): boolean => {
        for (let at: Element | null = element; at && at !== slide; at = at.parentElement) {
          const { width, height } = at.getBoundingClientRect()
          const { overflow, clipPath } = getComputedStyle(at)
          if (clipPath.startsWith('inset(50%') || (width <= 1 && height <= 1 && overflow !== 'visible')) return true
        }
        return false
      }
      const name = (element: Element) => {
        const type = element.getAttribute('class')
        return `<${element.localName}${type ? ` class="${type}"` : ''}>`
      }
      const place = ({ left, top, right, bottom }: DOMRect) => `${[left, top, right, bottom].map(Math.round).join(' ')}`

      /** A text's size as it is seen: drawings may be scaled. */
      const sizeOf = (element: Element): number => {
        const scale = element.closest('svg')?.getScreenCTM()?.a ?? 1
        return Number.parseFloat(getComputedStyle(element).fontSize) * scale
      }
      const judgeSize = (text: string, element: Element): void => {
        const size = Math.round(sizeOf(element) * 10) / 10
        const least = element.closest('.provenance') ? smallestProvenance : smallest
        if (size < least) faults.add(`text of ${size} px: “${text}”`)
      }

      const texts: { text: string; element: Element; box: DOMRect }[] = []
      const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent?.trim()
        const element = node.parentElement
        if (!text || !element || element.localName === 'style' || !seen(element) || forScreenReader(element)) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        for (const { left, top, width, height } of range.getClientRects()) {
          if (width === 0 || height === 0) continue
          // A line's box is higher than its letters: its middle part is what is read.
          const box = new DOMRect(left, top + height * 0.2, width, height * 0.6)
          texts.push({ text, element, box })
          if (!within(box, canvas)) faults.add(`outside the canvas: “${text}” at ${place(box)}`)
          for (let at: Element | null = element; at && at !== slide; at = at.parentElement) {
            if (getComputedStyle(at).overflow === 'visible') continue
            if (!within(box, at.getBoundingClientRect()))
              faults.add(`cut off by ${name(at)}: “${text}” at ${place(box)}`)
          }
        }
        judgeSize(text, element)
      }

      for (const element of slide.querySelectorAll('*')) {
        if (!seen(element) || element.closest('defs, marker, clipPath, pattern')) continue
        const style = getComputedStyle(element)
        const paints =
          element.matches('img, path, rect, line, circle, ellipse, polygon, polyline') ||
          style.backgroundColor !== 'rgba(0, 0, 0, 0)' ||
          Number.parseFloat(style.borderTopWidth) > 0
        const box = element.getBoundingClientRect()
        if (paints && !within(box, canvas) && !forScreenReader(element)) {
          faults.add(`outside the canvas: ${name(element)} at ${place(box)}`)
        }
      }

      texts.forEach((a, index) => {
        for (const b of texts.slice(index + 1)) {
          const width = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
          const height = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
          if (width > 2 && height > 2)
            faults.add(`on top of each other: “${a.text}” and “${b.text}” at ${place(a.box)}`)
        }
      })
      return [...faults]
    },
    { smallest: SMALLEST_TEXT, smallestProvenance: SMALLEST_PROVENANCE },
  )
}
