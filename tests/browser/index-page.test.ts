import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { readCompanionTalk } from '../../companion/talk.ts'
import { TERMS } from '../../companion/terms.ts'
import { sourcesOf } from '../../embed/note-sources.ts'
import { findAxeViolationsIn } from '../support/axe-findings.ts'
import { tabThrough } from '../support/focus-walk.ts'
import { findOverflow, openPageOf, waitForSlide, wake, WIDTHS } from '../support/reading-page.ts'
import { useBrowser } from '../support/watched-page.ts'

const { url, pathUrl } = inject('deck')
const openPage = useBrowser()
const { slides } = await readCompanionTalk(join(import.meta.dirname, '../..'))
const programs = new Set(slides.flatMap(({ recordings }) => recordings))

describe.each(Object.entries(WIDTHS))('on a %s', (_, width) => {
  it.each(['light', 'dark'] as const)(
    'axe finds nothing in %s and nothing stands out of the page',
    async (colorScheme) => {
      const { page, complaints } = await openPage({ viewport: { width, height: 800 }, colorScheme })
      await openPageOf(page, url, 'find/')
      const rules = colorScheme === 'dark' ? 'colours' : 'all'
      if (rules === 'all') expect(await findAxeViolationsIn(page, 'html', { rules: 'others' })).toEqual([])
      // Colours are asked once, of what is folded too.
      await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
      expect(await findAxeViolationsIn(page, 'html', { rules })).toEqual([])
      expect(await findOverflow(page)).toEqual([])
      expect(complaints).toEqual([])
    },
  )
})

it('lists every rule, marked sentence, term, program, question and source', async () => {
  const { page } = await openPage({ javaScriptEnabled: false })
  await page.goto(`${url}find/`)
  const ids = await page.locator('.entry[id]').evaluateAll((all) => all.map((one) => one.id))
  const claims = slides.flatMap((slide) => slide.claims.map(({ id }) => id))
  expect(ids).toEqual(expect.arrayContaining(claims))
  expect(await page.locator('#terms .entry').count()).toBe(TERMS.length)
  expect(await page.locator('#programs .entry').count()).toBe(programs.size)
  const named = slides.flatMap((slide) => sourcesOf(slide.markdown).map(({ address }) => address))
  const linked = await page
    .locator('#sources .entry > p:first-child a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')))
  expect(linked).toEqual([...new Set(named)])
  expect(linked.length).toBeGreaterThan(20)
  // A sentence in which a recording's number did not arrive would be useless.
  const empty = await page
    .locator('#rules .entry, #claims .entry')
    .evaluateAll((all) =>
      all
        .filter((one) => /^(?:|.*….*)$/.test(one.querySelector('p:not(.about)')?.textContent.trim() ?? ''))
        .map((one) => one.id),
    )
  expect(empty).toEqual([])
})

it('is searched word by word; groups without a find go, and an address shows its entry again', async () => {
  const { page } = await openPage()
  await openPageOf(page, url, 'find/')
  const field = page.getByRole('searchbox')
  await field.fill('ZERO sized TYPE bytes')
  const shown = () => page.locator('.entry[id]:visible').evaluateAll((all) => all.map((one) => one.id))
  expect(await shown()).toContain('term-zero-sized-type')
  expect((await shown()).length).toBeLessThan(8)
  expect(await page.locator('[data-found]').innerText()).toMatch(/^\d+ found$/)
  await field.fill('no such thing as this')
  expect(await shown()).toEqual([])
  expect(await page.locator('[data-group]:visible').count()).toBe(0)
  await page.evaluate(() => (location.hash = '#rule-3-2'))
  await expect.poll(() => page.locator('#rule-3-2').isVisible()).toBe(true)
})

describe('what is searched for', () => {
  const shown = (page: Page) => page.locator('.entry[id]:visible').evaluateAll((all) => all.map((one) => one.id))

  it('is there again, where it was scrolled to, when the viewer comes back or reloads', async () => {
    const { page, complaints } = await openPage()
    await openPageOf(page, url, 'find/#claims')
    await page.getByRole('searchbox').fill('box heap')
    const found = await shown(page)
    expect(found.length).toBeGreaterThan(8)
    await expect.poll(() => page.url()).toBe(`${url}find/?q=box+heap#claims`)
    const link = page.locator('#claims .entry:visible').last().getByRole('link', { name: /^Read/ })
    await link.scrollIntoViewIfNeeded()
    const at = await page.evaluate(() => scrollY)
    expect(at).toBeGreaterThan(100)
    for (const back of [
      async () => {
        await link.click()
        await page.waitForURL(/read\//)
        await page.goBack()
      },
      () => page.reload(),
    ]) {
      await back()
      await page.waitForURL(`${url}find/?q=box+heap#claims`)
      await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('box heap')
      expect(await shown(page)).toEqual(found)
      await expect.poll(() => page.evaluate(() => scrollY)).toBeCloseTo(at, -1)
    }
    await page.getByRole('searchbox').fill('')
    await expect.poll(() => page.url()).toBe(`${url}find/#claims`)
    expect(complaints).toEqual([])
  })

  it.each([
    ['at the root', url],
    ['below a path', pathUrl],
  ])('can be handed on; an entry that the address names is shown besides, %s', async (_, address) => {
    const { page } = await openPage()
    await openPageOf(page, address, 'find/?q=niche')
    await expect.poll(() => page.locator('[data-found]').innerText()).toMatch(/^\d+ found$/)
    const found = await shown(page)
    expect(found).toContain('term-niche')
    expect(found).not.toContain('rule-3-2')
    await page.goto('about:blank')
    await openPageOf(page, address, 'find/?q=niche#rule-3-2')
    await expect.poll(() => shown(page)).toEqual(expect.arrayContaining([...found, 'rule-3-2']))
    await expect
      .poll(() => page.locator('[id="rule-3-2"]').evaluate((one) => one.getBoundingClientRect().top))
      .toBeLessThan(720)
    // A part in which nothing is found is shown whole.
    await page.goto('about:blank')
    await openPageOf(page, address, 'find/?q=niche#rules')
    await expect.poll(() => page.locator('#rules .entry:visible').count()).toBeGreaterThan(5)
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
  })
})

it('the keyboard reaches the search first, then everything, always sees where it is, and leaves at the end', async () => {
  const { page } = await openPage()
  await openPageOf(page, url, 'find/')
  await page.getByRole('searchbox').waitFor()
  const wanted = await page.locator('a[href], button, input, summary, [tabindex="0"]').filter({ visible: true }).count()
  const reached = await tabThrough(page, wanted)
  expect(reached).toHaveLength(wanted)
  expect(new Set(reached.map(({ what }) => what)).size).toBeGreaterThan(wanted / 2)
  expect(reached.filter(({ seen }) => !seen)).toEqual([])
  // The skip link, the bar, the search.
  expect(reached[0]!.what).toContain('class="skip"')
  expect(reached.slice(0, 8).some(({ what }) => what.startsWith('<input id="search"'))).toBe(true)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true)
})

describe('every program', () => {
  it('can be copied as it is, and opened with its compiler and flags', async () => {
    const { page } = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
    await openPageOf(page, url, 'find/')
    for (const name of programs) {
      const entry = page.locator(`[id="snippet-${name}"]`)
      await entry.getByRole('button', { name: `Copy ${name}.rs` }).click()
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      const text = await entry.locator('pre').textContent()
      expect(copied.replaceAll('\r\n', '\n'), name).toBe(text)
      const links = await entry.locator('.do a').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href))
      const playground = links.find((link) => link.startsWith('https://play.rust-lang.org/'))
      if (!playground) continue
      expect(new URL(playground).searchParams.get('code'), name).toBe(text)
      const explorers = links.filter((link) => link.startsWith('https://godbolt.org/clientstate/'))
      expect(explorers.length, name).toBeGreaterThan(0)
      const state = atob(decodeURIComponent(explorers[0]!.split('/clientstate/')[1]!))
      expect(JSON.parse(state), name).toMatchObject({ sessions: [{ language: 'rust' }] })
    }
  })
})

describe('citing', () => {
  it.each([
    ['at the root', url],
    ['below a path', pathUrl],
  ])('gives link, Markdown and BibTeX that lead to the rule, %s', async (_, address) => {
    const { page, complaints } = await openPage({ permissions: ['clipboard-read', 'clipboard-write'] })
    await openPageOf(page, address, 'find/')
    await page.locator('[id="rule-3-2"]').getByRole('button', { name: /^Cite/ }).click()
    const dialog = page.getByRole('dialog')
    const copied: string[] = []
    for (const kind of ['Link', 'Markdown', 'BibTeX']) {
      await dialog.getByRole('button', { name: `Copy ${kind}` }).click()
      copied.push((await page.evaluate(() => navigator.clipboard.readText())).replaceAll('\r\n', '\n'))
    }
    const link = `${address}#/rule-3-2`
    expect(copied[0]).toBe(link)
    expect(copied[1]).toMatch(
      /^\[Rule 3\.2: .+\]\(.+\) \(Understanding Allocations \d+\.\d+\.\d+, rustc \d+\.\d+\.\d+, .+\)$/,
    )
    expect(copied[2]).toMatch(/^@misc\{understanding-rule-3-2,\n[\s\S]*\n\}$/)
    for (const text of copied) expect(text).toContain(link)
    expect(await findAxeViolationsIn(page, 'dialog')).toEqual([])
    await page.keyboard.press('Escape')
    expect(await dialog.count()).toBe(0)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cite'))).toBe('rule-3-2')
    expect(complaints).toEqual([])
    const reader = await openPage()
    await reader.page.goto(link)
    await reader.page.locator('#rule-3-2').waitFor()
    expect(reader.complaints).toEqual([])
  })

  it('works on a slide, where the keys of the dialog do not turn the page', async () => {
    const { page, complaints } = await openPage()
    await page.goto(`${url}#/vec-new`)
    await waitForSlide(page)
    await page.getByRole('button', { name: 'Cite this slide' }).evaluate((button: HTMLElement) => button.click())
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.getByRole('region', { name: 'Link' }).innerText()).toBe(`${url}#/vec-new`)
    expect(await dialog.getByRole('link', { name: 'vec-new.rs' }).getAttribute('href')).toBe('find/#snippet-vec-new')
    expect(await findAxeViolationsIn(page, 'dialog')).toEqual([])
    await dialog.getByRole('region', { name: 'BibTeX' }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    expect(page.url()).toMatch(/#\/vec-new$/)
    expect(complaints).toEqual([])
  })
})

describe('an address', () => {
  it.each([
    ['rule-3-2', 'heap-in-short', '#rule-3-2'],
    ['vec-new-proof-observed', 'vec-new-proof', '.observed'],
    ['vec-new-proof-promised', 'vec-new-proof', '.guaranteed'],
    ['vec-new-proof-answer', 'vec-new-proof', 'h1'],
  ])('of a sentence opens its slide, answered, and lights it there: %s', async (address, alias, sentence) => {
    const { page, complaints } = await openPage()
    await page.goto(`${url}#/${address}`)
    await page.waitForURL(new RegExp(`#/${alias}`))
    const found = page.locator(`.slidev-page:visible ${sentence}`).first()
    await expect.poll(() => found.isVisible()).toBe(true)
    await expect.poll(() => found.getAttribute('data-cited')).toBe('')
    expect(await page.locator('[data-cited]').count()).toBe(1)
    // The next click goes on from there, not from a click that is not there.
    const before = page.url()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.url()).not.toBe(before)
    expect(page.url()).not.toContain(`/${alias}?`)
    await expect.poll(() => page.locator('[data-cited]').count()).toBe(0)
    // In the reading view it is lit where it stands.
    await page.goto(`${url}read/#${address}`)
    const plain = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(await page.locator(`[id="${address}"]`).evaluate((one) => getComputedStyle(one).backgroundColor)).not.toBe(
      'rgba(0, 0, 0, 0)',
    )
    expect(await page.locator(`[id="${address}"]`).evaluate((one) => getComputedStyle(one).backgroundColor)).not.toBe(
      plain,
    )
    expect(complaints).toEqual([])
  })

  it.each([
    ['at the root', url],
    ['below a path', pathUrl],
  ])('of a term or a program opens the index, %s', async (_, deck) => {
    const { page } = await openPage()
    for (const address of ['term-niche', 'snippet-vec-new']) {
      await page.goto('about:blank')
      await page.goto(`${deck}#/${address}`)
      await page.waitForURL(`${deck}find/#${address}`)
      await expect.poll(() => page.locator(`[id="${address}"]`).isVisible()).toBe(true)
    }
  })
})

describe('predictions', () => {
  it('made in the reading view and on a slide are scored here, and forgotten when asked', async () => {
    const { page, complaints } = await openPage()
    await openPageOf(page, url, 'find/#predictions')
    const score = () => page.locator('[data-score-says]').innerText()
    expect(await score()).toMatch(/^None of \d+ predictions made yet\.$/)

    await openPageOf(page, url, 'read/#vec-new')
    await wake(page, 'vec-new')
    const predict = page.locator('#vec-new .predict')
    expect(await predict.locator('.why').first().isVisible()).toBe(false)
    await predict.getByRole('button', { name: /A vector owns a buffer/ }).click()
    expect(await predict.locator('.why').first().innerText()).toContain('Wrong. Your prediction.')

    await page.goto(`${url}#/box-vanishes`)
    await page.locator('.slidev-page:visible .option button').nth(1).click()

    await openPageOf(page, url, 'find/#predictions')
    expect(await score()).toMatch(/^1 of 2 right, \d+ still open\.$/)
    const wrong = page.locator('[data-prediction="vec-new"]')
    expect(await wrong.locator('li:visible').allInnerTexts()).toEqual([
      expect.stringMatching(/^Your prediction, wrong: A vector owns/),
      expect.stringMatching(/^Right: It has nothing/),
    ])
    expect(await page.locator('[data-prediction="arguments"] .options').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Forget them' }).click()
    expect(await score()).toMatch(/^None of/)
    expect(complaints).toEqual([])
  })
})
