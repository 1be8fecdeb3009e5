import type { Page } from 'playwright-core'

/** The contrast that every text has to reach against what lies behind it (WCAG 2.2, success criterion 1.4.3). */
const CONTRAST = 4.5

/**
 * The texts of the current slide whose contrast is too low, a sentence each. A text's background is what its
 * centre lies on: the fills of elements and SVG shapes below it, composed as they are painted.
 */
export function findFaintText(page: Page): Promise<string[]> {
  return page.evaluate((wanted) => {
    const slide = document.querySelector(`[data-slidev-no="${window.deckNavigation?.currentSlideNo}"]`)
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
    if (!slide || !canvas) throw new Error('no slide is shown')

    /** Red, green and blue of the colours painted over each other on white, the first one lowest. */
    const paint = (colours: { colour: string; opacity: number }[]): number[] => {
      canvas.globalAlpha = 1
      canvas.fillStyle = 'white'
      canvas.fillRect(0, 0, 1, 1)
      for (const { colour, opacity } of colours) {
        canvas.globalAlpha = opacity
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
      }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    /** Relative luminance as WCAG 2.2 defines it. */
    const luminance = (rgb: number[]): number => {
      const [red = 0, green = 0, blue = 0] = rgb.map((channel) => {
        const part = channel / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const opacityOf = (element: Element): number => {
      let opacity = 1
      for (let at: Element | null = element; at && at !== slide.parentElement; at = at.parentElement) {
        opacity *= Number(getComputedStyle(at).opacity)
      }
      return opacity
    }
    /** What an element is filled with; SVG groups and outlines are filled with nothing. */
    const fillOf = (element: Element): { colour: string; opacity: number } | undefined => {
      const style = getComputedStyle(element)
      if (!(element instanceof SVGElement) || element.localName === 'svg') {
        return { colour: style.backgroundColor, opacity: opacityOf(element) }
      }
      const shape = element instanceof SVGGeometryElement && style.fill !== 'none' && !style.fill.startsWith('url')
      return shape ? { colour: style.fill, opacity: opacityOf(element) * Number(style.fillOpacity) } : undefined
    }

    const known = new Map<string, number>()
    const faults = new Set<string>()
    const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim()
      const element = node.parentElement
      if (!text || !element || element.localName === 'style') continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const { left, top, width, height } = range.getBoundingClientRect()
      if (width <= 1 || height <= 1) continue
      const stack = document.elementsFromPoint(left + width / 2, top + height / 2)
      const own = stack.findIndex((at) => at === element || at.contains(element))
      // Out of sight: clipped, as text for screen readers is, or outside the canvas, which is a fault of its own.
      if (own === -1 && getComputedStyle(element).pointerEvents !== 'none') continue
      const behind = stack
        .slice(Math.max(own, 0))
        .filter((at) => at !== element || !(element instanceof SVGElement))
        .map(fillOf)
        .filter((fill) => fill !== undefined)
        .reverse()
      const style = getComputedStyle(element)
      const colour = element instanceof SVGElement ? style.fill : style.color
      const letters = { colour, opacity: opacityOf(element) }
      const key = JSON.stringify([behind, letters])
      let contrast = known.get(key)
      if (contrast === undefined) {
        const [darker = 0, lighter = 0] = [luminance(paint(behind)), luminance(paint([...behind, letters]))].sort(
          (a, b) => a - b,
        )
        contrast = (lighter + 0.05) / (darker + 0.05)
        known.set(key, contrast)
      }
      if (contrast < wanted - 0.05) faults.add(`contrast ${contrast.toFixed(1)}: “${text}” in ${colour}`)
    }
    return [...faults]
  }, CONTRAST)
}
