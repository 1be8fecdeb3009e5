import type { CDPSession, Page } from 'playwright-core'

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/** The inspector of a page, with its DOM and CSS domains switched on; one for each page. */
function inspectorOf(page: Page): Promise<CDPSession> {
  const opened =
    sessions.get(page) ??
    (async () => {
      const session = await page.context().newCDPSession(page)
      await session.send('DOM.enable')
      await session.send('CSS.enable')
      return session
    })()
  sessions.set(page, opened)
  return opened
}

/** The texts of a slide some letters of which are drawn with a font of the machine, each with that font. */
export async function findForeignLetters(page: Page, slide: number): Promise<string[]> {
  const inspector = await inspectorOf(page)
  await inspector.send('DOM.getDocument', { depth: 0 })
  const texts = await inspector.send('DOM.performSearch', {
    // What moves by itself changes while it is asked; its like is drawn on other slides.
    query: `//*[@data-slidev-no="${slide}"]//*[not(self::style or ancestor-or-self::*[@data-living])][text()[normalize-space()]]`,
  })
  const found: string[] = []
  if (texts.resultCount > 0) {
    const { nodeIds } = await inspector.send('DOM.getSearchResults', {
      searchId: texts.searchId,
      fromIndex: 0,
      toIndex: texts.resultCount,
    })
    for (const nodeId of nodeIds) {
      const { fonts } = await inspector.send('CSS.getPlatformFontsForNode', { nodeId })
      const foreign = fonts.filter(({ isCustomFont }) => !isCustomFont)
      if (foreign.length === 0) continue
      const { object } = await inspector.send('DOM.resolveNode', { nodeId })
      const { result } = await inspector.send('Runtime.callFunctionOn', {
        objectId: object.objectId,
        functionDeclaration: 'function () { return this.textContent }',
      })
      found.push(`${foreign.map(({ familyName }) => familyName).join(', ')}: “${String(result.value).trim()}”`)
    }
  }
  await inspector.send('DOM.discardSearchResults', { searchId: texts.searchId })
  return found
}
