import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { goTo, openDeck, readAddresses } from '../../tools/deck-page.ts'
import { openPresenter } from '../support/deck-views.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, slides } = inject('deck')
const openPage = useBrowser()
const STEPPED = slides.find(({ clicks }) => clicks > 3)?.no ?? 1
const titleOf = (no: number): string => slides.find((slide) => slide.no === no)?.title.replaceAll('`', '') ?? ''

describe('a screen reader', () => {
  let page: Page
  beforeAll(async () => {
    ;({ page } = await openPage())
    await openDeck(page, (await readAddresses(page, url)).of({ slide: STEPPED, clicks: 0 }))
  })

  it('finds the deck’s controls', async () => {
    await expect.poll(() => page.getByRole('navigation', { name: 'Deck controls' }).count()).toBe(1)
  })

  it.each([1, -1])('finds one main while the browser has not drawn yet, %i slide on', async (by) => {
    await goTo(page, { slide: STEPPED, clicks: 0 })
    const mains = await page.evaluate(async (slide) => {
      const draw = window.requestAnimationFrame.bind(window)
      const held: FrameRequestCallback[] = []
      window.requestAnimationFrame = (callback) => held.push(callback)
      await window.deckNavigation?.go(slide, 0)
      await new Promise((resolve) => setTimeout(resolve, 100))
      window.requestAnimationFrame = draw
      held.forEach(draw)
      return [...document.querySelectorAll('main')]
        .filter((main) => main.checkVisibility())
        .map((main) => main.closest<HTMLElement>('[data-slidev-no]')?.dataset.slidevNo)
    }, STEPPED + by)
    expect(mains).toEqual([String(STEPPED + by)])
  })

  it('is told which slide is shown, by a region that was there before', async () => {
    await goTo(page, { slide: STEPPED, clicks: 0 })
    const region = page.getByRole('status').filter({ hasText: /^Slide/ })
    const handle = await region.elementHandle()
    await goTo(page, { slide: STEPPED + 1, clicks: 0 })
    expect(await handle.textContent()).toBe(`Slide ${STEPPED + 1} of ${slides.length}: ${titleOf(STEPPED + 1)}`)
  })

  it('and the browser’s tab name the slide; the cover is the talk', async () => {
    await goTo(page, { slide: STEPPED, clicks: 0 })
    await expect.poll(() => page.title()).toBe(`${titleOf(STEPPED)} · Understanding Allocations`)
    await goTo(page, { slide: 1, clicks: 0 })
    await expect.poll(() => page.title()).toBe('Understanding Allocations')
  })

  it('finds no front matter on a slide’s element', async () => {
    const attributes = await page
      .locator('[data-slidev-no] > .slidev-layout')
      .evaluateAll((elements) =>
        [...new Set(elements.flatMap((element) => element.getAttributeNames()))].filter(
          (name) => !name.startsWith('data-v-'),
        ),
      )
    expect(attributes).toEqual(['class'])
  })
})

it('the presenter view names its parts, and what comes next', async () => {
  const { page } = await openPage()
  await openPresenter(page, url, STEPPED)
  for (const name of ['Current slide', 'Next', 'Notes', 'Time'])
    expect(await page.getByRole('region', { name, exact: true }).count(), name).toBe(1)
  expect(await page.getByRole('main').count()).toBe(1)
  expect(await page.getByRole('region', { name: 'Next' }).textContent()).toContain(`: ${titleOf(STEPPED)}, click 1`)
  await expect.poll(() => page.title()).toBe(`Presenter: ${titleOf(STEPPED)} · Understanding Allocations`)
})

describe('a viewer who wants less motion', () => {
  it.each(['no-preference', 'reduce'] as const)('gets no moving views: %s', async (reducedMotion) => {
    const { page } = await openPage({ reducedMotion })
    await openPresenter(page, url, STEPPED)
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll('body *')].filter((element) => {
          const { transitionDuration, animationName, animationDuration } = getComputedStyle(element)
          return /[1-9]/.test(transitionDuration) || (animationName !== 'none' && parseFloat(animationDuration) > 0.002)
        }).length,
    )
    if (reducedMotion === 'reduce') expect(moving).toBe(0)
    else expect(moving).toBeGreaterThan(0)
  })
})
