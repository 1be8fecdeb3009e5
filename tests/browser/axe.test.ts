import { expect, inject, it, describe } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { findAxeViolations } from '../support/axe-findings.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('axe finds nothing on any slide, at its first and its last click', async () => {
    const { page } = await openPage({ colorScheme })
    await openDeck(page, url)
    const found: string[] = []
    for (const { no, title, clicks } of slides) {
      for (const click of new Set([0, clicks])) {
        await goTo(page, { slide: no, clicks: click })
        const violations = await findAxeViolations(page)
        found.push(...violations.map(violation => `slide ${no} “${title}”, click ${click}: ${violation}`))
      }
    }
    expect(found).toEqual([])
  })
})
