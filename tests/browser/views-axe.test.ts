import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { findAxeViolationsIn } from '../support/axe-findings.ts'
import { deckViews, openPresenter } from '../support/deck-views.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
const SIZES = { desktop: { width: 1280, height: 720 }, phone: { width: 390, height: 844 } } as const

const SCHEMES = (['light', 'dark'] as const).flatMap((colorScheme) =>
  (['desktop', 'phone'] as const).map((size) => ({ colorScheme, size })),
)

describe.each(SCHEMES)(
  'in $colorScheme on a $size, axe finds nothing in the whole document of',
  ({ colorScheme, size }) => {
    let page: Page
    beforeAll(async () => {
      ;({ page } = await openPage({ colorScheme, viewport: SIZES[size] }))
    })

    it.for(deckViews(slides))('$name', async ({ open, judgedElsewhere }) => {
      await open(page, url)
      const rules = colorScheme === 'dark' ? 'colours' : 'all'
      expect(await findAxeViolationsIn(page, 'html', { rules, without: judgedElsewhere })).toEqual([])
    })
  },
)

it('axe would find faint words, nested buttons, a second main and words outside landmarks', async () => {
  const { page } = await openPage()
  await openPresenter(page, url, 1)
  await page.evaluate(() => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<p style="position: fixed; inset: 0; z-index: 999; color: #ccc; background: white">faint</p><main>second</main>',
    )
    const [outer, inner] = [document.createElement('button'), document.createElement('button')]
    inner.textContent = 'inner'
    outer.append(inner)
    document.body.append(outer)
  })
  const rules = (await findAxeViolationsIn(page, 'html')).map((finding) => finding.split(':')[0])
  expect(rules).toEqual(
    expect.arrayContaining(['color-contrast', 'landmark-no-duplicate-main', 'nested-interactive', 'region']),
  )
})
