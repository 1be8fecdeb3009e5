import type { CDPSession } from 'playwright-core'
import { beforeAll, expect, inject, it } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { useBrowser } from '../support/watched-page.ts'
import type { WatchedPage } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
let page: WatchedPage['page']
let inspector: CDPSession

beforeAll(async () => {
  page = (await openPage()).page
  await openDeck(page, url)
  inspector = await page.context().newCDPSession(page)
  await inspector.send('DOM.enable')
  await inspector.send('CSS.enable')
})

/** The texts of a slide some letters of which are drawn with a font of the machine, each with that font. */
async function findForeignLetters(slide: number): Promise<string[]> {
  const { root } = await inspector.send('DOM.getDocument', { depth: 0 })
  const { nodeIds } = await inspector.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: `[data-slidev-no="${slide}"] *:not(style)`,
  })
  const found: string[] = []
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
  return found
}

it.each(slides)('slide $no, $title, is drawn with the deck’s own fonts only', async ({ no, clicks }) => {
  await goTo(page, { slide: no, clicks })
  expect(await findForeignLetters(no)).toEqual([])
})
