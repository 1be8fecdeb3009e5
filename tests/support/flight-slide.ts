import type { Page } from 'playwright-core'
import { inject } from 'vitest'
import { goTo, openDeck, readAddresses, readDeck } from '../../tools/deck-page.ts'

/** The slide that shows the function `make` of box-new, and on which its lines fly to their instructions. */
export const ALIAS = 'box-new-proof'

/** The listing of a `RustToAsm` that is seen; those a click away wait unseen. */
export const LISTING = 'div:not(.waits) > .asm-lines'

/** Opens that slide at a click; gives its number and a selector of the component on it. */
export async function openFlightSlide(page: Page, clicks = 0): Promise<{ slide: number; shown: string }> {
  const addresses = await readAddresses(page, inject('deck').url)
  await openDeck(page, addresses.view(ALIAS))
  const { slide } = await readDeck(page)
  await goTo(page, { slide, clicks })
  const shown = `[data-slidev-no="${slide}"] .rust-to-asm`
  await page.locator(shown).waitFor()
  return { slide, shown }
}
