import type { Page } from 'playwright-core'

/** The number of the slide with an alias. Throws where no slide has it. */
export function slideOf(page: Page, alias: string): Promise<number> {
  return page.evaluate((wanted) => {
    const slide = window.deckNavigation?.slides.find(one => one.meta.slide.frontmatter.routeAlias === wanted)
    if (!slide) throw new Error(`no slide has the alias ${wanted}`)
    return slide.no
  }, alias)
}
