import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { readCompanionTalk } from '../../companion/talk.ts'
import { isStepped } from '../../companion/stepped.ts'
import { findAxeViolationsIn } from '../support/axe-findings.ts'
import { tabThrough } from '../support/focus-walk.ts'
import { findOverflow, openPageOf, waitForSlide, wake, WIDTHS } from '../support/reading-page.ts'
import { useBrowser, type WatchedPage } from '../support/watched-page.ts'

const ROOT = join(import.meta.dirname, '../..')
const { url, pathUrl } = inject('deck')
const openPage = useBrowser()
const { slides } = await readCompanionTalk(ROOT)
const stepped = slides.filter(isStepped).map(({ alias }) => alias)

it('fits a phone: no program, table or picture has to be scrolled sideways', async () => {
  const { page } = await openPage({ viewport: { width: WIDTHS.phone, height: 844 } })
  await openPageOf(page, url, 'read/')
  for (const alias of stepped) await wake(page, alias)
  const scrolled = await page
    .locator('article *')
    .evaluateAll((all) =>
      all
        .filter(
          (one) =>
            one.clientWidth > 0 &&
            one.scrollWidth > one.clientWidth + 1 &&
            /auto|scroll/.test(getComputedStyle(one).overflowX),
        )
        .map(
          (one) =>
            `${one.closest('article')?.id}: ${one.getAttribute('aria-label') ?? one.className}, ${one.scrollWidth} px`,
        ),
    )
  expect(scrolled).toEqual([])
})

describe('a diagram', () => {
  const drawn = slides.filter(({ markdown }) => markdown.includes('```mermaid')).map(({ alias }) => alias)
  const pictureOf = (page: Page, alias: string) =>
    page.locator(`[id="${alias}"] .picture svg`).filter({ visible: true })
  const widthOf = (page: Page, alias: string) =>
    pictureOf(page, alias).evaluate((element) => element.getBoundingClientRect().width)

  it.each(['light', 'dark'] as const)(
    'is drawn in %s, in the mode’s colours, and stays in words for those who do not see',
    async (colorScheme) => {
      const { page, complaints } = await openPage({ colorScheme })
      await openPageOf(page, url, 'read/')
      expect(drawn.length).toBeGreaterThan(0)
      const ink = await page.evaluate(() => getComputedStyle(document.body).color)
      for (const alias of drawn) {
        expect(await widthOf(page, alias)).toBeGreaterThan(300)
        const text = pictureOf(page, alias).locator('text').first()
        expect(await text.evaluate((one) => getComputedStyle(one).fill)).toBe(ink)
        const words = page.locator(`[id="${alias}"] .diagram .sr-only`)
        expect((await words.innerText()).length).toBeGreaterThan(20)
        expect(await words.evaluate((element) => element.getBoundingClientRect().width)).toBeLessThan(2)
      }
      expect(complaints).toEqual([])
    },
  )

  it('fits a phone from top to bottom; questions stay a list there', async () => {
    const { page } = await openPage({ viewport: { width: WIDTHS.phone, height: 844 } })
    await openPageOf(page, url, 'read/')
    expect(await widthOf(page, 'who-calls-whom')).toBeGreaterThan(200)
    expect(await widthOf(page, 'who-calls-whom')).toBeLessThanOrEqual(WIDTHS.phone)
    const { width, height } = (await page.locator('[id="decision-tree"] .questions').boundingBox())!
    expect(Math.min(width, height)).toBeGreaterThan(200)
    expect(await pictureOf(page, 'decision-tree').count()).toBe(0)
  })
})

it('lines are voted on before they run; the index scores the votes', async () => {
  const { page, complaints } = await openPage({
    viewport: { width: WIDTHS.phone, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await openPageOf(page, url, 'read/#your-turn')
  await wake(page, 'your-turn')
  const lines = page.locator('[id="your-turn"] [data-vote]')
  const count = await lines.count()
  expect(count).toBeGreaterThan(5)
  expect(await page.locator('[id="your-turn"] .made').count()).toBe(0)
  for (let i = 0; i < count; i++) await lines.nth(i).getByRole('button', { name: '0 calls of the allocator' }).tap()
  await page.locator('[id="your-turn"]').getByRole('button', { name: 'last' }).tap()
  const right = await lines.evaluateAll((all) => all.filter((one) => one.getAttribute('data-right') === '0').length)
  expect(await page.locator('[id="your-turn"] .yours').allInnerTexts()).toHaveLength(count)
  expect(await page.locator('[id="your-turn"] .reading-votes [role=status]').innerText()).toBe(
    `${right} of ${count} predicted`,
  )
  await openPageOf(page, url, 'find/#predictions')
  expect(await page.locator('[data-score-says]').innerText()).toMatch(
    new RegExp(`^${right} of ${count} right, \\d+ still open\\.$`),
  )
  // Each line is listed, and what was wrong beside what was recorded.
  const listed = page.locator('[data-prediction^="your-turn:"]')
  expect(await listed.count()).toBe(count)
  for (const line of await listed.all()) {
    const recorded = await line.getAttribute('data-right')
    const calls = `${recorded} call${recorded === '1' ? '' : 's'}`
    expect(await line.locator('code').innerText()).not.toBe('')
    expect(await line.locator('.options li:visible').allInnerTexts()).toEqual(
      recorded === '0' ? ['Your prediction, right: 0 calls'] : ['Your prediction, wrong: 0 calls', `Right: ${calls}`],
    )
  }
  expect(complaints).toEqual([])
})

describe.each(Object.entries(WIDTHS))('on a %s', (_, width) => {
  it.each(['light', 'dark'] as const)(
    'axe finds nothing in %s, before and after every slide came to life, and nothing stands out of the page',
    async (colorScheme) => {
      const { page, complaints } = await openPage({ viewport: { width, height: 800 }, colorScheme })
      const rules = colorScheme === 'dark' ? 'colours' : 'all'
      await openPageOf(page, url, 'read/')
      // Colours are asked once: waking changes none.
      if (rules === 'all') expect(await findAxeViolationsIn(page, 'html', { rules: 'others' })).toEqual([])
      for (const alias of stepped) await wake(page, alias)
      expect(await findAxeViolationsIn(page, 'html', { rules })).toEqual([])
      expect(await findOverflow(page)).toEqual([])
      expect(complaints).toEqual([])
    },
  )
})

it('has every slide’s text, picture and words without a script', async () => {
  const { page, complaints } = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}read/`)
  for (const { alias, note } of slides) {
    const article = page.locator(`article[id="${alias}"]`)
    expect(await article.count(), alias).toBe(1)
    if (note) expect(await article.locator('.said').innerText(), alias).not.toMatch(/\[click|^\s*$/)
  }
  const stage = page.locator('#vec-new-stage .reading-stage')
  expect(await stage.getAttribute('data-step')).toBe('4')
  expect(await stage.locator('.wide .box').count()).toBeGreaterThan(1)
  expect(complaints).toEqual([])
})

it('begins with the rules of every section', async () => {
  const { page } = await openPage()
  await openPageOf(page, url, 'read/')
  const rules = slides.flatMap(({ claims }) => claims.filter(({ kind }) => kind === 'rule'))
  expect(await page.locator('#in-short .rule-on-page').count()).toBe(rules.length)
  const [top, first] = await Promise.all(['#in-short', '#section-1'].map((part) => page.locator(part).boundingBox()))
  expect(top!.y).toBeLessThan(first!.y)
})

describe('a stage', () => {
  it('is stepped by touch on a phone, its heap below its stack', async () => {
    const { page, complaints } = await openPage({
      viewport: { width: WIDTHS.phone, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await openPageOf(page, url, 'read/#vec-new-stage')
    await wake(page, 'vec-new-stage')
    const stage = page.locator('#vec-new-stage .reading-stage')
    const caption = () => stage.locator('.caption').innerText()
    const [last, lastSaid] = [await stage.getAttribute('data-step'), await caption()]
    const stack = await stage.locator('.narrow .box.in-stack').last().boundingBox()
    const heap = await stage.locator('.narrow .box.in-heap').first().boundingBox()
    expect(heap!.y).toBeGreaterThan(stack!.y + stack!.height - 1)
    expect(heap!.x + heap!.width).toBeLessThanOrEqual(WIDTHS.phone)
    await stage.getByRole('button', { name: 'Previous step' }).tap()
    expect(await stage.getAttribute('data-step')).toBe(String(Number(last) - 1))
    expect(await caption()).not.toBe(lastSaid)
    await stage.getByRole('button', { name: 'Next step' }).tap()
    expect([await stage.getAttribute('data-step'), await caption()]).toEqual([last, lastSaid])
    const size = await stage.getByRole('button', { name: 'Next step' }).boundingBox()
    expect(Math.min(size!.width, size!.height)).toBeGreaterThanOrEqual(44)
    expect(complaints).toEqual([])
  })

  let stepping: WatchedPage
  beforeAll(async () => {
    stepping = await openPage()
    await openPageOf(stepping.page, url, 'read/')
  })

  it.each(stepped.filter((alias) => !slides.find((slide) => slide.alias === alias)!.components.includes('Predict')))(
    'is stepped by the keyboard to its first state and back to its last: %s',
    async (alias) => {
      const { page, complaints } = stepping
      await wake(page, alias)
      const bar = page.locator(`[id="${alias}"] .step-bar`)
      // A map without values is one picture, which nothing steps.
      if ((await bar.count()) === 0) return
      // Rows that do not touch may be painted in any order.
      const picture = () =>
        page.locator(`[id="${alias}"] [data-step]`).evaluate((element) =>
          [...element.querySelectorAll('text, .caption, .sentence, li, td, dd')]
            .map((one) => one.textContent)
            .sort()
            .join('\n'),
        )
      // Where lines are voted on, the first state shows first.
      await bar.getByRole('button', { name: 'Next step' }).focus()
      await page.keyboard.press('End')
      const end = await picture()
      await page.keyboard.press('Home')
      expect(await page.locator(`[id="${alias}"] [data-step]`).getAttribute('data-step')).toBe('0')
      expect(await picture()).not.toBe(end)
      const steps = Number((await bar.locator('.count').innerText()).split('/')[1])
      for (let step = 1; step < steps; step++) await page.keyboard.press('ArrowRight')
      // What leaves is drawn until it has gone.
      await expect.poll(picture).toBe(end)
      expect(complaints).toEqual([])
    },
  )

  it.each([WIDTHS.laptop, WIDTHS.phone])('explains its signs where its slide does, within %i px', async (width) => {
    const { page } = await openPage({ viewport: { width, height: 844 } })
    await openPageOf(page, url, 'read/')
    const asked = slides
      .filter(({ markdown }) => /<MemoryStage\b[^>]*\slegend\b/.test(markdown))
      .map(({ alias }) => alias)
    expect(asked.length).toBeGreaterThan(0)
    for (const alias of asked) {
      const signs = page.locator(`[id="${alias}"] [aria-label="Signs"] li`)
      expect(await signs.allInnerTexts()).toEqual(expect.arrayContaining(['ran', 'now here', 'changed']))
      const picture = await page.locator(`[id="${alias}"] .stage-memory`).filter({ visible: true }).boundingBox()
      for (const sign of await signs.all()) {
        const box = await sign.boundingBox()
        expect(box!.y).toBeGreaterThanOrEqual(picture!.y + picture!.height - 1)
        expect(box!.x + box!.width).toBeLessThanOrEqual(width)
      }
    }
    expect(await page.locator('[aria-label="Signs"]').count()).toBe(asked.length)
  })

  it('does not move for a reader who asked for less motion', async () => {
    const { page } = await openPage({ reducedMotion: 'reduce' })
    await openPageOf(page, url, 'read/#box-new-stage')
    await wake(page, 'box-new-stage')
    await page.locator('#box-new-stage .step-bar button').first().click()
    await page.locator('#box-new-stage').getByRole('button', { name: 'Next step' }).click()
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
  })
})

it('the keyboard reaches everything, always sees where it is, and leaves at the end', async () => {
  const { page } = await openPage()
  await openPageOf(page, url, 'read/')
  const wanted = await page.locator('a[href], button:visible, summary, [tabindex="0"]').count()
  const reached = await tabThrough(page, wanted + 200)
  expect(reached[0]?.what).toContain('class="skip"')
  expect(reached.filter(({ seen }) => !seen)).toEqual([])
  expect(reached.length).toBeGreaterThan(wanted / 2)
  expect(await page.evaluate(() => document.activeElement === document.body), 'the keyboard comes out').toBe(true)
})

describe('slides and reading view lead to one another', () => {
  it.each([
    ['at the root', url],
    ['below a path', pathUrl],
  ])('%s', async (_, address) => {
    const { page, complaints } = await openPage()
    await openPageOf(page, address, 'read/#box-new-proof')
    await page.locator('[id="box-new-proof"] footer a').first().click()
    await page.waitForURL(/#\/box-new-proof/)
    await waitForSlide(page)
    await page.getByRole('link', { name: 'Read this slide' }).evaluate((link: HTMLElement) => link.click())
    await page.waitForURL(`${address}read/#box-new-proof`)
    expect(
      await page.locator('[id="box-new-proof"]').evaluate((element) => Math.abs(element.getBoundingClientRect().top)),
    ).toBeLessThan(200)
    expect(complaints).toEqual([])
  })
})
