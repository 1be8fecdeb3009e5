import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { goTo, openDeck } from '../../tools/deck-page.ts'
import { findAxeViolations } from '../support/axe-findings.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()

describe.each(['light', 'dark'] as const)(
  'in %s, axe finds nothing at the first and the last click of',
  (colorScheme) => {
    let page: Page

    beforeAll(async () => {
      ;({ page } = await openPage({ colorScheme }))
      await openDeck(page, url)
    })

    it.for(slides)('slide $no, $title', async ({ no, clicks }) => {
      for (const click of new Set([0, clicks])) {
        await goTo(page, { slide: no, clicks: click })
        expect(await findAxeViolations(page), `click ${click}`).toEqual([])
      }
    })
  },
)
